SELECT cohort.id, cohort.organisation_id, cohort.name, cohort.level, cohort.edition, cohort.scheme_id, cohort.starts_on, cohort.ends_on,
    cohort.exam_on, cohort.zone, cohort.language, cohort.code, cohort.in_room, cohort.archived_at, organisation.name AS organisation_name, participant.id AS participant_id
FROM cohort JOIN organisation ON organisation.id = cohort.organisation_id
    LEFT JOIN participant ON participant.cohort_id = cohort.id AND participant.invitation = $2
        AND participant.state = 'invited' AND participant.invited_at >= $3
WHERE cohort.archived_at IS NULL AND (cohort.code = $1 OR participant.id IS NOT NULL)
