INSERT INTO award (id, account_id, member_id, holder, identity, number) VALUES ($1, $2, $3, $4, $5, 0)
ON CONFLICT (holder, identity) DO NOTHING
