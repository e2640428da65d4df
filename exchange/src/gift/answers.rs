//! What stands between the braces.

use super::glyph::{Glyph, find, markup, plain, source, starts, trim};
use super::number;
use crate::fault::{Reason, Warning};
use crate::intake::MOST_ANSWERS;
use crate::item::{Answer, NeutralBody, NumberAnswer, Pair};
use crate::text::{Markup, Text, warn};
use crate::weight::{Prefix, Weight, prefix};

/// Reads the answers of a question; `markup` is that of its text, which answers share unless they say otherwise.
pub fn read(glyphs: &[Glyph], outer: Markup, warnings: &mut Vec<Warning>) -> Result<NeutralBody, Reason> {
    let glyphs = trim(glyphs);
    if glyphs.is_empty() {
        return Ok(NeutralBody::Essay { guidance: None });
    }
    if starts(glyphs, "#") {
        return numbers(&glyphs[1..], outer, warnings);
    }
    let segments = segments(glyphs)?;
    let wrong = segments.iter().any(|segment| segment.sign == Sign::Wrong);
    let right = segments.iter().any(|segment| segment.sign == Sign::Right);
    let arrows = || segments.iter().all(|segment| segment.sign == Sign::Right && arrow(segment.glyphs).is_some());
    let mut reader = Reader { outer, warnings };
    if wrong {
        let options = reader.answers(&segments)?;
        if options.len() < 2 {
            return Err(Reason::FewOptions);
        }
        return Ok(NeutralBody::Choice { multiple: !right, options });
    }
    if right && arrows() {
        let pairs = segments.iter().map(|segment| reader.pair(segment.glyphs)).collect::<Result<Vec<_>, _>>()?;
        let pairs = pairs.into_iter().flatten().collect::<Vec<_>>();
        return if pairs.is_empty() { Err(Reason::NoAnswers) } else { Ok(NeutralBody::Matching { pairs }) };
    }
    if let Some(key) = truth(glyphs) {
        return reader.truth(key, glyphs);
    }
    let answers = reader.answers(&segments)?;
    if answers.is_empty() { Err(Reason::NoAnswers) } else { Ok(NeutralBody::Short { answers, exact_case: false }) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `=`, or nothing at all.
    Right,
    /// `~`.
    Wrong,
}

struct Segment<'a> {
    sign: Sign,
    glyphs: &'a [Glyph],
}

/// Divides answers at `=` and `~`. An `=` inside an HTML tag, between a name and a quotation mark, is part of the tag.
fn segments(glyphs: &[Glyph]) -> Result<Vec<Segment<'_>>, Reason> {
    let mut segments = Vec::new();
    let (mut sign, mut begin, mut tag) = (Sign::Right, 0, false);
    for (at, glyph) in glyphs.iter().enumerate() {
        match glyph.c {
            '<' => tag = true,
            '>' => tag = false,
            _ => {}
        }
        let named = at > 0 && glyphs[at - 1].c.is_alphanumeric();
        let attribute = named && glyphs.get(at + 1).is_some_and(|next| matches!(next.c, '"' | '\''));
        let next = match glyph.c {
            '~' if !glyph.escaped => Sign::Wrong,
            '=' if !(glyph.escaped || tag && attribute) => Sign::Right,
            _ => continue,
        };
        let segment = Segment { sign, glyphs: &glyphs[begin..at] };
        if begin > 0 || !trim(segment.glyphs).is_empty() {
            segments.push(segment);
        }
        (sign, begin, tag) = (next, at + 1, false);
        if segments.len() == MOST_ANSWERS {
            return Err(Reason::ManyAnswers { most: MOST_ANSWERS });
        }
    }
    segments.push(Segment { sign, glyphs: &glyphs[begin..] });
    Ok(segments)
}

fn arrow(glyphs: &[Glyph]) -> Option<usize> {
    find(glyphs, "->")
}

/// Where feedback begins. The `#` of a character reference (`&#39;`) begins none.
fn feedback_at(glyphs: &[Glyph]) -> Option<usize> {
    glyphs.iter().enumerate().position(|(at, glyph)| {
        let number = glyphs[at + 1..].iter().take(8).map(|glyph| glyph.c).collect::<String>();
        let reference = at > 0 && glyphs[at - 1].c == '&' && is_reference(&number);
        glyph.c == '#' && !glyph.escaped && !reference
    })
}

/// Whether what follows `&#` is a number and a semicolon.
pub fn is_reference(after: &str) -> bool {
    let Some((number, _)) = after.split_once(';') else { return false };
    let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The answer and its feedback.
fn parted(glyphs: &[Glyph]) -> (&[Glyph], Option<&[Glyph]>) {
    match feedback_at(glyphs) {
        Some(at) => (trim(&glyphs[..at]), Some(trim(&glyphs[at + 1..]))),
        None => (trim(glyphs), None),
    }
}

fn truth(glyphs: &[Glyph]) -> Option<bool> {
    match plain(parted(glyphs).0).to_uppercase().as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Takes a share of the marks off the beginning.
fn weight(glyphs: &[Glyph], sign: Sign) -> Result<(Weight, &[Glyph]), Reason> {
    let glyphs = trim(glyphs);
    let full = if sign == Sign::Right { Weight::FULL } else { Weight::NONE };
    if !starts(glyphs, "%") {
        return Ok((full, glyphs));
    }
    let head = plain(&glyphs[..glyphs.len().min(24)]);
    let found = || head.split('%').nth(1).unwrap_or_default().to_owned() + " %";
    match prefix(&head) {
        (Prefix::None, _) => Ok((full, glyphs)),
        (Prefix::Absurd, _) => Err(Reason::Weight { found: found(), nearest: "100".to_owned() }),
        (Prefix::Weight(weight), rest) => {
            let taken = head.chars().count() - rest.chars().count();
            let known = weight
                .known()
                .ok_or_else(|| Reason::Weight { found: found(), nearest: weight.nearest().to_string() })?;
            Ok((known, &glyphs[taken..]))
        }
    }
}

fn numbers(glyphs: &[Glyph], outer: Markup, warnings: &mut Vec<Warning>) -> Result<NeutralBody, Reason> {
    let mut answers = Vec::new();
    for segment in segments(glyphs)? {
        let (weight, rest) = weight(segment.glyphs, segment.sign)?;
        let (number, feedback) = parted(rest);
        let (feedback_markup, feedback) = markup(feedback.unwrap_or_default(), outer);
        let feedback = Text::read_some(feedback_markup, &source(feedback, feedback_markup), warnings)?;
        let found = plain(number);
        let blank = found.is_empty() && segment.sign == Sign::Right;
        let span = number::span(&found).filter(|_| !blank).ok_or(Reason::Number { found })?;
        answers.push(NumberAnswer { span, weight, feedback });
    }
    Ok(NeutralBody::Number { answers })
}

struct Reader<'a> {
    outer: Markup,
    warnings: &'a mut Vec<Warning>,
}

impl Reader<'_> {
    fn answers(&mut self, segments: &[Segment<'_>]) -> Result<Vec<Answer>, Reason> {
        let mut answers = Vec::new();
        for segment in segments {
            let (weight, rest) = weight(segment.glyphs, segment.sign)?;
            let (text, feedback) = parted(rest);
            let text = self.text(text)?;
            let feedback = self.feedback(feedback)?;
            if text.is_empty() {
                warn(self.warnings, Warning::EmptyAnswer);
            } else {
                answers.push(Answer { text, weight, feedback });
            }
        }
        Ok(answers)
    }

    fn pair(&mut self, glyphs: &[Glyph]) -> Result<Option<Pair>, Reason> {
        let Some(at) = arrow(glyphs) else { return Err(Reason::Pair { found: plain(glyphs) }) };
        let question = self.text(&glyphs[..at])?;
        let answer = source(&glyphs[at + 2..], Markup::Plain);
        let Some(answer) = crate::item::one_line(&answer) else {
            warn(self.warnings, Warning::EmptyAnswer);
            return Ok(None);
        };
        Ok(Some(Pair { question, answer: Text::plain(&answer).source().to_owned() }))
    }

    /// The first feedback is for the wrong response, the second for the right one.
    fn truth(&mut self, key: bool, glyphs: &[Glyph]) -> Result<NeutralBody, Reason> {
        let (wrong, right) = match parted(glyphs).1 {
            None => (None, None),
            Some(both) => match feedback_at(both) {
                Some(at) => (self.feedback(Some(&both[..at]))?, self.feedback(Some(&both[at + 1..]))?),
                None => (self.feedback(Some(both))?, None),
            },
        };
        let (if_true, if_false) = if key { (right, wrong) } else { (wrong, right) };
        Ok(NeutralBody::TrueFalse { key, if_true, if_false })
    }

    fn text(&mut self, glyphs: &[Glyph]) -> Result<Text, Reason> {
        let (markup, glyphs) = markup(glyphs, self.outer);
        Text::read(markup, &source(glyphs, markup), self.warnings)
    }

    fn feedback(&mut self, glyphs: Option<&[Glyph]>) -> Result<Option<Text>, Reason> {
        let Some(glyphs) = glyphs else { return Ok(None) };
        Ok(Some(self.text(glyphs)?).filter(|text| !text.is_empty()))
    }
}
