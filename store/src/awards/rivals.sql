WITH theirs AS MATERIALIZED (
    SELECT award_id, qualification, institute, decision, awarded_on, last_on FROM holding
    WHERE member_id = (SELECT member_id FROM holding WHERE organisation_id = $1 AND award_id = $2)
)
SELECT older.award_id FROM theirs AS newer JOIN theirs AS older
    ON older.qualification = newer.qualification AND LOWER(older.institute) = LOWER(newer.institute)
WHERE newer.award_id = $2 AND older.award_id <> newer.award_id
    AND older.decision = 'verified' AND older.awarded_on < newer.awarded_on AND older.last_on > newer.awarded_on
ORDER BY older.award_id
