AND cohort.id = $5
