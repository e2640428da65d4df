SELECT id FROM exception WHERE id = $1
