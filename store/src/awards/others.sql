SELECT other.organisation_id, other.award_id FROM holding AS newer JOIN holding AS other
    ON other.organisation_id = newer.organisation_id AND other.member_id = newer.member_id
WHERE newer.award_id = $1 AND other.award_id <> newer.award_id
ORDER BY other.organisation_id, other.award_id
