SELECT phase, shape, timing, layout, holder FROM attempt WHERE id = $1 AND account_id = $2 AND mode <> 'practice'
