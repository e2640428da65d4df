//! The class of the small organisation: who takes part, what is planned, and who came.

use anyhow::{Context, bail};
use chrono::NaiveTime;
use domain::award::day_of;
use domain::cohort::{Presence, Start, Task, Window};
use domain::ids::{CohortId, EntryId, OrganisationId, ParticipantId, SchemeId};
use domain::question::Level;
use domain::time::{Millis, Timestamp};
use domain::zone::Zone;
use store::{CohortFacts, Enrolled, Enrolment, EntryAdded, NewEntry, Noting, Role, Staff, Store, Teaching, fresh_id};

use super::books::Joiner;
use super::{DAY, PAPER, email};
use crate::routes::cohorts::fresh_code;

/// Days from now.
const FIRST: i64 = -20;
const LAST: i64 = 14;

/// How the people of the class came to the two mornings that are over.
const CAME: [[Presence; 2]; 5] = [
    [Presence::Present, Presence::Present],
    [Presence::Present, Presence::Late],
    [Presence::Present, Presence::Excused],
    [Presence::Late, Presence::Absent],
    [Presence::Absent, Presence::Absent],
];

/// Opens it: who trains teaches those who only belong to the organisation.
pub async fn open(
    store: &Store,
    organisation: &OrganisationId,
    joiners: &[Joiner],
    now: Timestamp,
) -> anyhow::Result<()> {
    let then = Timestamp(now.0 + (FIRST - 1) * DAY);
    let trainer = joiners.iter().find(|joiner| joiner.role == domain::organisation::Role::Trainer);
    let trainer = trainer.context("somebody trains")?;
    let staff = Staff::of(Role::Trainer, Some(organisation), trainer.name).context("who trains is staff")?;
    let (id, code) = (CohortId::new(fresh_id(then)), fresh_code());
    let opened = (id.clone(), code.clone());
    store.make_cohort((&staff, &trainer.account), opened, facts(store, now)?, then).await?;
    let teaching = store.teaching(&trainer.account, &id).await?.context("who opens a cohort teaches it")?;
    for one in super::PEOPLE.iter().filter(|one| one.role == Role::Candidate) {
        let joiner = joiners.iter().find(|joiner| joiner.name == one.name).context("everybody joined")?;
        let (address, way) = (email(one.name), Enrolment::Code(code.clone()));
        let fresh = ParticipantId::new(fresh_id(then));
        let enrolled = store.enrol((&joiner.account, one.name, &address), way, fresh, then).await?;
        if enrolled != Enrolled::Done(id.clone()) {
            bail!("{} could not join the class", one.name);
        }
    }
    plan(store, &teaching, now).await
}

fn facts(store: &Store, now: Timestamp) -> anyhow::Result<CohortFacts> {
    let day = |ahead: i64| day_of(Timestamp(now.0 + ahead * DAY));
    Ok(CohortFacts {
        name: "Foundation, morning class".to_owned(),
        level: Level::Foundation,
        edition: store.library().taught.id.clone(),
        scheme: SchemeId::new(PAPER),
        starts_on: day(FIRST),
        ends_on: day(LAST),
        exam_on: Some(day(LAST + 2)),
        zone: Zone::named("Europe/London").context("the zone is known")?,
        language: "English".to_owned(),
        in_room: true,
    })
}

/// Puts sessions and assignments into the plan, and keeps the registers of the sessions that are over.
async fn plan(store: &Store, teaching: &Teaching, now: Timestamp) -> anyhow::Result<()> {
    let at = |ahead: i64, hour: u32| {
        let day = day_of(Timestamp(now.0 + ahead * DAY));
        let time = NaiveTime::from_hms_opt(hour, 0, 0).context("an hour of the day")?;
        Ok::<_, anyhow::Error>(teaching.cohort.facts.zone.instant(day, time)?)
    };
    let session = |ahead: i64| {
        let opens = at(ahead, 9)?;
        Ok::<_, anyhow::Error>(Window { opens: Some(opens), due: None, closes: Some(opens.plus(Millis::minutes(180))) })
    };
    let meet = |agenda: &str| Task::Session { place: "Room 2.14".to_owned(), agenda: agenda.to_owned() };
    let due = |ahead: i64| Ok::<_, anyhow::Error>(Window { due: Some(at(ahead, 18)?), ..Window::default() });
    let library = store.library();
    let course = library.course(Level::Foundation).context("there is a course")?;
    let lessons = course.lessons().cloned().collect::<Vec<_>>();
    let exercise = library.scenarios.iter().find(|one| one.level == Level::Foundation && one.is_exercise());
    let scenario = exercise.context("there is a case")?.id.clone();
    let mock = Task::Paper { scheme: SchemeId::new(PAPER), fixed: None, start: Start::Together, limit: None };
    let (first, second) = (
        meet("What a service management system is\nWho is who in certification"),
        meet("Leadership, planning, support\nWhere ITIL and the standard differ"),
    );
    let registers = [
        add(store, teaching, ("First morning", first, session(FIRST)?), now).await?,
        add(store, teaching, ("Second morning", second, session(FIRST + 14)?), now).await?,
    ];
    let others = [
        ("Before the first morning", Task::Lessons { lessons: lessons[..4].to_vec() }, due(FIRST - 1)?),
        ("Before the second morning", Task::Lessons { lessons: lessons[4..9].to_vec() }, due(FIRST + 13)?),
        ("Warm up", Task::Practice { areas: Vec::new(), count: 10 }, due(3)?),
        ("Third morning", meet("The processes of clause 8\nQuestions that split the room"), session(4)?),
        ("A case for the third morning", Task::Exercise { scenario }, due(3)?),
        ("Mock exam in the room", mock, Window { opens: Some(at(11, 9)?), ..Window::default() }),
    ];
    for other in others {
        add(store, teaching, other, now).await?;
    }
    let people = store.participants(teaching).await?;
    for (session, entry) in registers.iter().enumerate() {
        let came = people.iter().zip(CAME).map(|(one, came)| Noting {
            participant: one.id.clone(),
            presence: came[session],
            seen: None,
        });
        store.keep_attendance(teaching, entry, came.collect(), now).await?;
    }
    Ok(())
}

async fn add(
    store: &Store,
    teaching: &Teaching,
    (title, task, window): (&str, Task, Window),
    now: Timestamp,
) -> anyhow::Result<EntryId> {
    let id = EntryId::new(fresh_id(now));
    let new = NewEntry { id: id.clone(), title: title.to_owned(), words: String::new(), task, window };
    match store.add_entry(teaching, new, now).await? {
        EntryAdded::Done => Ok(id),
        EntryAdded::Another => bail!("{title} is planned already"),
    }
}
