SELECT id, sections, pilots FROM paper WHERE organisation_id = $1
