DELETE FROM plan_item WHERE member_id = $1
