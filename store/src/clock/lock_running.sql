UPDATE attempt SET epoch = epoch WHERE phase = 'running' AND deadline_service IS NOT NULL
