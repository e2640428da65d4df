SELECT id FROM member WHERE organisation_id = $1 AND id = $2 AND role = 'manager' AND state = 'joined' AND NOT EXISTS (
    SELECT 1 FROM member AS other WHERE other.organisation_id = $1 AND other.role = 'manager' AND other.state = 'joined'
        AND other.id <> $2 AND (other.ends_on IS NULL OR other.ends_on > $3)
)
