SELECT requirement_id, member_id FROM exception
WHERE organisation_id = $1 AND state IN ('granted', 'ended') AND until_on >= $2 AND until_on < $3
