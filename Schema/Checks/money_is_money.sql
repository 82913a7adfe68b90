-- A measure in yuan holds fen; any other holds a number.
SELECT o.observation_id
FROM published_observation o
JOIN dim_measure m ON m.measure_id = o.measure_id
WHERE (m.unit = 'yuan') <> (o.value_fen IS NOT NULL);
