CREATE TABLE fact_figure (
  -- One row per unit, fiscal year, measure and scenario: the figure chosen among the current reports' statements.
  unit_id INTEGER NOT NULL REFERENCES dim_unit,
  fiscal_year INTEGER NOT NULL REFERENCES dim_year,
  measure_id INTEGER NOT NULL REFERENCES dim_measure,
  scenario_id INTEGER NOT NULL REFERENCES dim_scenario,
  observation_id INTEGER REFERENCES published_observation, -- the statement chosen; NULL for a tie
  value_fen INTEGER,
  number_mantissa INTEGER,
  number_scale INTEGER CHECK (number_scale BETWEEN 0 AND 9),
  candidate_count INTEGER NOT NULL CHECK (candidate_count >= 1),
  is_conflicted INTEGER NOT NULL CHECK (is_conflicted IN (0, 1)), -- 1: a tie that no rule decides
  PRIMARY KEY (unit_id, measure_id, fiscal_year, scenario_id),
  CHECK ((observation_id IS NULL) = is_conflicted),
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
  PRIMARY KEY (project_id, fiscal_year, scenario_id),
  CHECK ((observation_id IS NULL) = is_conflicted),
  CHECK ((value_fen IS NULL) = is_conflicted)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_indicator (
  -- One row per performance indicator row of a document, as read under one generation of rules.
  document_id INTEGER NOT NULL REFERENCES dim_document,
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  indicator_id INTEGER NOT NULL REFERENCES dim_indicator,
  project_id INTEGER REFERENCES dim_project, -- NULL in the table of the whole unit
  target TEXT, -- as printed; NULL without such a column, empty where the cell is blank
  actual TEXT,
  weight_mantissa INTEGER,
  weight_scale INTEGER CHECK (weight_scale BETWEEN 0 AND 9),
  score_mantissa INTEGER,
  score_scale INTEGER CHECK (score_scale BETWEEN 0 AND 9),
  deviation TEXT,
  quote TEXT NOT NULL,
  locator TEXT NOT NULL CHECK (locator <> ''),
  PRIMARY KEY (document_id, generation_id, ordinal),
  CHECK ((weight_mantissa IS NULL) = (weight_scale IS NULL)),
  CHECK ((score_mantissa IS NULL) = (score_scale IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  -- One row per contradiction inside a document, or between it and another of its unit.
  document_id INTEGER NOT NULL REFERENCES dim_document, -- between reports, that of the later year
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  is_between_reports INTEGER NOT NULL CHECK (is_between_reports IN (0, 1)),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  rule TEXT NOT NULL CHECK (rule <> ''),
  measure_id INTEGER REFERENCES dim_measure, -- at fault; NULL where none fits
  fiscal_year INTEGER NOT NULL REFERENCES dim_year,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
  message TEXT NOT NULL CHECK (message <> ''),
  quote TEXT NOT NULL,
  PRIMARY KEY (document_id, generation_id, is_between_reports, ordinal)
) STRICT, WITHOUT ROWID;
