UPDATE cohort SET code = $2 WHERE id = $1
