SELECT id FROM exception WHERE organisation_id = $1 AND member_id = $2 AND requirement_id = $3
    AND state IN ('asked', 'granted') AND until_on >= $4
