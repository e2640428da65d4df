//! Addresses of what the course links to. The router in `server` must answer each of them.

/// All clauses.
pub const CLAUSES: &str = "/clauses";
/// The glossary.
pub const GLOSSARY: &str = "/glossary";
/// How the exam page works.
pub const TUTORIAL: &str = "/exam/tutorial";
/// One's own progress.
pub const PROGRESS: &str = "/progress";

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

/// The page of an exercise: `/exercises/a-audit-1`.
pub fn exercise(id: &str) -> String {
    format!("/exercises/{id}")
}

/// The page of a learning path: `/paths/first-certificate`.
pub fn path(id: &str) -> String {
    format!("/paths/{id}")
}
