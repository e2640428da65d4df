SELECT cohort.id, cohort.organisation_id, cohort.name, cohort.level, cohort.edition, cohort.scheme_id, cohort.starts_on, cohort.ends_on,
    cohort.exam_on, cohort.zone, cohort.language, cohort.code, cohort.in_room, cohort.archived_at,
    CAST(COALESCE((SELECT COUNT(*) FROM participant WHERE participant.cohort_id = cohort.id AND participant.state = 'joined'), 0)
        AS BIGINT) AS joined,
    CAST(COALESCE((SELECT COUNT(*) FROM participant
        WHERE participant.cohort_id = cohort.id AND participant.state IN ('listed', 'invited')), 0) AS BIGINT) AS waiting
FROM cohort
