UPDATE award SET member_id = NULL WHERE member_id = $1
