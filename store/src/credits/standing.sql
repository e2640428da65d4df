SELECT number, qualification, half_credits FROM credit_entry
WHERE award_id = $1 AND kind = 'earned' AND NOT EXISTS (
    SELECT 1 FROM credit_entry AS back WHERE back.award_id = credit_entry.award_id AND back.reverses = credit_entry.number
)
