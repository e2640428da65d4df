WITH picked AS (
SELECT member.id, member.name, member.name_key, member.state FROM member
