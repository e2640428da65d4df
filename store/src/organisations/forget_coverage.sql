DELETE FROM coverage_day WHERE organisation_id = $1 AND day = $2
