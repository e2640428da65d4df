SELECT account.id, account.name, account.email
FROM award JOIN account ON account.id = award.account_id JOIN award_entry ON award_entry.award_id = award.id
WHERE award.id = $1 AND award_entry.number = 1 AND award_entry.organisation_id IS NULL
