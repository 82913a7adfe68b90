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
