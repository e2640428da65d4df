UPDATE exception SET reason = '', answer = '' WHERE member_id = $1
