SELECT mail.state, mail.sent_at FROM member JOIN mail ON mail.occasion = 'invitation:' || member.id || ':' || member.invitation
WHERE member.organisation_id = $1 AND member.id = $2
