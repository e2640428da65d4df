SELECT older.award_id FROM holding AS newer JOIN holding AS older
    ON older.organisation_id = newer.organisation_id AND older.member_id = newer.member_id
    AND older.qualification = newer.qualification AND LOWER(older.institute) = LOWER(newer.institute)
WHERE newer.organisation_id = $1 AND newer.award_id = $2 AND older.award_id <> newer.award_id
    AND older.decision = 'verified' AND older.awarded_on < newer.awarded_on AND older.last_on > newer.awarded_on
ORDER BY older.award_id
