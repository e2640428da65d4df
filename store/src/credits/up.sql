SELECT CAST(COALESCE(MAX(wall_ms), 0) AS BIGINT) FROM service_clock
