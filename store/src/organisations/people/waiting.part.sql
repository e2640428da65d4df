SELECT holding.award_id, member.id, member.name
