CREATE VIEW v_candidate AS
-- One row per observation behind a fact of v_fact, with the reason for or against choosing it.
SELECT
  u.name AS unit_name, u.division_code, o.fiscal_year, m.code AS measure, m.label_zh, s.code AS scenario,
  CASE
    WHEN o.value_fen IS NOT NULL THEN o.value_fen / 100.0
    WHEN o.number_scale = 0 THEN o.number_mantissa
    ELSE o.number_mantissa / pow(10, o.number_scale)
  END AS value,
  o.value_fen, m.unit, o.accepted, o.choice_reason AS reason, f.is_conflicted AS conflicted, d.file_name, d.sha256,
  d.kind, d.fiscal_year AS report_year, d.published_on, o.text_value, o.quote, o.locator, o.source, o.rule,
  o.confidence_percent / 100.0 AS confidence, o.printed_quantum_fen, o.observation_id, f.correction_id
FROM published_observation o
JOIN dim_document d ON d.document_id = o.document_id AND d.generation_id = o.generation_id AND d.status = 'loaded'
JOIN dim_unit u ON u.unit_id = d.unit_id
JOIN dim_measure m ON m.measure_id = o.measure_id
JOIN dim_scenario s ON s.scenario_id = o.scenario_id
JOIN fact_figure f
  ON f.unit_id = d.unit_id AND f.measure_id = o.measure_id AND f.fiscal_year = o.fiscal_year
  AND f.scenario_id = o.scenario_id
WHERE o.project_id IS NULL;
