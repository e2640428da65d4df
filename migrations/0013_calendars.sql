-- When an entry of a plan, or a date of its own for somebody, was changed last; calendars that show it take the change by it.
ALTER TABLE plan_entry ADD COLUMN changed_at BIGINT;
