//! What somebody has done of an entry of the plan: one rule for the trainer's plan, the participant's agenda and the reports.

use super::{Access, Presence, Window};
use crate::attempt::Phase;
use crate::ids::{CheckId, ItemId, LessonId};
use crate::record::{LessonState, StudyRecord};
use crate::time::Timestamp;

/// What an entry is made of in the course as it is now. What the course has no more is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// The cohort meets.
    Session,
    /// Lessons with their checks.
    Lessons(Vec<(LessonId, Vec<CheckId>)>),
    /// A practice set.
    Practice,
    /// The questions of a scenario.
    Exercise(Vec<ItemId>),
    /// A mock exam.
    Paper,
}

/// One attempt that answers an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sat {
    /// Where it stands.
    pub phase: Phase,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// Its questions.
    pub questions: usize,
    /// How many of them were answered for good; counted in practice alone, where the first answer is final.
    pub answered: usize,
    /// When the last of these was answered.
    pub answered_at: Option<Timestamp>,
}

impl Sat {
    /// When it was done: when it ended, or when the last question of a practice set was answered.
    pub fn done_at(&self) -> Option<Timestamp> {
        if self.phase != Phase::Running {
            return Some(self.finished_at.unwrap_or(self.started_at));
        }
        (self.questions > 0 && self.answered >= self.questions).then(|| self.answered_at.unwrap_or(self.started_at))
    }
}

/// What is known of a person with regard to an entry.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// What the course has shown about the person.
    pub record: &'a StudyRecord,
    /// The attempts that answer the entry.
    pub sat: &'a [Sat],
    /// What the register of a session says.
    pub presence: Option<Presence>,
}

/// Where a person stands with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It is not open yet, and nothing was done.
    NotYet,
    /// It is open, and nothing was done.
    Open,
    /// Something was done, and it can be gone on with.
    Begun,
    /// It is done; of a session: the person was there.
    Done,
    /// It closed before it was done; of a session: the person was absent.
    Missed,
    /// The session is over, and nobody noted whether the person was there; or the person is excused.
    Over,
}

/// Where a person stands with an entry, how far it is done, and when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub state: State,
    /// Parts that are done, and all of them: lessons, or questions of an exercise.
    pub parts: (usize, usize),
    /// When it was done, as far as that was noted. Of lessons it is when the last of their ends was reached, since checks
    /// carry no time.
    pub at: Option<Timestamp>,
    /// Whether it was done after it was due, or is open still though it was due.
    pub late: bool,
}

/// What was done, before the window is asked.
struct Done {
    parts: (usize, usize),
    whole: bool,
    begun: bool,
    at: Option<Timestamp>,
}

impl Standing {
    /// Decides it. The window is that of the person, own dates applied.
    pub fn of(parts: &Parts, work: Work<'_>, window: Window, now: Timestamp) -> Self {
        let done = match parts {
            Parts::Session => return session(work.presence, window, now),
            Parts::Lessons(lessons) => lessons_done(lessons, work.record),
            Parts::Practice | Parts::Paper => sat(work.sat, (0, 1)),
            Parts::Exercise(items) => exercise_done(items, work),
        };
        let access = window.at(now);
        let is_late = |at: Timestamp| window.due.is_some_and(|due| at > due);
        let state = match access {
            _ if done.whole => State::Done,
            Access::Closed => State::Missed,
            _ if done.begun => State::Begun,
            Access::NotYet => State::NotYet,
            Access::Open | Access::Late => State::Open,
        };
        let late = match state {
            State::Done => done.at.is_some_and(is_late),
            State::Open | State::Begun => access == Access::Late,
            _ => false,
        };
        Self { state, parts: done.parts, at: done.at.filter(|_| done.whole), late }
    }
}

fn session(presence: Option<Presence>, window: Window, now: Timestamp) -> Standing {
    let state = match presence {
        Some(presence) if presence.attended() => State::Done,
        Some(Presence::Absent) => State::Missed,
        Some(_) => State::Over,
        None => match window.at(now) {
            Access::NotYet => State::NotYet,
            Access::Closed => State::Over,
            Access::Open | Access::Late => State::Open,
        },
    };
    let attended = usize::from(state == State::Done);
    Standing { state, parts: (attended, 1), at: None, late: presence == Some(Presence::Late) }
}

fn lessons_done(lessons: &[(LessonId, Vec<CheckId>)], record: &StudyRecord) -> Done {
    let states = lessons.iter().map(|(lesson, checks)| record.lesson(lesson, checks)).collect::<Vec<_>>();
    let complete = states.iter().filter(|state| **state == LessonState::Complete).count();
    Done {
        parts: (complete, lessons.len()),
        whole: !lessons.is_empty() && complete == lessons.len(),
        begun: states.iter().any(|state| *state != LessonState::New),
        at: lessons.iter().filter_map(|(lesson, _)| record.ended.get(lesson)).max().copied(),
    }
}

/// The first attempt that was done counts; later ones change nothing.
fn sat(sat: &[Sat], parts: (usize, usize)) -> Done {
    let at = sat.iter().filter_map(Sat::done_at).min();
    let whole = at.is_some();
    Done { parts: if whole { (parts.1, parts.1) } else { parts }, whole, begun: !sat.is_empty(), at }
}

/// It is done when each of its questions was answered, in whatever set, or when one of its attempts was done.
fn exercise_done(items: &[ItemId], work: Work<'_>) -> Done {
    let is_answered = |item: &&ItemId| work.record.items.get(*item).is_some_and(|seen| seen.answered > 0);
    let answered = items.iter().filter(is_answered).count();
    let sat = sat(work.sat, (answered, items.len()));
    let whole = sat.whole || (!items.is_empty() && answered == items.len());
    Done {
        parts: (if sat.whole { items.len() } else { answered }, items.len()),
        whole,
        begun: sat.begun || answered > 0,
        at: sat.at,
    }
}

#[cfg(test)]
mod tests;
