    LEFT JOIN (
        SELECT attempt.account_id AS account_id, MAX(CAST(attempt.score / (attempt.marks / 100.0) AS DOUBLE PRECISION)) AS mock
        FROM attempt JOIN member AS sitter ON sitter.account_id = attempt.account_id
        WHERE sitter.organisation_id = $1 AND attempt.level = $5 AND attempt.mode = 'exam' AND attempt.phase <> 'running'
            AND attempt.score IS NOT NULL AND attempt.marks > 0
        GROUP BY attempt.account_id
    ) AS best ON best.account_id = member.account_id
    LEFT JOIN study_record ON study_record.account_id = member.account_id
