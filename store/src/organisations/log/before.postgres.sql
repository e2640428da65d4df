WITH wanted AS MATERIALIZED (
    SELECT asked.line AS line, (
        SELECT MAX(earlier.number) FROM organisation_entry AS earlier
        WHERE earlier.organisation_id = $1 AND earlier.subject = asked.subject AND earlier.number < asked.line
    ) AS number
    FROM jsonb_to_recordset(CAST($2 AS JSONB)) AS asked (line BIGINT, subject TEXT)
)
SELECT wanted.line, organisation_entry.number, organisation_entry.at, organisation_entry.by_name, organisation_entry.member_id,
    organisation_entry.body, organisation_entry.personal, organisation_entry.seal, organisation_entry.hash, organisation_entry.kind
FROM wanted JOIN organisation_entry ON organisation_entry.organisation_id = $1 AND organisation_entry.number = wanted.number
