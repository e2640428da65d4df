-- Whether the files themselves may be opened through a link, when it was opened last, and how many files were opened.
ALTER TABLE audit_link ADD COLUMN opens_files BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE audit_link ADD COLUMN opened_at BIGINT;
ALTER TABLE audit_link ADD COLUMN files_opened BIGINT NOT NULL DEFAULT 0;
