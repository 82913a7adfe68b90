-- Following superseded_by_id from any document leads to one that stands, never round in a circle.
WITH RECURSIVE chain (document_id, next_id, steps) AS (
  SELECT document_id, superseded_by_id, 0 FROM dim_document
  UNION ALL
  SELECT c.document_id, d.superseded_by_id, c.steps + 1
  FROM chain c JOIN dim_document d ON d.document_id = c.next_id
  WHERE c.steps < 1000
)
SELECT document_id FROM chain WHERE steps = 1000;
