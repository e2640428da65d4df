ORDER BY member.name_key, member.id LIMIT $4
