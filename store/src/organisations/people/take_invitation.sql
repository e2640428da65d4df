UPDATE member SET invitation = NULL WHERE id = $1 AND invitation = $2 AND state = 'invited'
