ORDER BY member.name_key DESC, member.id DESC LIMIT $13 OFFSET $14
)
