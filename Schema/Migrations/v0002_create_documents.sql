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
  status TEXT NOT NULL CHECK (status IN ('loaded', 'superseded', 'quarantined')),
  superseded_by_id INTEGER REFERENCES dim_document,
  quarantine_code TEXT,
  quarantine_text TEXT,
  quarantine_candidates TEXT, -- what an unidentified report could be, best first
  generation_id INTEGER NOT NULL REFERENCES rules_generation, -- the rules of its current reading
  run_id INTEGER NOT NULL REFERENCES ingest_run, -- the run that took it in
  ingested_at TEXT NOT NULL, -- ISO 8601, UTC
  CHECK ((status = 'superseded') = (superseded_by_id IS NOT NULL)),
  CHECK (superseded_by_id <> document_id),
  CHECK (status <> 'quarantined' OR quarantine_code IS NOT NULL),
  CHECK ((quarantine_code IS NULL) = (quarantine_text IS NULL)),
  CHECK (
    quarantine_code IS NOT NULL
    OR (unit_id IS NOT NULL AND fiscal_year IS NOT NULL AND kind IS NOT NULL AND format IS NOT NULL))
) STRICT;

CREATE INDEX dim_document_by_place ON dim_document (file_name, folder);
CREATE INDEX dim_document_by_url ON dim_document (source_url) WHERE source_url IS NOT NULL;
CREATE INDEX dim_document_by_unit ON dim_document (unit_id, fiscal_year);

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
