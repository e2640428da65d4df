WITH wanted AS MATERIALIZED (
    SELECT json_extract(asked.value, '$.line') AS line, (
        SELECT MAX(earlier.number) FROM organisation_entry AS earlier
        WHERE earlier.organisation_id = $1 AND earlier.subject = json_extract(asked.value, '$.subject') AND earlier.number < json_extract(asked.value, '$.line')
    ) AS number
    FROM json_each($2) AS asked
)
SELECT wanted.line, organisation_entry.number, organisation_entry.at, organisation_entry.by_name, organisation_entry.member_id,
    organisation_entry.body, organisation_entry.personal, organisation_entry.seal, organisation_entry.hash, organisation_entry.kind
FROM wanted JOIN organisation_entry ON organisation_entry.organisation_id = $1 AND organisation_entry.number = wanted.number
