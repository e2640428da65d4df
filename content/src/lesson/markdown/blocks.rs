//! Asides, figures and tables.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Scope, Walk, plain};

/// The word of each aside and its head.
const ASIDES: [(&str, &str); 4] =
    [("exam", "In the exam"), ("work", "At work"), ("confusion", "Usual confusion"), ("legacy", "In the 2011 edition")];

impl<'a> Walk<'a> {
    /// Opens a quote: an aside if its first line is `[!word]`.
    pub(super) fn quote(&mut self, range: Range<usize>) {
        self.depth += 1;
        let Some(word) = self.aside_word() else {
            self.closers.push("</blockquote>\n");
            return self.raw("<blockquote>\n");
        };
        let known = ASIDES.iter().find(|(known, _)| *known == word);
        if known.is_none() {
            self.fault(range, format!("unknown aside [!{word}]"), "use exam, work, confusion or legacy");
        }
        let (class, head) = known.unwrap_or(&("", ""));
        self.closers.push("</aside>\n");
        self.raw(format!("<aside class=\"aside {class}\">\n<p class=\"aside-head\">{head}</p>\n"));
        if matches!(self.peek(0), Some(Event::End(TagEnd::Paragraph))) {
            self.next += 1;
        } else {
            self.raw("<p>");
        }
    }

    /// Closes the innermost quote.
    pub(super) fn quote_end(&mut self) {
        self.depth -= 1;
        let closer = self.closers.pop().expect("the parser closes only what it opened");
        self.raw(closer);
    }

    /// Takes `[!word]` off the first paragraph of a quote, with the paragraph's start and the line's end.
    fn aside_word(&mut self) -> Option<String> {
        if !matches!(self.peek(0), Some(Event::Start(Tag::Paragraph))) {
            return None;
        }
        let rest = self.events[self.next + 1..].iter().map(|(event, _)| event);
        let first = rest.take_while(|event| matches!(event, Event::Text(_))).collect::<Vec<_>>();
        let line = plain(first.iter().copied());
        let word = line.trim().strip_prefix("[!")?.strip_suffix(']')?.to_owned();
        self.next += 1 + first.len();
        if matches!(self.peek(0), Some(Event::SoftBreak | Event::HardBreak)) {
            self.next += 1;
        }
        Some(word)
    }

    /// Writes the paragraph that just began as a figure, if an image is all it holds.
    pub(super) fn figure(&mut self) -> bool {
        let Some(Event::Start(Tag::Image { dest_url, .. })) = self.peek(0).cloned() else { return false };
        let rest = self.events[self.next + 1..].iter().map(|(event, _)| event);
        let inner = rest.take_while(|event| !matches!(event, Event::End(TagEnd::Image))).collect::<Vec<_>>();
        let (text, length) = (plain(inner.iter().copied()), inner.len() + 2);
        if !matches!(self.peek(length), Some(Event::End(TagEnd::Paragraph))) {
            return false;
        }
        let range = self.events[self.next].1.clone();
        self.next += length + 1;
        let drawing = self.drawing(&dest_url, &text, range);
        self.raw(format!("<figure class=\"figure\">{drawing}"));
        self.caption();
        self.raw("</figure>\n");
        true
    }

    fn drawing(&mut self, path: &str, text: &str, range: Range<usize>) -> String {
        if text.trim().is_empty() {
            self.fault(range.clone(), "the image has no alternative text", "say in a sentence or two what it shows");
        }
        let Scope::Lesson(shelf) = self.scope else {
            let message = format!("a figure stands in {}", self.scope.name());
            self.fault(range, message, "say it in words or in a table");
            return String::new();
        };
        let figure = shelf.figures.get(path);
        if figure.is_none() {
            self.fault(range, format!("unknown figure {path}"), "name a file of figures/, or draw it");
        }
        figure.flatten().map(|figure| figure.html(text)).unwrap_or_default()
    }

    /// Takes the next paragraph as a caption, if it begins with `Figure:`.
    fn caption(&mut self) {
        if !matches!(self.peek(0), Some(Event::Start(Tag::Paragraph))) {
            return;
        }
        let Some(Event::Text(first)) = self.peek(1).cloned() else { return };
        let Some(rest) = first.strip_prefix("Figure:") else { return };
        self.next += 2;
        self.raw("<figcaption>");
        let rest = rest.trim_start().to_owned();
        self.event(Event::Text(rest.into()), 0..0);
        while let Some((event, range)) = self.take() {
            if matches!(event, Event::End(TagEnd::Paragraph)) {
                break;
            }
            self.event(event, range);
        }
        self.text.push('\n');
        self.raw("</figcaption>");
    }

    /// Refuses an image among words.
    pub(super) fn stray_image(&mut self, range: Range<usize>) {
        self.fault(range, "the image is not alone in its paragraph", "put empty lines around it");
        while let Some((event, _)) = self.take() {
            if matches!(event, Event::End(TagEnd::Image)) {
                break;
            }
        }
    }

    /// Writes one event of a table.
    pub(super) fn table(&mut self, event: &Event<'a>) {
        let is_cell = matches!(event, Event::Start(Tag::TableCell));
        if is_cell && self.heads && matches!(self.peek(0), Some(Event::End(TagEnd::TableCell))) {
            // A head without words heads nothing.
            self.next += 1;
            self.raw("<td></td>");
            return;
        }
        let html = match event {
            Event::Start(Tag::Table(_)) => {
                "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n"
            }
            Event::Start(Tag::TableHead) => {
                self.heads = true;
                "<thead><tr>"
            }
            Event::End(TagEnd::TableHead) => {
                self.heads = false;
                "</tr></thead>\n<tbody>\n"
            }
            Event::Start(Tag::TableRow) => "<tr>",
            Event::End(TagEnd::TableRow) => "</tr>\n",
            Event::Start(Tag::TableCell) if self.heads => "<th scope=\"col\">",
            Event::Start(Tag::TableCell) => "<td>",
            Event::End(TagEnd::TableCell) if self.heads => "</th>",
            Event::End(TagEnd::TableCell) => "</td>",
            _ => "</tbody></table></div>\n",
        };
        match event {
            Event::Start(Tag::TableCell) => {}
            Event::End(TagEnd::TableCell) => self.text.push('\t'),
            _ => self.text.push('\n'),
        }
        self.raw(html);
    }
}
