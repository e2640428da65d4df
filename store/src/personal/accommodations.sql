SELECT percent, extra, breaks, reason, approved_by, approved_at, valid_from, valid_until,
    (SELECT cohort.name FROM cohort WHERE cohort.id = accommodation.cohort_id) AS class
FROM accommodation WHERE account_id = $1 ORDER BY approved_at, id
