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
