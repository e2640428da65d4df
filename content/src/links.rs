//! Addresses of what the course links to. The router in `server` must answer each of them.

/// The page of a clause: `/clauses/2018/8.6.1`.
pub fn clause(edition: &str, number: &str) -> String {
    format!("/clauses/{edition}/{number}")
}

/// The place of a term in the glossary: `/glossary#service-level-agreement`.
pub fn term(id: &str) -> String {
    format!("/glossary#{id}")
}

/// The page of a lesson: `/course/f-change`.
pub fn lesson(id: &str) -> String {
    format!("/course/{id}")
}
