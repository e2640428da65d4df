//! What is to be said about a question that was typed.

use domain::ids::ItemId;
use domain::item::Item;
use domain::question::Level;

use super::source::Source;
use super::{OwnKind, Written, advice, plain::plain};
use crate::bank::{Known, check_item};
use crate::course::Courses;
use crate::editions::Registry;
use crate::library::Library;
use crate::quality;
use crate::quality::alike::Asked;
use crate::report::{Problem, Report};
use crate::scenario::Shelf;

/// Something to be said about a field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The field: a name of [`Written`], or `line-0` and so on.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub fix: String,
}

impl Remark {
    pub(super) fn new(field: impl Into<String>, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), fix: fix.into() }
    }
}

/// Another question of the same bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Which.
    pub id: ItemId,
    /// What people call it.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The word it shares with those that ask for the same fact; its id where it has none.
    pub family: String,
    /// What it asks, as [`Judged::asked`] holds it.
    pub asked: String,
}

/// A question as it was judged. Holds a key.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The text of the item; [`crate::parse_item`] reads it where there is nothing wrong.
    pub source: String,
    /// What candidates would see, as far as there is enough to show.
    pub shown: Option<Item>,
    /// The item, where it can be read as one: it can be explained and marked, though rules may still speak against it.
    pub item: Option<Item>,
    /// What keeps it from being reviewed, in the order of the form.
    pub faults: Vec<Remark>,
    /// What its author and its reader should look at.
    pub advice: Vec<Remark>,
    /// What it asks: words without capitals and signs, to be compared with others.
    pub asked: String,
}

impl Judged {
    /// Whether it may be sent to review.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.item.is_some()
    }

    /// The digest of the item; empty where it is none yet.
    pub fn digest(&self) -> &str {
        self.item.as_ref().map_or("", |item| item.digest.as_str())
    }
}

impl Library {
    /// Judges a question that somebody wrote in a form, by the same rules as those of the course, beside the other questions of the
    /// course and of the same bank.
    pub fn judge(&self, written: &Written, id: &ItemId, version: i64, own: &[Neighbour]) -> Judged {
        let mut judged = self.judge_alone(written, id, version);
        if let Some(item) = &judged.item {
            let others = own.iter().filter(|other| other.id != *id);
            advice::advise(self, item, others, &mut judged.advice);
        }
        judged
    }

    /// Judges it by itself: without a look at other questions, and without advice.
    pub fn judge_alone(&self, written: &Written, id: &ItemId, version: i64) -> Judged {
        let source = Source::of(written, id, version);
        let mut report = Report::default();
        let item = self.check_own(&source.text, written, &mut report);
        let mut faults = source.faults.clone();
        let told = faults.iter().map(|fault| fault.field.clone()).collect::<Vec<_>>();
        for problem in report.problems {
            let remark = remark(&source, &problem);
            if !told.contains(&remark.field) && !faults.contains(&remark) {
                faults.push(remark);
            }
        }
        if item.as_ref().is_some_and(|item| !quality::names_clause(self, item)) {
            let fix = "Name the clause that decides in the explanation of the right answer, or of a wrong one.";
            faults.push(Remark::new("lines", "No explanation names a clause.", fix));
        }
        let shown = item.clone().or_else(|| self.enough_to_show(written, id, version));
        let asked = shown.as_ref().map_or_else(|| Asked::read(&written.stem), Asked::of).text().to_owned();
        Judged { source: source.text, shown, item, faults, advice: Vec::new(), asked }
    }

    fn check_own(&self, source: &str, written: &Written, report: &mut Report) -> Option<Item> {
        let registry = Registry {
            taught: self.taught.clone(),
            legacy: Vec::new(),
            crosswalk: Default::default(),
            amendments: Vec::new(),
            itil: Default::default(),
        };
        let courses = Courses { courses: self.courses.clone(), ..Courses::default() };
        let known = Known { registry: &registry, courses: &courses, scenarios: &Shelf::default() };
        let level = Level::from_word(&written.level).unwrap_or(Level::Foundation);
        check_item(source, level, &written.area, &known, report)
    }

    /// What would be shown if the key were there: a preview needs none.
    fn enough_to_show(&self, written: &Written, id: &ItemId, version: i64) -> Option<Item> {
        let mut patched = written.clone();
        let keys = match written.kind {
            OwnKind::SingleChoice => 1,
            OwnKind::MultipleResponse => 2,
            _ => return None,
        };
        for (n, line) in patched.lines.iter_mut().filter(|line| !line.is_blank()).enumerate() {
            line.key = if n < keys { "yes".to_owned() } else { String::new() };
        }
        self.check_own(&Source::of(&patched, id, version).text, &patched, &mut Report::default())
    }
}

fn remark(source: &Source, problem: &Problem) -> Remark {
    let field = match source.field(problem.line) {
        "id" if problem.message.contains("misconception") => "misconception",
        "id" => "clauses",
        field => field,
    };
    Remark::new(field, plain(&problem.message), plain(&problem.fix))
}
