SELECT accommodation.id, accommodation.percent, accommodation.extra, accommodation.breaks, accommodation.reason, accommodation.approved_by,
    accommodation.approved_at, accommodation.valid_from, accommodation.valid_until, accommodation.account_id,
    COALESCE(accommodation.cohort_id = cohort.id, FALSE) AS given_here
FROM participant JOIN cohort ON cohort.id = participant.cohort_id JOIN account ON account.id = participant.account_id
    JOIN accommodation ON accommodation.account_id = account.id
WHERE participant.cohort_id = $1 AND participant.state = 'joined' AND account.organisation_id = cohort.organisation_id
ORDER BY accommodation.approved_at DESC, accommodation.id DESC
