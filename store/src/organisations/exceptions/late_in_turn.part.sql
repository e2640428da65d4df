ORDER BY member.name_key, member.id, need.requirement_id LIMIT $5 OFFSET $6
