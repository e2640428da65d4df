SELECT member.id, member.name, member.email FROM member
