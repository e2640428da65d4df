//! The plans of a person's classes as one agenda: what comes when, and where the person stands with it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use content::Library;
use domain::attempt::Phase;
use domain::cohort::progress::{Parts, Sat, Standing, State, Work};
use domain::cohort::{Access, Task};
use domain::ids::{CohortId, EntryId};
use domain::record::StudyRecord;
use domain::time::Timestamp;
use store::{AgendaEntry, Answering, Fault};

use crate::pages::exercises;
use crate::site::{Site, Viewer};

/// A line of the agenda.
#[derive(Clone, Debug)]
pub struct Line {
    /// The entry, its class and its dates.
    pub at: AgendaEntry,
    /// Where the person stands with it.
    pub standing: Standing,
    /// What the person began for it, the earliest first.
    pub answering: Vec<Answering>,
}

/// Where in the agenda a line stands, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Due already, and open still.
    Overdue,
    /// A session of today, or something that is due or closes today.
    Today,
    /// Within the next seven days.
    Soon,
    /// Later, or without a date.
    Later,
    /// Done, closed or over.
    Over,
}

impl Turn {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Today, Self::Soon, Self::Later, Self::Over];

    /// The heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::Today => "Today",
            Self::Soon => "The next seven days",
            Self::Later => "Later",
            Self::Over => "Done and over",
        }
    }
}

impl Line {
    /// The moment by which it stands in order: the begin of a session, else when it is due, closes or opens.
    pub fn moment(&self) -> Option<Timestamp> {
        let window = self.at.window();
        match self.at.entry.task {
            Task::Session { .. } => window.opens.or(window.closes),
            _ => window.due.or(window.closes).or(window.opens),
        }
    }

    /// What was begun for it, can be gone on with and is not done yet.
    pub fn running(&self) -> Option<&Answering> {
        let is_open = |one: &&Answering| one.sat.phase == Phase::Running && one.sat.done_at().is_none();
        self.answering.iter().rev().find(is_open)
    }

    /// Where in the agenda it stands. Days are those of the class's zone.
    pub fn turn(&self, now: Timestamp) -> Turn {
        let open = matches!(self.standing.state, State::NotYet | State::Open | State::Begun);
        if !open {
            return Turn::Over;
        }
        let is_session = matches!(self.at.entry.task, Task::Session { .. });
        if !is_session && self.at.window().at(now) == Access::Late {
            return Turn::Overdue;
        }
        let Some(moment) = self.moment() else { return Turn::Later };
        let day = |at| self.at.zone.local(at).0;
        let (today, that) = (day(now), day(moment));
        match that {
            // A session that goes on since yesterday, or something without a due day that opened before.
            that if that < today => {
                if is_session {
                    Turn::Today
                } else {
                    Turn::Later
                }
            }
            that if that == today => Turn::Today,
            that if that <= today + TimeDelta::days(7) => Turn::Soon,
            _ => Turn::Later,
        }
    }
}

/// What an entry is made of in the course as it is now.
pub fn parts(library: &Library, task: &Task) -> Parts {
    match task {
        Task::Session { .. } => Parts::Session,
        Task::Lessons { lessons } => {
            let known = lessons.iter().filter_map(|id| library.lesson(id));
            let checks =
                known.map(|lesson| (lesson.id.clone(), lesson.checks.iter().map(|check| check.id.clone()).collect()));
            Parts::Lessons(checks.collect())
        }
        Task::Practice { .. } => Parts::Practice,
        Task::Exercise { scenario } => {
            let items = library.scenario(scenario).into_iter().flat_map(|own| exercises::items(library, own));
            Parts::Exercise(items.map(|item| item.id.clone()).collect())
        }
        Task::Paper { .. } => Parts::Paper,
    }
}

/// What an entry is called when its trainer gave it no name.
pub fn name_of(library: &Library, task: &Task) -> String {
    match task {
        Task::Session { .. } => "Session".to_owned(),
        Task::Lessons { lessons } => match lessons.as_slice() {
            [one] => library.lesson(one).map_or_else(|| "A lesson".to_owned(), |lesson| lesson.title.clone()),
            several => format!("{} lessons", several.len()),
        },
        Task::Practice { areas, count } => match areas.as_slice() {
            [one] => {
                library.area(one).map_or_else(|| "Practice".to_owned(), |area| format!("Practice: {}", area.title))
            }
            _ => format!("Practice: {count} questions"),
        },
        Task::Exercise { scenario } => {
            library.scenario(scenario).map_or_else(|| "An exercise".to_owned(), |scenario| scenario.title.clone())
        }
        Task::Paper { scheme, .. } => {
            library.scheme(scheme).map_or_else(|| "Mock exam".to_owned(), |scheme| scheme.name.clone())
        }
    }
}

/// Loads the agenda over all classes, or that of one.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer, class: Option<&CohortId>) -> Result<Vec<Line>, Fault> {
    let entries = site.store.agenda(&viewer.account, class).await?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let record = site.store.study_record(&viewer.account).await?;
    let mut answering = site.store.answering(&viewer.account).await?;
    let now = site.now().wall;
    Ok(entries.into_iter().map(|at| line(site.library(), at, &record, &mut answering, now)).collect())
}

/// Loads one line; nothing when the person's class has none such.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load_one(site: &Site, viewer: &Viewer, class: &CohortId, entry: &EntryId) -> Result<Option<Line>, Fault> {
    let Some(at) = site.store.agenda_entry(&viewer.account, class, entry).await? else { return Ok(None) };
    let record = site.store.study_record(&viewer.account).await?;
    let mut answering = site.store.answering(&viewer.account).await?;
    Ok(Some(line(site.library(), at, &record, &mut answering, site.now().wall)))
}

fn line(
    library: &Library,
    at: AgendaEntry,
    record: &StudyRecord,
    answering: &mut BTreeMap<EntryId, Vec<Answering>>,
    now: Timestamp,
) -> Line {
    let answering = answering.remove(&at.entry.id).unwrap_or_default();
    let sat = answering.iter().map(|one| one.sat).collect::<Vec<Sat>>();
    let work = Work { record, sat: &sat, presence: at.presence };
    let standing = Standing::of(&parts(library, &at.entry.task), work, at.window(), now);
    Line { at, standing, answering }
}

/// The lines that are next, in the order of the agenda: overdue ones first. Done and over ones are none of them.
pub fn next(lines: Vec<Line>, most: usize, now: Timestamp) -> Vec<Line> {
    let mut open = lines.into_iter().map(|line| (line.turn(now), line)).collect::<Vec<_>>();
    open.retain(|(turn, _)| *turn != Turn::Over);
    open.sort_by_key(|(turn, line)| (*turn, line.moment().map_or(i64::MAX, |at| at.0)));
    open.into_iter().take(most).map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests;
