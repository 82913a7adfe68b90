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
