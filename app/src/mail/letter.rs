//! One description of a mail, written as plain text and as HTML: the two parts say the same because they are made of it.

use html_escape::encode_double_quoted_attribute as attribute;
use html_escape::encode_text as escaped;
use store::MailKind;

use super::{Reader, unsubscribe_link, why};

/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 150;

/// What a mail says.
pub(super) struct Letter {
    pub(super) kind: MailKind,
    pub(super) subject: String,
    pub(super) blocks: Vec<Block>,
}

/// A part of what it says.
pub(super) enum Block {
    /// A paragraph.
    Words(String),
    /// Names and values.
    Facts(Vec<(&'static str, String)>),
    /// Lines under a heading.
    Lines(&'static str, Vec<String>),
    /// A page of ours with more of it.
    More(&'static str, String),
    /// The one thing to do: words and a page of ours.
    Action(&'static str, String),
}

/// A mail with both its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it is about.
    pub kind: MailKind,
    /// The subject: one line.
    pub subject: String,
    /// The part in plain text.
    pub text: String,
    /// The part in HTML.
    pub html: String,
}

impl Letter {
    /// Writes both parts, with the greeting before and the reason for the mail behind.
    pub(super) fn write(self, reader: &Reader<'_>) -> Written {
        let subject = line(&self.subject).chars().take(LONGEST_SUBJECT).collect::<String>();
        let greeting = match line(reader.name) {
            name if name.is_empty() => "Hello,".to_owned(),
            name => format!("Hello {name},"),
        };
        let off = self.kind.may_be_declined().then(|| unsubscribe_link(reader));
        let mut text = format!("{greeting}\n\n");
        let mut html = paragraph(&greeting);
        for block in &self.blocks {
            text.push_str(&block.text());
            text.push('\n');
            html.push_str(&block.html());
        }
        text.push_str(&format!("-- \nClausewise, {}\n{}\n", reader.site, why(self.kind)));
        let mut foot = format!("Clausewise, {}<br>{}", escaped(reader.site), escaped(why(self.kind)));
        if let Some(off) = off {
            text.push_str(&format!("{TURN_OFF}: {off}\n"));
            foot.push_str(&format!("<br>{}", anchor(&off, TURN_OFF, "color:#1d4f91")));
        }
        let html = page(&subject, &html, &foot);
        Written { kind: self.kind, subject, text, html }
    }
}

const TURN_OFF: &str = "Turn these mails off";

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Words(words) => format!("{}\n", line(words)),
            Self::Facts(facts) => facts.iter().map(|(name, value)| format!("{name}: {}\n", line(value))).collect(),
            Self::Lines(heading, lines) => {
                let lines = lines.iter().map(|one| format!("- {}\n", line(one))).collect::<String>();
                format!("{heading}\n{lines}")
            }
            Self::More(words, address) | Self::Action(words, address) => format!("{words}: {}\n", line(address)),
        }
    }

    fn html(&self) -> String {
        match self {
            Self::Words(words) => paragraph(words),
            Self::Facts(facts) => {
                let item = |(name, value): &(&str, String)| {
                    format!("<li><strong>{}:</strong> {}</li>", escaped(name), escaped(&line(value)))
                };
                list(&facts.iter().map(item).collect::<String>())
            }
            Self::Lines(heading, lines) => {
                let items = lines.iter().map(|one| format!("<li>{}</li>", escaped(&line(one)))).collect::<String>();
                format!("<h2 style=\"font-size:18px;margin:24px 0 8px\">{}</h2>{}", escaped(heading), list(&items))
            }
            Self::More(words, address) => {
                format!("<p style=\"margin:0 0 16px\">{}</p>", anchor(&line(address), words, "color:#1d4f91"))
            }
            Self::Action(words, address) => {
                format!("<p style=\"margin:24px 0\">{}</p>", anchor(&line(address), words, BUTTON))
            }
        }
    }
}

const BUTTON: &str =
    "display:inline-block;padding:12px 20px;border-radius:6px;background:#1d4f91;color:#ffffff;text-decoration:none";

/// One line without control characters: what somebody typed can add neither a header nor a line of its own. Characters that turn the
/// direction of writing are left out too.
pub(super) fn line(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c });
    let turns = |c: &char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = plain.filter(turns).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(words: &str) -> String {
    format!("<p style=\"margin:0 0 16px\">{}</p>", escaped(&line(words)))
}

fn list(items: &str) -> String {
    format!("<ul style=\"margin:0 0 16px;padding-left:20px\">{items}</ul>")
}

fn anchor(address: &str, words: &str, style: &str) -> String {
    format!("<a href=\"{}\" style=\"{style}\">{}</a>", attribute(address), escaped(words))
}

fn page(subject: &str, body: &str, foot: &str) -> String {
    let subject = escaped(subject);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{subject}</title></head>\n\
         <body style=\"margin:0;background:#ffffff;color:#1c2330\">\n\
         <div role=\"article\" style=\"max-width:600px;margin:0 auto;padding:24px;font:16px/1.5 Arial,Helvetica,sans-serif\">\n\
         <h1 style=\"font-size:22px;line-height:1.3;margin:0 0 16px\">{subject}</h1>\n{body}\n\
         <p style=\"margin:32px 0 0;padding-top:16px;border-top:1px solid #c9ced8;font-size:14px;color:#4a5263\">{foot}</p>\n\
         </div>\n</body>\n</html>\n"
    )
}
