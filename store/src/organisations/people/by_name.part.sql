ORDER BY member.name_key, member.id LIMIT $13 OFFSET $14
)
