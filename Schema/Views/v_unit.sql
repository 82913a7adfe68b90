CREATE VIEW v_unit AS
-- One row per unit that a document reports for, with its place, the years it reported for and the unit that it became.
SELECT
  u.unit_id, u.name AS unit_name, u.division_code, v.province_name AS province, v.city_name AS city,
  v.county_name AS county, u.kind_of_body, k.label_zh AS kind_of_body_zh,
  (SELECT count(*) FROM dim_document d WHERE d.unit_id = u.unit_id AND d.status = 'loaded') AS documents,
  (SELECT min(d.fiscal_year) FROM dim_document d WHERE d.unit_id = u.unit_id AND d.status = 'loaded') AS first_year,
  (SELECT max(d.fiscal_year) FROM dim_document d WHERE d.unit_id = u.unit_id AND d.status = 'loaded') AS last_year,
  n.name AS successor_name, n.division_code AS successor_division_code, n.unit_id AS successor_unit_id
FROM dim_unit u
JOIN dim_division v ON v.division_code = u.division_code
JOIN dim_kind_of_body k ON k.kind_of_body = u.kind_of_body
LEFT JOIN dim_unit n ON n.unit_id = u.successor_unit_id
WHERE EXISTS (SELECT 1 FROM dim_document d WHERE d.unit_id = u.unit_id);
