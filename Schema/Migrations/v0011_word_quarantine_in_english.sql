-- Why a document stands in quarantine, in English; NULL until a run tries it again.
ALTER TABLE dim_document ADD COLUMN quarantine_text_en TEXT CHECK (quarantine_text_en <> '');
