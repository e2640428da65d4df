//! The digest of an item: over all that is shown or marked.

use domain::item::{Body, Item, Slot, Statement};
use domain::marking::{Marking, Rule};
use sha2::{Digest, Sha256};

/// The first 32 hexadecimal digits of SHA-256. `additional` is the Markdown as written, so that a change of the
/// renderer changes no digest.
///
/// Attempts are pinned to digests: an item that is no more than a stem and four options has the one it always had.
pub(super) fn digest(item: &Item, additional: Option<&str>) -> String {
    let mut fields = Fields::default();
    fields.add(&item.version.to_string());
    fields.add(&item.stem);
    body(&item.body, &mut fields);
    fields.add(item.area.as_str());
    for clause in &item.clauses {
        fields.add(clause.as_str());
    }
    if let Some(scenario) = &item.scenario {
        fields.named("scenario", scenario.as_str());
    }
    if let Some(additional) = additional {
        fields.named("additional", additional);
    }
    if item.marking != Marking::default() {
        marking(item.marking, &mut fields);
    }
    fields.finish()
}

/// The digest of texts.
pub(crate) fn digest_of(texts: &[&str]) -> String {
    let mut fields = Fields::default();
    texts.iter().for_each(|text| fields.add(text));
    fields.finish()
}

#[derive(Default)]
struct Fields(Sha256);

impl Fields {
    fn add(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text.as_bytes());
    }

    fn named(&mut self, name: &str, text: &str) {
        self.add(name);
        self.add(text);
    }

    fn number(&mut self, number: impl ToString) {
        self.add(&number.to_string());
    }

    fn list<T>(&mut self, list: &[T], each: impl Fn(&mut Self, &T)) {
        self.number(list.len());
        list.iter().for_each(|one| each(self, one));
    }

    fn slot(&mut self, slot: &Slot) {
        self.add(&slot.text);
        self.number(slot.key);
        self.add(&slot.feedback);
        self.add(slot.misconception.as_deref().unwrap_or_default());
    }

    fn statement(&mut self, statement: &Statement) {
        self.add(&statement.text);
        self.number(statement.holds);
        self.add(&statement.feedback);
    }

    fn finish(self) -> String {
        self.0.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn marking(marking: Marking, fields: &mut Fields) {
    let rule = match marking.rule {
        Rule::AllOrNothing => "all_or_nothing",
        Rule::PerPart => "per_part",
        Rule::Net => "net",
    };
    fields.named("marking", rule);
    for marks in [marking.marks, marking.deduct, marking.floor] {
        fields.number(marks.0);
    }
}

fn body(body: &Body, fields: &mut Fields) {
    if !matches!(body, Body::Single { .. }) {
        fields.named("format", body.format());
    }
    let text = |fields: &mut Fields, text: &String| fields.add(text);
    match body {
        Body::Single { options, key } => {
            for option in options {
                fields.add(&option.text);
                fields.add(&option.feedback);
            }
            fields.number(key);
        }
        Body::Multiple { options, keys } => {
            fields.list(options, |fields, option| {
                fields.add(&option.text);
                fields.add(&option.feedback);
            });
            fields.list(keys, |fields, key| fields.number(key));
        }
        Body::Matching { options, rows, reuse } => {
            fields.list(options, text);
            fields.list(rows, Fields::slot);
            fields.number(reuse);
        }
        Body::Sequencing { steps } => fields.list(steps, Fields::slot),
        Body::AssertionReason { assertion, reason, explains, misconception } => {
            fields.statement(assertion);
            fields.statement(reason);
            fields.number(explains);
            fields.add(misconception.as_deref().unwrap_or_default());
        }
        Body::Completion { pieces, options, gaps, reuse } => {
            fields.list(pieces, text);
            fields.list(options, text);
            fields.list(gaps, Fields::slot);
            fields.number(reuse);
        }
        Body::Finding { evidence, grade, clause, next, weights } => {
            fields.list(evidence, Fields::statement);
            fields.number(grade.0);
            fields.add(&grade.1);
            // The number only: the title beside it comes from the registry.
            fields.list(&clause.options, |fields, option| fields.add(option.split(' ').next().unwrap_or_default()));
            fields.number(clause.key);
            fields.add(&clause.feedback);
            fields.list(&next.options, text);
            fields.number(next.key);
            fields.add(&next.feedback);
            fields.list(weights, |fields, weight| fields.number(weight));
        }
        Body::Text { longest, answer, points } => {
            fields.number(longest);
            fields.add(answer);
            fields.list(points, |fields, point| {
                fields.add(&point.text);
                fields.list(&point.accept, text);
                fields.number(point.marks.0);
                fields.add(&point.feedback);
            });
        }
    }
}
