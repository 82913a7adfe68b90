CREATE TABLE correction (
  -- One row per decision of a person on a printed figure; append only but for its withdrawal and its standing.
  correction_id INTEGER NOT NULL PRIMARY KEY,
  division_code TEXT NOT NULL CHECK (division_code <> ''), -- natural keys: it outlives the rows that they name today
  unit_name TEXT NOT NULL CHECK (unit_name <> ''),
  fiscal_year INTEGER NOT NULL,
  measure TEXT NOT NULL CHECK (measure <> ''),
  scenario TEXT NOT NULL CHECK (scenario <> ''),
  project TEXT CHECK (project <> ''), -- NULL where the figure is the unit's
  printed_fen INTEGER, -- the printed value that it expects, money
  printed_mantissa INTEGER, -- or any other number
  printed_scale INTEGER CHECK (printed_scale BETWEEN 0 AND 9),
  value_fen INTEGER, -- what the figure is; all NULL where the printed value is rejected
  value_mantissa INTEGER,
  value_scale INTEGER CHECK (value_scale BETWEEN 0 AND 9),
  reason TEXT NOT NULL CHECK (reason <> ''),
  made_by TEXT NOT NULL CHECK (made_by <> ''),
  made_at TEXT NOT NULL, -- ISO 8601, UTC
  source_sha256 TEXT NOT NULL, -- the document that it was made from
  source_locator TEXT NOT NULL,
  source_quote TEXT NOT NULL,
  is_withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (is_withdrawn IN (0, 1)),
  standing TEXT NOT NULL DEFAULT 'waiting' CHECK (standing IN ('waiting', 'applies', 'stale')), -- follows from the reports
  CHECK ((printed_fen IS NULL) <> (printed_mantissa IS NULL)),
  CHECK ((printed_mantissa IS NULL) = (printed_scale IS NULL)),
  CHECK (value_fen IS NULL OR value_mantissa IS NULL),
  CHECK ((value_mantissa IS NULL) = (value_scale IS NULL)),
  CHECK (value_fen IS NULL OR printed_fen IS NOT NULL),
  CHECK (value_mantissa IS NULL OR printed_mantissa IS NOT NULL)
) STRICT;

CREATE INDEX correction_by_unit ON correction (division_code, unit_name);

CREATE TRIGGER correction_is_append_only
BEFORE UPDATE OF
  correction_id, division_code, unit_name, fiscal_year, measure, scenario, project, printed_fen, printed_mantissa,
  printed_scale, value_fen, value_mantissa, value_scale, reason, made_by, made_at, source_sha256, source_locator,
  source_quote
ON correction
BEGIN SELECT RAISE(ABORT, 'correction is append only'); END;

CREATE TRIGGER correction_is_never_deleted
BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'correction is append only'); END;

CREATE TEMP TABLE kept_figure AS SELECT * FROM fact_figure;
CREATE TEMP TABLE kept_project AS SELECT * FROM fact_project;
DROP TABLE fact_figure;
DROP TABLE fact_project;

CREATE TABLE fact_figure (
  -- One row per unit, fiscal year, measure and scenario: the figure chosen among the current reports' statements.
  unit_id INTEGER NOT NULL REFERENCES dim_unit,
  fiscal_year INTEGER NOT NULL REFERENCES dim_year,
  measure_id INTEGER NOT NULL REFERENCES dim_measure,
  scenario_id INTEGER NOT NULL REFERENCES dim_scenario,
  observation_id INTEGER REFERENCES published_observation, -- the statement chosen; NULL for a tie or an unsure reading
  value_fen INTEGER,
  number_mantissa INTEGER,
  number_scale INTEGER CHECK (number_scale BETWEEN 0 AND 9),
  candidate_count INTEGER NOT NULL CHECK (candidate_count >= 1),
  is_conflicted INTEGER NOT NULL CHECK (is_conflicted IN (0, 1)), -- 1: a tie that no rule decides
  correction_id INTEGER REFERENCES correction, -- the person's decision that the value is; NULL where rules chose
  PRIMARY KEY (unit_id, measure_id, fiscal_year, scenario_id),
  CHECK ((observation_id IS NULL AND correction_id IS NULL) = is_conflicted),
  CHECK ((value_fen IS NOT NULL) + (number_mantissa IS NOT NULL) = 1 - is_conflicted),
  CHECK ((number_mantissa IS NULL) = (number_scale IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_project (
  -- One row per project, fiscal year and scenario: the total chosen among the current reports' statements.
  project_id INTEGER NOT NULL REFERENCES dim_project,
  fiscal_year INTEGER NOT NULL REFERENCES dim_year,
  scenario_id INTEGER NOT NULL REFERENCES dim_scenario,
  observation_id INTEGER REFERENCES published_observation,
  value_fen INTEGER,
  candidate_count INTEGER NOT NULL CHECK (candidate_count >= 1),
  is_conflicted INTEGER NOT NULL CHECK (is_conflicted IN (0, 1)),
  correction_id INTEGER REFERENCES correction,
  PRIMARY KEY (project_id, fiscal_year, scenario_id),
  CHECK ((observation_id IS NULL AND correction_id IS NULL) = is_conflicted),
  CHECK ((value_fen IS NULL) = is_conflicted)
) STRICT, WITHOUT ROWID;

INSERT INTO fact_figure (
  unit_id, fiscal_year, measure_id, scenario_id, observation_id, value_fen, number_mantissa, number_scale,
  candidate_count, is_conflicted)
SELECT
  unit_id, fiscal_year, measure_id, scenario_id, observation_id, value_fen, number_mantissa, number_scale,
  candidate_count, is_conflicted
FROM temp.kept_figure;
INSERT INTO fact_project (
  project_id, fiscal_year, scenario_id, observation_id, value_fen, candidate_count, is_conflicted)
SELECT project_id, fiscal_year, scenario_id, observation_id, value_fen, candidate_count, is_conflicted
FROM temp.kept_project;
DROP TABLE temp.kept_figure;
DROP TABLE temp.kept_project;
