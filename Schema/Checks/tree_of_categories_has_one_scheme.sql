-- A category's parent is of its own scheme.
SELECT c.expense_category_id
FROM dim_expense_category c
JOIN dim_expense_category p ON p.expense_category_id = c.parent_id
WHERE p.scheme <> c.scheme;
