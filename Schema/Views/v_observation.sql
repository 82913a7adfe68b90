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
