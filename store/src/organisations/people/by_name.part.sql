ORDER BY member.name_key, member.id LIMIT $12 OFFSET $13
)
