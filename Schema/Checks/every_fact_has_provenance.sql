-- A fact's figure must stand in a current document of its own unit, under the same year, measure and scenario.
SELECT f.unit_id, f.fiscal_year, f.measure_id, f.scenario_id
FROM fact_figure f
LEFT JOIN published_observation o ON o.observation_id = f.observation_id
LEFT JOIN dim_document d ON d.document_id = o.document_id
LEFT JOIN correction k ON k.correction_id = f.correction_id AND k.is_withdrawn = 0
WHERE f.is_conflicted = 0 AND (
  (o.observation_id IS NOT NULL OR k.correction_id IS NULL) AND (
  d.status IS NOT 'loaded' OR d.unit_id IS NOT f.unit_id OR d.generation_id IS NOT o.generation_id
  OR o.fiscal_year IS NOT f.fiscal_year OR o.measure_id IS NOT f.measure_id OR o.scenario_id IS NOT f.scenario_id
  OR o.project_id IS NOT NULL OR o.accepted <> 1 OR o.printed_quantum_fen IS NOT f.printed_quantum_fen
  OR (k.correction_id IS NULL AND (
    o.value_fen IS NOT f.value_fen OR o.number_mantissa IS NOT f.number_mantissa
    OR o.number_scale IS NOT f.number_scale)))
  OR (f.correction_id IS NOT NULL AND (
    k.correction_id IS NULL OR k.standing <> 'applies' OR k.value_fen IS NOT f.value_fen
    OR k.value_mantissa IS NOT f.number_mantissa OR k.value_scale IS NOT f.number_scale)));
