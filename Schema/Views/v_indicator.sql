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
