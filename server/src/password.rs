//! Passwords: what is accepted, said in words, and the slow hash behind it.
//!
//! Length alone counts, no composition rules (NIST SP 800-63B-4, OWASP ASVS 5.0): at least 15 characters, every code point
//! counts, compared in NFC; refused when easily guessed or made of the product's or the person's name.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use thiserror::Error;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Fewest characters.
pub const FEWEST: usize = 15;
/// Most characters: far beyond what anyone types, bounds the work.
pub const MOST: usize = 512;

/// Why a password is not accepted; each text says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Too short.
    #[error("This password has fewer than 15 characters. Make it longer: three or four unrelated words are enough.")]
    Short,
    /// Too long.
    #[error("This password has more than 512 characters. Choose a shorter one.")]
    Long,
    /// Made of names that anyone would try.
    #[error(
        "This password is made of your name, your address or the name of this service. Choose words that have nothing to do with you."
    )]
    Personal,
    /// Found among common passwords, or built from sequences and repetitions.
    #[error(
        "This password is easy to guess: it is common, or made of repetitions or sequences. Choose a few unrelated words."
    )]
    Guessable,
}

/// Judges a new password. `names` are texts that it must not be made of: name and address of the person.
///
/// # Errors
/// [`Refused`], whose text is for the person.
pub fn judge(password: &str, names: &[&str]) -> Result<(), Refused> {
    let password = normalised(password);
    match password.chars().count() {
        0..FEWEST => return Err(Refused::Short),
        n if n > MOST => return Err(Refused::Long),
        _ => {}
    }
    if is_made_of(&password, names) {
        return Err(Refused::Personal);
    }
    let words = names.iter().flat_map(|name| name.split(['@', '.', ' ', '-'])).filter(|word| word.len() > 2);
    let inputs = words.chain(["clausewise", "iso20000"]).collect::<Vec<_>>();
    // The estimate costs more than linear time; its verdict does not change beyond a hundred characters.
    let head = password.chars().take(100).collect::<String>();
    if zxcvbn::zxcvbn(&head, &inputs).score() < zxcvbn::Score::Three { Err(Refused::Guessable) } else { Ok(()) }
}

fn is_made_of(password: &str, names: &[&str]) -> bool {
    let mut rest = password.to_lowercase();
    let pieces = names.iter().flat_map(|name| name.split(['@', '.', ' ', '-', '_'])).map(str::to_lowercase);
    for piece in pieces.chain(["clausewise".to_owned()]).filter(|piece| piece.chars().count() > 2) {
        rest = rest.replace(&piece, "");
    }
    let own = rest.chars().filter(|c| c.is_alphabetic()).count();
    own < 6 && rest.chars().count() < password.to_lowercase().chars().count()
}

fn normalised(password: &str) -> String {
    password.nfc().collect()
}

/// The hash: argon2id, 19 MiB, 2 passes, 1 lane; at most two at once, so that a wave of sign-ins cannot take all memory.
#[derive(Clone)]
pub struct Hasher {
    places: Arc<Semaphore>,
    decoy: Arc<str>,
}

/// Hashing could not be done.
#[derive(Debug, Error)]
#[error("the password could not be hashed: {0}")]
pub struct HashFault(String);

/// The outcome of comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is the password.
    Yes,
    /// It is the password, and its hash should be made anew with today's parameters.
    Old,
    /// It is not.
    No,
}

impl Hasher {
    /// Makes a hasher, with a hash of nothing for comparisons that must take as long as real ones.
    ///
    /// # Errors
    /// [`HashFault`].
    pub fn new() -> Result<Self, HashFault> {
        let decoy = hash_now(&crate::entropy::hex::<16>())?;
        Ok(Self { places: Arc::new(Semaphore::new(2)), decoy: decoy.into() })
    }

    /// Hashes a password.
    ///
    /// # Errors
    /// [`HashFault`].
    pub async fn hash(&self, password: &str) -> Result<String, HashFault> {
        let password = normalised(password);
        self.slowly(move || hash_now(&password)).await?
    }

    /// Compares a password with a hash; without one, or with an empty one (an account by which nobody signs in), the same
    /// work is done and the answer is no.
    ///
    /// # Errors
    /// [`HashFault`].
    pub async fn compare(&self, password: &str, hash: Option<&str>) -> Result<Match, HashFault> {
        let hash = hash.filter(|hash| !hash.is_empty());
        let (password, exists) = (normalised(password), hash.is_some());
        let hash = hash.unwrap_or(&self.decoy).to_owned();
        let found = self.slowly(move || compare_now(&password, &hash)).await??;
        Ok(if exists { found } else { Match::No })
    }

    async fn slowly<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashFault> {
        let _place = self.places.acquire().await.map_err(|error| HashFault(error.to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| HashFault(error.to_string()))
    }
}

fn hash_now(password: &str) -> Result<String, HashFault> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| HashFault(error.to_string()))
}

fn compare_now(password: &str, hash: &str) -> Result<Match, HashFault> {
    let parsed = PasswordHash::new(hash).map_err(|error| HashFault(error.to_string()))?;
    if Argon2::default().verify_password(password.as_bytes(), &parsed).is_err() {
        return Ok(Match::No);
    }
    let is_today = Params::try_from(&parsed).is_ok_and(|params| {
        let today = Params::default();
        (params.m_cost(), params.t_cost(), params.p_cost()) == (today.m_cost(), today.t_cost(), today.p_cost())
    });
    Ok(if is_today { Match::Yes } else { Match::Old })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHO: [&str; 2] = ["Ada Quill", "ada.quill@example.org"];

    #[test]
    fn length_counts_code_points_and_nothing_else_is_demanded() {
        assert_eq!(judge("fourteen chars", &WHO), Err(Refused::Short));
        assert_eq!(judge("violet kettle morning tram", &WHO), Ok(()));
        assert_eq!(judge("žluťoučký kůň úpěl ďábelsky", &WHO), Ok(()));
        assert_eq!(judge(&"wandering teapot ".repeat(40), &WHO), Err(Refused::Long));
    }

    #[test]
    fn what_anyone_would_try_is_refused_with_the_reason() {
        assert_eq!(judge("ada.quill@example.org", &WHO), Err(Refused::Personal));
        assert_eq!(judge("clausewise-2026-ada", &WHO), Err(Refused::Personal));
        assert_eq!(judge("aaaaaaaaaaaaaaaaaaaa", &WHO), Err(Refused::Guessable));
        assert_eq!(judge("123456789012345678", &WHO), Err(Refused::Guessable));
        assert_eq!(judge("passwordpassword", &WHO), Err(Refused::Guessable));
    }

    #[tokio::test]
    async fn composed_and_decomposed_forms_are_one_password() {
        let hasher = Hasher::new().unwrap();
        let hash = hasher.hash("caf\u{e9} umbrella wind").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(hasher.compare("cafe\u{301} umbrella wind", Some(&hash)).await.unwrap(), Match::Yes);
        assert_eq!(hasher.compare("cafe umbrella wind", Some(&hash)).await.unwrap(), Match::No);
        assert_eq!(hasher.compare("cafe umbrella wind", None).await.unwrap(), Match::No);
    }
}
