INSERT INTO item_version (item_id, digest, source) VALUES ($1, $2, $3) ON CONFLICT (item_id, digest) DO NOTHING
