//! Gaps inside a text, as Moodle writes them: `{1:MULTICHOICE:=right#why~wrong}`.

use winnow::Parser;
use winnow::ascii::digit0;
use winnow::combinator::delimited;
use winnow::error::ContextError;
use winnow::token::take_while;

use crate::fault::{Reason, Warning};
use crate::gift::is_reference;
use crate::intake::MOST_ANSWERS;
use crate::item::{Answer, Fill, Gap, NeutralBody, gap_mark};
use crate::text::{Markup, Text, warn};
use crate::weight::{Prefix, Weight, prefix};

/// Reads a passage: the text with a mark for each gap, and the gaps.
pub fn read(source: &str, markup: Markup, warnings: &mut Vec<Warning>) -> Result<(Text, NeutralBody), Reason> {
    let mut stem = String::new();
    let mut gaps = Vec::new();
    let mut rest = source;
    while let Some(at) = rest.find('{') {
        stem.push_str(&outside(&rest[..at], warnings));
        let Some((share, kind, after)) = header(&rest[at..]) else {
            stem.push('{');
            rest = &rest[at + 1..];
            continue;
        };
        let gap = gaps.len() + 1;
        let wrong = |why: &str| Reason::Gap { gap, why: why.to_owned() };
        if gap > MOST_ANSWERS {
            return Err(Reason::ManyAnswers { most: MOST_ANSWERS });
        }
        let fill = fill(kind).ok_or_else(|| wrong(&format!("gaps of the kind {kind} are not supported")))?;
        let (parts, after) = parts(after).ok_or_else(|| wrong("no brace } ends it"))?;
        let answers = answers(parts, gap, markup, warnings)?;
        if answers.is_empty() {
            return Err(wrong("it has no answers"));
        }
        gaps.push(Gap { fill, share, answers });
        stem.push_str(&gap_mark(gap));
        rest = after;
    }
    stem.push_str(&outside(rest, warnings));
    if gaps.is_empty() {
        return Err(Reason::GapCount { gaps: 0, answers: 0 });
    }
    let stem = Text::read(markup, &stem, warnings)?;
    let kept = (1..=gaps.len()).filter(|gap| stem.source().contains(&gap_mark(*gap))).count();
    if kept < gaps.len() {
        return Err(Reason::GapCount { gaps: kept, answers: gaps.len() });
    }
    Ok((stem, NeutralBody::Gaps { gaps }))
}

/// Two brackets would be taken for one of our marks.
fn outside(text: &str, warnings: &mut Vec<Warning>) -> String {
    if !text.contains("[[") {
        return text.to_owned();
    }
    warn(warnings, Warning::Guessed("Two brackets [[ were set apart, because they mark gaps."));
    text.replace("[[", "[ [")
}

/// `{1:MULTICHOICE:`: what the gap counts, its kind, and what follows.
fn header(text: &str) -> Option<(u16, &str, &str)> {
    let mut rest = text;
    let kind = take_while(1..=24, |c: char| c.is_ascii_uppercase() || c == '_');
    let mut header = (delimited('{', digit0, ':'), kind, ':');
    let parsed: Result<(&str, &str, char), ContextError> = header.parse_next(&mut rest);
    let (share, kind, _) = parsed.ok()?;
    let share = if share.is_empty() { 1 } else { share.parse().ok()? };
    Some((share, kind, rest))
}

fn fill(kind: &str) -> Option<Fill> {
    match kind {
        "MULTICHOICE" | "MC" | "MULTICHOICE_V" | "MCV" | "MULTICHOICE_H" | "MCH" | "MULTICHOICE_S" | "MCS"
        | "MULTICHOICE_VS" | "MCVS" | "MULTICHOICE_HS" | "MCHS" => Some(Fill::Chosen),
        "SHORTANSWER" | "SA" | "MW" => Some(Fill::Typed),
        "SHORTANSWER_C" | "SAC" | "MWC" => Some(Fill::TypedExactly),
        _ => None,
    }
}

/// An answer and its feedback, both without backslashes.
#[derive(Default)]
struct Part {
    answer: String,
    feedback: Option<String>,
}

/// Divides what stands before the closing brace; and what follows that.
fn parts(text: &str) -> Option<(Vec<Part>, &str)> {
    let mut parts = vec![Part::default()];
    let mut letters = text.char_indices();
    while let Some((at, c)) = letters.next() {
        let part = parts.last_mut()?;
        let (c, escaped) = match c {
            '\\' => (letters.next()?.1, true),
            c => (c, false),
        };
        match (c, escaped) {
            ('}', false) => return Some((parts, &text[at + 1..])),
            ('~', false) => parts.push(Part::default()),
            ('#', false)
                if part.feedback.is_none() && !(part.answer.ends_with('&') && is_reference(head(text, at))) =>
            {
                part.feedback = Some(String::new());
            }
            (c, _) => part.feedback.as_mut().unwrap_or(&mut part.answer).push(c),
        }
        if parts.len() > 2 * MOST_ANSWERS {
            return None;
        }
    }
    None
}

fn answers(parts: Vec<Part>, gap: usize, markup: Markup, warnings: &mut Vec<Warning>) -> Result<Vec<Answer>, Reason> {
    let mut answers = Vec::new();
    for part in parts {
        let (weight, text) = weight(&part, gap)?;
        let text = Text::read(markup, text, warnings)?;
        let feedback = Text::read_some(markup, &part.feedback.unwrap_or_default(), warnings)?;
        if !text.is_empty() {
            answers.push(Answer { text, weight, feedback });
        } else if weight != Weight::NONE || feedback.is_some() {
            // A sign before the first answer makes an empty one that nobody meant.
            warn(warnings, Warning::EmptyAnswer);
        }
    }
    Ok(answers)
}

/// A few characters behind a place.
fn head(text: &str, at: usize) -> &str {
    let rest = &text[at + 1..];
    &rest[..rest.char_indices().nth(8).map_or(rest.len(), |(end, _)| end)]
}

fn weight(part: &Part, gap: usize) -> Result<(Weight, &str), Reason> {
    let text = part.answer.trim();
    if let Some(text) = text.strip_prefix('=') {
        return Ok((Weight::FULL, text));
    }
    let wrong = || Reason::Gap { gap, why: "a share of the marks is none that Moodle knows".to_owned() };
    match prefix(text) {
        (Prefix::None, _) => Ok((Weight::NONE, text)),
        (Prefix::Absurd, _) => Err(wrong()),
        (Prefix::Weight(weight), rest) => Ok((weight.known().ok_or_else(wrong)?, rest)),
    }
}
