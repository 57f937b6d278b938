-- A journalist: how do I cite the figures, and the database I have them from?
SELECT 'the figures' AS what, citation AS cite_as FROM raw.documents WHERE status = 'read'
UNION ALL
SELECT 'the database', citation FROM meta.builds
ORDER BY what DESC, cite_as;
