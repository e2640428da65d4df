//! Foreign HTML: what is in it, and what of it may stay.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::{DEEPEST, warn, without_control, words};
use crate::fault::{Reason, Warning};

/// Elements that may stay, all without attributes, but links.
const KEPT: [&str; 33] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];
/// Further elements that may stay.
const KEPT_TOO: [&str; 4] = ["thead", "u", "ins", "q"];
/// Elements that vanish without a word, because they say nothing but how words look.
const LOOKS: [&str; 9] = ["font", "center", "html", "head", "body", "small", "big", "tt", "section"];
/// Elements that hold nothing, or that end by themselves.
const SHALLOW: [&str; 12] = ["br", "hr", "img", "input", "meta", "link", "p", "li", "td", "th", "tr", "source"];

/// How often a text is cleaned until cleaning changes nothing more.
const ROUNDS: usize = 8;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .tags(KEPT.into_iter().chain(KEPT_TOO).collect())
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    cleaner
});

/// Whether all of a text could be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    Formatted,
    /// Reading what was written gave something else each time, so nothing but the words was kept.
    WordsOnly,
}

/// Takes out what could act, load or hide something. Cleaning the result changes nothing.
pub fn clean(source: &str) -> (String, Whole) {
    let mut text = source.trim().to_owned();
    for _ in 0..ROUNDS {
        let next = without_control(&CLEANER.clean(&text).to_string()).0.trim().to_owned();
        if next == text {
            return (text, Whole::Formatted);
        }
        text = next;
    }
    (super::escaped(&words::of_html(&text)), Whole::WordsOnly)
}

/// Whether plain text was meant as HTML: an element or a character reference is in it.
pub fn looks_like_html(text: &str) -> bool {
    let reference = |rest: &str| {
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        end.and_then(|end| rest.get(..end)).is_some_and(|name| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    tags(text).next().is_some() || text.match_indices('&').any(|(at, _)| reference(&text[at + 1..]))
}

/// Refuses what is nested too deep, and warns of what cleaning will take out.
pub fn judge(source: &str, warnings: &mut Vec<Warning>) -> Result<(), Reason> {
    let mut removed = BTreeSet::new();
    let mut depth = 0_usize;
    for tag in tags(source) {
        if !SHALLOW.contains(&tag.name.as_str()) {
            depth = if tag.closes { depth.saturating_sub(1) } else { depth + 1 };
        }
        if depth > DEEPEST {
            return Err(Reason::DeepText { most: DEEPEST });
        }
        let name = tag.name.as_str();
        if ![&KEPT[..], &KEPT_TOO, &LOOKS].concat().contains(&name) && name.len() <= 20 {
            removed.insert(name.to_owned());
        }
        if tag.acts() {
            removed.insert("instructions that run".to_owned());
        }
    }
    if !removed.is_empty() {
        let what = removed.into_iter().take(12).collect::<Vec<_>>().join(", ");
        warn(warnings, Warning::Removed { what });
    }
    Ok(())
}

/// Whether clean HTML is more than paragraphs.
pub fn is_formatted(html: &str) -> bool {
    tags(html).any(|tag| !["p", "div", "span", "br"].contains(&tag.name.as_str()))
}

/// Something between `<` and `>`.
struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
}

impl Tag<'_> {
    /// Whether an attribute would run something.
    fn acts(&self) -> bool {
        let attributes = self.attributes.to_ascii_lowercase();
        let handler = |(at, _): (usize, &str)| {
            let before = attributes[..at].bytes().next_back();
            let name = attributes[at + 2..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            let after = attributes[at + 2 + name.len()..].trim_start();
            before.is_none_or(|byte| b" \n\t/\"'".contains(&byte)) && !name.is_empty() && after.starts_with('=')
        };
        attributes.match_indices("on").any(handler)
            || attributes.contains("javascript:")
            || attributes.contains("vbscript:")
    }
}

/// Everything that looks like a tag. `<` before a blank or a digit is none.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    text.match_indices('<').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '-').next().unwrap_or_default();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let rest = &rest[name.len()..];
        let attributes = &rest[..rest.find(['>', '<']).unwrap_or(rest.len())];
        Some(Tag { name: name.to_ascii_lowercase(), closes, attributes })
    })
}
