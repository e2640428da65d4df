SELECT id, organisation_id, for_whom, first_day, last_day, known_at, seed, sample, expires_at, ended_at, made_by,
    opens_files, opened_at, files_opened
FROM audit_link WHERE organisation_id = $1 ORDER BY made_at DESC, id DESC
