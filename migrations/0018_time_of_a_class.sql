-- Extra time that a trainer gave to several people of a class at once: what is ended there again is what was given there.

ALTER TABLE accommodation ADD COLUMN cohort_id TEXT REFERENCES cohort (id) ON DELETE SET NULL;  -- the class in which it was given
ALTER TABLE accommodation ADD COLUMN lot TEXT;  -- the form by which it was given: sent twice, it gives once
CREATE UNIQUE INDEX accommodation_by_lot ON accommodation (lot, account_id);
