//! Aiken: a question, options with letters, and `ANSWER:` with the letter of the right one. Everything is plain words.

use crate::fault::{FileFault, Reason, Warning};
use crate::intake::{Intake, MOST_ANSWERS, Place, Reading};
use crate::item::{Answer, NeutralBody, NeutralItem};
use crate::text::{Markup, Text};
use crate::weight::Weight;

/// Reads a file. Long questions and options may go on over several lines, several letters may be right, and `FEEDBACK:` may
/// follow the answer.
pub(crate) fn read(text: &str, intake: &mut Intake) -> Result<(), FileFault> {
    let mut block = Block::default();
    let mut blank = false;
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        if line.is_empty() {
            blank = true;
            continue;
        }
        if block.ends_before(line, blank) {
            std::mem::take(&mut block).hand_over(intake)?;
        }
        block.add(line, number);
        blank = false;
    }
    block.hand_over(intake)
}

/// The letters after `ANSWER:`.
pub(crate) fn answer_of(line: &str) -> Option<&str> {
    after(line, "ANSWER:")
}

fn after<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let line = line.trim();
    let head = line.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| line[word.len()..].trim())
}

/// The letter and the words of an option: `A) words` or `A. words`.
fn option_of(line: &str) -> Option<(char, &str)> {
    let mut letters = line.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters.next().filter(|mark| matches!(mark, ')' | '.'))?;
    let words = letters.as_str();
    let apart = words.is_empty() || words.starts_with(char::is_whitespace);
    apart.then_some((letter.to_ascii_uppercase(), words.trim()))
}

#[derive(Default)]
struct Block {
    line: usize,
    stem: String,
    options: Vec<(char, String)>,
    answer: Option<String>,
    feedback: Option<String>,
}

impl Block {
    /// Whether a line belongs to the next question: nothing but feedback follows an answer, and after an empty line options
    /// do not go on.
    fn ends_before(&self, line: &str, blank: bool) -> bool {
        let goes_on = after(line, "FEEDBACK:").is_some();
        let plain = option_of(line).is_none() && answer_of(line).is_none() && !goes_on;
        match (&self.answer, &self.feedback) {
            (Some(_), None) => !goes_on,
            (Some(_), Some(_)) => blank || !plain,
            (None, _) => blank && plain && !self.options.is_empty(),
        }
    }

    fn add(&mut self, line: &str, number: usize) {
        if self.line == 0 {
            self.line = number;
        }
        if let Some(answer) = answer_of(line) {
            self.answer = Some(answer.to_owned());
        } else if let Some(feedback) = after(line, "FEEDBACK:") {
            self.feedback = Some(feedback.to_owned());
        } else if let Some(feedback) = &mut self.feedback {
            feedback.push('\n');
            feedback.push_str(line);
        } else if let Some((letter, words)) = option_of(line).filter(|_| !self.stem.is_empty()) {
            self.options.push((letter, words.to_owned()));
        } else if let Some((_, option)) = self.options.last_mut() {
            option.push(' ');
            option.push_str(line);
        } else {
            let gap = if self.stem.is_empty() { "" } else { "\n" };
            self.stem.push_str(gap);
            self.stem.push_str(line);
        }
    }

    fn hand_over(self, intake: &mut Intake) -> Result<(), FileFault> {
        if self.line == 0 {
            return Ok(());
        }
        let begin = self.stem.clone();
        intake.take(Place::Line(self.line), &begin, self.read())
    }

    fn read(self) -> Reading {
        let mut warnings = Vec::new();
        if self.stem.is_empty() {
            return Err(Reason::NoStem);
        }
        if self.options.len() > MOST_ANSWERS {
            return Err(Reason::ManyAnswers { most: MOST_ANSWERS });
        }
        if self.options.iter().filter(|(_, words)| !words.is_empty()).count() < 2 {
            return Err(Reason::FewOptions);
        }
        let answer = self.answer.ok_or(Reason::NoKey)?;
        let keys = keys(&answer, &self.options)?;
        let in_order = self.options.iter().zip('A'..).all(|((letter, _), expected)| *letter == expected);
        if !in_order {
            warnings.push(Warning::Guessed("The letters of the options are not A, B, C … in order."));
        }
        let right = if keys.len() == 1 {
            Weight::FULL
        } else {
            let nearest = || Reason::Weight { found: format!("one in {}", keys.len()), nearest: "10".to_owned() };
            Weight::part_of(keys.len()).ok_or_else(nearest)?
        };
        let mut options = Vec::new();
        for (at, (_, words)) in self.options.iter().enumerate() {
            let weight = if keys.contains(&at) { right } else { Weight::NONE };
            let text = Text::read(Markup::Plain, words, &mut warnings)?;
            if text.is_empty() {
                crate::text::warn(&mut warnings, Warning::EmptyAnswer);
            } else {
                options.push(Answer { text, weight, feedback: None });
            }
        }
        let stem = Text::read(Markup::Plain, &self.stem, &mut warnings)?;
        if stem.is_empty() || options.len() < 2 {
            return Err(if stem.is_empty() { Reason::NoStem } else { Reason::FewOptions });
        }
        let feedback = Text::read_some(Markup::Plain, &self.feedback.unwrap_or_default(), &mut warnings)?;
        let body = NeutralBody::Choice { multiple: keys.len() > 1, options };
        Ok((NeutralItem { feedback, ..NeutralItem::new(stem, body) }, warnings))
    }
}

/// The places of the options that an answer names: `B`, `A, C`, `A and C`.
fn keys(answer: &str, options: &[(char, String)]) -> Result<Vec<usize>, Reason> {
    let words = answer.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.filter(|word| !word.eq_ignore_ascii_case("and")).collect::<Vec<_>>();
    if words.is_empty() {
        return Err(Reason::NoKey);
    }
    let mut keys = Vec::new();
    for word in words {
        let mut letters = word.chars();
        let letter = letters.next().filter(|_| letters.next().is_none()).map(|letter| letter.to_ascii_uppercase());
        let place = options.iter().position(|(named, words)| Some(*named) == letter && !words.is_empty());
        let place = place.ok_or_else(|| Reason::NoSuchOption { found: word.chars().take(40).collect() })?;
        if !keys.contains(&place) {
            keys.push(place);
        }
    }
    keys.sort_unstable();
    Ok(keys)
}
