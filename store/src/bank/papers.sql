SELECT id, sections, pilots FROM paper WHERE organisation_id = $1 ORDER BY made_at DESC, id DESC
