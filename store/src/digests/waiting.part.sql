SELECT holding.award_id, member.id AS member_id, member.name, holding.qualification, holding.institute, holding.claimed_at,
    CAST(COUNT(holding.award_id) OVER () AS BIGINT) AS total
