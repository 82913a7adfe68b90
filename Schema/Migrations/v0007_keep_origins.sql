CREATE TABLE document_origin (
  -- One row per document of which a sidecar or the command line told what its bytes do not: to read it again with.
  document_id INTEGER NOT NULL PRIMARY KEY REFERENCES dim_document,
  url TEXT,
  publisher TEXT,
  retrieved_on TEXT
) STRICT;

INSERT INTO document_origin (document_id, url, publisher, retrieved_on)
SELECT document_id, source_url, publisher, retrieved_on FROM dim_document
WHERE source_url IS NOT NULL OR publisher IS NOT NULL OR retrieved_on IS NOT NULL;

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

CREATE INDEX correction_by_source ON correction (source_sha256);
