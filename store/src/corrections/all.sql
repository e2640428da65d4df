SELECT correction.id, correction.item_id, correction.digest, correction.kind, correction.answers, correction.reason, correction.made_by,
    correction.made_at, correction.before_digest, correction.after_digest,
    later.made_by AS undone_by, later.made_at AS undone_at, later.reason AS undone_reason, later.after_digest AS undone_digest,
    (SELECT CAST(COUNT(*) AS BIGINT) FROM correction_change WHERE correction_change.correction_id = correction.id) AS changed
FROM correction LEFT JOIN correction AS later ON later.undoes = correction.id
WHERE correction.cohort_id = $1 AND correction.undoes IS NULL AND (CAST($2 AS TEXT) IS NULL OR correction.id = $2)
ORDER BY correction.made_at DESC, correction.id DESC
