//! What a candidate can answer, and whether an answer could belong to an item at all.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::question::GRADES;

/// What a candidate answered. Options, rows and lines count from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// One option: single choice, assertion-reason.
    Choice(u8),
    /// Several options, ascending: multiple response.
    Choices(Vec<u8>),
    /// An option for each row, as far as chosen: matching, completion; sequencing gives each step its place.
    Slots(Vec<Option<u8>>),
    /// An audit finding.
    Finding(Finding),
    /// Own words.
    Text(String),
}

/// A part of a question that a candidate sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The one option of a single choice.
    Only,
    /// A row, gap or step.
    Row(u8),
    /// The grade of a finding.
    Grade,
    /// The clause of a finding.
    Clause,
    /// The next step of a finding.
    Next,
}

/// The parts of an audit finding, as far as chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Lines that are evidence for it, ascending.
    pub evidence: Vec<u8>,
    /// Its grade, a place in [`GRADES`].
    pub grade: Option<u8>,
    /// The clause that it bears on.
    pub clause: Option<u8>,
    /// The next step.
    pub next: Option<u8>,
}

impl Response {
    /// The chosen option of a single choice.
    pub fn choice(&self) -> Option<u8> {
        match self {
            Self::Choice(option) => Some(*option),
            _ => None,
        }
    }
}

/// Why a response cannot belong to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Misfit {
    /// Another kind of answer, or an option that the item does not have.
    #[error("the question has no such option")]
    Unknown,
    /// More options than asked for.
    #[error("more options than the question asks for")]
    TooMany,
    /// One option for two rows where each serves once.
    #[error("an option was used twice")]
    Repeated,
    /// A text longer than the server takes.
    #[error("the text is too long")]
    TooLong,
}

/// How far an item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Nothing.
    Nothing,
    /// Something, but not all that is asked for.
    Part,
    /// All that is asked for.
    Whole,
}

/// What a response to an item looks like: enough to check one without the item. Written as one word a piece, for instance
/// `s4`, `m5/2`, `r3/5/1`, `f6/3/4`, `t90`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of so many options.
    Single {
        /// Number of options.
        options: u8,
    },
    /// So many of so many options.
    Multiple {
        /// Number of options.
        options: u8,
        /// Number to choose.
        choose: u8,
    },
    /// An option for each row.
    Slots {
        /// Number of rows.
        rows: u8,
        /// Number of options.
        options: u8,
        /// Whether an option may serve more than one row.
        reuse: bool,
    },
    /// An audit finding.
    Finding {
        /// Lines of evidence.
        evidence: u8,
        /// Clauses to choose from.
        clauses: u8,
        /// Next steps to choose from.
        steps: u8,
    },
    /// Own words, at most so many asked for.
    Text {
        /// Most words asked for.
        longest: u16,
    },
}

/// Bytes that a text may take for each word asked for: generous, so that nobody's words are cut; only a bound.
const BYTES_A_WORD: usize = 40;

impl Shape {
    /// Whether a response could have been given to such an item.
    ///
    /// # Errors
    /// [`Misfit`] says why not.
    pub fn admits(self, response: &Response) -> Result<(), Misfit> {
        match (self, response) {
            (Self::Single { options }, Response::Choice(option)) => within(Some(*option), options),
            (Self::Multiple { options, choose }, Response::Choices(chosen)) => {
                set(chosen, options)?;
                if chosen.len() > usize::from(choose) { Err(Misfit::TooMany) } else { Ok(()) }
            }
            (Self::Slots { rows, options, reuse }, Response::Slots(slots)) => {
                if slots.len() != usize::from(rows) {
                    return Err(Misfit::Unknown);
                }
                slots.iter().try_for_each(|slot| within(*slot, options))?;
                let mut used = slots.iter().flatten().collect::<Vec<_>>();
                used.sort_unstable();
                if !reuse && used.windows(2).any(|pair| pair[0] == pair[1]) { Err(Misfit::Repeated) } else { Ok(()) }
            }
            (Self::Finding { evidence, clauses, steps }, Response::Finding(finding)) => {
                set(&finding.evidence, evidence)?;
                within(finding.grade, GRADES.len() as u8)?;
                within(finding.clause, clauses)?;
                within(finding.next, steps)
            }
            (Self::Text { longest }, Response::Text(text)) => {
                if text.len() > usize::from(longest) * BYTES_A_WORD {
                    Err(Misfit::TooLong)
                } else {
                    Ok(())
                }
            }
            _ => Err(Misfit::Unknown),
        }
    }

    /// How far a response answers such an item.
    pub fn given(self, response: Option<&Response>) -> Given {
        let (done, all) = match (self, response) {
            (_, None) => (0, 1),
            (_, Some(Response::Choice(_))) => (1, 1),
            (Self::Multiple { choose, .. }, Some(Response::Choices(chosen))) => (chosen.len(), usize::from(choose)),
            (_, Some(Response::Choices(chosen))) => (chosen.len(), 1),
            (_, Some(Response::Slots(slots))) => (slots.iter().flatten().count(), slots.len()),
            (_, Some(Response::Finding(finding))) => {
                let chosen = [finding.grade, finding.clause, finding.next].iter().flatten().count();
                (chosen + usize::from(!finding.evidence.is_empty()), 4)
            }
            (_, Some(Response::Text(text))) => (usize::from(!text.trim().is_empty()), 1),
        };
        match done {
            0 => Given::Nothing,
            done if done < all => Given::Part,
            _ => Given::Whole,
        }
    }

    /// A response with an option (or line of evidence) chosen that was not, or the other way round.
    ///
    /// # Errors
    /// [`Misfit::TooMany`] when as many as asked for are chosen already; [`Misfit::Unknown`].
    pub fn toggled(self, response: Option<&Response>, option: u8) -> Result<Response, Misfit> {
        let toggle = |chosen: &[u8]| {
            let mut chosen = chosen.to_vec();
            match chosen.binary_search(&option) {
                Ok(place) => drop(chosen.remove(place)),
                Err(place) => chosen.insert(place, option),
            }
            chosen
        };
        let next = match (self, response) {
            (Self::Multiple { .. }, Some(Response::Choices(chosen))) => Response::Choices(toggle(chosen)),
            (Self::Multiple { .. }, _) => Response::Choices(vec![option]),
            (Self::Finding { .. }, response) => {
                let finding = finding_of(response);
                Response::Finding(Finding { evidence: toggle(&finding.evidence), ..finding })
            }
            _ => return Err(Misfit::Unknown),
        };
        self.admits(&next).map(|()| next)
    }

    /// A response with one part set, or emptied. Where an option serves once, it moves here from where it was.
    pub fn set(self, response: Option<&Response>, part: Part, option: Option<u8>) -> Option<Response> {
        Some(match (self, part) {
            (Self::Single { .. }, Part::Only) => Response::Choice(option?),
            (Self::Slots { rows, reuse, .. }, Part::Row(row)) => {
                let mut slots = match response {
                    Some(Response::Slots(slots)) => slots.clone(),
                    _ => vec![None; usize::from(rows)],
                };
                if !reuse && option.is_some() {
                    slots.iter_mut().filter(|slot| **slot == option).for_each(|slot| *slot = None);
                }
                *slots.get_mut(usize::from(row))? = option;
                Response::Slots(slots)
            }
            (Self::Finding { .. }, part) => {
                let mut finding = finding_of(response);
                match part {
                    Part::Grade => finding.grade = option,
                    Part::Clause => finding.clause = option,
                    Part::Next => finding.next = option,
                    Part::Only | Part::Row(_) => return None,
                }
                Response::Finding(finding)
            }
            _ => return None,
        })
    }

    /// Things on the question that can be struck out.
    pub const fn strikes(self) -> u8 {
        match self {
            Self::Single { options } | Self::Multiple { options, .. } => options,
            Self::Slots { .. } | Self::Finding { .. } | Self::Text { .. } => 0,
        }
    }

    /// Reads a response from the fields of a form: `choice`, `choices`, `slot-0` …, `evidence`, `grade`, `clause`, `next`,
    /// `text`. Nothing where nothing was chosen.
    pub fn read(self, fields: &dyn Fn(&str) -> Vec<String>) -> Option<Response> {
        let number = |name: &str| fields(name).first().and_then(|text| text.parse::<u8>().ok());
        let numbers = |name: &str| {
            let mut numbers = fields(name).iter().filter_map(|text| text.parse().ok()).collect::<Vec<u8>>();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        let response = match self {
            Self::Single { .. } => Response::Choice(number("choice")?),
            Self::Multiple { .. } => Response::Choices(numbers("choices")),
            Self::Slots { rows, .. } => Response::Slots((0..rows).map(|row| number(&format!("slot-{row}"))).collect()),
            Self::Finding { .. } => Response::Finding(Finding {
                evidence: numbers("evidence"),
                grade: number("grade"),
                clause: number("clause"),
                next: number("next"),
            }),
            Self::Text { .. } => Response::Text(fields("text").first()?.replace("\r\n", "\n")),
        };
        (self.given(Some(&response)) != Given::Nothing).then_some(response)
    }

    /// Reads what [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, figures) = text.split_at_checked(1)?;
        let figures = figures.split('/').map(|figure| figure.parse::<u16>().ok()).collect::<Option<Vec<_>>>()?;
        let small = |n: usize| figures.get(n).and_then(|figure| u8::try_from(*figure).ok());
        Some(match (kind, figures.len()) {
            ("s", 1) => Self::Single { options: small(0)? },
            ("m", 2) => Self::Multiple { options: small(0)?, choose: small(1)? },
            ("r", 3) => Self::Slots { rows: small(0)?, options: small(1)?, reuse: small(2)? == 1 },
            ("f", 3) => Self::Finding { evidence: small(0)?, clauses: small(1)?, steps: small(2)? },
            ("t", 1) => Self::Text { longest: figures[0] },
            _ => return None,
        })
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single { options } => write!(f, "s{options}"),
            Self::Multiple { options, choose } => write!(f, "m{options}/{choose}"),
            Self::Slots { rows, options, reuse } => write!(f, "r{rows}/{options}/{}", u8::from(*reuse)),
            Self::Finding { evidence, clauses, steps } => write!(f, "f{evidence}/{clauses}/{steps}"),
            Self::Text { longest } => write!(f, "t{longest}"),
        }
    }
}

fn finding_of(response: Option<&Response>) -> Finding {
    match response {
        Some(Response::Finding(finding)) => finding.clone(),
        _ => Finding::default(),
    }
}

fn within(chosen: Option<u8>, count: u8) -> Result<(), Misfit> {
    if chosen.is_none_or(|chosen| chosen < count) { Ok(()) } else { Err(Misfit::Unknown) }
}

fn set(chosen: &[u8], count: u8) -> Result<(), Misfit> {
    let ascending = chosen.windows(2).all(|pair| pair[0] < pair[1]);
    if ascending { within(chosen.last().copied(), count) } else { Err(Misfit::Unknown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_written_and_read() {
        for text in ["s4", "m5/2", "r3/5/1", "r4/4/0", "f6/3/4", "t90"] {
            assert_eq!(Shape::parse(text).map(|shape| shape.to_string()).as_deref(), Some(text));
        }
        for broken in ["", "s", "s4/1", "x3", "m5", "é", "s999"] {
            assert_eq!(Shape::parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn misfits_are_named() {
        let two_of_five = Shape::Multiple { options: 5, choose: 2 };
        assert_eq!(two_of_five.admits(&Response::Choices(vec![0, 4])), Ok(()));
        assert_eq!(two_of_five.admits(&Response::Choices(vec![0, 1, 2])), Err(Misfit::TooMany));
        assert_eq!(two_of_five.admits(&Response::Choices(vec![1, 0])), Err(Misfit::Unknown));
        assert_eq!(two_of_five.admits(&Response::Choice(1)), Err(Misfit::Unknown));
        let once = Shape::Slots { rows: 2, options: 3, reuse: false };
        assert_eq!(once.admits(&Response::Slots(vec![Some(1), Some(1)])), Err(Misfit::Repeated));
        assert_eq!(once.admits(&Response::Slots(vec![None, None])), Ok(()));
        assert_eq!(once.admits(&Response::Slots(vec![Some(3), None])), Err(Misfit::Unknown));
        assert_eq!(Shape::Text { longest: 30 }.admits(&Response::Text("x".repeat(1_201))), Err(Misfit::TooLong));
    }

    #[test]
    fn one_more_than_asked_for_is_refused_and_one_can_be_taken_back() {
        let shape = Shape::Multiple { options: 5, choose: 2 };
        let first = shape.toggled(None, 3).expect("the first is taken");
        let both = shape.toggled(Some(&first), 0).expect("the second is taken");
        assert_eq!(both, Response::Choices(vec![0, 3]));
        assert_eq!(shape.toggled(Some(&both), 1), Err(Misfit::TooMany));
        assert_eq!(shape.toggled(Some(&both), 3), Ok(Response::Choices(vec![0])));
    }

    #[test]
    fn an_option_that_serves_once_moves() {
        let shape = Shape::Slots { rows: 3, options: 4, reuse: false };
        let first = shape.set(None, Part::Row(0), Some(2));
        assert_eq!(first, Some(Response::Slots(vec![Some(2), None, None])));
        assert_eq!(shape.set(first.as_ref(), Part::Row(2), Some(2)), Some(Response::Slots(vec![None, None, Some(2)])));
        let again = Shape::Slots { rows: 3, options: 4, reuse: true };
        assert_eq!(
            again.set(first.as_ref(), Part::Row(2), Some(2)),
            Some(Response::Slots(vec![Some(2), None, Some(2)]))
        );
        let finding = Shape::Finding { evidence: 4, clauses: 3, steps: 3 };
        let graded = finding.set(None, Part::Grade, Some(1));
        let seen = finding.toggled(graded.as_ref(), 3);
        assert_eq!(seen, Ok(Response::Finding(Finding { evidence: vec![3], grade: Some(1), ..Finding::default() })));
    }

    #[test]
    fn forms_are_read_and_told_whole_from_part() {
        let fields = &|name: &str| {
            let given: &[&str] = match name {
                "choices" => &["4", "1", "4"],
                "slot-0" => &["2"],
                "slot-1" => &[""],
                _ => &[],
            };
            given.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let several = Shape::Multiple { options: 5, choose: 2 };
        assert_eq!(several.read(fields), Some(Response::Choices(vec![1, 4])));
        let slots = Shape::Slots { rows: 2, options: 3, reuse: false };
        let half = slots.read(fields);
        assert_eq!(half, Some(Response::Slots(vec![Some(2), None])));
        assert_eq!(slots.given(half.as_ref()), Given::Part);
        assert_eq!(Shape::Single { options: 4 }.read(fields), None);
        assert_eq!(Shape::Finding { evidence: 4, clauses: 3, steps: 3 }.read(fields), None);
    }
}
