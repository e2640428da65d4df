SELECT member.id, member.name, need.requirement_id, need.due_on
