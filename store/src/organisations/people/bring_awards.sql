UPDATE award SET member_id = $2, holder = $2 WHERE member_id = $1 AND account_id IS NULL
