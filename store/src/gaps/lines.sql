SELECT organisation_entry.body FROM organisation_entry LEFT JOIN member ON member.id = organisation_entry.member_id
WHERE organisation_entry.organisation_id = $1 AND organisation_entry.at >= $2
    AND (organisation_entry.member_id = '' OR member.state = 'joined')
ORDER BY organisation_entry.number
