//! What a badge says.

use domain::time::Timestamp;
use sha2::{Digest, Sha256};

use super::fault::BadgeFault;
use super::field;

/// Everything that a badge says, before it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeFacts {
    /// The badge's own name: `urn:uuid:` with a UUID, or an address of the web.
    pub id: String,
    /// Who says it.
    pub issuer: Issuer,
    /// What was completed.
    pub course: Course,
    /// How others recognise the holder; one or two ways.
    pub holder: Vec<Identity>,
    /// From when on it holds. Written in whole seconds.
    pub valid_from: Timestamp,
    /// Until when it holds; `None`: for ever. Written in whole seconds.
    pub valid_until: Option<Timestamp>,
    /// Where to see whether it was taken back.
    pub status: StatusEntry,
}

/// Whoever runs the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// The address at which [`controller_document`](super::controller_document) is published; keys are named after it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its home page.
    pub url: String,
}

/// One of our own courses, in the words that a badge uses about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) criteria: String,
}

impl Course {
    /// Words the completion of a course so that nobody takes it for a qualification of an examination institute.
    ///
    /// `id` is the address of the course or of its place in the catalogue, `required` a sentence or more about what a
    /// learner had to do.
    pub fn completed(id: &str, title: &str, required: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: format!("Course completed: {title}"),
            description: format!(
                "The holder completed the course “{title}”. This is a course completion, not a qualification of an \
                 examination institute."
            ),
            criteria: format!(
                "{required}\n\nThis badge says that a course was completed. It is not a certificate or qualification \
                 of an examination institute, and no institute has tested the holder for it."
            ),
        }
    }

    /// The address that tells this course from others.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name of the badge.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What a learner had to do, and what the badge is not.
    pub fn criteria(&self) -> &str {
        &self.criteria
    }
}

/// One way to recognise the holder of a badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// An e-mail address that the badge does not show: whoever knows the address can compare.
    Email {
        /// Random text that makes the same address look different in each badge.
        salt: String,
        /// `sha256$` and the digest of address and salt in hexadecimal digits.
        hash: String,
    },
    /// The name in the clear.
    Name(String),
}

impl Identity {
    /// Hides an e-mail address. Blanks around it and capital letters make no difference.
    pub fn email(address: &str, salt: &str) -> Self {
        Self::Email { salt: salt.to_owned(), hash: hash(address, salt) }
    }

    /// Whether this is the e-mail address that the badge hides.
    pub fn is_email(&self, address: &str) -> bool {
        matches!(self, Self::Email { salt, hash } if *hash == self::hash(address, salt))
    }
}

fn hash(address: &str, salt: &str) -> String {
    let text = address.trim().to_lowercase() + salt;
    format!("sha256${}", data_encoding::HEXLOWER.encode(&Sha256::digest(text)))
}

/// The place of a badge in a list of revocations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusEntry {
    /// The address of the list.
    pub list: String,
    /// The place in it, counted from 0, below [`LIST_LENGTH`](super::LIST_LENGTH). Never given to two badges.
    pub index: u32,
}

impl BadgeFacts {
    /// Whether the badge holds at an instant, as far as its own dates say.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_until.is_none_or(|until| at < until)
    }

    /// Refuses what could not be read back as the same.
    pub(super) fn check(&self) -> Result<(), BadgeFault> {
        field::name("the name of the badge", &self.id)?;
        field::address("the address of the issuer", &self.issuer.id)?;
        field::text("the name of the issuer", &self.issuer.name)?;
        field::address("the home page of the issuer", &self.issuer.url)?;
        field::address("the address of the course", &self.course.id)?;
        field::text("the name of the course", &self.course.name)?;
        field::text("the description of the course", &self.course.description)?;
        field::text("what the course requires", &self.course.criteria)?;
        field::address("the address of the list of revocations", &self.status.list)?;
        if self.status.index >= super::LIST_LENGTH {
            return Err(BadgeFault::Fact("the place in the list of revocations"));
        }
        let from = field::whole_seconds(self.valid_from);
        if self.valid_until.is_some_and(|until| field::whole_seconds(until) <= from) {
            return Err(BadgeFault::Fact("the date"));
        }
        if !(1..=2).contains(&self.holder.len()) {
            return Err(BadgeFault::Fact("the holder"));
        }
        self.holder.iter().try_for_each(Identity::check)
    }
}

impl Identity {
    fn check(&self) -> Result<(), BadgeFault> {
        match self {
            Self::Name(name) => field::text("the name of the holder", name).map(|_| ()),
            Self::Email { salt, hash } => {
                field::text("the salt", salt)?;
                let digits = hash.strip_prefix("sha256$").unwrap_or_default();
                let right = digits.len() == 64 && digits.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
                right.then_some(()).ok_or(BadgeFault::Fact("the hidden e-mail address"))
            }
        }
    }
}
