UPDATE department SET path = $3 || SUBSTR(path, LENGTH($2) + 1)
WHERE organisation_id = $1 AND path LIKE $2 || '%' AND path <> $2
