//! From a mail of the queue to what travels.

use std::time::{Duration, UNIX_EPOCH};

use app::urls;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use store::DueMail;

/// The whole message. Its Message-ID and date are those of the mail, whichever try this is.
///
/// # Errors
/// Why it can never be sent, in words.
pub(super) fn of(mail: &DueMail, from: &Mailbox, site: &str) -> Result<Message, String> {
    let to = mail.email.parse::<Address>().map_err(|error| format!("the address cannot be used: {error}"))?;
    let written = UNIX_EPOCH + Duration::from_millis(mail.made_at.0.max(0).unsigned_abs());
    let mut builder = Message::builder()
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .date(written)
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        // Nobody's holiday notice answers it.
        .raw_header(plain(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if mail.kind.may_be_declined() {
        let link = format!("<{site}{}>", urls::unsubscribe(&mail.unsubscribe));
        builder = builder.raw_header(plain(HeaderName::new_from_ascii_str("List-Unsubscribe"), link));
        // RFC 8058 wants HTTPS for one click.
        if site.starts_with("https://") {
            let one_click = "List-Unsubscribe=One-Click".to_owned();
            builder = builder.raw_header(plain(HeaderName::new_from_ascii_str("List-Unsubscribe-Post"), one_click));
        }
    }
    let both = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    builder.multipart(both).map_err(|error| format!("the mail cannot be written: {error}"))
}

/// A header that must not be folded or encoded: programs read it. Its value is ours; line ends cannot be in it.
fn plain(name: HeaderName, value: String) -> HeaderValue {
    let value = value.replace(|c: char| !c.is_ascii_graphic() && c != ' ', "");
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}

#[cfg(test)]
pub(super) mod tests {
    use domain::ids::MailId;
    use domain::time::Timestamp;
    use store::MailKind;

    use super::*;

    pub(in crate::mail) fn due(kind: MailKind, email: &str, subject: &str) -> DueMail {
        DueMail {
            id: MailId::new("0198f000-0000-7000-8000-00000000face"),
            email: email.to_owned(),
            kind,
            subject: subject.to_owned(),
            text: "Grüße".to_owned(),
            html: "<p>Grüße</p>".to_owned(),
            unsubscribe: "ab".repeat(32),
            made_at: Timestamp(1_795_338_000_000),
            tries: 1,
            lease: "a lease".to_owned(),
        }
    }

    fn headers(mail: &DueMail, site: &str) -> Vec<String> {
        let from = "Clausewise <no-reply@example.org>".parse().unwrap();
        let message = of(mail, &from, site).unwrap().formatted();
        let text = String::from_utf8(message).unwrap();
        let head = text.split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
        head.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_subject_or_an_address_adds_no_header() {
        let hostile = "Hello\r\nBcc: everybody@example.org\r\n\r\nA body";
        let lines = headers(&due(MailKind::ExamBooked, "ada@example.org", hostile), "https://example.org");
        let names = lines.iter().map(|line| line.split(':').next().unwrap().to_lowercase()).collect::<Vec<_>>();
        assert!(!names.contains(&"bcc".to_owned()), "{lines:#?}");
        assert_eq!(names.iter().filter(|name| *name == "subject").count(), 1, "{lines:#?}");
        let from = "no-reply@example.org".parse().unwrap();
        for address in ["ada@example.org\r\nBcc: b@example.org", "ada@example.org, b@example.org", "ada", "", "a b@c.d"]
        {
            let refused = of(&due(MailKind::ExamBooked, address, "Hello"), &from, "https://example.org");
            assert!(refused.unwrap_err().contains("address"), "{address:?}");
        }
    }

    #[test]
    fn the_same_mail_has_the_same_name_and_date_each_time() {
        let named = |tries| {
            let mail =
                DueMail { tries, lease: tries.to_string(), ..due(MailKind::Invitation, "ada@example.org", "Hello") };
            let lines = headers(&mail, "https://example.org");
            lines
                .into_iter()
                .filter(|line| line.starts_with("Message-ID") || line.starts_with("Date"))
                .collect::<Vec<_>>()
        };
        assert_eq!(named(1), named(2));
        assert!(named(1)[0].contains("<0198f000-0000-7000-8000-00000000face@example.org>"), "{:?}", named(1));
        assert!(named(1)[1].contains("22 Nov 2026 09:00:00"), "{:?}", named(1));
    }

    #[test]
    fn one_click_needs_https_and_a_kind_that_can_be_turned_off() {
        let of_list = |kind, site| {
            let lines = headers(&due(kind, "ada@example.org", "Hello"), site);
            lines.into_iter().filter(|line| line.starts_with("List-")).collect::<Vec<_>>()
        };
        let link = format!("List-Unsubscribe: <https://example.org/unsubscribe/{}>", "ab".repeat(32));
        let post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned();
        assert_eq!(of_list(MailKind::ExpiryReminder, "https://example.org"), [link, post]);
        assert_eq!(of_list(MailKind::ExpiryReminder, "http://example.org").len(), 1);
        assert_eq!(of_list(MailKind::Invitation, "https://example.org"), Vec::<String>::new());
    }
}
