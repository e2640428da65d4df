SELECT revision, body FROM study_record WHERE account_id = $1
