DELETE FROM credit_value WHERE code = $1 AND valid_from = $2
