SELECT session.id, session.account_id, account.name, account.email, account.role, account.organisation_id,
    account.exam_date, session.seen_at,
    EXISTS (SELECT 1 FROM member WHERE member.account_id = account.id AND member.state = 'joined') AS belongs
FROM session JOIN account ON account.id = session.account_id
WHERE session.token_hash = $1 AND session.expires_at > $2
