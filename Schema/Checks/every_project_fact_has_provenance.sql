-- A project's figure must stand in a current document of its unit, under the same year and scenario.
SELECT f.project_id, f.fiscal_year, f.scenario_id
FROM fact_project f
JOIN dim_project p ON p.project_id = f.project_id
LEFT JOIN published_observation o ON o.observation_id = f.observation_id
LEFT JOIN dim_document d ON d.document_id = o.document_id
LEFT JOIN correction k ON k.correction_id = f.correction_id AND k.is_withdrawn = 0
WHERE f.is_conflicted = 0 AND (
  (o.observation_id IS NOT NULL OR k.correction_id IS NULL) AND (
  d.status IS NOT 'loaded' OR d.unit_id IS NOT p.unit_id OR d.generation_id IS NOT o.generation_id
  OR o.project_id IS NOT f.project_id OR o.fiscal_year IS NOT f.fiscal_year OR o.scenario_id IS NOT f.scenario_id
  OR o.accepted <> 1 OR (k.correction_id IS NULL AND o.value_fen IS NOT f.value_fen))
  OR (f.correction_id IS NOT NULL AND (
    k.correction_id IS NULL OR k.standing <> 'applies' OR k.value_fen IS NOT f.value_fen)));
