UPDATE cohort SET name = name WHERE id = $1
