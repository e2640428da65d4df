UPDATE accommodation SET valid_until = $4
WHERE id = $1 AND account_id = $2 AND (valid_until IS NULL OR valid_until > $4)
    AND EXISTS (SELECT 1 FROM account WHERE account.id = $2 AND COALESCE(account.organisation_id, '') = $3)
