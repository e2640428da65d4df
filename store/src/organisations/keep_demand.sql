INSERT INTO coverage_day (organisation_id, day, requirement_id, concerned, met) VALUES ($1, $2, $3, $4, 0)
ON CONFLICT (organisation_id, day, requirement_id) DO UPDATE SET concerned = excluded.concerned,
    met = CASE WHEN coverage_day.met > excluded.concerned THEN excluded.concerned ELSE coverage_day.met END
