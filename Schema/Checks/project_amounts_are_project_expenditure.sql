-- A project's amounts are stated under expenditure.project.
SELECT o.observation_id
FROM published_observation o
JOIN dim_measure m ON m.measure_id = o.measure_id
WHERE o.project_id IS NOT NULL AND m.code <> 'expenditure.project';
