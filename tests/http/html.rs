//! As much of HTML as the tests need: tags with their attributes, and the words between them.

/// One start tag.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// What follows until the next tag; for script, style, title and textarea until their end.
    pub text: String,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn is(&self, name: &str, attribute: &str, value: &str) -> bool {
        self.name == name && self.get(attribute) == Some(value)
    }
}

/// All start tags and end tags (whose name begins with a slash), in order.
pub fn tags(html: &str) -> Vec<Tag> {
    let html = without_comments(html);
    let mut tags = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            continue;
        }
        let (mut tag, after) = tag(rest);
        let end = if ["script", "style", "title", "textarea"].contains(&tag.name.as_str()) {
            after.find(&format!("</{}", tag.name)).unwrap_or(after.len())
        } else {
            after.find('<').unwrap_or(after.len())
        };
        tag.text = decoded(&after[..end]);
        rest = &after[end..];
        tags.push(tag);
    }
    tags
}

/// Comments stand between texts that were put together.
fn without_comments(html: &str) -> String {
    let mut pieces = html.split("<!");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let end = if piece.starts_with("--") { "-->" } else { ">" };
        text + piece.split_once(end).map_or("", |(_, after)| after)
    })
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    let name = text[..end].trim_end_matches('/').to_ascii_lowercase();
    let mut tag = Tag { name, attributes: Vec::new(), text: String::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=>/".contains(c)).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let quote = after.chars().next().filter(|c| "\"'".contains(*c));
            let (raw, after) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
            };
            value = decoded(raw);
            rest = after;
        }
        tag.attributes.push((name, value));
    }
}

/// The words of a page, as a reader sees them.
pub fn words(html: &str) -> String {
    let visible = tags(html).into_iter().filter(|tag| !["script", "style"].contains(&tag.name.as_str()));
    let text = visible.map(|tag| tag.text).collect::<Vec<_>>().concat();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn reads_tags_and_words() {
    let html = "<p class=\"a b\" hidden>One &amp; <!--x-->two</p><script nonce=n>if (1<2) {}</script><br/>end";
    let tags = tags(html);
    assert_eq!(tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["p", "/p", "script", "/script", "br"]);
    assert_eq!((tags[0].get("class"), tags[0].get("hidden"), tags[2].get("nonce")), (Some("a b"), Some(""), Some("n")));
    assert_eq!(words("<p>One &amp; <b>two</b> three</p>"), "One & two three");
}
