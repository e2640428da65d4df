use domain::scheme::Confidence;

/// How sure a fact is, in a word.
pub const fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::LowMedium => "low to medium",
        Confidence::Medium => "medium",
        Confidence::MediumHigh => "medium to high",
        Confidence::High => "high",
    }
}
