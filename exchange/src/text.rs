//! Texts as their authors wrote them, made safe when they come in.

mod clean;
mod words;

use std::borrow::Cow;

use crate::fault::{Reason, Warning};

/// Characters of one text.
pub const LONGEST: usize = 32_000;
/// Elements inside elements.
pub const DEEPEST: usize = 64;

/// How a text is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// Plain words as people type them: Moodle's own default. With elements in it, such a text is read as [`Self::Html`].
    #[default]
    Auto,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// Plain words; nothing in them is markup.
    Plain,
}

/// A text: no control characters, no more than [`LONGEST`] characters, no blanks around it; of HTML only harmless elements
/// without scripts, styles, classes, pictures and media.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    markup: Markup,
    source: String,
}

impl Text {
    /// Plain words, without any look at what they could be.
    pub fn plain(words: &str) -> Self {
        Self::of(Markup::Plain, lines(&without_control(words).0))
    }

    /// Takes in what somebody wrote. What was removed is added to the warnings, once each.
    pub fn read(markup: Markup, source: &str, warnings: &mut Vec<Warning>) -> Result<Self, Reason> {
        if source.len() > LONGEST && source.chars().count() > LONGEST {
            return Err(Reason::LongText { most: LONGEST });
        }
        let (source, removed) = without_control(source);
        if removed {
            warn(warnings, Warning::Control);
        }
        let text = match markup {
            Markup::Auto if clean::looks_like_html(&source) => Self::html(&source.replace('\n', "<br>"), warnings)?,
            Markup::Html => Self::html(&source, warnings)?,
            Markup::Auto | Markup::Plain => Self::of(markup, lines(&source)),
            Markup::Markdown => {
                clean::judge(&source, warnings)?;
                Self::of(markup, source.trim().to_owned())
            }
        };
        if text.source.len() > LONGEST && text.source.chars().count() > LONGEST {
            return Err(Reason::LongText { most: LONGEST });
        }
        Ok(text)
    }

    /// The same, where a text without words is none.
    pub fn read_some(markup: Markup, source: &str, warnings: &mut Vec<Warning>) -> Result<Option<Self>, Reason> {
        let text = Self::read(markup, source, warnings)?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// Where there is no text, there is no markup: no format could say which.
    fn of(markup: Markup, source: String) -> Self {
        if source.is_empty() { Self::default() } else { Self { markup, source } }
    }

    fn html(source: &str, warnings: &mut Vec<Warning>) -> Result<Self, Reason> {
        clean::judge(source, warnings)?;
        let (source, whole) = clean::clean(source);
        if whole == clean::Whole::WordsOnly {
            warn(warnings, Warning::Unformatted);
        }
        Ok(Self::of(Markup::Html, source))
    }

    /// How it is marked up.
    pub const fn markup(&self) -> Markup {
        self.markup
    }

    /// The text with its markup.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The words, without any markup. Paragraphs and rows end with a line.
    pub fn words(&self) -> String {
        match self.markup {
            Markup::Auto | Markup::Plain => self.source.clone(),
            Markup::Html => words::of_html(&self.source),
            Markup::Markdown => words::of_html(&self.rendered()),
        }
    }

    /// The text as harmless HTML, to be shown as it is.
    pub fn rendered(&self) -> String {
        match self.markup {
            Markup::Html => self.source.clone(),
            Markup::Auto | Markup::Plain => escaped(&self.source).replace('\n', "<br>"),
            Markup::Markdown => {
                let mut html = String::new();
                pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&self.source));
                clean::clean(&html).0
            }
        }
    }

    /// The same text marked up as HTML.
    pub fn to_html(&self) -> Self {
        Self::of(Markup::Html, clean::clean(&self.rendered()).0)
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.source.is_empty() || self.words().is_empty()
    }

    /// Whether there is more to it than words and paragraphs: emphasis, lists, tables and the like.
    pub fn is_formatted(&self) -> bool {
        match self.markup {
            Markup::Auto | Markup::Plain => false,
            Markup::Html | Markup::Markdown => clean::is_formatted(&self.rendered()),
        }
    }

    /// Puts something in the place of parts of the source; the result is as safe as the parts are plain words.
    pub(crate) fn with_source(&self, source: String) -> Self {
        Self { markup: self.markup, source }
    }
}

/// Words as HTML that shows them as they are.
pub(crate) fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\u{A0}', "&nbsp;")
}

/// Adds a warning that is not there yet.
pub(crate) fn warn(warnings: &mut Vec<Warning>, warning: Warning) {
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}

/// The text with one character for the end of a line and without control characters, and whether there were some.
fn without_control(text: &str) -> (Cow<'_, str>, bool) {
    let foreign = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(foreign) {
        return (Cow::Borrowed(text), false);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let clean = text.replace(foreign, "");
    let removed = clean.len() < text.len();
    (Cow::Owned(clean), removed)
}

/// Lines without blanks around them and with single blanks in them.
fn lines(text: &str) -> String {
    let line = |line: &str| {
        line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").trim().to_owned()
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
}
