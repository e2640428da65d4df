SELECT cohort.id, cohort.organisation_id, cohort.name, cohort.level, cohort.edition, cohort.scheme_id, cohort.starts_on, cohort.ends_on,
    cohort.exam_on, cohort.zone, cohort.language, cohort.code, cohort.in_room, cohort.archived_at,
    CAST(COALESCE((SELECT COUNT(*) FROM participant WHERE participant.cohort_id = cohort.id AND participant.state = 'joined'), 0)
        AS BIGINT) AS joined,
    CAST(COALESCE((SELECT COUNT(*) FROM participant
        WHERE participant.cohort_id = cohort.id AND participant.state IN ('listed', 'invited')), 0) AS BIGINT) AS waiting
FROM cohort_trainer JOIN cohort ON cohort.id = cohort_trainer.cohort_id JOIN account ON account.id = cohort_trainer.account_id
    AND account.organisation_id = cohort.organisation_id AND account.role <> 'candidate'
WHERE cohort_trainer.account_id = $1 AND (cohort.archived_at IS NOT NULL) = $2
ORDER BY cohort.starts_on DESC, cohort.id DESC
