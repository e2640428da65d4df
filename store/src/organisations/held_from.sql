SELECT assignment.id, member.name, assignment.starts_on, assignment.ends_on
FROM assignment JOIN member ON member.id = assignment.member_id
WHERE assignment.organisation_id = $1 AND assignment.position_id = $2
    AND (assignment.ends_on IS NULL OR (assignment.ends_on >= $3 AND assignment.ends_on >= assignment.starts_on))
    AND (member.ends_on IS NULL OR member.ends_on >= $3)
ORDER BY assignment.starts_on, member.name_key, assignment.id
