SELECT CAST(COUNT(*) AS BIGINT) FROM exception JOIN member ON member.id = exception.member_id
