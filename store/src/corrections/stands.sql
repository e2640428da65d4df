SELECT item_id, digest, undoes FROM correction WHERE cohort_id = $1 AND id = $2
