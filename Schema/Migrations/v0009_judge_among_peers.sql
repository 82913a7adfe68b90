-- Findings against other bodies of the same kind, and what a run that was cut short still has to judge.
CREATE TABLE judging_owed (
  -- One row per unit whose reports changed and whose figures are not chosen again yet; empty after every full run.
  unit_id INTEGER NOT NULL PRIMARY KEY REFERENCES dim_unit
) STRICT;

CREATE TABLE peer_judging_owed (
  -- One row per kind of body whose units' figures changed and are not held against each other yet.
  kind_of_body TEXT NOT NULL PRIMARY KEY REFERENCES dim_kind_of_body
) STRICT, WITHOUT ROWID;

INSERT INTO peer_judging_owed SELECT DISTINCT kind_of_body FROM dim_unit;

CREATE TABLE finding_with_peers (
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
  quote TEXT NOT NULL,
  PRIMARY KEY (document_id, generation_id, is_between_reports, is_between_units, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO finding_with_peers
SELECT document_id, generation_id, is_between_reports, 0, ordinal, rule, measure_id, fiscal_year, severity, message, quote
FROM finding;
DROP TABLE finding;
ALTER TABLE finding_with_peers RENAME TO finding;
