//! What came back.

use axum::http::{HeaderMap, StatusCode};

use crate::html::{Tag, tags, words};

#[derive(Clone, Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are plain text"))
    }

    /// Where a redirection leads.
    pub fn location(&self) -> &str {
        assert!(self.status.is_redirection(), "{} is no redirection: {}", self.status, self.words());
        self.header("location")
    }

    /// Where a redirection leads; empty for any other page.
    pub fn location_or_nothing(&self) -> &str {
        self.header("location")
    }

    /// What a reader sees; of anything but HTML, all of it.
    pub fn words(&self) -> String {
        if self.header("content-type").starts_with("text/html") { words(&self.body) } else { self.body.clone() }
    }

    pub fn tags(&self) -> Vec<Tag> {
        tags(&self.body)
    }

    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(self.words().contains(text), "{}: no {text:?} in: {}", self.status, self.words());
        self
    }

    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{}: {text:?} in: {}", self.status, self.body);
        self
    }

    #[track_caller]
    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.words());
        self
    }

    /// The value of a named input.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let tags = self.tags();
        let input = tags.iter().find(|tag| tag.is("input", "name", name));
        let input = input.unwrap_or_else(|| panic!("no input {name} in: {}", self.body));
        input.get("value").unwrap_or_default().to_owned()
    }

    /// The value of the radio button or select option that is chosen in a named field.
    pub fn chosen(&self, name: &str) -> Option<String> {
        let tags = self.tags();
        let radio = tags.iter().find(|tag| tag.is("input", "name", name) && tag.get("checked").is_some());
        let list = tags.iter().skip_while(|tag| !tag.is("select", "name", name));
        let option = list.take_while(|tag| tag.name != "/select").find(|tag| tag.get("selected").is_some());
        radio.or(option).and_then(|tag| tag.get("value")).map(str::to_owned)
    }

    /// The nonce in the content security policy.
    pub fn nonce(&self) -> &str {
        let policy = self.header("content-security-policy");
        policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).map_or("", |(nonce, _)| nonce)
    }

    /// Status, headers and body without what is new in every response.
    pub fn normalised(&self) -> String {
        let headers = self.headers.iter().map(|(name, value)| {
            let value = if name == "set-cookie" { "a cookie" } else { value.to_str().expect("headers are plain text") };
            format!("{name}: {value}\n")
        });
        let text = format!("{}\n{}\n{}", self.status, headers.collect::<String>(), self.body);
        let fresh = [self.nonce(), self.header("x-request-id")];
        fresh.iter().filter(|fresh| !fresh.is_empty()).fold(text, |text, fresh| text.replace(fresh, "·"))
    }
}

/// Blanks ids of ours, which differ from one database to the next.
pub fn without_ids(text: &str) -> String {
    let is_id = |text: &[u8]| {
        let digit = |place: usize, byte: &u8| match place {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        text.len() == 36 && text.iter().enumerate().all(|(place, byte)| digit(place, byte))
    };
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes.get(at..at + 36).is_some_and(is_id) {
            out.extend_from_slice(b"an-id");
            at += 36;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).expect("only ASCII was replaced")
}
