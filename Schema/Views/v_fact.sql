CREATE VIEW v_fact AS
-- One row per unit, fiscal year, measure and scenario: the figure chosen; no value where it is conflicted.
SELECT
  u.name AS unit_name, u.division_code, v.province_name AS province, v.city_name AS city, v.county_name AS county,
  f.fiscal_year, m.code AS measure, m.label_zh, s.code AS scenario,
  CASE
    WHEN f.value_fen IS NOT NULL THEN f.value_fen / 100.0
    WHEN f.number_scale = 0 THEN f.number_mantissa
    ELSE f.number_mantissa / pow(10, f.number_scale)
  END AS value,
  f.value_fen, m.unit, f.is_conflicted AS conflicted,
  coalesce(d.file_name, x.file_name) AS file_name, coalesce(d.sha256, x.sha256) AS sha256,
  coalesce(o.quote, k.source_quote) AS quote,
  f.observation_id, f.candidate_count,
  CASE WHEN f.observation_id IS NULL AND f.correction_id IS NOT NULL THEN 'accepted' ELSE o.choice_reason END AS reason,
  coalesce(o.locator, k.source_locator) AS locator,
  CASE WHEN k.value_fen IS o.value_fen THEN o.printed_quantum_fen WHEN k.value_fen IS NULL THEN o.printed_quantum_fen
    ELSE 1 END AS printed_quantum_fen,
  f.number_scale,
  s.label_zh AS scenario_zh, m.label_en, m.scheme, u.kind_of_body, u.unit_id, f.correction_id
FROM fact_figure f
JOIN dim_unit u ON u.unit_id = f.unit_id
JOIN dim_division v ON v.division_code = u.division_code
JOIN dim_measure m ON m.measure_id = f.measure_id
JOIN dim_scenario s ON s.scenario_id = f.scenario_id
LEFT JOIN published_observation o ON o.observation_id = f.observation_id
LEFT JOIN dim_document d ON d.document_id = o.document_id
LEFT JOIN correction k ON k.correction_id = f.correction_id
LEFT JOIN dim_document x ON o.observation_id IS NULL AND x.sha256 = k.source_sha256;
