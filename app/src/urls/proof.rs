//! Addresses of files that prove certificates, and of what an external auditor reads.

use super::office;

/// What an external auditor's link shows.
pub fn audit(token: impl std::fmt::Display) -> String {
    format!("/audit/{token}")
}

/// A file below an external auditor's link.
pub fn audited_evidence(
    link: impl std::fmt::Display,
    award: impl std::fmt::Display,
    evidence: impl std::fmt::Display,
) -> String {
    format!("{link}/evidence/{award}/{evidence}")
}

/// A file that proves a certificate in the books of an organisation.
pub fn seen_evidence(
    organisation: impl std::fmt::Display,
    award: impl std::fmt::Display,
    evidence: impl std::fmt::Display,
) -> String {
    format!("{}/{award}/evidence/{evidence}", office(organisation, "awards"))
}

/// The files that prove one of the person's certificates.
pub fn own_evidence(award: impl std::fmt::Display) -> String {
    format!("/awards/{award}/evidence")
}
