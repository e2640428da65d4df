DELETE FROM observation WHERE member_id = $1
