use store::CohortFacts;

/// What is taught in a cohort, for instance `Foundation · ISO/IEC 20000-1:2018 · in English`.
pub fn course_words(facts: &CohortFacts) -> String {
    // The id of an edition is the year of its publication.
    format!("{} · ISO/IEC 20000-1:{} · in {}", facts.level.name(), facts.edition, facts.language)
}
