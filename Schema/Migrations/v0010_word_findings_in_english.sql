-- What a finding says in English; NULL until it is found again, by the next run for those between reports and units.
ALTER TABLE finding ADD COLUMN message_en TEXT CHECK (message_en <> '');

INSERT INTO judging_owed
SELECT DISTINCT d.unit_id FROM finding f JOIN dim_document d ON d.document_id = f.document_id
WHERE f.is_between_reports = 1 AND f.is_between_units = 0 AND d.unit_id IS NOT NULL
ON CONFLICT DO NOTHING;

INSERT INTO peer_judging_owed
SELECT DISTINCT u.kind_of_body
FROM finding f JOIN dim_document d ON d.document_id = f.document_id JOIN dim_unit u ON u.unit_id = d.unit_id
WHERE f.is_between_units = 1
ON CONFLICT DO NOTHING;
