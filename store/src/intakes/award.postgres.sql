INSERT INTO award (id, account_id, member_id, holder, identity, number)
SELECT line.id, line.account, line.member, line.holder, line.identity, 1
FROM jsonb_to_recordset(CAST($1 AS JSONB))
    AS line (id TEXT, member TEXT, account TEXT, holder TEXT, identity TEXT)
