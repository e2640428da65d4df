//! Who may use a route.

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anyone.
    Public,
    /// Anyone who is signed in; objects in the address must be their own.
    SignedIn,
    /// Trainers, managers and administrators; objects in the address must be of people or papers in their reach. Questions are for
    /// authors too.
    Staff,
    /// Those who belong to the organisation in the address.
    Member,
    /// Those who read its books: of everybody, or of their own team.
    Reader,
    /// Those who decide about its people: about everybody, or about their own team.
    Lead,
    /// Those who answer for its books.
    Manager,
    /// Those who teach the cohort in the address.
    Teacher,
    /// Those who take part in it.
    Participant,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    /// The address, with its parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub audience: Audience,
}
