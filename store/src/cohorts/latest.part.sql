ORDER BY cohort.starts_on DESC, cohort.id DESC
