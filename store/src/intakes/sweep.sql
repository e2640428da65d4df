DELETE FROM intake WHERE made_at <= $1 AND state <> 'running'
