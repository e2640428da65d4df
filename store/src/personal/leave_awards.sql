UPDATE award SET account_id = NULL,
    member_id = COALESCE(member_id, (SELECT MIN(seen.member_id) FROM holding AS seen WHERE seen.award_id = award.id)),
    holder = COALESCE(member_id, (SELECT MIN(seen.member_id) FROM holding AS seen WHERE seen.award_id = award.id))
WHERE account_id = $1 AND EXISTS (SELECT 1 FROM holding WHERE holding.award_id = award.id) AND NOT EXISTS (
    SELECT 1 FROM award AS same WHERE same.identity = award.identity AND same.id <> award.id
        AND same.holder IN (SELECT holding.member_id FROM holding WHERE holding.award_id = award.id)
)
