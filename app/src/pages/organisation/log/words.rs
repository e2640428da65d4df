//! What a line of the log says: what was stated, and what that changed.

use domain::award::Day;
use domain::ids::{DepartmentId, RequirementId};
use domain::organisation::{Entry, Person, Plan, Role, Settings};
use store::{BookLine, Structure};

use super::LogLine;
use crate::pages::organisation::money::money;
use crate::pages::organisation::requirements::requirement_facts;
use crate::when;

/// What is said of a thing, fact by fact; what is not said is empty.
type Facts = Vec<(&'static str, String)>;

/// What a line of the log says. The structure holds what the lines name, also what is no more.
pub fn log_words(one: &LogLine, structure: &Structure, currency: &str) -> String {
    let telling = Telling { structure, currency, before: one.before.as_ref() };
    match &one.line.entry {
        Entry::Award { what, reason, .. } => {
            let words = with_reason(award_words(what), reason);
            match &one.award {
                Some(name) => format!("{name}: {words}"),
                None => format!("a certificate was {words}"),
            }
        }
        Entry::Member { starts_on, ends_on, .. } => telling.member((*starts_on, *ends_on), one.line.person.as_ref()),
        entry => telling.words(entry),
    }
}

fn with_reason(words: &str, reason: &str) -> String {
    if reason.is_empty() { words.to_owned() } else { format!("{words}: {reason}") }
}

/// What happened to a certificate, in words.
fn award_words(what: &str) -> &str {
    match what {
        "claimed" => "recorded",
        "evidenced" => "proved with a file",
        "rejected" => "not accepted",
        "superseded" => "replaced by a newer one",
        "restored" => "made to count again, since the newer one does not",
        "revoked" => "taken back",
        "reinstated" => "put back, since it was taken back by mistake",
        other => other,
    }
}

fn day(day: Day) -> String {
    when::day(&day.to_string())
}

fn maybe(day: Option<Day>) -> String {
    day.map(self::day).unwrap_or_default()
}

/// Facts in a row: `first day 1 March 2026; last day 31 May 2026`.
fn listed<'f>(facts: impl Iterator<Item = &'f (&'static str, String)>) -> String {
    let said = facts.filter(|(_, value)| !value.is_empty());
    said.map(|(label, value)| format!("{label} {value}")).collect::<Vec<_>>().join("; ")
}

/// What differs between two tellings of a thing: `last day none → 31 May 2026`.
fn changed(before: &Facts, after: &Facts) -> String {
    let or_none = |value: &str| if value.is_empty() { "none".to_owned() } else { value.to_owned() };
    let pairs = before.iter().zip(after).filter(|((_, before), (_, after))| before != after);
    let words = pairs.map(|((label, before), (_, after))| format!("{label} {} → {}", or_none(before), or_none(after)));
    words.collect::<Vec<_>>().join("; ")
}

/// A thing that was stated, with all that was said but the name by which it is called; or changed, with what changed.
fn compared((thing, stated): (&str, &str), before: Option<Facts>, after: &Facts) -> String {
    let Some(before) = before else {
        let said = listed(after.iter().filter(|(label, _)| *label != "name"));
        return with_reason(&format!("{thing} {stated}"), &said);
    };
    match changed(&before, after) {
        changes if changes.is_empty() => format!("{thing} {stated} again, as before"),
        changes => format!("{thing} was changed: {changes}"),
    }
}

/// What a line is told with.
struct Telling<'l> {
    structure: &'l Structure,
    currency: &'l str,
    before: Option<&'l BookLine>,
}

impl Telling<'_> {
    fn words(&self, entry: &Entry) -> String {
        match entry {
            Entry::Named { name } => {
                let before = match self.earlier() {
                    Some(Entry::Named { name: before }) if before != name => format!(", before that {before}"),
                    _ => String::new(),
                };
                format!("the organisation is called {name}{before}")
            }
            Entry::Role { role, lead_of, .. } => {
                let before = match self.earlier() {
                    Some(Entry::Role { role, lead_of, .. }) => {
                        format!(", before that {}", self.role(*role, lead_of.as_ref()))
                    }
                    _ => String::new(),
                };
                format!("role is now {}{before}", self.role(*role, lead_of.as_ref()))
            }
            Entry::Invited { .. } => "was invited".to_owned(),
            Entry::Joined { .. } => "joined, and agreed to show the own certificates".to_owned(),
            Entry::Left { on, .. } => format!("left on {}", day(*on)),
            Entry::Erased { .. } => "name and address were taken out".to_owned(),
            Entry::Observed { effect, words, .. } => format!("practice observed: {}: {words}", effect.name()),
            Entry::Ruled { settings } => {
                let before = match self.earlier() {
                    Some(Entry::Ruled { settings }) => settings.clone(),
                    _ => Settings::default(),
                };
                let changes = changed(&settings_facts(&before), &settings_facts(settings));
                with_reason("the rules of the organisation were changed", &changes)
            }
            Entry::TakenOver { name, .. } => format!("cohort “{name}” had no trainer any more and was taken over"),
            Entry::Repaired { rows } => {
                let verb = if *rows == 1 { "was" } else { "were" };
                let rows = when::count(usize::try_from(*rows).unwrap_or(usize::MAX), "record", "records");
                format!("{rows} differed from this log and {verb} made anew from it")
            }
            entry => self.places(entry),
        }
    }

    /// Departments, positions, and who holds them.
    fn places(&self, entry: &Entry) -> String {
        match entry {
            Entry::Department { name, .. } => {
                let before = self.earlier().and_then(|before| self.place_facts(before));
                let after = self.place_facts(entry).unwrap_or_default();
                compared((&format!("department {name}"), "was made"), before, &after)
            }
            Entry::DepartmentClosed { .. } => match self.earlier() {
                Some(Entry::Department { name, .. }) => format!("department {name} was removed"),
                _ => "a department was removed".to_owned(),
            },
            Entry::Position { name, .. } => {
                let before = self.earlier().and_then(|before| self.place_facts(before));
                let after = self.place_facts(entry).unwrap_or_default();
                compared((&format!("position {name}"), "was made"), before, &after)
            }
            Entry::PositionClosed { .. } => match self.earlier() {
                Some(Entry::Position { department, name, .. }) => {
                    format!("position {name}, {}, was removed", self.place(department))
                }
                _ => "a position was removed".to_owned(),
            },
            Entry::Assigned { position, from, until, .. } => {
                let position = self.structure.position_words(position);
                let until =
                    until.map_or_else(|| ", without a last day".to_owned(), |last| format!(" to {}", day(last)));
                match self.earlier() {
                    // The last day may have been put right in between, by the line that ended it.
                    Some(Entry::Assigned { from: before, .. }) => {
                        let before =
                            if before == from { String::new() } else { format!(", before that from {}", day(*before)) };
                        format!("days put right: holds {position} from {}{until}{before}", day(*from))
                    }
                    _ => format!("holds {position} from {}{until}", day(*from)),
                }
            }
            Entry::Unassigned { until, .. } => match self.earlier() {
                Some(Entry::Assigned { position, .. }) => {
                    format!("{} ends on {}", self.structure.position_words(position), day(*until))
                }
                _ => format!("a position ends on {}", day(*until)),
            },
            entry => self.required(entry),
        }
    }

    /// What is required, of whom it is not asked, and what is planned.
    fn required(&self, entry: &Entry) -> String {
        match entry {
            Entry::Requirement { requirement } => {
                let before = match self.earlier() {
                    Some(Entry::Requirement { requirement }) => Some(requirement_facts(requirement, self.structure)),
                    _ => None,
                };
                let after = requirement_facts(requirement, self.structure);
                compared((&format!("requirement “{}”", requirement.name), "was stated"), before, &after)
            }
            Entry::RequirementEnded { .. } => match self.earlier() {
                Some(Entry::Requirement { requirement }) => format!("requirement “{}” was ended", requirement.name),
                _ => "a requirement was ended".to_owned(),
            },
            Entry::Chosen { requirement, since, .. } => match since {
                Some(since) => format!("was chosen for {} from {} on", self.called(requirement), day(*since)),
                None => format!("was taken out of {}", self.called(requirement)),
            },
            Entry::ExceptionAsked { requirement, until, words, .. } => {
                format!("an exception from {} until {} was asked for: {words}", self.called(requirement), day(*until))
            }
            Entry::ExceptionDecided { from, words, .. } => {
                let until = match self.earlier() {
                    Some(Entry::ExceptionAsked { until, .. }) => format!(" until {}", day(*until)),
                    _ => String::new(),
                };
                let exception = format!("{}{until}", self.exception());
                match from {
                    Some(_) if words.is_empty() => format!("{exception} was granted"),
                    Some(_) => format!("{exception} was granted. {words}"),
                    None => format!("{exception} was refused: {words}"),
                }
            }
            Entry::ExceptionEnded { last, .. } => format!("{} ended on {}", self.exception(), day(*last)),
            entry => self.planned(entry),
        }
    }

    /// What is planned, and links for auditors.
    fn planned(&self, entry: &Entry) -> String {
        match entry {
            Entry::Planned { what, .. } => match self.earlier() {
                Some(Entry::Planned { what: before, .. }) => {
                    let before = Some(plan_facts(before, self.currency));
                    compared((&plan_words(what), "was planned"), before, &plan_facts(what, self.currency))
                }
                _ => {
                    let facts = plan_facts(what, self.currency);
                    format!("{} was planned {}", plan_words(what), listed(facts.iter().skip(1)))
                }
            },
            Entry::PlanClosed { done, .. } => {
                let plan = match self.earlier() {
                    Some(Entry::Planned { what, .. }) => format!("{} planned for {}", plan_words(what), day(what.on)),
                    _ => "a plan".to_owned(),
                };
                format!("{plan} was {}", if *done { "carried out" } else { "given up" })
            }
            Entry::Linked { from, until, expires, .. } => {
                let (from, until, expires) = (day(*from), day(*until), when::date(*expires));
                format!("a link for an auditor was made: {from} to {until}, open until {expires}")
            }
            Entry::Unlinked { .. } => match self.earlier() {
                Some(Entry::Linked { from, until, .. }) => {
                    format!("the link for an auditor to {} to {} was ended", day(*from), day(*until))
                }
                _ => "a link for an auditor was ended".to_owned(),
            },
            other => other.kind().name().to_lowercase(),
        }
    }

    /// Name, address and days. What was taken out is neither told nor compared.
    fn member(&self, days: (Option<Day>, Option<Day>), person: Option<&Person>) -> String {
        match self.before.map(|line| (&line.entry, line.person.as_ref())) {
            Some((Entry::Member { starts_on, ends_on, .. }, earlier)) => {
                let is_known = earlier.is_some() && person.is_some();
                let before = member_facts((*starts_on, *ends_on), earlier.filter(|_| is_known));
                let after = member_facts(days, person.filter(|_| is_known));
                with_reason("name, address or days were put right", &changed(&before, &after))
            }
            _ => with_reason("was entered", &listed(member_facts(days, person).iter())),
        }
    }

    fn earlier(&self) -> Option<&Entry> {
        self.before.map(|line| &line.entry)
    }

    fn place(&self, id: &DepartmentId) -> String {
        let known = self.structure.department(id);
        known.map_or_else(|| "a department that is no more".to_owned(), |one| one.path.clone())
    }

    /// What a department or a position is; nothing for any other line.
    fn place_facts(&self, entry: &Entry) -> Option<Facts> {
        let (name, below) = match entry {
            Entry::Department { parent, name, .. } => {
                (name, ("below", parent.as_ref().map(|id| self.place(id)).unwrap_or_default()))
            }
            Entry::Position { department, name, .. } => (name, ("department", self.place(department))),
            _ => return None,
        };
        Some(vec![("name", name.clone()), below])
    }

    fn role(&self, role: Role, lead_of: Option<&DepartmentId>) -> String {
        let of = lead_of.map(|id| format!(" of {}", self.place(id))).unwrap_or_default();
        format!("{}{of}", role.name())
    }

    fn called(&self, requirement: &RequirementId) -> String {
        let known = self.structure.requirements.iter().find(|one| one.id == *requirement);
        known.map_or_else(|| "a requirement that was ended".to_owned(), |one| format!("“{}”", one.name))
    }

    /// The exception that was asked for.
    fn exception(&self) -> String {
        match self.earlier() {
            Some(Entry::ExceptionAsked { requirement, .. }) => {
                format!("an exception from {}", self.called(requirement))
            }
            _ => "an exception".to_owned(),
        }
    }
}

fn member_facts((first, last): (Option<Day>, Option<Day>), person: Option<&Person>) -> Facts {
    let (name, email) = person.map(|one| (one.name.clone(), one.email.clone())).unwrap_or_default();
    vec![("name", name), ("address", email), ("first day", maybe(first)), ("last day", maybe(last))]
}

fn plan_words(plan: &Plan) -> String {
    format!("{} {}", plan.kind.name(), plan.level.name())
}

fn plan_facts(plan: &Plan, currency: &str) -> Facts {
    let cost = if plan.cost == 0 { String::new() } else { money(plan.cost, currency) };
    vec![("what:", plan_words(plan)), ("for", day(plan.on)), ("cost", cost)]
}

fn settings_facts(settings: &Settings) -> Facts {
    let Settings { remind_days, window_days, keep_months, currency, budget } = settings;
    let days = remind_days.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    vec![
        ("days before an end at which holders are reminded:", days),
        ("days before an end from which on it may be renewed:", window_days.to_string()),
        ("months for which data of those who left are kept:", keep_months.to_string()),
        ("currency", currency.clone()),
        ("budget of a year", money(*budget, currency)),
    ]
}
