UPDATE observation SET words = '' WHERE member_id = $1
