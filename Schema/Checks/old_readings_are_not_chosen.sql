-- An observation of a superseded document, or of an older reading, is not chosen.
SELECT o.observation_id
FROM published_observation o
JOIN dim_document d ON d.document_id = o.document_id
WHERE o.accepted = 1 AND (d.status <> 'loaded' OR d.generation_id <> o.generation_id);
