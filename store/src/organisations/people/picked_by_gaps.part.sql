WITH picked AS (
SELECT member.id, member.name, member.name_key, member.state, COALESCE(counted.gaps, 0) AS place
FROM member LEFT JOIN (
    SELECT need.member_id AS member_id, COUNT(*) AS gaps FROM need
    WHERE need.organisation_id = $1 AND (need.met_from IS NULL OR need.met_from > $3 OR need.met_until < $3)
    GROUP BY need.member_id
) AS counted ON counted.member_id = member.id
