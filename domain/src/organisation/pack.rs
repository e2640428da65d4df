//! The evidence pack for clause 7.2: what was required, who had it, by which proof, and who confirmed it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Books, Demand, Draw, Effect, PersonState, Report, Requirement, RequirementState, Seed, report, sample};
use crate::award::{Award, Day, Entry, Standing, day_of};
use crate::credits::Rules;
use crate::ids::{AwardId, EvidenceId, MemberId, OrganisationId};
use crate::marks::Marks;
use crate::question::Level;
use crate::time::Timestamp;

mod lines;

/// All that a pack is made from, as it was known at a moment.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The books.
    pub books: Books,
    /// The logs of the awards that the organisation sees.
    pub awards: BTreeMap<MemberId, Vec<(AwardId, Vec<Entry>)>>,
    /// The files that prove them.
    pub files: BTreeMap<EvidenceId, File>,
    /// Mock exams of those who joined.
    pub mocks: BTreeMap<MemberId, Vec<Mock>>,
    /// What was observed, with who observed it.
    pub observations: BTreeMap<MemberId, Vec<Observation>>,
    /// What certificates of other schemes are called.
    pub rules: Rules,
}

/// A file that proves an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Which.
    pub id: EvidenceId,
    /// Its name.
    pub name: String,
    /// Its SHA-256 digest in hexadecimal digits.
    pub digest: String,
}

/// A mock exam that was sat to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mock {
    /// When it ended.
    pub at: Timestamp,
    /// Of which level.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// The marks reached.
    pub score: Marks,
    /// The marks that could be reached.
    pub marks: Marks,
    /// Whether it was passed; none when it has no mark to pass.
    pub passed: Option<bool>,
}

/// An observation of practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// On which day.
    pub on: Day,
    /// How it went.
    pub effect: Effect,
    /// In words.
    pub words: String,
    /// Who observed it.
    pub by: String,
    /// When it was written down.
    pub at: Timestamp,
}

/// What a pack is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackAsk {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// How people are drawn; none for everybody.
    pub draw: Option<Draw>,
}

/// An evidence pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The organisation's name.
    pub organisation: String,
    /// The first day.
    pub from: Day,
    /// The last day: the state is that of this day, of those who left before, that of their last day.
    pub until: Day,
    /// As known at this moment.
    pub known: Timestamp,
    /// How the people were drawn.
    pub drawn: Option<Drawn>,
    /// What is required of whom, the most urgent first.
    pub roles: Vec<RoleNeed>,
    /// The people, by name.
    pub people: Vec<PersonPack>,
}

/// How the people of a pack were drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The seed.
    pub seed: Seed,
    /// From how many.
    pub of: usize,
}

/// A requirement, and whom it concerns in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleNeed {
    /// Whom.
    pub whom: String,
    /// Where those who meet it must not work, in words, if that matters.
    pub apart: Option<String>,
    /// What.
    pub requirement: Requirement,
    /// How many were missing on the last day of those who are asked for together; 0 when each is asked for.
    pub missing: usize,
}

impl RoleNeed {
    /// What is said of the missing, if any: `, 1 missing`.
    pub fn missing_words(&self) -> String {
        if self.missing == 0 { String::new() } else { format!(", {} missing", self.missing) }
    }
}

/// A person and the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonPack {
    /// What was true of the person.
    pub state: PersonState,
    /// The day of which it was true.
    pub on: Day,
    /// The awards with their proof, in the order of `state.awards`.
    pub awards: Vec<ProvenAward>,
    /// Whether what was learnt works, oldest first.
    pub evaluations: Vec<Evaluation>,
    /// Who did and confirmed what, oldest first.
    pub trail: Vec<Trail>,
}

/// An award with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenAward {
    /// Which.
    pub id: AwardId,
    /// What it is called.
    pub title: String,
    /// As the organisation saw it.
    pub award: Award,
    /// How it stood on the day.
    pub standing: Standing,
    /// The files.
    pub files: Vec<File>,
}

/// A way of judging whether what was learnt works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationKind {
    /// An exam of an institute.
    Exam,
    /// A mock exam with us.
    Mock,
    /// Practice, observed.
    Observed,
}

/// A judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// On which day.
    pub on: Day,
    /// How it was judged.
    pub kind: EvaluationKind,
    /// What was found, in words.
    pub what: String,
    /// Who judged.
    pub by: String,
}

/// Something that was done to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What, in words.
    pub what: String,
}

impl EvaluationKind {
    /// As pages and files call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exam => "Official exam",
            Self::Mock => "Mock exam",
            Self::Observed => "Observed practice",
        }
    }
}

impl PersonPack {
    /// An award of the person.
    pub fn award(&self, id: &AwardId) -> Option<&ProvenAward> {
        self.awards.iter().find(|award| award.id == *id)
    }
}

/// Makes the pack as the organisation knew it at a moment.
pub fn pack(material: &Material, viewer: &OrganisationId, ask: PackAsk, known: Timestamp) -> Pack {
    let replayed = replayed(material, viewer, known);
    let last = report(&material.books, &replayed, ask.until);
    let roles = roles(&material.books, &last);
    let mut states = states(&material.books, &replayed, ask, last);
    let drawn = ask.draw.map(|draw| {
        let all = states.iter().map(|(_, state)| state.member.clone()).collect::<BTreeSet<_>>();
        let members = sample(&all, draw);
        states.retain(|(_, state)| members.contains(&state.member));
        Drawn { seed: draw.seed, of: all.len() }
    });
    states.sort_by_cached_key(|(_, state)| (state.name.to_lowercase(), state.member.clone()));
    let person = |(on, state)| person(material, viewer, (ask, known), on, state);
    Pack {
        organisation: material.books.name.clone(),
        from: ask.from,
        until: ask.until,
        known,
        drawn,
        roles,
        people: states.into_iter().map(person).collect(),
    }
}

type Replayed = BTreeMap<MemberId, Vec<(AwardId, Award)>>;

fn replayed(material: &Material, viewer: &OrganisationId, known: Timestamp) -> Replayed {
    let replay = |(id, log): &(AwardId, Vec<Entry>)| Some((id.clone(), Award::replay(log, Some(viewer), known)?));
    let awards = material.awards.iter();
    awards.map(|(member, all)| (member.clone(), all.iter().filter_map(replay).collect())).collect()
}

/// Everybody who belonged to the organisation on some day of the pack: as on its last day, or on the own last day.
fn states(books: &Books, awards: &Replayed, ask: PackAsk, at_end: Report) -> Vec<(Day, PersonState)> {
    let dated = |on: Day, report: Report| report.people.into_iter().map(move |state| (on, state));
    let mut states = dated(ask.until, at_end).collect::<Vec<_>>();
    let mut by_day = BTreeMap::<Day, Vec<&MemberId>>::new();
    for (id, member) in &books.members {
        if let Some(last) = member.ends_on.filter(|last| (ask.from..ask.until).contains(last)) {
            by_day.entry(last).or_default().push(id);
        }
    }
    let mut part = Books { members: BTreeMap::new(), ..books.clone() };
    for (last, left) in by_day {
        let members = left.into_iter().filter_map(|id| Some((id.clone(), books.members.get(id)?.clone())));
        part.members = members.collect();
        states.extend(dated(last, report(&part, awards, last)));
    }
    states
}

fn roles(books: &Books, at_end: &Report) -> Vec<RoleNeed> {
    let role = |state: &RequirementState| RoleNeed {
        whom: state.requirement.whom(books),
        apart: state.requirement.apart_words(|id| books.path(id)),
        requirement: state.requirement.clone(),
        missing: if state.requirement.demand == Demand::Each { 0 } else { state.missing() },
    };
    let mut roles = at_end.requirements.iter().map(role).collect::<Vec<_>>();
    roles.sort_by_cached_key(|role| (role.requirement.criticality, role.whom.clone(), role.requirement.id.clone()));
    roles
}

fn person(
    material: &Material,
    viewer: &OrganisationId,
    (ask, known): (PackAsk, Timestamp),
    on: Day,
    state: PersonState,
) -> PersonPack {
    let file = |id: &EvidenceId| material.files.get(id).cloned();
    let proven = |(id, award, standing): &(AwardId, Award, Standing)| ProvenAward {
        id: id.clone(),
        title: lines::title(&material.rules, &award.facts).to_owned(),
        award: award.clone(),
        standing: *standing,
        files: award.evidence.iter().filter_map(file).collect(),
    };
    let awards = state.awards.iter().map(proven).collect::<Vec<_>>();
    let logs = material.awards.get(&state.member).map_or(&[][..], Vec::as_slice);
    let mocks = material.mocks.get(&state.member).map_or(&[][..], Vec::as_slice).iter();
    let mocks = mocks.filter(|mock| (ask.from..=on).contains(&day_of(mock.at)));
    let observed = material.observations.get(&state.member).map_or(&[][..], Vec::as_slice).iter();
    let observed = observed.filter(|seen| (ask.from..=ask.until).contains(&seen.on)).collect::<Vec<_>>();
    let exams = awards.iter().filter(|proven| proven.standing == Standing::Verified).map(lines::exam);
    let judged = mocks.map(lines::mock).chain(observed.iter().map(|seen| lines::observed(seen)));
    let mut evaluations = exams.chain(judged).collect::<Vec<_>>();
    evaluations.sort_by_key(|evaluation| evaluation.on);
    let mut trail = lines::trail(logs, viewer, known, &material.rules);
    trail.extend(observed.into_iter().map(lines::noted));
    trail.sort_by_key(|line| line.at);
    PersonPack { state, on, awards, evaluations, trail }
}

#[cfg(test)]
mod tests;
