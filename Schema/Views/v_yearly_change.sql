CREATE VIEW v_yearly_change AS
-- One row per money fact of v_fact, with the figure of the year before under the same scenario and the change.
SELECT
  f.unit_name, f.division_code, f.province, f.city, f.county, f.fiscal_year, f.measure, f.label_zh, f.scenario,
  f.value, f.value_fen, f.conflicted, b.value_fen / 100.0 AS previous_value, b.value_fen AS previous_value_fen,
  f.value_fen - b.value_fen AS change_fen,
  CASE WHEN b.value_fen <> 0 THEN (f.value_fen - b.value_fen) * 100.0 / b.value_fen END AS change_percent
FROM v_fact f
JOIN dim_measure m ON m.code = f.measure AND m.unit = 'yuan'
JOIN dim_scenario s ON s.code = f.scenario
LEFT JOIN fact_figure b
  ON b.unit_id = f.unit_id AND b.measure_id = m.measure_id AND b.fiscal_year = f.fiscal_year - 1
  AND b.scenario_id = s.scenario_id;
