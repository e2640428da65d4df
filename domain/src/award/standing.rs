/// How an award stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Somebody says so; nobody has seen the proof.
    Claimed,
    /// Valid and verified.
    Verified,
    /// Not accepted.
    Rejected,
    /// A newer one took its place.
    Superseded,
    /// Its last day is over.
    Expired,
    /// Taken back.
    Revoked,
    /// The day of the award had not come.
    Ahead,
}

impl Standing {
    /// The word for it, as pages and files write it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Verified => "verified",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Ahead => "not yet awarded",
        }
    }
}
