//! What holds for each format.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use serde_saphyr::Spanned;

use super::super::hundredths;
use super::super::raw::{RawEntry, RawFormat, RawItem, RawPick, RawPoint, RawSlot};
use crate::choice::{Options, check_count, check_text, is_blank};
use crate::editions::Registry;
use crate::report::{At, Place, Report};

/// Checks what the format asks for; fields that it lacks are found when the item is read.
pub(super) fn check(item: &RawItem, registry: &Registry, place: Place<'_>, report: &mut Report) {
    foreign(item, place, report);
    let format = Format { item, registry, place };
    match item.format.value {
        RawFormat::SingleChoice => format.explained(4..=4, report),
        RawFormat::MultipleResponse => format.explained(5..=5, report),
        RawFormat::Matching => {
            format.shared(report);
            format.slots(item.rows.as_ref(), "rows", 3..=5, report);
        }
        RawFormat::Sequencing => format.steps(report),
        RawFormat::AssertionReason => format.statements(report),
        RawFormat::Completion => {
            format.shared(report);
            format.slots(item.gaps.as_ref(), "gaps", 1..=6, report);
        }
        RawFormat::Finding => format.finding(report),
        RawFormat::ShortText => format.own_words(report),
    }
}

/// Each field that belongs to some formats only: whether it is there, and to which.
fn foreign(item: &RawItem, place: Place<'_>, report: &mut Report) {
    use RawFormat::*;
    fn at<'a, T>(field: &Option<Spanned<T>>, place: Place<'a>) -> Option<At<'a>> {
        field.as_ref().map(|field| place.of(field))
    }
    let fields: [(&str, Option<At<'_>>, &[RawFormat]); 18] = [
        ("options", at(&item.options, place), &[SingleChoice, MultipleResponse, Matching, Completion]),
        ("reuse", at(&item.reuse, place), &[Matching, Completion]),
        ("rows", at(&item.rows, place), &[Matching]),
        ("steps", at(&item.steps, place), &[Sequencing]),
        ("shown", at(&item.shown, place), &[Sequencing]),
        ("assertion", at(&item.assertion, place), &[AssertionReason]),
        ("reason", at(&item.reason, place), &[AssertionReason]),
        ("explains", at(&item.explains, place), &[AssertionReason]),
        ("misconception", at(&item.misconception, place), &[AssertionReason]),
        ("text", at(&item.text, place), &[Completion]),
        ("gaps", at(&item.gaps, place), &[Completion]),
        ("evidence", at(&item.evidence, place), &[Finding]),
        ("grade", at(&item.grade, place), &[Finding]),
        ("clause", at(&item.clause, place), &[Finding]),
        ("next", at(&item.next, place), &[Finding]),
        ("weights", at(&item.weights, place), &[Finding]),
        ("longest", at(&item.longest, place), &[ShortText]),
        ("answer", at(&item.answer, place), &[ShortText]),
    ];
    let points = ("points", at(&item.points, place), &[ShortText][..]);
    for (name, at, formats) in fields.into_iter().chain([points]) {
        if let Some(at) = at.filter(|_| !formats.contains(&item.format.value)) {
            report.add(at, format!("`{name}` does not belong to this format"), "take it out or correct `format`");
        }
    }
}

struct Format<'a> {
    item: &'a RawItem,
    registry: &'a Registry,
    place: Place<'a>,
}

impl<'a> Format<'a> {
    fn explained(&self, counts: RangeInclusive<usize>, report: &mut Report) {
        let Some(raw) = &self.item.options else { return };
        let list = raw.value.iter().filter_map(|entry| match &entry.value {
            RawEntry::Option(option) => Some(&**option),
            RawEntry::Text(_) => None,
        });
        let options = Options { list: list.collect(), at: self.place.of(raw) };
        options.check(counts, self.place, report);
        for option in options.list.iter().filter(|option| !option.key && is_blank(option.misconception.as_deref())) {
            let fix = "add `misconception:` that says who would choose it";
            report.add(self.place.of(&option.text), "the wrong option names no misconception", fix);
        }
    }

    /// The shared list of options.
    fn shared(&self, report: &mut Report) {
        let Some(raw) = &self.item.options else { return };
        check_count(raw.value.len(), 2..=10, "options", self.place.of(raw), report);
        let mut seen = BTreeSet::new();
        for entry in &raw.value {
            let RawEntry::Text(text) = &entry.value else { continue };
            let text = Spanned::new(text.clone(), entry.referenced, entry.defined);
            check_text(&text, self.place, report);
            if !seen.insert(text.value.trim().to_lowercase()) {
                report.add(self.place.of(&text), "the option stands twice", "take one of them out");
            }
        }
    }

    fn slots(
        &self,
        slots: Option<&Spanned<Vec<RawSlot>>>,
        name: &str,
        counts: RangeInclusive<usize>,
        report: &mut Report,
    ) {
        let Some(slots) = slots else { return };
        check_count(slots.value.len(), counts, name, self.place.of(slots), report);
        let reuse = self.item.reuse.as_ref().is_some_and(|reuse| reuse.value);
        let mut keys = BTreeSet::new();
        for slot in &slots.value {
            let at = slot.text.as_ref().map_or(self.place.of(&slot.key), |text| self.place.of(text));
            let has_text = slot.text.as_ref().is_some_and(|text| !text.value.trim().is_empty());
            match name {
                "rows" if !has_text => report.add(at, "the row is empty", "write its `text:`"),
                "gaps" if slot.text.is_some() => {
                    report.add(at, "a gap has no text of its own", "write the words around it into `text` of the item");
                }
                _ => {}
            }
            self.explains(slot.feedback.as_deref(), at, report);
            if is_blank(slot.misconception.as_deref()) {
                let fix = "add `misconception:` that says who would choose something else";
                report.add(at, format!("one of the {name} names no misconception"), fix);
            }
            if !keys.insert(slot.key.value) && !reuse {
                let message = format!("option {} is the key twice", slot.key.value);
                report.add(self.place.of(&slot.key), message, "write `reuse: true`, or give each its own option");
            }
        }
    }

    fn steps(&self, report: &mut Report) {
        let Some(steps) = &self.item.steps else { return };
        check_count(steps.value.len(), 4..=6, "steps", self.place.of(steps), report);
        for step in &steps.value {
            check_text(&step.text, self.place, report);
            self.explains(step.feedback.as_deref(), self.place.of(&step.text), report);
        }
        let shown = self.item.shown.as_ref().filter(|shown| shown.value.is_sorted());
        if let Some(shown) = shown {
            report.add(self.place.of(shown), "the steps are shown in the right order", "mix the numbers");
        }
    }

    fn statements(&self, report: &mut Report) {
        for statement in [&self.item.assertion, &self.item.reason].into_iter().flatten() {
            check_text(&statement.value.text, self.place, report);
            let at = self.place.of(&statement.value.text);
            self.explains(statement.value.feedback.as_deref(), at, report);
        }
        let holds = |statement: &Option<Spanned<super::super::raw::RawStatement>>| {
            statement.as_ref().is_none_or(|statement| statement.value.holds)
        };
        let both = holds(&self.item.assertion) && holds(&self.item.reason);
        if let Some(explains) = self.item.explains.as_ref().filter(|explains| explains.value && !both) {
            let fix = "write `explains: false`, or make both statements true";
            report.add(self.place.of(explains), "a false statement explains nothing and is not explained", fix);
        }
        if self.item.misconception.as_ref().is_none_or(|text| text.value.trim().is_empty()) {
            let fix = "add `misconception:` that says who would answer otherwise";
            report.add(self.place.of(&self.item.id), "the item names no misconception", fix);
        }
    }

    fn finding(&self, report: &mut Report) {
        if let Some(evidence) = &self.item.evidence {
            let at = self.place.of(evidence);
            check_count(evidence.value.len(), 4..=6, "lines of evidence", at, report);
            // None may bear on the finding; if all did, there would be nothing to tell apart.
            if evidence.value.iter().all(|line| line.key) {
                report.add(at, "every line is a key", "add lines that do not bear on the finding");
            }
            for line in &evidence.value {
                check_text(&line.text, self.place, report);
                self.explains(line.feedback.as_deref(), self.place.of(&line.text), report);
            }
        }
        if let Some(grade) = &self.item.grade {
            self.explains(grade.value.feedback.as_deref(), self.place.of(grade), report);
        }
        for pick in [&self.item.clause, &self.item.next].into_iter().flatten() {
            self.pick(pick, report);
        }
        if let Some(clause) = &self.item.clause {
            self.registry.clauses(&clause.value.options.value, self.place, report);
        }
        if let Some(weights) = self.item.weights.as_ref().filter(|weights| weights.value.contains(&0)) {
            report.add(self.place.of(weights), "a part weighs nothing", "give each of the four parts a weight");
        }
    }

    fn pick(&self, pick: &Spanned<RawPick>, report: &mut Report) {
        let options = &pick.value.options;
        check_count(options.value.len(), 3..=4, "options", self.place.of(options), report);
        options.value.iter().for_each(|option| check_text(option, self.place, report));
        self.explains(pick.value.feedback.as_deref(), self.place.of(pick), report);
    }

    fn own_words(&self, report: &mut Report) {
        if let Some(longest) = self.item.longest.as_ref().filter(|longest| !(30..=400).contains(&longest.value)) {
            let message = format!("{} words are asked for, not 30 to 400", longest.value);
            report.add(self.place.of(longest), message, "correct `longest`");
        }
        let Some(points) = &self.item.points else { return };
        let worth = |point: &RawPoint| point.marks.as_ref().map_or(100, |marks| hundredths(marks.value));
        for point in &points.value {
            self.point(point, worth(point), report);
        }
        let sum = points.value.iter().map(worth).sum::<i32>();
        let marks = self.item.marks.as_ref().map_or(100, |marks| hundredths(marks.value));
        if sum != marks {
            let message = format!("the points sum to {}, the item is worth {}", shown(sum), shown(marks));
            report.add(self.place.of(points), message, "correct `marks` of the item or of its points");
        }
    }

    fn point(&self, point: &RawPoint, worth: i32, report: &mut Report) {
        let at = self.place.of(&point.text);
        if point.text.value.trim().is_empty() {
            report.add(at, "the point is empty", "say what has to be said");
        }
        self.explains(point.feedback.as_deref(), at, report);
        if worth <= 0 {
            report.add(at, "the point is worth nothing", "give it `marks`");
        }
        if point.accept.is_empty() {
            report.add(at, "the point accepts nothing", "add `accept:` with the words that candidates use");
        }
        for words in &point.accept {
            let count = words.value.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            if !(1..=5).contains(&count) {
                let message = format!("an alternative has {count} words, not 1 to 5");
                report.add(self.place.of(words), message, "name the few words that tell");
            }
        }
    }

    fn explains(&self, feedback: Option<&str>, at: At<'_>, report: &mut Report) {
        if is_blank(feedback) {
            report.add(at, "there is no explanation", "add `feedback:` that says why, with the clause");
        }
    }
}

fn shown(hundredths: i32) -> String {
    domain::marks::Marks(hundredths).to_string()
}
