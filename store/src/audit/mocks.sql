SELECT member.id AS member_id, attempt.id, attempt.finished_at, attempt.level, attempt.title, attempt.score, attempt.marks,
    attempt.passed
FROM member LEFT JOIN member AS present ON present.id = member.came_back_as
    JOIN attempt ON attempt.account_id = COALESCE(member.account_id, present.account_id)
WHERE member.organisation_id = $1 AND attempt.mode = 'exam' AND attempt.finished_at <= $2 AND attempt.score IS NOT NULL
    AND member.joined_at <= $2 AND (member.left_at IS NULL OR attempt.finished_at <= member.left_at)
ORDER BY attempt.finished_at, attempt.id
