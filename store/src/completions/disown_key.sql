UPDATE signing_key SET secret = '', retired_at = created_at WHERE retired_at IS NULL
