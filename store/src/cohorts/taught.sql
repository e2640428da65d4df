SELECT cohort.id, cohort.organisation_id, cohort.name, cohort.level, cohort.edition, cohort.scheme_id, cohort.starts_on, cohort.ends_on,
    cohort.exam_on, cohort.zone, cohort.language, cohort.code, cohort.in_room, cohort.archived_at
FROM cohort_trainer JOIN cohort ON cohort.id = cohort_trainer.cohort_id JOIN account ON account.id = cohort_trainer.account_id
    AND account.organisation_id = cohort.organisation_id AND account.role <> 'candidate'
WHERE cohort.id = $1 AND cohort_trainer.account_id = $2
