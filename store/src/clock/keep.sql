INSERT INTO service_clock (id, service_ms, wall_ms) VALUES (1, $1, $2)
ON CONFLICT (id) DO UPDATE SET service_ms = excluded.service_ms, wall_ms = excluded.wall_ms
WHERE excluded.service_ms >= service_clock.service_ms
