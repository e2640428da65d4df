ORDER BY place DESC, member.name_key, member.id LIMIT $12 OFFSET $13
)
