SELECT exception.id, exception.member_id, member.name, exception.requirement_id, exception.state, exception.from_on,
    exception.until_on, exception.reason, exception.asked_by, exception.asked_at, exception.answer, exception.decided_by,
    exception.decided_at
FROM exception JOIN member ON member.id = exception.member_id
