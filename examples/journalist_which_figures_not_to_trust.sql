-- A journalist: which figures should I not rely on without asking?
-- Where an answer contradicts itself or another, or was not understood. Nothing of it is corrected in the tables.
-- Errors and warnings ask for a look; 'info' is a remark: a thing to know of the figure, mostly no fault of it.
SELECT
    finding.severity,
    rule.description_en AS what_is_wrong,
    finding.document_id,
    finding.indicator,
    finding.stated,
    finding.computed,
    finding.page,
    finding.message
FROM quality.findings AS finding
JOIN meta.codes AS rule ON rule.code_list = 'rule' AND rule.code = finding.rule
WHERE NOT finding.passed
ORDER BY list_position(['error', 'warning', 'info'], finding.severity), finding.document_id, finding.page, finding.message;
