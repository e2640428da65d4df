DELETE FROM exception WHERE member_id = $1
