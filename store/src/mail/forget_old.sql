DELETE FROM mail WHERE state IN ('sent', 'failed', 'declined', 'held') AND made_at < $1
