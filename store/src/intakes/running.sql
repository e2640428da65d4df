SELECT organisation_id, id, made_by FROM intake WHERE state = 'running' ORDER BY made_at, id
