SELECT account.name, account.email FROM account
WHERE account.organisation_id = $1 AND account.email <> '' AND NOT EXISTS (
    SELECT 1 FROM participant WHERE participant.cohort_id = $2 AND participant.state <> 'left'
        AND (participant.account_id = account.id OR participant.email_key = account.email_key)
)
