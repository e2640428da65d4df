DELETE FROM question_file WHERE id = $1 AND organisation_id = $2 AND made_by = $3 AND taken IS NULL
