WITH picked AS (
SELECT member.id, member.name, member.name_key, member.state, COALESCE(ranked.best, '') AS place
FROM member LEFT JOIN (
    SELECT holding.member_id AS member_id, MAX(CASE
        WHEN holding.decision = 'verified' AND holding.awarded_on <= $3 AND holding.last_on >= $3 THEN '4'
        WHEN holding.decision = 'open' AND holding.last_on >= $3 THEN '3'
        WHEN holding.decision = 'verified' THEN '2'
        ELSE '1'
    END || holding.last_on) AS best
    FROM holding WHERE holding.organisation_id = $1 AND holding.qualification = $15
    GROUP BY holding.member_id
) AS ranked ON ranked.member_id = member.id
