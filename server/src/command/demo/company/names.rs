//! How the parts and the people of the large organisation are called.

use domain::organisation::Role;

/// The highest departments.
pub const REGIONS: [&str; 6] =
    ["Northern Europe", "Central Europe", "Southern Europe", "Americas", "Middle East and Africa", "Asia Pacific"];
/// Departments of each region.
pub const DIVISIONS: [&str; 5] =
    ["Service desk", "Operations", "Service design", "Supplier management", "Continuity and security"];
/// Positions of a division, and how many of a hundred people hold each; the others are in teams.
pub const POSITIONS: [(&str, u32); 3] = [("Service owner", 4), ("Process owner", 5), ("Coordinator", 11)];
/// People of a team.
pub const TEAM: u32 = 40;

/// First names.
pub const FIRST: [&str; 32] = [
    "Aino", "Amara", "Anders", "Beatriz", "Bram", "Chiara", "Dalia", "Emeka", "Esther", "Farid", "Greta", "Hana",
    "Ines", "Ivan", "Jamal", "Kaito", "Lena", "Luca", "Maja", "Mateo", "Nadia", "Noah", "Olga", "Priya", "Rafael",
    "Sanne", "Selin", "Tariq", "Uma", "Viktor", "Wanjiru", "Yusuf",
];
/// Last names.
pub const LAST: [&str; 40] = [
    "Abbas", "Almeida", "Andersen", "Bauer", "Bergman", "Castro", "Chen", "Costa", "Demir", "Dubois", "Eriksen",
    "Fischer", "Garcia", "Haddad", "Horvat", "Ibrahim", "Jansen", "Jensen", "Kaya", "Keller", "Kowalski", "Larsen",
    "Lopez", "Mensah", "Meyer", "Moreau", "Nakamura", "Novak", "Okoye", "Olsen", "Patel", "Popov", "Rossi", "Sato",
    "Schmidt", "Silva", "Tanaka", "Virtanen", "Weber", "Zhang",
];

/// Those who can sign in: first and last name, and what they are in the books.
pub const STAFF: [(&str, Role); 3] =
    [("Astrid Solberg", Role::Manager), ("Marco Bellini", Role::Lead), ("June Okafor", Role::Auditor)];
