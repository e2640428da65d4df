//! Why a badge is not issued, or not believed.

use thiserror::Error;

/// What is wrong with a badge, a list of revocations, or what one was to be made of.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadgeFault {
    /// A fact cannot stand in a badge: empty, too long, no address, no date of this era.
    #[error("{0} cannot be written into a badge")]
    Fact(&'static str),
    /// The document is not one that Clausewise makes; nothing of it was believed.
    #[error("this is no badge of Clausewise")]
    Shape,
    /// The proof names a key that is not among those given.
    #[error("the badge is signed with a key that is not known here")]
    UnknownKey,
    /// The key was not in force when the proof says that it was made.
    #[error("the badge is signed with a key that was not in force at that time")]
    KeyNotInForce,
    /// Something was changed after signing.
    #[error("the badge was changed after it was signed")]
    Signature,
    /// The document could not be brought into its canonical form.
    #[error("the badge has no canonical form: {0}")]
    Canonical(String),
    /// A public key is not written as an Ed25519 Multikey.
    #[error("this is no public key")]
    Key,
    /// A status entry does not belong to the list, or lies behind its end.
    #[error("the badge has no place in this list of revocations")]
    NotListed,
}
