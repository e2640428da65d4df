use store::MailKind;

use super::Reader;
use super::letter::{Block, Letter, Written};
use crate::when;

/// A certificate that ends soon.
#[derive(Clone, Copy, Debug)]
pub struct ExpiryReminder<'a> {
    /// The certificate as people call it.
    pub certificate: &'a str,
    /// Its last day (ISO 8601).
    pub ends_on: &'a str,
    /// Days until then; 0 today, negative when it is over.
    pub days: i64,
    /// What keeps it alive, one sentence.
    pub what_to_do: &'a str,
    /// The page of ours on which the certificate stands; none for a reader who has no account.
    pub path: Option<&'a str>,
}

/// Reminds somebody of a certificate that ends.
pub fn expiry_reminder(reader: &Reader<'_>, about: &ExpiryReminder<'_>) -> Written {
    let ExpiryReminder { certificate, ends_on, days, what_to_do, path } = about;
    let when = match days {
        ..0 => "has ended".to_owned(),
        0 => "ends today".to_owned(),
        1 => "ends tomorrow".to_owned(),
        _ => format!("ends in {days} days"),
    };
    let mut blocks = vec![
        Block::Facts(vec![("Certificate", (*certificate).to_owned()), ("Last day", when::day(ends_on))]),
        Block::Words((*what_to_do).to_owned()),
    ];
    blocks.extend(path.map(|path| Block::Action("Open the certificate", reader.link(path))));
    Letter { kind: MailKind::ExpiryReminder, subject: format!("{certificate} {when}"), blocks }.write(reader)
}
