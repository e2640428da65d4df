DELETE FROM holding WHERE member_id = $1
