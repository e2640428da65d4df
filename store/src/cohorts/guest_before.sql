SELECT account.id, participant.cohort_id FROM account JOIN participant ON participant.account_id = account.id
WHERE account.email_key = $1 AND account.name = $2 AND account.email = '' AND account.created_at >= $4
    AND participant.cohort_id = $3 AND participant.state = 'joined'
