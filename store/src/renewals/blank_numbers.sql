UPDATE holding SET certificate_number = '' WHERE member_id = $1
