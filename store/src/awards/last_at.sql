SELECT CAST(COALESCE(MAX(recorded_at), 0) AS BIGINT) FROM award_entry WHERE award_id = $1
