//! Extra time for several people of a class at once. A trainer of the class reaches those who take part in it and belong to the
//! organisation that runs it: to each of them the same trainer may give it singly.

use std::collections::{BTreeMap, BTreeSet};

use domain::accommodation::Accommodation;
use domain::accommodation::effect::Effect;
use domain::cohort::deed::Deed;
use domain::ids::{AccommodationId, AccountId, AttemptId, ParticipantId};
use domain::time::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use super::{Row, apply, hold};
use crate::attempts::log;
use crate::cohorts::history::About;
use crate::cohorts::{ParticipantState, Teaching};
use crate::engine::{Conn, query};
use crate::{ClockReading, Fault, Store, fresh_id};

/// Why a trainer of the class gives somebody no extra time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutOfReach {
    /// The person does not take part: not yet, or no more.
    Absent,
    /// The person belongs to another organisation than the class, or to none.
    Elsewhere,
}

/// An accommodation, and whether it was given in the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassAccommodation {
    /// What was approved.
    pub approved: Accommodation,
    /// Whether that was done here, for several people at once.
    pub here: bool,
}

/// Somebody of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassPerson {
    /// Which participant.
    pub participant: ParticipantId,
    /// The name.
    pub name: String,
    /// The account, if the person is in reach.
    pub reach: Result<AccountId, OutOfReach>,
    /// What was approved for the person, the newest first; of those out of reach nothing is told.
    pub accommodations: Vec<ClassAccommodation>,
}

/// What is to be given to several people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassApproval {
    /// To whom.
    pub people: Vec<ParticipantId>,
    /// What. Its id is that of the form; each person gets it under an id of its own.
    pub accommodation: Accommodation,
}

/// What becomes of a person when it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is given, unless it comes to nothing.
    Comes(Effect),
    /// It is not given.
    Cannot(OutOfReach),
}

/// A person and what becomes of him or her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fated {
    /// Who.
    pub person: ClassPerson,
    /// What.
    pub fate: Fate,
}

impl Fated {
    /// Whether something is given.
    pub fn gets(&self) -> bool {
        matches!(self.fate, Fate::Comes(Effect::New | Effect::More { .. } | Effect::Longer { .. }))
    }
}

/// What became of giving it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassApproved {
    /// It was given: to how many people, and the running exams that have it at once.
    Done(usize, Vec<AttemptId>),
    /// The same form was sent before, and gave it to so many.
    Before(usize),
    /// It would come to something else than what was looked at. Nothing was given.
    Moved(Vec<Fated>),
    /// One of the people is none of the class. Nothing was given.
    Absent,
}

/// A person, and what is ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Who.
    pub person: ClassPerson,
    /// What was given in the class and holds still, or is to come.
    pub ends: Vec<Accommodation>,
    /// What was approved elsewhere, and stays.
    pub stays: Vec<Accommodation>,
}

/// What became of ending it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassEnded {
    /// It was ended for so many people; for none when it had been before.
    Done(usize),
    /// Something else would be ended than what was looked at. Nothing was ended.
    Moved(Vec<Ending>),
    /// One of the people is none of the class. Nothing was ended.
    Absent,
}

/// What was looked at, in short.
pub fn fates_seen(fates: &[Fated]) -> String {
    seen(fates.iter().map(|one| (&one.person.participant, one.fate)))
}

/// What was looked at before it is ended, in short.
pub fn endings_seen(endings: &[Ending]) -> String {
    let ids = |one: &Ending| one.ends.iter().map(|own| own.id.clone()).collect::<Vec<_>>();
    seen(endings.iter().map(|one| (&one.person.participant, ids(one))))
}

fn seen<'s, T: Serialize>(lines: impl Iterator<Item = (&'s ParticipantId, T)>) -> String {
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(serde_json::to_string(&line).expect("it is plain data"));
        hash.update("\n");
    }
    log::quotable(&hash.finalize())
}

#[derive(FromRow)]
struct PersonRow {
    id: String,
    name: String,
    state: String,
    account_id: Option<String>,
    is_own: bool,
}

#[derive(FromRow)]
struct OfClass {
    #[sqlx(flatten)]
    row: Row,
    account_id: String,
    given_here: bool,
}

impl PersonRow {
    fn person(self, of: &mut BTreeMap<String, Vec<ClassAccommodation>>) -> Result<ClassPerson, Fault> {
        let state = ParticipantState::from_word(&self.state);
        let state = state.ok_or_else(|| Fault::corrupt("participant", "state", &self.id, &self.state))?;
        let joined = self.account_id.filter(|_| state == ParticipantState::Joined);
        let reach = match joined {
            None => Err(OutOfReach::Absent),
            Some(_) if !self.is_own => Err(OutOfReach::Elsewhere),
            Some(account) => Ok(AccountId::new(account)),
        };
        let accommodations = reach.as_ref().ok().and_then(|account| of.remove(account.as_str())).unwrap_or_default();
        Ok(ClassPerson { participant: ParticipantId::new(self.id), name: self.name, reach, accommodations })
    }
}

async fn people(conn: &mut Conn, of: &Teaching) -> Result<Vec<ClassPerson>, Fault> {
    let mut given = BTreeMap::<_, Vec<_>>::new();
    for OfClass { row, account_id, given_here } in query!(conn, "of_class.sql", [of.cohort_id()], all OfClass)? {
        let approved = ClassAccommodation { approved: row.into(), here: given_here };
        given.entry(account_id).or_default().push(approved);
    }
    let rows = query!(conn, "class_people.sql", [of.cohort_id()], all PersonRow)?;
    rows.into_iter().map(|row| row.person(&mut given)).collect()
}

/// Those who were chosen, in the order of the class; nothing when one of them is none of it.
async fn chosen(conn: &mut Conn, of: &Teaching, who: &[ParticipantId]) -> Result<Option<Vec<ClassPerson>>, Fault> {
    let all = people(conn, of).await?;
    let known = |id: &ParticipantId| all.iter().any(|one| one.participant == *id);
    if !who.iter().all(known) {
        return Ok(None);
    }
    Ok(Some(all.into_iter().filter(|one| who.contains(&one.participant)).collect()))
}

fn fated(people: Vec<ClassPerson>, new: &Accommodation, now: Timestamp) -> Vec<Fated> {
    let fate = |person: &ClassPerson| match person.reach {
        Err(why) => Fate::Cannot(why),
        Ok(_) => {
            let has = person.accommodations.iter().map(|one| one.approved.clone()).collect::<Vec<_>>();
            Fate::Comes(Effect::of(new, &has, now))
        }
    };
    people.into_iter().map(|person| Fated { fate: fate(&person), person }).collect()
}

fn ending(person: ClassPerson, now: Timestamp) -> Ending {
    let lasts = |one: &&ClassAccommodation| one.approved.valid_until.is_none_or(|until| until > now);
    let lasting = person.accommodations.iter().filter(lasts);
    let (here, elsewhere) = lasting.cloned().partition::<Vec<_>, _>(|one| one.here);
    let approved = |all: Vec<ClassAccommodation>| all.into_iter().map(|one| one.approved).collect();
    Ending { ends: approved(here), stays: approved(elsewhere), person }
}

impl Store {
    /// Everybody of the class, by name, with what was approved for those in reach.
    pub async fn class_accommodations(&self, of: &Teaching) -> Result<Vec<ClassPerson>, Fault> {
        let mut conn = self.read().await?;
        people(&mut conn, of).await
    }

    /// What giving an accommodation to several people would come to; nothing when one of them is none of the class.
    pub async fn preview_class_approval(
        &self,
        by: &Teaching,
        new: &ClassApproval,
        now: Timestamp,
    ) -> Result<Option<Vec<Fated>>, Fault> {
        let mut conn = self.read().await?;
        let people = chosen(&mut conn, by, &new.people).await?;
        Ok(people.map(|people| fated(people, &new.accommodation, now)))
    }

    /// Gives an accommodation to several people in one write, if it comes to what was looked at. Whoever has as much for as long
    /// gets none. Running exams have it at once.
    pub async fn approve_for_class(
        &self,
        by: &Teaching,
        new: ClassApproval,
        seen: String,
        now: ClockReading,
    ) -> Result<ClassApproved, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let ClassApproval { people, accommodation: new } = new;
                let before = query!(conn, "given.sql", [new.id.as_str(), by.cohort_id()], all(String,))?.len();
                if before > 0 {
                    return Ok(ClassApproved::Before(before));
                }
                let Some(people) = chosen(conn, &by, &people).await? else { return Ok(ClassApproved::Absent) };
                // In one order, so that two who give at once do not wait for each other.
                let accounts = people.iter().filter_map(|person| person.reach.as_ref().ok());
                for account in accounts.cloned().collect::<BTreeSet<_>>() {
                    hold(conn, &account).await?;
                }
                let fates = fated(people, &new, now.wall);
                if fates_seen(&fates) != seen {
                    return Ok(ClassApproved::Moved(fates));
                }
                let (mut given, mut reached) = (0, Vec::new());
                for one in fates.iter().filter(|one| one.gets()) {
                    let Ok(account) = &one.person.reach else { continue };
                    let id = AccommodationId::new(fresh_id(now.wall));
                    if give(conn, &by, (&id, &one.person.participant), &new).await? {
                        given += 1;
                        reached.extend(apply(conn, account, &format!("approved:{id}"), now).await?);
                    }
                }
                if given == 0 {
                    // The same form, sent at the same moment, was quicker.
                    let before = query!(conn, "given.sql", [new.id.as_str(), by.cohort_id()], all(String,))?.len();
                    if before > 0 {
                        return Ok(ClassApproved::Before(before));
                    }
                }
                if given > 0 {
                    by.note(conn, About::Cohort, &Deed::TimeGiven { people: given as u64 }, now.wall).await?;
                }
                Ok(ClassApproved::Done(given, reached))
            })
        })
        .await
    }

    /// What ending would end of what was given in the class; nothing when one of the people is none of it.
    pub async fn preview_class_end(
        &self,
        by: &Teaching,
        who: &[ParticipantId],
        now: Timestamp,
    ) -> Result<Option<Vec<Ending>>, Fault> {
        let mut conn = self.read().await?;
        let people = chosen(&mut conn, by, who).await?;
        Ok(people.map(|people| people.into_iter().map(|person| ending(person, now)).collect()))
    }

    /// Ends what was given in the class to several people, in one write, if it is what was looked at. Running exams keep what they
    /// have, and what was approved elsewhere holds on.
    pub async fn end_for_class(
        &self,
        by: &Teaching,
        who: Vec<ParticipantId>,
        seen: String,
        now: Timestamp,
    ) -> Result<ClassEnded, Fault> {
        let by = by.clone();
        self.write(move |conn| {
            Box::pin(async move {
                let Some(people) = chosen(conn, &by, &who).await? else { return Ok(ClassEnded::Absent) };
                let endings = people.into_iter().map(|person| ending(person, now)).collect::<Vec<_>>();
                if endings.iter().any(|one| !one.ends.is_empty()) && endings_seen(&endings) != seen {
                    return Ok(ClassEnded::Moved(endings));
                }
                let mut ended = 0;
                for one in endings.iter().filter(|one| !one.ends.is_empty()) {
                    let binds = (one.person.participant.as_str(), by.cohort_id());
                    let rows = query!(conn, "take_back.sql", [binds.0, binds.1, now.0], rows)?;
                    ended += usize::from(rows > 0);
                }
                if ended > 0 {
                    by.note(conn, About::Cohort, &Deed::TimeEnded { people: ended as u64 }, now).await?;
                }
                Ok(ClassEnded::Done(ended))
            })
        })
        .await
    }
}

async fn give(
    conn: &mut Conn,
    by: &Teaching,
    (id, participant): (&AccommodationId, &ParticipantId),
    new: &Accommodation,
) -> Result<bool, Fault> {
    let rows = query!(
        conn,
        "give.sql",
        [
            id.as_str(),
            participant.as_str(),
            by.cohort_id(),
            i64::from(new.stretch.percent),
            new.stretch.extra.0,
            new.stretch.breaks.0,
            &new.reason,
            &by.name,
            new.approved_at.0,
            new.valid_from.0,
            new.valid_until.map(|until| until.0),
            new.id.as_str(),
        ],
        rows
    )?;
    Ok(rows == 1)
}
