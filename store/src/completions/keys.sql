SELECT id, created_at, retired_at FROM signing_key ORDER BY number
