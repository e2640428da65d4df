SELECT refresher FROM plan_item WHERE member_id = $1 AND level = $2 AND kind = 'refresher' AND refresher <> ''
ORDER BY made_at DESC, id DESC LIMIT 1
