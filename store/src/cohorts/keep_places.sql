UPDATE participant SET email = $2, email_key = $3
WHERE account_id = $1 AND email = ''
    AND NOT EXISTS (SELECT 1 FROM participant AS other WHERE other.cohort_id = participant.cohort_id AND other.email_key = $3)
