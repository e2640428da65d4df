SELECT MAX(last_on) FROM holding
WHERE organisation_id = $1 AND member_id = $2 AND qualification = $3 AND decision = 'verified'
