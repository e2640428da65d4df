UPDATE account SET organisation_id = NULL, role = CASE WHEN role = 'administrator' THEN role ELSE 'candidate' END
WHERE id = (SELECT member.account_id FROM member WHERE member.id = $1) AND organisation_id = $2
