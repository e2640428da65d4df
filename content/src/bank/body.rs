//! What an item asks for: from the fields of its format to a value. Only what cannot be read is a problem here.

use std::collections::BTreeMap;

use domain::clause::{Clause, ClauseNumber};
use domain::item::{Body, ItemOption, Pick, Point, Slot, Statement};
use domain::marks::Marks;
use serde_saphyr::Spanned;

use super::raw::{RawEntry, RawFormat, RawItem, RawLine, RawPick, RawSlot, RawStatement};
use super::{gaps, hundredths};
use crate::choice::{Options, RawOption};
use crate::report::{At, Place, Report};

/// The clauses of the taught edition, for their titles.
pub(super) type Titles = BTreeMap<ClauseNumber, Clause>;

/// Reads the body of an item.
pub(super) fn read(raw: &RawItem, titles: &Titles, place: Place<'_>, report: &mut Report) -> Option<Body> {
    Reader { raw, titles, place, report }.body()
}

struct Reader<'a, 'r> {
    raw: &'a RawItem,
    titles: &'a Titles,
    place: Place<'a>,
    report: &'r mut Report,
}

impl<'a> Reader<'a, '_> {
    fn body(&mut self) -> Option<Body> {
        match self.raw.format.value {
            RawFormat::SingleChoice => {
                let options = self.explained()?;
                let key = options.key(self.report)?;
                Some(Body::Single { options: item_options(&options), key })
            }
            RawFormat::MultipleResponse => {
                let options = self.explained()?;
                let keys = options.keys();
                if keys.is_empty() {
                    self.report.add(options.at, "no option is marked as a key", "give the right ones `key: true`");
                    return None;
                }
                Some(Body::Multiple { options: item_options(&options), keys })
            }
            RawFormat::Matching => {
                let (options, reuse) = self.shared()?;
                let rows = self.needed(&self.raw.rows, "rows")?;
                Some(Body::Matching { rows: self.slots(rows, options.len())?, options, reuse })
            }
            RawFormat::Sequencing => self.sequencing(),
            RawFormat::AssertionReason => Some(Body::AssertionReason {
                assertion: statement(self.needed(&self.raw.assertion, "assertion")?),
                reason: statement(self.needed(&self.raw.reason, "reason")?),
                explains: self.raw.explains.as_ref().is_some_and(|explains| explains.value),
                misconception: self.raw.misconception.as_ref().map(|text| trimmed(&text.value)),
            }),
            RawFormat::Completion => self.completion(),
            RawFormat::Finding => self.finding(),
            RawFormat::ShortText => self.own_words(),
        }
    }

    fn sequencing(&mut self) -> Option<Body> {
        let steps = self.needed(&self.raw.steps, "steps")?;
        let shown = self.needed(&self.raw.shown, "shown")?;
        let mut places = shown.value.clone();
        places.sort_unstable();
        if !places.iter().copied().map(usize::from).eq(1..=steps.value.len()) {
            let fix = format!("write each number from 1 to {} once", steps.value.len());
            self.report.add(self.place.of(shown), "`shown` does not name each step once", fix);
            return None;
        }
        let step = |right: &u8| {
            let raw = &steps.value[usize::from(*right) - 1];
            let (text, feedback) = (trimmed(&raw.text.value), said(raw.feedback.as_deref()));
            Slot { text, key: right - 1, feedback, misconception: raw.misconception.clone() }
        };
        Some(Body::Sequencing { steps: shown.value.iter().map(step).collect() })
    }

    fn completion(&mut self) -> Option<Body> {
        let (options, reuse) = self.shared()?;
        let text = self.needed(&self.raw.text, "text")?;
        let gaps = self.needed(&self.raw.gaps, "gaps")?;
        let slots = self.slots(gaps, options.len())?;
        match gaps::pieces(text.value.trim()) {
            Some(pieces) if pieces.len() == slots.len() + 1 => {
                Some(Body::Completion { pieces, options, gaps: slots, reuse })
            }
            _ => {
                let fix = "write {1}, {2} … in this order where the gaps are, one for each entry of `gaps`";
                self.report.add(self.place.of(text), "the gaps are not numbered from 1 in order", fix);
                None
            }
        }
    }

    fn finding(&mut self) -> Option<Body> {
        let evidence = self.needed(&self.raw.evidence, "evidence")?;
        let grade = self.needed(&self.raw.grade, "grade")?;
        let (clause, next) = (self.needed(&self.raw.clause, "clause")?, self.needed(&self.raw.next, "next")?);
        let mut clause = self.pick(&clause.value)?;
        for option in &mut clause.options {
            let title = ClauseNumber::parse(option).and_then(|number| self.titles.get(&number));
            if let Some(known) = title {
                *option = format!("{} {}", known.number, known.title);
            }
        }
        let line = |raw: &RawLine| Statement {
            text: trimmed(&raw.text.value),
            holds: raw.key,
            feedback: said(raw.feedback.as_deref()),
        };
        Some(Body::Finding {
            evidence: evidence.value.iter().map(line).collect(),
            grade: (grade.value.key as u8, said(grade.value.feedback.as_deref())),
            clause,
            next: self.pick(&next.value)?,
            weights: self.raw.weights.as_ref().map_or([1; 4], |weights| weights.value),
        })
    }

    fn own_words(&mut self) -> Option<Body> {
        let longest = self.needed(&self.raw.longest, "longest")?.value;
        let answer = self.needed(&self.raw.answer, "answer")?;
        let points = self.needed(&self.raw.points, "points")?;
        let points = points.value.iter().map(|point| Point {
            text: trimmed(&point.text.value),
            accept: point.accept.iter().map(|words| trimmed(&words.value)).collect(),
            marks: point.marks.as_ref().map_or(Marks::ONE, |marks| Marks(hundredths(marks.value))),
            feedback: said(point.feedback.as_deref()),
        });
        Some(Body::Text { longest, answer: trimmed(&answer.value), points: points.collect() })
    }

    /// A field that the format needs.
    fn needed<T>(&mut self, field: &'a Option<T>, name: &str) -> Option<&'a T> {
        if field.is_none() {
            let fix = format!("add `{name}:`, as content/README.md shows for this format");
            self.report.add(self.place.of(&self.raw.format), format!("the format needs `{name}`"), fix);
        }
        field.as_ref()
    }

    /// The options, each with its explanation.
    fn explained(&mut self) -> Option<Options<'a>> {
        let raw = self.needed(&self.raw.options, "options")?;
        let mut list = Vec::new();
        for entry in &raw.value {
            match &entry.value {
                RawEntry::Option(option) => list.push(&**option),
                RawEntry::Text(_) => {
                    let fix = "write it with `text:`, `feedback:` and so on";
                    self.report.add(self.place.of(entry), "the option is a text alone", fix);
                    return None;
                }
            }
        }
        Some(Options { list, at: self.place.of(raw) })
    }

    /// The shared list, and whether its options may be used again.
    fn shared(&mut self) -> Option<(Vec<String>, bool)> {
        let raw = self.needed(&self.raw.options, "options")?;
        let mut list = Vec::new();
        for entry in &raw.value {
            match &entry.value {
                RawEntry::Text(text) => list.push(trimmed(text)),
                RawEntry::Option(option) => {
                    let fix = "write the text alone; the explanations belong to the rows or gaps";
                    self.report.add(self.place.of(&option.text), "an option of a shared list has fields", fix);
                    return None;
                }
            }
        }
        Some((list, self.raw.reuse.as_ref().is_some_and(|reuse| reuse.value)))
    }

    fn slots(&mut self, raw: &'a Spanned<Vec<RawSlot>>, options: usize) -> Option<Vec<Slot>> {
        let slots = raw.value.iter().map(|slot| {
            Some(Slot {
                text: slot.text.as_ref().map(|text| trimmed(&text.value)).unwrap_or_default(),
                key: self.key(&slot.key, options)?,
                feedback: said(slot.feedback.as_deref()),
                misconception: slot.misconception.clone(),
            })
        });
        slots.collect()
    }

    fn pick(&mut self, raw: &'a RawPick) -> Option<Pick> {
        let options = raw.options.value.iter().map(|option| trimmed(&option.value)).collect::<Vec<_>>();
        Some(Pick { key: self.key(&raw.key, options.len())?, options, feedback: said(raw.feedback.as_deref()) })
    }

    /// A key, counted from 1 in the files and from 0 here.
    fn key(&mut self, raw: &'a Spanned<u8>, options: usize) -> Option<u8> {
        let at: At<'_> = self.place.of(raw);
        if raw.value == 0 || usize::from(raw.value) > options {
            let fix = format!("write a number from 1 to {options}");
            self.report.add(at, format!("there is no option {}", raw.value), fix);
            return None;
        }
        Some(raw.value - 1)
    }
}

fn item_options(options: &Options<'_>) -> Vec<ItemOption> {
    let option = |raw: &&RawOption| ItemOption {
        text: trimmed(&raw.text.value),
        feedback: said(raw.feedback.as_deref()),
        misconception: raw.misconception.clone(),
    };
    options.list.iter().map(option).collect()
}

fn statement(raw: &Spanned<RawStatement>) -> Statement {
    let RawStatement { text, holds, feedback } = &raw.value;
    Statement { text: trimmed(&text.value), holds: *holds, feedback: said(feedback.as_deref()) }
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

fn said(text: Option<&str>) -> String {
    trimmed(text.unwrap_or_default())
}
