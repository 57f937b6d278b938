-- An engineer: which tables are there, what identifies a row, and what does each hold?
SELECT schema_name || '.' || table_name AS name, kind, key_columns, description_en
FROM meta.tables
ORDER BY schema_name, table_name;
