CREATE VIEW v_per_resident AS
-- One row per money fact of v_fact in a county, city or province that has a census, with the amount per resident.
SELECT
  f.unit_name, f.division_code, f.province, f.city, f.county, f.fiscal_year, f.measure, f.label_zh, f.scenario,
  f.value_fen, p.census_year, p.resident_population, f.value_fen / 100.0 / p.resident_population AS yuan_per_resident
FROM v_fact f
JOIN dim_population p
  ON p.division_code = f.division_code
  AND p.census_year = (SELECT max(x.census_year) FROM dim_population x WHERE x.division_code = f.division_code)
WHERE f.value_fen IS NOT NULL AND p.resident_population > 0;
