CREATE VIEW v_correction AS
-- One row per decision of a person that is not withdrawn: what was printed, what the figure is, and whether it applies.
SELECT
  k.correction_id, k.division_code, k.unit_name, k.fiscal_year, k.measure, k.scenario, k.project,
  CASE
    WHEN k.printed_fen IS NOT NULL THEN k.printed_fen / 100.0
    WHEN k.printed_scale = 0 THEN k.printed_mantissa
    ELSE k.printed_mantissa / pow(10, k.printed_scale)
  END AS printed_value,
  CASE
    WHEN k.value_fen IS NOT NULL THEN k.value_fen / 100.0
    WHEN k.value_scale = 0 THEN k.value_mantissa
    ELSE k.value_mantissa / pow(10, k.value_scale)
  END AS value,
  CASE
    WHEN k.value_fen IS NULL AND k.value_mantissa IS NULL THEN 'rejected'
    WHEN k.value_fen IS k.printed_fen AND k.value_mantissa IS k.printed_mantissa AND k.value_scale IS k.printed_scale
      THEN 'accepted'
    ELSE 'corrected'
  END AS decision,
  k.standing, k.reason, k.made_by, k.made_at, k.source_sha256, k.source_locator, k.source_quote
FROM correction k
WHERE k.is_withdrawn = 0;
