//! How hard the texts are to read.

use domain::question::Level;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Placed, sentences, words};
use crate::lesson::Lesson;
use crate::report::{Place, Report};

/// LIX of a text that is too hard: words to a sentence, plus long words in a hundred.
///
/// Below 40 a text is easy to read, from 40 to 50 it is like a newspaper, above that like an official letter. A reader
/// at CEFR B2 follows a newspaper; the middle of its range leaves room for the long words that the subject brings.
pub(crate) const TOO_HARD: f64 = 45.0;
/// Letters above which the index counts a word as long.
const LONG_WORD: usize = 6;

/// Names a lesson whose text is too hard.
pub(super) fn check_lesson(lesson: &Lesson, report: &mut Report) {
    let index = index(paragraphs(&lesson.source).iter().map(String::as_str));
    if index > TOO_HARD {
        let file = format!("{}/lessons/{}.md", lesson.level.word(), lesson.id);
        let message = format!("the lesson has a reading index (LIX) of {index:.1}, above {TOO_HARD}");
        report.add(Place::whole(&file).line(2), message, "divide long sentences and choose shorter words");
    }
}

/// Says when the stems of a level are too hard, taken together: one stem is too short to tell.
pub(super) fn check_stems(level: Level, items: &[Placed<'_>], report: &mut Report) {
    let index = index(items.iter().map(|(item, _)| item.stem.as_str()));
    if index > TOO_HARD {
        let folder = format!("{}/items", level.word());
        let message = format!("the stems have a reading index (LIX) of {index:.1}, above {TOO_HARD}");
        report.add(Place::whole(&folder).line(1), message, "divide long sentences and choose shorter words");
    }
}

/// LIX of paragraphs.
pub(crate) fn index<'a>(paragraphs: impl Iterator<Item = &'a str>) -> f64 {
    let (mut count, mut long, mut ends) = (0_u32, 0_u32, 0_u32);
    for sentence in paragraphs.flat_map(sentences) {
        ends += 1;
        for word in words(sentence) {
            count += 1;
            long += u32::from(word.chars().filter(|c| c.is_alphabetic()).count() > LONG_WORD);
        }
    }
    let count = f64::from(count.max(1));
    count / f64::from(ends.max(1)) + f64::from(long) * 100.0 / count
}

/// The running text: paragraphs and entries of lists, without headings, tables, figures and checks.
fn paragraphs(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut aside = 0_u32;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(tag) if is_aside(&tag) => aside += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Table | TagEnd::Image | TagEnd::CodeBlock) => aside -= 1,
            Event::End(TagEnd::Paragraph | TagEnd::Item) => found.push(std::mem::take(&mut text)),
            Event::Text(words) | Event::Code(words) if aside == 0 => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    found
}

fn is_aside(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Heading { .. } | Tag::Table(_) | Tag::Image { .. } | Tag::CodeBlock(_))
}

#[cfg(test)]
mod tests {
    use super::{index, paragraphs};

    #[test]
    fn the_index_counts_words_sentences_and_long_words() {
        // Eight words, two sentences, two long words: 4 + 25.
        assert_eq!(index(["The service is here. We have agreements now."].into_iter()), 29.0);
        let text = "## Head\n\nOne *two*\nthree.\n\n- four\n- five\n\n| a |\n|---|\n| b |\n\n![c](d.svg)\n\n```check\nid: x\n```\n";
        let found = paragraphs(text).into_iter().filter(|one| !one.trim().is_empty()).collect::<Vec<_>>();
        assert_eq!(found, ["One two three.", "four", "five"]);
    }
}
