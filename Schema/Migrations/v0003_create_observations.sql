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
  source TEXT NOT NULL CHECK (source IN ('official_table', 'table', 'narrative')),
  rule TEXT NOT NULL CHECK (rule <> ''),
  confidence_percent INTEGER NOT NULL CHECK (confidence_percent BETWEEN 0 AND 100),
  balance INTEGER NOT NULL CHECK (balance BETWEEN 0 AND 2), -- identities of its report: unchecked, hold, broken
  accepted INTEGER NOT NULL CHECK (accepted IN (-1, 0, 1)), -- the choice, the only part that changes
  choice_reason TEXT, -- NULL while the document is not current
  CHECK ((value_fen IS NULL) <> (number_mantissa IS NULL)),
  CHECK ((value_fen IS NULL) = (printed_quantum_fen IS NULL)),
  CHECK ((number_mantissa IS NULL) = (number_scale IS NULL)),
  CHECK ((cell_row IS NULL) = (cell_column IS NULL)),
  CHECK (byte_start <= byte_end)
) STRICT;

CREATE INDEX published_observation_by_document ON published_observation (document_id);

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
  source TEXT NOT NULL CHECK (source IN ('official_table', 'table', 'narrative')),
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
