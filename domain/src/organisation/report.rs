use std::collections::BTreeMap;

use super::coverage::{Concerned, concerns};
use super::{Books, Conflict, Exception, Held, Need, NeedState, Requirement, conflict_words};
use crate::award::{Award, Day, Decision, Standing};
use crate::ids::{AwardId, DepartmentId, MemberId, RequirementId};
use crate::question::Level;

/// Who was qualified on a day, as far as was known at a moment: made from the books and awards of that moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Each requirement in force on the day, the most urgent first.
    pub requirements: Vec<RequirementState>,
    /// Everybody who belonged to the organisation on the day, by name.
    pub people: Vec<PersonState>,
}

/// How a requirement was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementState {
    /// Which.
    pub requirement: Requirement,
    /// How many it concerned.
    pub concerned: usize,
    /// How many of them met it.
    pub met: usize,
    /// How many of those that were missing had time until a later day.
    pub open: usize,
    /// Of how many besides them it was not asked by an exception.
    pub excepted: usize,
}

/// What was true of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonState {
    /// Who.
    pub member: MemberId,
    /// Name; empty once it was taken out.
    pub name: String,
    /// The positions held, each with its department.
    pub positions: Vec<String>,
    /// The departments worked in, with all above them.
    pub departments: Vec<DepartmentId>,
    /// What was asked of the person.
    pub needs: Vec<Asked>,
    /// Those of them that an award met until a day before: the requirement's name, the award, the last day.
    pub lapsed: Vec<(String, AwardId, Day)>,
    /// What was not asked of the person by an exception: the requirement's name, the last day, why.
    pub exceptions: Vec<(String, Day, String)>,
    /// The awards known: how each stood on the day.
    pub awards: Vec<(AwardId, Award, Standing)>,
}

/// What was asked of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The requirement's name.
    pub requirement: String,
    /// The award that met it.
    pub met: Option<AwardId>,
    /// The last day on which there was time to meet it; none when it was asked for at once.
    pub due: Option<Day>,
    /// The work that kept the person from meeting it, if it did.
    pub hindered: Option<Hindered>,
}

/// Why somebody did not meet what a certificate alone does not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hindered {
    /// In words.
    pub words: String,
    /// The certificate that would have met it.
    pub award: Option<AwardId>,
}

impl Asked {
    /// That it was not met, and why, if it was not a certificate alone that was missing.
    pub fn unmet_words(&self) -> String {
        let why = self.hindered.as_ref().map(|one| format!(": {}", one.words));
        format!("not met{}", why.unwrap_or_default())
    }

    /// The day by which it is or was to be met, as far as it is not, and whether that day was over on another.
    pub fn deadline(&self, on: Day) -> Option<(Day, bool)> {
        self.due.filter(|_| self.met.is_none()).map(|due| (due, due < on))
    }
}

impl Report {
    /// How many needs there were, and how many of them were met.
    pub fn needs(&self) -> (usize, usize) {
        let all = self.requirements.iter();
        (all.clone().map(RequirementState::needed).sum(), all.map(|one| one.met.min(one.needed())).sum())
    }

    /// How many people held each level on the day, whatever was asked of them; the levels in their order.
    pub fn holders(&self) -> [usize; Level::ALL.len()] {
        Level::ALL.map(|level| self.people.iter().filter(|person| person.holds(level)).count())
    }
}

impl PersonState {
    /// Whether a verified certificate of a level was in force on the day.
    pub fn holds(&self, level: Level) -> bool {
        let is_in_force = |standing: &Standing| *standing == Standing::Verified;
        self.awards.iter().any(|(_, award, on)| is_in_force(on) && award.facts.qualification.level() == Some(level))
    }

    /// The certificates that had been awarded by the day, whatever became of them.
    pub fn certificates(&self) -> impl Iterator<Item = &(AwardId, Award, Standing)> {
        self.awards.iter().filter(|(_, _, standing)| *standing != Standing::Ahead)
    }
}

impl RequirementState {
    /// How many had to meet it.
    pub fn needed(&self) -> usize {
        self.requirement.demand.needed(self.concerned)
    }

    /// How many were missing.
    pub fn missing(&self) -> usize {
        self.needed().saturating_sub(self.met)
    }
}

/// Makes the report. `awards` are the replays as the organisation saw them at the moment of the books.
pub fn report(books: &Books, awards: &BTreeMap<MemberId, Vec<(AwardId, Award)>>, on: Day) -> Report {
    let held = awards.iter().map(|(member, all)| (member, all.iter().filter_map(held).collect::<Vec<_>>()));
    let held = held.collect::<BTreeMap<_, _>>();
    let required = books.required(on);
    let Concerned { needs: all, mut excepted } =
        concerns(books, &required, |member| held.get(member).map_or(&[], Vec::as_slice), on);
    let counts = |need: &Need| need.met.as_ref().filter(|met| met.counts(on)).map(|met| met.by.clone());
    let mut requirements = required.values().map(|one| (*one).clone()).collect::<Vec<_>>();
    requirements.sort_by_cached_key(|one| (one.criticality, one.name.to_lowercase(), one.id.clone()));
    let state = |requirement: Requirement| {
        let concerned = all.iter().filter(|need| need.requirement == requirement.id);
        let open = concerned.clone().filter(|need| matches!(need.state(on), NeedState::Open(_))).count();
        let (concerned, met) = (concerned.clone().count(), concerned.filter(|need| counts(need).is_some()).count());
        let excepted = excepted.values().flatten().filter(|one| one.requirement == requirement.id).count();
        let state = RequirementState { requirement, concerned, met, open, excepted };
        // Of those who are asked for together all have the same day, and as many have time as are missing.
        RequirementState { open: state.open.min(state.missing()), ..state }
    };
    let requirements = requirements.into_iter().map(state).collect();
    let name_of = |requirement: &RequirementId| required.get(requirement).map_or("", |one| &one.name).to_owned();
    let mut by_member = BTreeMap::<&MemberId, Vec<Asked>>::new();
    let mut lapsed = BTreeMap::<&MemberId, Vec<(String, AwardId, Day)>>::new();
    for need in all.iter().filter(|need| need.is_asked(&required, on)) {
        let name = name_of(&need.requirement);
        by_member.entry(&need.member).or_default().push(Asked {
            requirement: name.clone(),
            met: counts(need),
            due: need.due,
            hindered: need.conflict.as_ref().map(|one| hindered(books, one)),
        });
        if let Some((met, last)) = need.met.as_ref().and_then(|met| Some((met, met.until.filter(|last| *last < on)?))) {
            lapsed.entry(&need.member).or_default().push((name, met.by.clone(), last));
        }
    }
    let exception = |one: &Exception| (name_of(&one.requirement), one.until, one.reason.clone());
    let mut positions = positions(books, on);
    let there = books.members.iter().filter(|(_, member)| member.is_there(on));
    let mut people = there
        .map(|(id, member)| {
            let known = awards.get(id).map_or(&[][..], Vec::as_slice).iter();
            let (positions, departments) = positions.remove(id).unwrap_or_default();
            PersonState {
                member: id.clone(),
                name: member.person.name.clone(),
                positions,
                departments,
                needs: by_member.remove(id).unwrap_or_default(),
                lapsed: lapsed.remove(id).unwrap_or_default(),
                exceptions: excepted.remove(id).into_iter().flatten().map(exception).collect(),
                awards: known.map(|(id, award)| (id.clone(), award.clone(), award.standing(on))).collect(),
            }
        })
        .collect::<Vec<_>>();
    people.sort_by_cached_key(|person| (person.name.to_lowercase(), person.member.clone()));
    Report { requirements, people }
}

fn hindered(books: &Books, conflict: &Conflict) -> Hindered {
    let (award, level) = conflict.holds.clone().unzip();
    Hindered { words: conflict_words(level, &books.path(&conflict.department)), award }
}

/// What coverage needs of an award; nothing of one that was not verified or is of another scheme.
fn held((id, award): &(AwardId, Award)) -> Option<Held> {
    let level = award.facts.qualification.level()?;
    let (awarded_on, last_day) = (award.facts.awarded_on, award.last_day());
    (award.decision == Decision::Verified).then(|| Held { award: id.clone(), level, awarded_on, last_day })
}

type Places = (Vec<String>, Vec<DepartmentId>);

/// Everybody's positions on a day, in words, and the departments that they lie in.
fn positions(books: &Books, on: Day) -> BTreeMap<MemberId, Places> {
    let mut all = BTreeMap::<MemberId, Places>::new();
    for held in books.assignments.values().filter(|held| held.holds(on)) {
        let Some(position) = books.position(&held.position) else { continue };
        let (words, departments) = all.entry(held.member.clone()).or_default();
        let name = books.called(&held.position, on).unwrap_or(&position.name);
        words.push(format!("{name}, {}", books.path(&position.department)));
        departments.extend(books.above(&position.department));
    }
    for (words, departments) in all.values_mut() {
        words.sort();
        departments.sort();
        departments.dedup();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Facts, Qualification};
    use crate::organisation::{Criticality, Demand, Entry, Person, Scope};
    use crate::time::Timestamp;

    #[test]
    fn who_was_qualified_depends_on_the_day() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let mut books = Books::default();
        for (id, name) in [("b", "Ben"), ("a", "Ann")] {
            let member = Entry::Member { member: MemberId::new(id), starts_on: None, ends_on: None };
            books.take(member, Some(Person { name: name.to_owned(), email: String::new() }));
        }
        let requirement = Requirement {
            id: RequirementId::new("r"),
            name: "Foundation".to_owned(),
            scope: Scope::Everyone,
            levels: vec![Level::Foundation],
            demand: Demand::Each,
            valid_months: None,
            criticality: Criticality::Normal,
            from: day("2026-01-01"),
            due: None,
            until: None,
            within: None,
            apart_from: Vec::new(),
        };
        books.take(Entry::Requirement { requirement }, None);
        let award = Award {
            facts: Facts {
                qualification: Qualification::of(Level::Foundation),
                institute: "An institute".to_owned(),
                edition: String::new(),
                awarded_on: day("2026-03-01"),
                expires_on: Some(day("2026-09-30")),
                certificate_number: "F 1".to_owned(),
                other: None,
            },
            stated: 1,
            evidence: Vec::new(),
            decision: Decision::Verified,
            decided: None,
            claimed: (String::new(), Timestamp(0)),
            ends: Vec::new(),
        };
        let awards = BTreeMap::from([(MemberId::new("a"), vec![(AwardId::new("1"), award)])]);
        let on = |text: &str| report(&books, &awards, day(text));
        let figures =
            |text: &str| on(text).requirements.first().map(|state| (state.concerned, state.met, state.missing()));
        assert_eq!(figures("2025-12-31"), None);
        assert_eq!(figures("2026-02-28"), Some((2, 0, 2)));
        assert_eq!(figures("2026-03-01"), Some((2, 1, 1)));
        assert_eq!(figures("2026-10-01"), Some((2, 0, 2)));
        let people = on("2026-03-01").people;
        assert_eq!(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Ann", "Ben"]);
        let asked = |met: Option<&str>, due: Option<&str>| Asked {
            requirement: "Foundation".to_owned(),
            met: met.map(AwardId::new),
            due: due.map(day),
            hindered: None,
        };
        assert_eq!(people[0].needs, [asked(Some("1"), None)]);
        assert_eq!(people[0].awards[0].2, Standing::Verified);
        let later = on("2026-10-01").people;
        assert_eq!(later[0].awards[0].2, Standing::Expired);
        assert_eq!(later[0].lapsed, [("Foundation".to_owned(), AwardId::new("1"), day("2026-09-30"))]);
        assert!(people[0].lapsed.is_empty() && people[1].lapsed.is_empty());
        // Who holds a level is told whatever is asked: on no day but those of the certificate.
        let holders = ["2026-02-28", "2026-03-01", "2026-10-01"].map(|text| on(text).holders());
        assert_eq!(holders, [[0; 3], [1, 0, 0], [0; 3]]);
        assert_eq!(on("2026-02-28").people[0].certificates().count(), 0, "it was not awarded yet");
        assert_eq!(later[0].certificates().count(), 1, "it is told that it ended");
        assert_eq!((on("2026-03-01").needs(), on("2026-10-01").needs()), ((2, 1), (2, 0)));
        // One of the two would be enough: then nobody has a gap of the own, and one is missing at most.
        let one = Requirement { demand: Demand::AtLeast(1), ..on("2026-03-01").requirements[0].requirement.clone() };
        books.take(Entry::Requirement { requirement: one }, None);
        let asked = |text: &str| {
            let report = report(&books, &awards, day(text));
            let people = report.people.iter().map(|person| person.needs.len()).collect::<Vec<_>>();
            let state = &report.requirements[0];
            (report.needs(), people, (state.concerned, state.met, state.missing()))
        };
        assert_eq!(asked("2026-03-01"), ((1, 1), vec![1, 0], (2, 1, 0)));
        assert_eq!(asked("2026-10-01"), ((1, 0), vec![0, 0], (2, 0, 1)));
    }
}
