SELECT id, secret, created_at FROM signing_key WHERE retired_at IS NULL
