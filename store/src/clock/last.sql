SELECT service_ms, wall_ms,
    CAST(COALESCE((SELECT MAX(touched_service) FROM attempt WHERE phase = 'running'), 0) AS BIGINT) AS touched
FROM service_clock WHERE id = 1
