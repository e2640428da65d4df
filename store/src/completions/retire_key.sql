UPDATE signing_key SET secret = '', retired_at = $1 WHERE retired_at IS NULL
