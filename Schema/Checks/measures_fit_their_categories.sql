-- A measure hangs on a category of its own scheme, and every function or economic measure hangs on one.
SELECT m.measure_id
FROM dim_measure m
LEFT JOIN dim_expense_category c ON c.expense_category_id = m.expense_category_id
WHERE (c.scheme IS NOT NULL AND c.scheme <> m.scheme)
  OR (c.scheme IS NULL AND m.scheme IN ('nature', 'function', 'economic', 'three_public', 'procurement'));
