-- The same rules in words that cost less: for a list of three constants SQLite builds a temporary index at every row.
-- No stored value changes, so the tables' texts are changed in place, as sqlite.org/lang_altertable.html allows.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(
  sql, 'source IN (''official_table'', ''table'', ''narrative'')',
  'source = ''official_table'' OR source = ''table'' OR source = ''narrative''')
WHERE type = 'table' AND name IN ('published_observation', 'unsure_reading');
UPDATE sqlite_schema SET sql = replace(sql, 'accepted IN (-1, 0, 1)', 'accepted BETWEEN -1 AND 1')
WHERE type = 'table' AND name = 'published_observation';
UPDATE sqlite_schema SET sql = replace(
  sql, 'status IN (''loaded'', ''superseded'', ''quarantined'')',
  'status = ''loaded'' OR status = ''superseded'' OR status = ''quarantined''')
WHERE type = 'table' AND name = 'dim_document';
UPDATE sqlite_schema SET sql = replace(
  sql, 'severity IN (''error'', ''warning'', ''info'')',
  'severity = ''error'' OR severity = ''warning'' OR severity = ''info''')
WHERE type = 'table' AND name = 'finding';
PRAGMA writable_schema = RESET;
