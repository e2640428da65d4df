UPDATE account SET role = COALESCE(
    (SELECT member.role FROM member WHERE member.id = $1 AND member.role IN ('manager', 'trainer')), 'candidate'
)
WHERE id = (SELECT member.account_id FROM member WHERE member.id = $1 AND member.state = 'joined')
    AND organisation_id = $2 AND role <> 'administrator'
