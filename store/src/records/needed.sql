SELECT needed_on FROM organisation WHERE id = $1
