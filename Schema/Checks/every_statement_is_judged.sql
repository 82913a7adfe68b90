-- Every observation of a current reading has its reason, and belongs to a fact unless a person rejected it; but not of a
-- unit that is still to be judged.
SELECT o.observation_id
FROM published_observation o
JOIN dim_document d ON d.document_id = o.document_id AND d.generation_id = o.generation_id AND d.status = 'loaded'
JOIN dim_measure m ON m.measure_id = o.measure_id
LEFT JOIN fact_figure f
  ON o.project_id IS NULL AND f.unit_id = d.unit_id AND f.measure_id = o.measure_id
  AND f.fiscal_year = o.fiscal_year AND f.scenario_id = o.scenario_id
LEFT JOIN fact_project p
  ON p.project_id = o.project_id AND p.fiscal_year = o.fiscal_year AND p.scenario_id = o.scenario_id
WHERE (o.choice_reason IS NULL OR (f.unit_id IS NULL AND p.project_id IS NULL AND o.accepted <> -1))
  AND d.unit_id NOT IN (SELECT unit_id FROM judging_owed);
