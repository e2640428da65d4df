ORDER BY place, COALESCE(best.mock, -1) DESC, CASE WHEN member.account_id IS NULL THEN 1 ELSE 0 END,
    COALESCE(study_record.revision, 0) DESC, member.name_key, member.id
LIMIT $6
