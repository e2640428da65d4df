SELECT award_entry.award_id, award.member_id, award_entry.number, award_entry.recorded_at, award_entry.recorded_by,
    award_entry.organisation_id, award_entry.body
FROM holding JOIN award ON award.id = holding.award_id JOIN award_entry ON award.id = award_entry.award_id
    JOIN member ON member.id = holding.member_id
WHERE holding.organisation_id = $1 AND award_entry.recorded_at <= $2
    AND ((member.left_at IS NULL OR award_entry.recorded_at <= member.left_at)
        AND (member.joined_at IS NULL OR member.joined_at <= $2 OR award.member_id = member.id)
        OR EXISTS (
            SELECT 1 FROM member AS earlier WHERE earlier.came_back_as = member.id
                AND award_entry.recorded_at <= earlier.left_at
                AND (earlier.joined_at IS NULL OR earlier.joined_at <= $2 OR award.member_id IN (member.id, earlier.id))
        ))
ORDER BY award_entry.award_id, award_entry.number
