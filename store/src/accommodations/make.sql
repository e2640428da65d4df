INSERT INTO accommodation (id, account_id, percent, extra, breaks, reason, approved_by, approved_at, valid_from, valid_until)
SELECT $1, account.id, $4, $5, $6, $7, $8, $9, $10, $11 FROM account WHERE account.id = $2 AND COALESCE(account.organisation_id, '') = $3
ON CONFLICT (id) DO NOTHING
