DELETE FROM reminder WHERE member_id = $1
