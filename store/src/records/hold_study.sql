UPDATE study_record SET revision = revision WHERE account_id = $1
