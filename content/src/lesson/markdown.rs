//! From Markdown to HTML: one walk over the parser's events.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::check::{self, Draft};
use super::{Heading, Links, Part, Shelf};
use crate::report::{At, Found, Place, Report};

mod blocks;
mod linking;

/// The text of a lesson, rendered.
pub(super) struct Rendered {
    pub headings: Vec<Heading>,
    pub parts: Vec<Part>,
    pub checks: Vec<Found<Draft>>,
    /// Fenced checks, readable or not.
    pub fences: usize,
    /// Words outside checks and figures.
    pub words: usize,
    /// The same words without marks: what stands before the first section, then each section without its heading. A
    /// line for each paragraph, item and table row; a tab between cells.
    pub passages: Vec<String>,
}

/// A text that candidates read beside questions: a booklet, a case, additional information.
pub(crate) struct Exhibit {
    pub html: String,
    pub words: usize,
    /// Its first paragraph, without marks.
    pub opening: String,
}

/// Renders a text that stands in a paper. What would lead out of the paper is refused: links, figures and checks.
/// `name` goes before the ids of its headings, since a page may show several such texts.
pub(crate) fn exhibit(body: &str, name: &str, place: Place<'_>, report: &mut Report) -> Exhibit {
    whole(walk(body, Scope::Exhibit(name), place, report))
}

fn whole(rendered: Rendered) -> Exhibit {
    let html = rendered.parts.iter().filter_map(|part| match part {
        Part::Html(html) => Some(html.as_str()),
        Part::Check(_) => None,
    });
    let lines = rendered.passages.iter().flat_map(|passage| passage.lines());
    let opening = lines.map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned();
    Exhibit { html: html.collect(), words: rendered.words, opening }
}

/// Renders a text that stands beside lessons: it links as they do, and holds no figures and no checks.
pub(crate) fn prose(body: &str, links: &Links<'_>, place: Place<'_>, report: &mut Report) -> Exhibit {
    whole(walk(body, Scope::Prose(links), place, report))
}

/// Renders the text of a lesson; faults become problems and leave a gap.
pub(super) fn render(body: &str, shelf: &Shelf<'_>, place: Place<'_>, report: &mut Report) -> Rendered {
    walk(body, Scope::Lesson(shelf), place, report)
}

/// What a text may refer to.
#[derive(Clone, Copy)]
enum Scope<'a> {
    Lesson(&'a Shelf<'a>),
    /// What lessons link to.
    Prose(&'a Links<'a>),
    /// Nothing; the name goes before the ids of headings.
    Exhibit(&'a str),
}

impl<'a> Scope<'a> {
    /// What may be linked.
    fn links(self) -> Option<&'a Links<'a>> {
        match self {
            Self::Lesson(shelf) => Some(&shelf.links),
            Self::Prose(links) => Some(links),
            Self::Exhibit(_) => None,
        }
    }

    /// What the text is.
    const fn name(self) -> &'static str {
        match self {
            Self::Lesson(_) => "a lesson",
            Self::Prose(_) => "a report",
            Self::Exhibit(_) => "a paper",
        }
    }
}

fn walk(body: &str, scope: Scope<'_>, place: Place<'_>, report: &mut Report) -> Rendered {
    let events = Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter().collect();
    let rendered = Rendered {
        headings: Vec::new(),
        parts: Vec::new(),
        checks: Vec::new(),
        fences: 0,
        words: 0,
        passages: Vec::new(),
    };
    let mut walk = Walk {
        body,
        scope,
        place,
        report,
        events,
        next: 0,
        depth: 0,
        closers: Vec::new(),
        anchors: Vec::new(),
        heads: false,
        out: Vec::new(),
        text: String::new(),
        sections: Vec::new(),
        rendered,
    };
    walk.run();
    walk.rendered.words = walk.text.split_whitespace().count();
    walk.rendered.passages = walk.passages();
    walk.rendered
}

struct Walk<'a> {
    body: &'a str,
    scope: Scope<'a>,
    place: Place<'a>,
    report: &'a mut Report,
    events: Vec<(Event<'a>, Range<usize>)>,
    next: usize,
    /// Open quotes and list items.
    depth: usize,
    /// What closes each open quote.
    closers: Vec<&'static str>,
    anchors: Vec<String>,
    /// Whether the table row at hand is its head.
    heads: bool,
    out: Vec<Event<'a>>,
    text: String,
    /// Where each section begins in the text.
    sections: Vec<usize>,
    rendered: Rendered,
}

impl<'a> Walk<'a> {
    fn run(&mut self) {
        while let Some((event, range)) = self.take() {
            self.event(event, range);
        }
        self.flush();
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(level, range),
            Event::Start(Tag::BlockQuote(_)) => self.quote(range),
            Event::End(TagEnd::BlockQuote(_)) => self.quote_end(),
            Event::Start(Tag::Paragraph) if self.figure() => {}
            Event::Start(Tag::Image { .. }) => self.stray_image(range),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url, range),
            Event::End(TagEnd::Link) => self.link_end(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(word))) if &*word == "check" => self.check(range),
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => {
                self.table(&event)
            }
            Event::Html(_) => {}
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                self.fault(range, "raw HTML is refused", "write it in Markdown, or as code between backticks");
            }
            Event::Text(ref text) | Event::Code(ref text) => {
                self.text.push_str(text);
                self.out.push(event);
            }
            _ => {
                match event {
                    Event::Start(Tag::Item) => self.depth += 1,
                    Event::End(TagEnd::Item) => self.depth -= 1,
                    _ => {}
                }
                self.text.extend(gap(&event));
                self.out.push(event);
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        if level == HeadingLevel::H1 {
            self.fault(
                range,
                "a heading of the first level",
                "begin sections with ##; the title is in the front matter",
            );
        }
        let inner = self.events[self.next..].iter().map(|(event, _)| event);
        let text = plain(inner.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))));
        let anchor = self.anchor(&text);
        let id = Some(anchor.clone().into());
        if level == HeadingLevel::H2 {
            self.rendered.headings.push(Heading { anchor, text });
            self.sections.push(self.text.len());
        }
        self.out.push(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }));
    }

    /// The id of a heading, unique within the lesson.
    fn anchor(&mut self, text: &str) -> String {
        let words = text.to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>();
        let base = if words.is_empty() { "section".to_owned() } else { words.join("-") };
        let base = match self.scope {
            Scope::Lesson(_) | Scope::Prose(_) => base,
            Scope::Exhibit(name) => format!("{name}-{base}"),
        };
        let numbered = (2..).map(|n| format!("{base}-{n}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|name| !self.anchors.contains(name));
        let free = free.expect("the names go on for ever");
        self.anchors.push(free.clone());
        free
    }

    fn check(&mut self, range: Range<usize>) {
        let place = Place { before: self.at(range.start).line, ..self.place };
        let mut yaml = String::new();
        while let Some((event, _)) = self.take() {
            match event {
                Event::Text(text) => yaml.push_str(&text),
                _ => break,
            }
        }
        self.rendered.fences += 1;
        let Scope::Lesson(shelf) = self.scope else {
            let message = format!("a check stands in {}", self.scope.name());
            return self.fault(range, message, "write it as an item");
        };
        if self.depth > 0 {
            self.fault(range, "the check stands inside a list or a quote", "move it to the left margin");
        } else if let Some(draft) = check::read(&yaml, shelf.links.known.registry, place, self.report) {
            self.flush();
            self.rendered.parts.push(Part::Check(draft.value.id.clone()));
            self.rendered.checks.push(draft);
        }
    }

    /// The text, cut at its sections; the first line of a section is its heading.
    fn passages(&self) -> Vec<String> {
        let mut ends = self.sections.iter().copied().chain([self.text.len()]);
        let before = &self.text[..ends.next().unwrap_or_default()];
        let sections = self
            .sections
            .iter()
            .zip(ends)
            .map(|(start, end)| self.text[*start..end].split_once('\n').map_or("", |(_, below)| below));
        std::iter::once(before).chain(sections).map(|passage| passage.trim().to_owned()).collect()
    }

    fn take(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let taken = self.events.get(self.next).cloned();
        self.next += 1;
        taken
    }

    fn peek(&self, ahead: usize) -> Option<&Event<'a>> {
        self.events.get(self.next + ahead).map(|(event, _)| event)
    }

    fn raw(&mut self, html: impl Into<String>) {
        self.out.push(Event::InlineHtml(html.into().into()));
    }

    fn flush(&mut self) {
        let mut html = String::new();
        html::push_html(&mut html, self.out.drain(..));
        if !html.trim().is_empty() {
            self.rendered.parts.push(Part::Html(html));
        }
    }

    fn at(&self, offset: usize) -> At<'a> {
        self.place.line(self.body[..offset].matches('\n').count() + 1)
    }

    fn fault(&mut self, range: Range<usize>, message: impl Into<String>, fix: &str) {
        let at = self.at(range.start);
        self.report.add(at, message, fix);
    }
}

/// The words of some events.
fn plain<'e>(events: impl Iterator<Item = &'e Event<'e>>) -> String {
    events.fold(String::new(), |mut text, event| {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
        text
    })
}

/// What stands between the words before and after an event.
fn gap(event: &Event<'_>) -> Option<char> {
    match event {
        Event::SoftBreak | Event::HardBreak => Some(' '),
        Event::End(end) => (!matches!(end, TagEnd::Emphasis | TagEnd::Strong)).then_some('\n'),
        Event::Start(Tag::List(_) | Tag::Item) => Some('\n'),
        _ => None,
    }
}
