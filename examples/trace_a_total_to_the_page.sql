-- From a metric to the page: everything that is printed behind the missed presses of 2022, and where it stands.
-- `row_label` is the first cell of the same row. The total is disputed: its own months make more.
SELECT
    summary.stated,
    summary.summed,
    summary.is_disputed,
    observation.role,
    observation.period_start,
    observation.value,
    observation.missing_reason,
    observation.printed_text,
    document.file_name,
    observation.page,
    cell.table_number,
    cell.row_number,
    row_label.text AS row_label,
    statement.sentence
FROM metrics.yearly_summary AS summary
JOIN core.current AS observation
    ON observation.indicator = summary.indicator AND observation.reference_year = summary.year
JOIN core.places AS place USING (observation_id)
JOIN raw.documents AS document USING (sha256)
LEFT JOIN raw.cells AS cell USING (sha256, table_number, row_number, column_number)
LEFT JOIN raw.cells AS row_label
    ON row_label.sha256 = cell.sha256
    AND row_label.table_number = cell.table_number
    AND row_label.row_number = cell.row_number
    AND row_label.column_number = 1
LEFT JOIN raw.statements AS statement
    ON statement.sha256 = place.sha256 AND statement.statement_number = place.statement_number
WHERE document.status = 'read' AND summary.indicator = 'missed_in_opening_hours' AND summary.year = 2022
ORDER BY observation.role DESC, observation.period_start;
