-- Generated from a fresh warehouse by Scripts/make-schema-docs; do not edit.
PRAGMA application_id = 1128485716;
PRAGMA user_version = 11;

CREATE TABLE dim_division (
  -- One row per administrative division code (GB/T 2260), under its latest name.
  division_code TEXT NOT NULL PRIMARY KEY CHECK (length(division_code) = 6 AND division_code NOT GLOB '*[^0-9]*'),
  name TEXT NOT NULL CHECK (name <> ''),
  level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county')),
  province_name TEXT NOT NULL,
  city_name TEXT, -- NULL for a province and for a county that a province runs itself
  county_name TEXT CHECK ((county_name IS NOT NULL) = (level = 'county')),
  valid_from INTEGER, -- year
  valid_until INTEGER, -- year, exclusive; NULL while it stands
  CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until)
) STRICT, WITHOUT ROWID;

CREATE TABLE division_name (
  -- One row per division code and name that it bore, with the years.
  division_code TEXT NOT NULL REFERENCES dim_division,
  name TEXT NOT NULL CHECK (name <> ''),
  valid_from INTEGER NOT NULL, -- year; 0 where it is not on record
  valid_until INTEGER,
  PRIMARY KEY (division_code, valid_from, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE division_successor (
  -- One row per division and a division that all or a part of it became.
  division_code TEXT NOT NULL REFERENCES dim_division,
  successor_code TEXT NOT NULL REFERENCES dim_division,
  partial_year INTEGER NOT NULL DEFAULT 0, -- year of a partial change; 0 where the whole passed over
  PRIMARY KEY (division_code, successor_code, partial_year),
  CHECK (division_code <> successor_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_population (
  -- One row per division and census year.
  division_code TEXT NOT NULL REFERENCES dim_division,
  census_year INTEGER NOT NULL CHECK (census_year BETWEEN 1949 AND 2100),
  resident_population INTEGER NOT NULL CHECK (resident_population >= 0),
  PRIMARY KEY (division_code, census_year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_year (
  -- One row per fiscal year that a document or a figure speaks of.
  fiscal_year INTEGER NOT NULL PRIMARY KEY CHECK (fiscal_year BETWEEN 1949 AND 2100),
  label_zh TEXT NOT NULL GENERATED ALWAYS AS (fiscal_year || '年') VIRTUAL
) STRICT;

CREATE TABLE dim_scenario (
  -- One row per stage of the fiscal year that a figure can speak of.
  scenario_id INTEGER NOT NULL PRIMARY KEY, -- also the order in which tables show them
  code TEXT NOT NULL UNIQUE CHECK (code IN ('initial_budget', 'adjusted_budget', 'budget', 'actual')),
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT;

CREATE TABLE dim_expense_category (
  -- One row per node of a tree of expense categories: nature, function, economic class, three public, procurement.
  expense_category_id INTEGER NOT NULL PRIMARY KEY,
  scheme TEXT NOT NULL CHECK (scheme IN ('nature', 'function', 'economic', 'three_public', 'procurement')),
  code TEXT NOT NULL, -- official code for function and economic class, else the measure's
  label_zh TEXT NOT NULL,
  label_en TEXT,
  parent_id INTEGER REFERENCES dim_expense_category,
  UNIQUE (scheme, code),
  CHECK (scheme NOT IN ('function', 'economic') OR code NOT GLOB '*[^0-9]*'),
  CHECK (parent_id <> expense_category_id)
) STRICT;

CREATE TABLE dim_measure (
  -- One row per measure code of the public contract, and per function or economic code met.
  measure_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  label_zh TEXT NOT NULL,
  label_en TEXT,
  unit TEXT NOT NULL CHECK (unit IN ('yuan', 'person', 'count', 'percent', 'score')),
  scheme TEXT NOT NULL, -- revenue, nature, function, economic, three_public, procurement, balance, statistic
  parent_id INTEGER REFERENCES dim_measure,
  expense_category_id INTEGER REFERENCES dim_expense_category,
  definition TEXT NOT NULL DEFAULT '',
  is_seed INTEGER NOT NULL CHECK (is_seed IN (0, 1)), -- 0: met in a report as printed, in no seed
  CHECK (parent_id <> measure_id)
) STRICT;

CREATE TABLE dim_kind_of_body (
  -- One row per kind of body that reports.
  kind_of_body TEXT NOT NULL PRIMARY KEY CHECK (kind_of_body <> ''),
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_document_kind (
  -- One row per kind of report.
  kind TEXT NOT NULL PRIMARY KEY
    CHECK (kind IN ('performance_self_evaluation', 'final_accounts', 'budget', 'three_public_disclosure', 'other')),
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_unit (
  -- One row per body whose money or staff the reports are about.
  unit_id INTEGER NOT NULL PRIMARY KEY,
  division_code TEXT NOT NULL REFERENCES dim_division,
  unit_key TEXT NOT NULL CHECK (unit_key <> ''), -- its name without the names of the places it lies in
  name TEXT NOT NULL CHECK (name <> ''), -- full name as published last
  kind_of_body TEXT NOT NULL REFERENCES dim_kind_of_body,
  successor_unit_id INTEGER REFERENCES dim_unit, -- the same body after its county became a city or a district
  UNIQUE (division_code, unit_key),
  CHECK (successor_unit_id <> unit_id)
) STRICT;

CREATE TABLE unit_alias (
  -- One row per unit and printed form of its name, with the report years that print it.
  unit_id INTEGER NOT NULL REFERENCES dim_unit,
  name TEXT NOT NULL CHECK (name <> ''),
  is_full_name INTEGER NOT NULL CHECK (is_full_name IN (0, 1)), -- 1: a report's own full name of the unit
  first_year INTEGER NOT NULL REFERENCES dim_year,
  last_year INTEGER NOT NULL REFERENCES dim_year,
  PRIMARY KEY (unit_id, name),
  CHECK (first_year <= last_year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_project (
  -- One row per unit and project name as printed.
  project_id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES dim_unit,
  name TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (unit_id, name)
) STRICT;

CREATE TABLE dim_indicator (
  -- One row per statistic among the measures, and per three-level performance indicator as printed.
  indicator_id INTEGER NOT NULL PRIMARY KEY,
  measure_id INTEGER UNIQUE REFERENCES dim_measure, -- the statistic; NULL for a performance indicator
  level1 TEXT NOT NULL,
  level2 TEXT NOT NULL,
  level3 TEXT NOT NULL CHECK (level3 <> ''),
  UNIQUE (level1, level2, level3)
) STRICT;

CREATE TABLE reference_state (
  -- One row: the seeds that the dimensions hold.
  reference_state_id INTEGER NOT NULL PRIMARY KEY CHECK (reference_state_id = 1),
  seeds_fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE ingest_run (
  -- One row per run of county-ingest that wrote; the run log, the only table that a second run adds to.
  run_id INTEGER NOT NULL PRIMARY KEY,
  started_at TEXT NOT NULL, -- ISO 8601, UTC
  finished_at TEXT, -- NULL where the run did not come to its end
  command TEXT NOT NULL,
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  loaded INTEGER NOT NULL DEFAULT 0 CHECK (loaded >= 0),
  unchanged INTEGER NOT NULL DEFAULT 0 CHECK (unchanged >= 0),
  aliases INTEGER NOT NULL DEFAULT 0 CHECK (aliases >= 0),
  superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded >= 0),
  quarantined INTEGER NOT NULL DEFAULT 0 CHECK (quarantined >= 0),
  observations INTEGER NOT NULL DEFAULT 0 CHECK (observations >= 0),
  findings INTEGER NOT NULL DEFAULT 0 CHECK (findings >= 0)
) STRICT;

CREATE TABLE rules_generation (
  -- One row per set of rules and seeds that read documents.
  generation_id INTEGER NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE CHECK (fingerprint <> '')
) STRICT;

CREATE TABLE dim_document (
  -- One row per document: the bytes of a report, whatever they are called and wherever they were found.
  document_id INTEGER NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  folder TEXT NOT NULL, -- where it was found; for an archive's member the archive and its folder there
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  archive TEXT, -- the archive that held it
  source_url TEXT,
  publisher TEXT,
  title TEXT,
  published_on TEXT CHECK (published_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  retrieved_on TEXT CHECK (retrieved_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  format TEXT, -- of the bytes, not of the extension; NULL where it was not recognised
  page_count INTEGER CHECK (page_count >= 0),
  kind TEXT REFERENCES dim_document_kind,
  unit_id INTEGER REFERENCES dim_unit,
  fiscal_year INTEGER REFERENCES dim_year,
  status TEXT NOT NULL CHECK (status = 'loaded' OR status = 'superseded' OR status = 'quarantined'),
  superseded_by_id INTEGER REFERENCES dim_document,
  quarantine_code TEXT,
  quarantine_text TEXT,
  quarantine_candidates TEXT, -- what an unidentified report could be, best first
  generation_id INTEGER NOT NULL REFERENCES rules_generation, -- the rules of its current reading
  run_id INTEGER NOT NULL REFERENCES ingest_run, -- the run that took it in
  ingested_at TEXT NOT NULL, quarantine_text_en TEXT CHECK (quarantine_text_en <> ''), -- ISO 8601, UTC
  CHECK ((status = 'superseded') = (superseded_by_id IS NOT NULL)),
  CHECK (superseded_by_id <> document_id),
  CHECK (status <> 'quarantined' OR quarantine_code IS NOT NULL),
  CHECK ((quarantine_code IS NULL) = (quarantine_text IS NULL)),
  CHECK (
    quarantine_code IS NOT NULL
    OR (unit_id IS NOT NULL AND fiscal_year IS NOT NULL AND kind IS NOT NULL AND format IS NOT NULL))
) STRICT;

CREATE TABLE document_alias (
  -- One row per further place where the same bytes were found.
  document_id INTEGER NOT NULL REFERENCES dim_document,
  folder TEXT NOT NULL,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  archive TEXT,
  replaced_by_id INTEGER REFERENCES dim_document, -- the document found there later
  PRIMARY KEY (file_name, folder, document_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_note (
  -- One row per oddity that a reader noticed in a document that it could read.
  document_id INTEGER NOT NULL REFERENCES dim_document,
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  ordinal INTEGER NOT NULL,
  code TEXT NOT NULL,
  page INTEGER,
  detail TEXT NOT NULL,
  PRIMARY KEY (document_id, generation_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE published_observation (
  -- One row per statement of a figure in a document, as read under one generation of rules; append only.
  observation_id INTEGER NOT NULL PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES dim_document,
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0), -- place among the document's observations
  fiscal_year INTEGER NOT NULL REFERENCES dim_year,
  measure_id INTEGER NOT NULL REFERENCES dim_measure,
  scenario_id INTEGER NOT NULL REFERENCES dim_scenario,
  project_id INTEGER REFERENCES dim_project, -- NULL where the figure is the unit's
  value_fen INTEGER, -- money
  printed_quantum_fen INTEGER CHECK (printed_quantum_fen >= 1), -- worth of the last printed digit
  number_mantissa INTEGER, -- any other number: mantissa / 10^scale
  number_scale INTEGER CHECK (number_scale BETWEEN 0 AND 9),
  text_value TEXT, -- the words, where the report states the figure in words (无)
  quote TEXT NOT NULL CHECK (quote <> ''),
  locator TEXT NOT NULL CHECK (locator <> ''),
  block INTEGER NOT NULL CHECK (block >= 0),
  cell_row INTEGER,
  cell_column INTEGER,
  byte_start INTEGER NOT NULL CHECK (byte_start >= 0),
  byte_end INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source = 'official_table' OR source = 'table' OR source = 'narrative'),
  rule TEXT NOT NULL CHECK (rule <> ''),
  confidence_percent INTEGER NOT NULL CHECK (confidence_percent BETWEEN 0 AND 100),
  balance INTEGER NOT NULL CHECK (balance BETWEEN 0 AND 2), -- identities of its report: unchecked, hold, broken
  accepted INTEGER NOT NULL CHECK (accepted BETWEEN -1 AND 1), -- the choice, the only part that changes
  choice_reason TEXT, -- NULL while the document is not current
  CHECK ((value_fen IS NULL) <> (number_mantissa IS NULL)),
  CHECK ((value_fen IS NULL) = (printed_quantum_fen IS NULL)),
  CHECK ((number_mantissa IS NULL) = (number_scale IS NULL)),
  CHECK ((cell_row IS NULL) = (cell_column IS NULL)),
  CHECK (byte_start <= byte_end)
) STRICT;

CREATE TABLE unsure_reading (
  -- One row per reading that is no observation yet, as read under one generation of rules.
  document_id INTEGER NOT NULL REFERENCES dim_document,
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  fiscal_year INTEGER NOT NULL REFERENCES dim_year,
  measure_id INTEGER NOT NULL REFERENCES dim_measure,
  scenario_id INTEGER NOT NULL REFERENCES dim_scenario,
  project_id INTEGER REFERENCES dim_project,
  value_fen INTEGER,
  printed_quantum_fen INTEGER CHECK (printed_quantum_fen >= 1),
  number_mantissa INTEGER,
  number_scale INTEGER CHECK (number_scale BETWEEN 0 AND 9),
  text_value TEXT,
  quote TEXT NOT NULL CHECK (quote <> ''),
  locator TEXT NOT NULL CHECK (locator <> ''),
  block INTEGER NOT NULL CHECK (block >= 0),
  cell_row INTEGER,
  cell_column INTEGER,
  byte_start INTEGER NOT NULL CHECK (byte_start >= 0),
  byte_end INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source = 'official_table' OR source = 'table' OR source = 'narrative'),
  rule TEXT NOT NULL CHECK (rule <> ''),
  confidence_percent INTEGER NOT NULL CHECK (confidence_percent BETWEEN 0 AND 100),
  PRIMARY KEY (document_id, generation_id, ordinal),
  CHECK ((value_fen IS NULL) <> (number_mantissa IS NULL)),
  CHECK ((value_fen IS NULL) = (printed_quantum_fen IS NULL)),
  CHECK ((number_mantissa IS NULL) = (number_scale IS NULL)),
  CHECK ((cell_row IS NULL) = (cell_column IS NULL)),
  CHECK (byte_start <= byte_end)
) STRICT, WITHOUT ROWID;

CREATE TABLE published_project_score (
  -- One row per document and project whose own table gives it a score.
  document_id INTEGER NOT NULL REFERENCES dim_document,
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  project_id INTEGER NOT NULL REFERENCES dim_project,
  score_mantissa INTEGER NOT NULL,
  score_scale INTEGER NOT NULL CHECK (score_scale BETWEEN 0 AND 9),
  quote TEXT NOT NULL CHECK (quote <> ''),
  locator TEXT NOT NULL CHECK (locator <> ''),
  PRIMARY KEY (document_id, generation_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE unknown_term (
  -- One row per label beside a figure that no seed knows.
  document_id INTEGER NOT NULL REFERENCES dim_document,
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  term TEXT NOT NULL CHECK (term <> ''),
  quote TEXT NOT NULL,
  locator TEXT NOT NULL,
  PRIMARY KEY (document_id, generation_id, ordinal)
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
  correction_id INTEGER REFERENCES correction, printed_quantum_fen INTEGER CHECK (printed_quantum_fen >= 1), -- the person's decision that the value is; NULL where rules chose
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

CREATE TABLE document_origin (
  -- One row per document of which a sidecar or the command line told what its bytes do not: to read it again with.
  document_id INTEGER NOT NULL PRIMARY KEY REFERENCES dim_document,
  url TEXT,
  publisher TEXT,
  retrieved_on TEXT
) STRICT;

CREATE TABLE document_unit_name (
  -- One row per document and printed form of its unit's name, as read under its current rules.
  document_id INTEGER NOT NULL REFERENCES dim_document,
  name TEXT NOT NULL CHECK (name <> ''),
  is_full_name INTEGER NOT NULL CHECK (is_full_name IN (0, 1)),
  kind_of_body TEXT NOT NULL REFERENCES dim_kind_of_body, -- the unit's, as this document tells it
  PRIMARY KEY (document_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading_confirmation (
  -- One row per document that newer rules read word for word as its current reading: the newest of them.
  document_id INTEGER NOT NULL PRIMARY KEY REFERENCES dim_document,
  generation_id INTEGER NOT NULL REFERENCES rules_generation
) STRICT;

CREATE TABLE judging_owed (
  -- One row per unit whose reports changed and whose figures are not chosen again yet; empty after every full run.
  unit_id INTEGER NOT NULL PRIMARY KEY REFERENCES dim_unit
) STRICT;

CREATE TABLE peer_judging_owed (
  -- One row per kind of body whose units' figures changed and are not held against each other yet.
  kind_of_body TEXT NOT NULL PRIMARY KEY REFERENCES dim_kind_of_body
) STRICT, WITHOUT ROWID;

CREATE TABLE "finding" (
  -- One row per contradiction inside a document, between it and another of its unit, or with other bodies of the kind.
  document_id INTEGER NOT NULL REFERENCES dim_document, -- between reports, that of the later year
  generation_id INTEGER NOT NULL REFERENCES rules_generation,
  is_between_reports INTEGER NOT NULL CHECK (is_between_reports IN (0, 1)),
  is_between_units INTEGER NOT NULL DEFAULT 0 CHECK (is_between_units IN (0, 1) AND is_between_units <= is_between_reports),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  rule TEXT NOT NULL CHECK (rule <> ''),
  measure_id INTEGER REFERENCES dim_measure, -- at fault; NULL where none fits
  fiscal_year INTEGER NOT NULL REFERENCES dim_year,
  severity TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning' OR severity = 'info'),
  message TEXT NOT NULL CHECK (message <> ''),
  quote TEXT NOT NULL, message_en TEXT CHECK (message_en <> ''),
  PRIMARY KEY (document_id, generation_id, is_between_reports, is_between_units, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX dim_document_by_place ON dim_document (file_name, folder);

CREATE INDEX dim_document_by_url ON dim_document (source_url) WHERE source_url IS NOT NULL;

CREATE INDEX dim_document_by_unit ON dim_document (unit_id, fiscal_year);

CREATE INDEX published_observation_by_document ON published_observation (document_id);

CREATE INDEX correction_by_unit ON correction (division_code, unit_name);

CREATE INDEX correction_by_source ON correction (source_sha256);

CREATE TRIGGER published_observation_is_append_only
BEFORE UPDATE OF
  observation_id, document_id, generation_id, ordinal, fiscal_year, measure_id, scenario_id, project_id, value_fen,
  printed_quantum_fen, number_mantissa, number_scale, text_value, quote, locator, block, cell_row, cell_column,
  byte_start, byte_end, source, rule, confidence_percent, balance
ON published_observation
BEGIN SELECT RAISE(ABORT, 'published_observation is append only'); END;

CREATE TRIGGER published_observation_is_never_deleted
BEFORE DELETE ON published_observation
BEGIN SELECT RAISE(ABORT, 'published_observation is append only'); END;

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

CREATE VIEW v_document AS
-- One row per document, with whose report it is, where it came from and what became of it.
SELECT
  d.file_name, d.sha256, d.format, d.kind, u.name AS unit_name, u.division_code,
  v.province_name AS province, v.city_name AS city, v.county_name AS county,
  d.fiscal_year, d.published_on, d.status, d.ingested_at,
  k.label_zh AS kind_zh, d.title, d.folder, d.archive, d.source_url, d.publisher, d.retrieved_on, d.size_bytes,
  d.page_count, d.quarantine_code, d.quarantine_text, d.quarantine_candidates, s.sha256 AS superseded_by,
  coalesce(h.fingerprint, g.fingerprint) AS rules_generation, d.quarantine_text_en
FROM dim_document d
JOIN rules_generation g ON g.generation_id = d.generation_id
LEFT JOIN reading_confirmation c ON c.document_id = d.document_id
LEFT JOIN rules_generation h ON h.generation_id = c.generation_id
LEFT JOIN dim_unit u ON u.unit_id = d.unit_id
LEFT JOIN dim_division v ON v.division_code = u.division_code
LEFT JOIN dim_document_kind k ON k.kind = d.kind
LEFT JOIN dim_document s ON s.document_id = d.superseded_by_id;

CREATE VIEW v_observation AS
-- One row per figure that a current document states, as read by the newest rules.
SELECT
  d.file_name, d.sha256, u.name AS unit_name, u.division_code, o.fiscal_year, m.code AS measure, s.code AS scenario,
  p.name AS project,
  CASE
    WHEN o.value_fen IS NOT NULL THEN o.value_fen / 100.0
    WHEN o.number_scale = 0 THEN o.number_mantissa
    ELSE o.number_mantissa / pow(10, o.number_scale)
  END AS value,
  o.value_fen, m.unit, o.text_value, o.quote, o.locator, o.rule, o.confidence_percent / 100.0 AS confidence,
  o.accepted,
  o.observation_id, m.label_zh, o.source, o.choice_reason, d.kind, d.fiscal_year AS report_year, o.printed_quantum_fen
FROM published_observation o
JOIN dim_document d ON d.document_id = o.document_id AND d.generation_id = o.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
JOIN dim_measure m ON m.measure_id = o.measure_id
JOIN dim_scenario s ON s.scenario_id = o.scenario_id
LEFT JOIN dim_project p ON p.project_id = o.project_id;

CREATE VIEW v_unsure AS
-- One row per reading of a current document that is no observation yet, with the reason.
SELECT
  d.file_name, d.sha256, u.name AS unit_name, u.division_code, o.fiscal_year, m.code AS measure, s.code AS scenario,
  p.name AS project,
  CASE
    WHEN o.value_fen IS NOT NULL THEN o.value_fen / 100.0
    WHEN o.number_scale = 0 THEN o.number_mantissa
    ELSE o.number_mantissa / pow(10, o.number_scale)
  END AS value,
  o.value_fen, m.unit, o.text_value, o.quote, o.locator, o.rule, o.confidence_percent / 100.0 AS confidence,
  0 AS accepted, o.reason,
  m.label_zh, o.source, d.kind, d.fiscal_year AS report_year, o.printed_quantum_fen
FROM unsure_reading o
JOIN dim_document d ON d.document_id = o.document_id AND d.generation_id = o.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
JOIN dim_measure m ON m.measure_id = o.measure_id
JOIN dim_scenario s ON s.scenario_id = o.scenario_id
LEFT JOIN dim_project p ON p.project_id = o.project_id;

CREATE VIEW v_fact AS
-- One row per unit, fiscal year, measure and scenario: the figure chosen; no value where it is conflicted.
SELECT
  u.name AS unit_name, u.division_code, v.province_name AS province, v.city_name AS city, v.county_name AS county,
  f.fiscal_year, m.code AS measure, m.label_zh, s.code AS scenario,
  CASE
    WHEN f.value_fen IS NOT NULL THEN f.value_fen / 100.0
    WHEN f.number_scale = 0 THEN f.number_mantissa
    ELSE f.number_mantissa / pow(10, f.number_scale)
  END AS value,
  f.value_fen, m.unit, f.is_conflicted AS conflicted,
  coalesce(d.file_name, x.file_name) AS file_name, coalesce(d.sha256, x.sha256) AS sha256,
  coalesce(o.quote, k.source_quote) AS quote,
  f.observation_id, f.candidate_count,
  CASE WHEN f.observation_id IS NULL AND f.correction_id IS NOT NULL THEN 'accepted' ELSE o.choice_reason END AS reason,
  coalesce(o.locator, k.source_locator) AS locator,
  CASE WHEN k.value_fen IS o.value_fen THEN o.printed_quantum_fen WHEN k.value_fen IS NULL THEN o.printed_quantum_fen
    ELSE 1 END AS printed_quantum_fen,
  f.number_scale,
  s.label_zh AS scenario_zh, m.label_en, m.scheme, u.kind_of_body, u.unit_id, f.correction_id
FROM fact_figure f
JOIN dim_unit u ON u.unit_id = f.unit_id
JOIN dim_division v ON v.division_code = u.division_code
JOIN dim_measure m ON m.measure_id = f.measure_id
JOIN dim_scenario s ON s.scenario_id = f.scenario_id
LEFT JOIN published_observation o ON o.observation_id = f.observation_id
LEFT JOIN dim_document d ON d.document_id = o.document_id
LEFT JOIN correction k ON k.correction_id = f.correction_id
LEFT JOIN dim_document x ON o.observation_id IS NULL AND x.sha256 = k.source_sha256;

CREATE VIEW v_candidate AS
-- One row per observation behind a fact of v_fact, with the reason for or against choosing it.
SELECT
  u.name AS unit_name, u.division_code, o.fiscal_year, m.code AS measure, m.label_zh, s.code AS scenario,
  CASE
    WHEN o.value_fen IS NOT NULL THEN o.value_fen / 100.0
    WHEN o.number_scale = 0 THEN o.number_mantissa
    ELSE o.number_mantissa / pow(10, o.number_scale)
  END AS value,
  o.value_fen, m.unit, o.accepted, o.choice_reason AS reason, f.is_conflicted AS conflicted, d.file_name, d.sha256,
  d.kind, d.fiscal_year AS report_year, d.published_on, o.text_value, o.quote, o.locator, o.source, o.rule,
  o.confidence_percent / 100.0 AS confidence, o.printed_quantum_fen, o.observation_id, f.correction_id
FROM published_observation o
JOIN dim_document d ON d.document_id = o.document_id AND d.generation_id = o.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
JOIN dim_measure m ON m.measure_id = o.measure_id
JOIN dim_scenario s ON s.scenario_id = o.scenario_id
JOIN fact_figure f
  ON f.unit_id = d.unit_id AND f.measure_id = o.measure_id AND f.fiscal_year = o.fiscal_year
  AND f.scenario_id = o.scenario_id
WHERE o.project_id IS NULL;

CREATE VIEW v_project AS
-- One row per current document, project, year, scenario and amount stated; or per project with a score alone.
SELECT
  d.file_name, d.sha256, u.name AS unit_name, u.division_code, o.fiscal_year, p.name AS project, s.code AS scenario,
  o.value_fen / 100.0 AS amount,
  (SELECT CASE x.score_scale WHEN 0 THEN x.score_mantissa ELSE x.score_mantissa / pow(10, x.score_scale) END
   FROM published_project_score x
   WHERE x.document_id = d.document_id AND x.generation_id = d.generation_id AND x.project_id = o.project_id
   ORDER BY x.ordinal LIMIT 1) AS score,
  o.quote, o.locator,
  o.value_fen AS amount_fen, o.accepted, o.printed_quantum_fen
FROM published_observation o
JOIN dim_document d ON d.document_id = o.document_id AND d.generation_id = o.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
JOIN dim_scenario s ON s.scenario_id = o.scenario_id
JOIN dim_project p ON p.project_id = o.project_id
JOIN dim_measure m ON m.measure_id = o.measure_id AND m.code = 'expenditure.project'
WHERE o.accepted <> -1
UNION ALL
SELECT
  d.file_name, d.sha256, u.name, u.division_code, d.fiscal_year, p.name, 'actual', NULL,
  CASE x.score_scale WHEN 0 THEN x.score_mantissa ELSE x.score_mantissa / pow(10, x.score_scale) END,
  x.quote, x.locator, NULL, 0, NULL
FROM published_project_score x
JOIN dim_document d ON d.document_id = x.document_id AND d.generation_id = x.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
JOIN dim_project p ON p.project_id = x.project_id
WHERE NOT EXISTS (
  SELECT 1 FROM published_observation o
  WHERE o.document_id = x.document_id AND o.generation_id = x.generation_id AND o.project_id = x.project_id);

CREATE VIEW v_indicator AS
-- One row per performance indicator row of a current document, as printed.
SELECT
  d.file_name, d.sha256, u.name AS unit_name, u.division_code, d.fiscal_year, p.name AS project,
  i.level1, i.level2, i.level3, f.target, f.actual,
  CASE f.weight_scale WHEN 0 THEN f.weight_mantissa ELSE f.weight_mantissa / pow(10, f.weight_scale) END AS weight,
  CASE f.score_scale WHEN 0 THEN f.score_mantissa ELSE f.score_mantissa / pow(10, f.score_scale) END AS score,
  f.deviation, f.quote, f.locator
FROM fact_indicator f
JOIN dim_document d ON d.document_id = f.document_id AND d.generation_id = f.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
JOIN dim_indicator i ON i.indicator_id = f.indicator_id
LEFT JOIN dim_project p ON p.project_id = f.project_id;

CREATE VIEW v_finding AS
-- One row per contradiction in a current document, between it and another of its unit, or with bodies of its kind.
SELECT
  d.file_name, d.sha256, u.name AS unit_name, u.division_code, f.fiscal_year, f.rule, m.code AS measure, f.severity,
  f.message, f.quote,
  m.label_zh, f.is_between_reports, d.fiscal_year AS report_year, u.unit_id, f.is_between_units,
  -- a finding of a program that wrote no English has its Chinese message here until it is found again
  coalesce(f.message_en, f.message) AS message_en, m.label_en
FROM finding f
JOIN dim_document d ON d.document_id = f.document_id AND d.generation_id = f.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
LEFT JOIN dim_measure m ON m.measure_id = f.measure_id;

CREATE VIEW v_correction AS
-- One row per decision of a person that is not withdrawn: what was printed, what the figure is, and whether it applies.
SELECT
  k.correction_id, k.division_code, k.unit_name, k.fiscal_year, k.measure, k.scenario, k.project,
  CASE
    WHEN k.printed_fen IS NOT NULL THEN k.printed_fen / 100.0
    WHEN k.printed_scale = 0 THEN k.printed_mantissa
    ELSE k.printed_mantissa / pow(10, k.printed_scale)
  END AS printed_value,
  CASE
    WHEN k.value_fen IS NOT NULL THEN k.value_fen / 100.0
    WHEN k.value_scale = 0 THEN k.value_mantissa
    ELSE k.value_mantissa / pow(10, k.value_scale)
  END AS value,
  CASE
    WHEN k.value_fen IS NULL AND k.value_mantissa IS NULL THEN 'rejected'
    WHEN k.value_fen IS k.printed_fen AND k.value_mantissa IS k.printed_mantissa AND k.value_scale IS k.printed_scale
      THEN 'accepted'
    ELSE 'corrected'
  END AS decision,
  k.standing, k.reason, k.made_by, k.made_at, k.source_sha256, k.source_locator, k.source_quote
FROM correction k
WHERE k.is_withdrawn = 0;

CREATE VIEW v_unit AS
-- One row per unit that a document reports for, with its place, the years it reported for and the unit that it became.
SELECT
  u.unit_id, u.name AS unit_name, u.division_code, v.province_name AS province, v.city_name AS city,
  v.county_name AS county, u.kind_of_body, k.label_zh AS kind_of_body_zh,
  (SELECT count(*) FROM dim_document d WHERE d.unit_id = u.unit_id AND d.status = 'loaded') AS documents,
  (SELECT min(d.fiscal_year) FROM dim_document d WHERE d.unit_id = u.unit_id AND d.status = 'loaded') AS first_year,
  (SELECT max(d.fiscal_year) FROM dim_document d WHERE d.unit_id = u.unit_id AND d.status = 'loaded') AS last_year,
  n.name AS successor_name, n.division_code AS successor_division_code, n.unit_id AS successor_unit_id
FROM dim_unit u
JOIN dim_division v ON v.division_code = u.division_code
JOIN dim_kind_of_body k ON k.kind_of_body = u.kind_of_body
LEFT JOIN dim_unit n ON n.unit_id = u.successor_unit_id
WHERE EXISTS (SELECT 1 FROM dim_document d WHERE d.unit_id = u.unit_id);

CREATE VIEW v_per_resident AS
-- One row per money fact of v_fact in a county, city or province that has a census, with the amount per resident.
SELECT
  f.unit_name, f.division_code, f.province, f.city, f.county, f.fiscal_year, f.measure, f.label_zh, f.scenario,
  f.value_fen, p.census_year, p.resident_population, f.value_fen / 100.0 / p.resident_population AS yuan_per_resident
FROM v_fact f
JOIN dim_population p
  ON p.division_code = f.division_code
  AND p.census_year = (SELECT max(x.census_year) FROM dim_population x WHERE x.division_code = f.division_code)
WHERE f.value_fen IS NOT NULL AND p.resident_population > 0;

CREATE VIEW v_yearly_change AS
-- One row per money fact of v_fact, with the figure of the year before under the same scenario and the change.
SELECT
  f.unit_name, f.division_code, f.province, f.city, f.county, f.fiscal_year, f.measure, f.label_zh, f.scenario,
  f.value, f.value_fen, f.conflicted, b.value_fen / 100.0 AS previous_value, b.value_fen AS previous_value_fen,
  f.value_fen - b.value_fen AS change_fen,
  CASE WHEN b.value_fen <> 0 THEN (f.value_fen - b.value_fen) * 100.0 / b.value_fen END AS change_percent
FROM v_fact f
JOIN dim_measure m ON m.code = f.measure AND m.unit = 'yuan'
JOIN dim_scenario s ON s.code = f.scenario
LEFT JOIN fact_figure b
  ON b.unit_id = f.unit_id AND b.measure_id = m.measure_id AND b.fiscal_year = f.fiscal_year - 1
  AND b.scenario_id = s.scenario_id;
