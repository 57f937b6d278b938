-- An engineer: from which files was this built, what became of each, and with which code?
SELECT
    build.build_id,
    build.pipeline_version,
    document.file_name,
    document.status,
    document.reason,
    document.document_id,
    document.sha256
FROM meta.builds AS build
CROSS JOIN raw.documents AS document
ORDER BY document.file_name;
