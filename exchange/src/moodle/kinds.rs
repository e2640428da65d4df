//! The answers of a question, kind by kind.

use roxmltree::Node;

use super::xml::{children, content, rich, rich_child, says, word};
use crate::fault::{Reason, Warning};
use crate::gift::read_span;
use crate::intake::MOST_ANSWERS;
use crate::item::{Answer, Fill, Gap, NeutralBody, NumberAnswer, Pair, Span, gap_mark, one_line};
use crate::text::{Markup, Text, warn};
use crate::weight::Weight;

/// Reads the answers of a question of any kind but cloze.
pub fn read(
    node: Node<'_, '_>,
    kind: &str,
    stem: &mut Text,
    warnings: &mut Vec<Warning>,
) -> Result<NeutralBody, Reason> {
    let most = ["answer", "subquestion", "selectoption"].map(|name| children(node, name).count()).into_iter().max();
    if most > Some(MOST_ANSWERS) {
        return Err(Reason::ManyAnswers { most: MOST_ANSWERS });
    }
    let mut reader = Reader { node, outer: stem.markup(), warnings };
    match kind {
        "multichoice" => reader.choice(),
        "truefalse" => reader.truth(),
        "shortanswer" => reader.short(),
        "numerical" => reader.numbers(),
        "matching" | "match" => reader.matching(),
        "ordering" => reader.ordering(),
        "gapselect" => reader.gaps(stem),
        "essay" => {
            let guidance = rich_child(node, "graderinfo", reader.outer, reader.warnings)?;
            Ok(NeutralBody::Essay { guidance })
        }
        "description" => Ok(NeutralBody::Description),
        other => Err(Reason::Kind { kind: other.chars().take(40).collect() }),
    }
}

struct Reader<'a, 'i, 'w> {
    node: Node<'a, 'i>,
    outer: Markup,
    warnings: &'w mut Vec<Warning>,
}

impl Reader<'_, '_, '_> {
    fn choice(&mut self) -> Result<NeutralBody, Reason> {
        let options = self.answers()?;
        if options.len() < 2 {
            return Err(Reason::FewOptions);
        }
        let multiple = says(self.node, "single") == Some(false);
        Ok(NeutralBody::Choice { multiple, options })
    }

    fn truth(&mut self) -> Result<NeutralBody, Reason> {
        let (mut key, mut if_true, mut if_false) = (None, None, None);
        for answer in children(self.node, "answer") {
            let said = match content(answer).trim().to_ascii_lowercase().as_str() {
                "true" => true,
                "false" => false,
                other => return Err(Reason::NoSuchOption { found: other.chars().take(40).collect() }),
            };
            if weight(answer)? == Weight::FULL {
                key = Some(said);
            }
            let feedback = rich_child(answer, "feedback", self.outer, self.warnings)?;
            *(if said { &mut if_true } else { &mut if_false }) = feedback;
        }
        Ok(NeutralBody::TrueFalse { key: key.ok_or(Reason::NoKey)?, if_true, if_false })
    }

    fn short(&mut self) -> Result<NeutralBody, Reason> {
        let answers = self.answers()?;
        if answers.is_empty() {
            return Err(Reason::NoAnswers);
        }
        Ok(NeutralBody::Short { answers, exact_case: says(self.node, "usecase") == Some(true) })
    }

    fn numbers(&mut self) -> Result<NeutralBody, Reason> {
        let mut answers = Vec::new();
        for answer in children(self.node, "answer") {
            let found = content(answer).trim().to_owned();
            let tolerance = word(answer, "tolerance");
            let wrong = || Reason::Number { found: format!("{found} {tolerance}").trim().chars().take(60).collect() };
            let span = match (read_span(&found), tolerance.as_str()) {
                _ if found.is_empty() => return Err(wrong()),
                (Some(Span::Around { value, .. }), tolerance) if !found.contains(':') => {
                    let tolerance = if tolerance.is_empty() { "0" } else { tolerance };
                    match read_span(tolerance) {
                        Some(Span::Around { value: tolerance, .. }) => Span::Around { value, tolerance },
                        _ => return Err(wrong()),
                    }
                }
                (Some(Span::Anything), _) => Span::Anything,
                _ => return Err(wrong()),
            };
            let feedback = rich_child(answer, "feedback", self.outer, self.warnings)?;
            answers.push(NumberAnswer { span, weight: weight(answer)?, feedback });
        }
        if answers.is_empty() { Err(Reason::NoAnswers) } else { Ok(NeutralBody::Number { answers }) }
    }

    fn matching(&mut self) -> Result<NeutralBody, Reason> {
        let mut pairs = Vec::new();
        for row in children(self.node, "subquestion") {
            let question = rich(row, self.outer, self.warnings)?;
            match one_line(Text::plain(&word(row, "answer")).source()) {
                Some(answer) => pairs.push(Pair { question, answer }),
                None if question.is_empty() => warn(self.warnings, Warning::EmptyAnswer),
                None => return Err(Reason::Pair { found: question.words().chars().take(60).collect() }),
            }
        }
        if pairs.is_empty() { Err(Reason::NoAnswers) } else { Ok(NeutralBody::Matching { pairs }) }
    }

    /// The fraction of a step is its place.
    fn ordering(&mut self) -> Result<NeutralBody, Reason> {
        let mut steps = Vec::new();
        for answer in children(self.node, "answer") {
            let place = answer.attribute("fraction").and_then(|place| place.trim().parse::<f64>().ok());
            let text = rich(answer, self.outer, self.warnings)?;
            if text.is_empty() {
                warn(self.warnings, Warning::EmptyAnswer);
            } else {
                steps.push((place.unwrap_or(f64::MAX), text));
            }
        }
        steps.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        if steps.len() < 2 {
            return Err(Reason::FewOptions);
        }
        Ok(NeutralBody::Ordering { steps: steps.into_iter().map(|(_, text)| text).collect() })
    }

    /// Gaps name the option that belongs into them by its number: `[[2]]`. Options of one group are offered together.
    /// Here they are counted as they come, so the marks in the stem are written anew.
    fn gaps(&mut self, stem: &mut Text) -> Result<NeutralBody, Reason> {
        let mut options = Vec::new();
        for option in children(self.node, "selectoption") {
            options.push((word(option, "group"), rich(option, self.outer, self.warnings)?));
        }
        let mut gaps = Vec::new();
        let mut pieces = stem.source().split("[[");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let named = piece.split_once("]]").and_then(|(key, after)| Some((key.parse::<usize>().ok()?, after)));
            let Some((key, after)) = named else {
                text.push_str("[[");
                text.push_str(piece);
                continue;
            };
            let number = gaps.len() + 1;
            let why = || format!("it names option {key}, and there are {}", options.len());
            let key = key.checked_sub(1).filter(|key| *key < options.len());
            gaps.push(gap(&options, key.ok_or_else(|| Reason::Gap { gap: number, why: why() })?));
            text.push_str(&gap_mark(number));
            text.push_str(after);
        }
        if gaps.is_empty() || gaps.len() > MOST_ANSWERS {
            return Err(Reason::GapCount { gaps: gaps.len(), answers: options.len() });
        }
        *stem = stem.with_source(text);
        Ok(NeutralBody::Gaps { gaps })
    }

    fn answers(&mut self) -> Result<Vec<Answer>, Reason> {
        let mut answers = Vec::new();
        for answer in children(self.node, "answer") {
            let text = rich(answer, self.outer, self.warnings)?;
            let feedback = rich_child(answer, "feedback", self.outer, self.warnings)?;
            let weight = weight(answer)?;
            if text.is_empty() {
                warn(self.warnings, Warning::EmptyAnswer);
            } else {
                answers.push(Answer { text, weight, feedback });
            }
        }
        Ok(answers)
    }
}

/// A gap into which that option of its group belongs.
fn gap(options: &[(String, Text)], key: usize) -> Gap {
    let group = options.iter().enumerate().filter(|(_, (group, _))| *group == options[key].0);
    let answers = group.map(|(at, (_, text))| Answer {
        text: text.clone(),
        weight: if at == key { Weight::FULL } else { Weight::NONE },
        feedback: None,
    });
    Gap { fill: Fill::Chosen, share: 1, answers: answers.collect() }
}

/// What an answer earns: one of the shares that Moodle knows.
fn weight(answer: Node<'_, '_>) -> Result<Weight, Reason> {
    let Some(found) = answer.attribute("fraction").map(str::trim).filter(|found| !found.is_empty()) else {
        return Ok(Weight::NONE);
    };
    let read = Weight::read(found);
    read.and_then(Weight::known).ok_or_else(|| Reason::Weight {
        found: format!("{} %", found.chars().take(40).collect::<String>()),
        nearest: read.map_or_else(|| "100".to_owned(), |weight| weight.nearest().to_string()),
    })
}
