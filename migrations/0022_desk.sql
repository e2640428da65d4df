-- The log of an organisation is narrowed by what its lines are about, by who wrote them and by days.

ALTER TABLE organisation_entry ADD COLUMN kind TEXT NOT NULL DEFAULT '';   -- domain::organisation::EntryKind, as the body says

UPDATE organisation_entry SET kind = CASE
    WHEN body LIKE '{"entry":"award"%' THEN 'certificates'
    WHEN body LIKE '{"entry":"assigned"%' OR body LIKE '{"entry":"unassigned"%' THEN 'assignments'
    WHEN body LIKE '{"entry":"department%' OR body LIKE '{"entry":"position%' THEN 'structure'
    WHEN body LIKE '{"entry":"role"%' OR body LIKE '{"entry":"taken%' THEN 'roles'
    WHEN body LIKE '{"entry":"requirement%' OR body LIKE '{"entry":"chosen"%' THEN 'requirements'
    WHEN body LIKE '{"entry":"exception%' THEN 'exceptions'
    WHEN body LIKE '{"entry":"observed"%' THEN 'observations'
    WHEN body LIKE '{"entry":"plan%' THEN 'plan'
    WHEN body LIKE '{"entry":"linked"%' OR body LIKE '{"entry":"unlinked"%' THEN 'links'
    WHEN body LIKE '{"entry":"named"%' OR body LIKE '{"entry":"ruled"%' THEN 'settings'
    ELSE 'people'
END;

CREATE INDEX organisation_entry_by_kind ON organisation_entry (organisation_id, kind, number);
CREATE INDEX organisation_entry_by_writer ON organisation_entry (organisation_id, by_name, number);
CREATE INDEX organisation_entry_by_both ON organisation_entry (organisation_id, kind, by_name, number);
CREATE INDEX organisation_entry_by_moment ON organisation_entry (organisation_id, at, number);
