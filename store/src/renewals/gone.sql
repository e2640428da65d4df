SELECT id, name, email_key = 'erased ' || id AS erased FROM member
WHERE organisation_id = $1 AND state = 'left' AND ends_on < $2 AND (
    email_key <> 'erased ' || id
    OR EXISTS (SELECT 1 FROM award WHERE award.member_id = member.id)
    OR EXISTS (SELECT 1 FROM holding WHERE holding.member_id = member.id)
    OR EXISTS (SELECT 1 FROM plan_item WHERE plan_item.member_id = member.id)
    OR EXISTS (SELECT 1 FROM observation WHERE observation.member_id = member.id)
    OR EXISTS (SELECT 1 FROM exception WHERE exception.member_id = member.id)
    OR EXISTS (SELECT 1 FROM reminder WHERE reminder.member_id = member.id)
)
ORDER BY id
