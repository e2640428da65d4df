/// The form of an e-mail address under which people are compared: trimmed and in lower case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whether a text can be the e-mail address of a person at work: one `@`, a host with a dot, no blanks and no brackets.
///
/// Only sending a message tells whether an address exists. This finds what was cut off, joined or put into a wrong column.
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let odd = |c: char| c.is_whitespace() || c.is_control() || "()<>[]\\,;:\"@|".contains(c);
    let local_sound = (1..=64).contains(&local.len())
        && !local.contains(odd)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let label_sound = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let ending = host.rsplit('.').next().unwrap_or_default();
    let host_sound = host.contains('.') && host.split('.').all(label_sound) && ending.chars().any(char::is_alphabetic);
    text.len() <= 254 && local_sound && host_sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_are_told_from_what_is_none() {
        for good in ["jo@example.com", "Jo.O'Neill+hr@mail.example.co.uk", "jörg@müller.example", "a@b.c1d"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "jo",
            "@example.com",
            "jo@",
            "jo@example",
            "jo@@example.com",
            "jo@example..com",
            ".jo@example.com",
            "jo.@example.com",
            "jo@example.com; al@example.com",
            "Jo <jo@example.com>",
            "jo @example.com",
            "jo@-example.com",
            "jo@192.168.0.1",
            "jo@exam_ple.com",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
        assert!(!is_email(&format!("{}@example.com", "x".repeat(65))));
        assert_eq!(email_key(" Jo@Example.COM "), "jo@example.com");
    }
}
