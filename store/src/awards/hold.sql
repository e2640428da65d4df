INSERT INTO holding (organisation_id, award_id, member_id, qualification, institute, certificate_number, edition, awarded_on,
    last_on, decision, claimed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (organisation_id, award_id) DO UPDATE SET member_id = excluded.member_id,
    qualification = excluded.qualification, institute = excluded.institute,
    certificate_number = excluded.certificate_number, edition = excluded.edition, awarded_on = excluded.awarded_on,
    last_on = excluded.last_on, decision = excluded.decision, claimed_at = excluded.claimed_at
