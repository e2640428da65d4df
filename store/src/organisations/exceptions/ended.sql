UPDATE exception SET state = 'ended', until_on = $3 WHERE id = $1 AND organisation_id = $2
