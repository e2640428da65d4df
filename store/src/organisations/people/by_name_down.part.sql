ORDER BY member.name_key DESC, member.id DESC LIMIT $12 OFFSET $13
)
