SELECT id FROM organisation WHERE needed_on <> $1 ORDER BY id
