SELECT CAST(COUNT(*) AS BIGINT) AS running FROM attempt WHERE phase = 'running' AND deadline_service IS NOT NULL
