SELECT assignment.position_id, CAST(COUNT(DISTINCT assignment.member_id) AS BIGINT)
FROM assignment JOIN member ON member.id = assignment.member_id
WHERE assignment.organisation_id = $1 AND assignment.starts_on <= $2 AND (assignment.ends_on IS NULL OR assignment.ends_on >= $2)
    AND (member.ends_on IS NULL OR member.ends_on >= $2)
GROUP BY assignment.position_id
