SELECT cohort.id, cohort.organisation_id, cohort.name, cohort.level, cohort.edition, cohort.scheme_id, cohort.starts_on, cohort.ends_on,
    cohort.exam_on, cohort.zone, cohort.language, cohort.code, cohort.in_room, cohort.archived_at, organisation.name AS organisation_name, participant.id AS participant_id
FROM participant JOIN cohort ON cohort.id = participant.cohort_id JOIN organisation ON organisation.id = cohort.organisation_id
WHERE participant.account_id = $1 AND participant.state = 'joined' AND (CAST($2 AS TEXT) IS NULL OR cohort.id = $2)
ORDER BY CASE WHEN cohort.archived_at IS NULL THEN 0 ELSE 1 END, cohort.starts_on DESC, cohort.id
