//! Mails, one module a kind: what each says. All take plain data and give back both parts, written.

mod certificate_decided;
mod class_invitation;
mod class_message;
mod class_result;
mod digest_for_managers;
mod exam_booked;
mod expiry_reminder;
mod invitation;
mod letter;
mod requirement_due;
mod requirement_gap;
mod result_changed;

use domain::ids::{AccountId, MailId, OrganisationId};
use domain::time::Timestamp;
use store::{MailKind, NewMail};

use crate::urls;

pub use certificate_decided::{CertificateDecided, Outcome, certificate_decided};
pub use class_invitation::{ClassInvitation, class_invitation};
pub use class_message::{ClassMessage, class_message};
pub use class_result::{ClassResult, class_result};
pub use digest_for_managers::{Deadline, DigestForManagers, Expiring, Gap, Head, Moved, Waiting, digest_for_managers};
pub use exam_booked::{ExamBooked, exam_booked};
pub use expiry_reminder::{ExpiryReminder, expiry_reminder};
pub use invitation::{Invitation, invitation};
pub use letter::Written;
pub use requirement_due::{RequirementDue, requirement_due};
pub use requirement_gap::{RequirementGap, requirement_gap};
pub use result_changed::{ResultChanged, result_changed};

/// Whom a mail is for.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// How the mail greets them.
    pub name: &'a str,
    /// The address.
    pub email: &'a str,
    /// Whose account, if the address has one.
    pub account: Option<&'a AccountId>,
    /// The organisation in whose name it is sent.
    pub organisation: Option<&'a OrganisationId>,
    /// The address of this service, without a slash at the end.
    pub site: &'a str,
    /// A fresh random token for the link that turns the kind off: 64 hexadecimal digits.
    pub token: &'a str,
}

impl Reader<'_> {
    /// A page of ours as a mail has to name it. Links in mails lead nowhere else.
    fn link(&self, path: &str) -> String {
        format!("{}/{}", self.site, path.trim_start_matches('/'))
    }
}

impl Written {
    /// The mail as the queue takes it. `occasion` says what it is sent for and makes it one mail, however often it is asked
    /// for.
    pub fn to_queue(self, reader: &Reader<'_>, occasion: String, now: Timestamp) -> NewMail {
        NewMail {
            id: MailId::new(store::fresh_id(now)),
            account: reader.account.cloned(),
            organisation: reader.organisation.cloned(),
            email: reader.email.trim().to_owned(),
            kind: self.kind,
            occasion,
            subject: self.subject,
            text: self.text,
            html: self.html,
            unsubscribe: reader.token.to_owned(),
            not_before: now,
        }
    }
}

/// A kind of mail as people say it: its name, and what it tells.
pub const fn kind_words(kind: MailKind) -> (&'static str, &'static str) {
    match kind {
        MailKind::Invitation => ("Invitations", "Somebody invites you into their organisation."),
        MailKind::CertificateDecided => (
            "Decisions about certificates",
            "A certificate that you entered was verified, not accepted, replaced, taken back or put back, and why.",
        ),
        MailKind::ExpiryReminder => ("Certificates that end soon", "Which certificate ends when, and what to do."),
        MailKind::DigestForManagers => (
            "The weekly summary",
            "For those who answer for others, once a week: what waits for approval, which certificates end, what is missing, what is late or falls due, who came and who left.",
        ),
        MailKind::RequirementGap => ("What is required of you", "Something is required of you that you do not have."),
        MailKind::RequirementDue => (
            "Days by which you have to meet something",
            "A month and a week before such a day, and once when it is over.",
        ),
        MailKind::ExamBooked => ("Booked exams", "An exam was booked for you: which, when and where."),
        MailKind::ClassMessage => ("Messages from your trainers", "What the trainers of your classes write to you."),
        MailKind::ClassResult => {
            ("Results of your classes", "Marks and comments were released, or a result of yours has changed, and why.")
        }
    }
}

/// Why somebody gets a mail, for its last lines.
const fn why(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Invitation => {
            "You get this one mail because somebody entered your address to invite you. If you do not expect it, you need not \
             do anything: nothing happens without you, and we do not write again."
        }
        MailKind::DigestForManagers => {
            "You get this mail each week because you answer for the qualification of others."
        }
        MailKind::ClassMessage | MailKind::ClassResult => "You get this mail because you take part in a class.",
        _ => "You get this mail because of your qualifications and your position.",
    }
}

/// The page that turns off the kind of mail that a token belongs to.
fn unsubscribe_link(reader: &Reader<'_>) -> String {
    reader.link(&urls::unsubscribe(reader.token))
}

#[cfg(test)]
mod tests;
