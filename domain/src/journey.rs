//! The way through the levels: which one somebody is on, and the one thing to do next there.

use crate::question::Level;

/// Mock exams of a level that have to be passed before the next level is advised: one may have been luck.
pub const PASSES: usize = 2;

/// Why somebody is on a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// The person said so.
    Chosen,
    /// It follows upon an official result of this level, or is the last level, of which one is held.
    Held(Level),
    /// It was studied last.
    Studied,
    /// Nothing is known yet: everybody begins with the first.
    Beginning,
}

/// The level that somebody is on: an own choice comes first, then what follows from official results. What was studied
/// last decides where there is no result, or where it lies above what the results lead to.
pub fn level(chosen: Option<Level>, held: &[Level], studied: Option<Level>) -> (Level, Because) {
    if let Some(level) = chosen {
        return (level, Because::Chosen);
    }
    let due = held.iter().max().map(|highest| (highest.next().unwrap_or(*highest), Because::Held(*highest)));
    match (due, studied) {
        (Some((due, _)), Some(studied)) if studied > due => (studied, Because::Studied),
        (Some(due), _) => due,
        (None, Some(studied)) => (studied, Because::Studied),
        (None, None) => (Level::Foundation, Because::Beginning),
    }
}

/// What is known of somebody on a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// An exam is open and its clock runs.
    pub exam_runs: bool,
    /// Lessons that are not complete.
    pub open_lessons: usize,
    /// Exercises that are still to be worked through.
    pub open_exercises: usize,
    /// Clauses of which less than half was right and that can be practised.
    pub weak_clauses: usize,
    /// Papers that can be sat.
    pub papers: usize,
    /// Mock exams passed, the same fixed paper once.
    pub passed: usize,
    /// The day of the official exam lies ahead.
    pub exam_ahead: bool,
    /// An official result of the level is recorded.
    pub is_held: bool,
    /// The level above, if there is one.
    pub above: Option<Level>,
}

/// The one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Go on with the exam that runs.
    GoOn,
    /// Read the first lesson that is not complete.
    Read,
    /// Work through the first open exercise.
    WorkThrough,
    /// Practise the weakest clauses.
    Practise,
    /// Sit a mock exam.
    Sit,
    /// Stay in practice: everything is done, and the day is near or the certificate held.
    Refresh,
    /// Go on to the level above.
    MoveOn(Level),
    /// Record the official result: there is no level above.
    Record,
}

/// What to do next: first what runs, then lessons, exercises, weak clauses, papers until enough are passed; then what lies
/// beyond the level.
pub fn next(standing: &Standing) -> Step {
    let Standing { papers, passed, exam_ahead, is_held, above, .. } = *standing;
    match standing {
        Standing { exam_runs: true, .. } => Step::GoOn,
        Standing { open_lessons: 1.., .. } => Step::Read,
        Standing { open_exercises: 1.., .. } => Step::WorkThrough,
        Standing { weak_clauses: 1.., .. } if passed < PASSES => Step::Practise,
        _ if papers > 0 && passed < PASSES => Step::Sit,
        _ if exam_ahead => Step::Refresh,
        _ => match above {
            Some(level) => Step::MoveOn(level),
            None if is_held => Step::Refresh,
            None => Step::Record,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{Auditor, Foundation, Practitioner};
    use super::*;

    #[test]
    fn the_level_follows_choice_then_results_then_study() {
        for (chosen, held, studied, expected) in [
            (None, vec![], None, (Foundation, Because::Beginning)),
            (None, vec![], Some(Foundation), (Foundation, Because::Studied)),
            (None, vec![], Some(Auditor), (Auditor, Because::Studied)),
            (None, vec![Foundation], None, (Practitioner, Because::Held(Foundation))),
            (None, vec![Foundation], Some(Foundation), (Practitioner, Because::Held(Foundation))),
            (None, vec![Foundation], Some(Practitioner), (Practitioner, Because::Held(Foundation))),
            (None, vec![Foundation], Some(Auditor), (Auditor, Because::Studied)),
            (None, vec![Practitioner, Foundation], Some(Foundation), (Auditor, Because::Held(Practitioner))),
            (None, vec![Practitioner], None, (Auditor, Because::Held(Practitioner))),
            (None, vec![Foundation, Practitioner, Auditor], Some(Foundation), (Auditor, Because::Held(Auditor))),
            (Some(Foundation), vec![Foundation, Practitioner], Some(Auditor), (Foundation, Because::Chosen)),
            (Some(Auditor), vec![], Some(Foundation), (Auditor, Because::Chosen)),
        ] {
            assert_eq!(level(chosen, &held, studied), expected, "{chosen:?} {held:?} {studied:?}");
        }
    }

    #[test]
    fn one_thing_comes_next_and_each_gives_way_to_the_following() {
        let all_open = Standing {
            exam_runs: true,
            open_lessons: 25,
            open_exercises: 6,
            weak_clauses: 3,
            papers: 4,
            passed: 0,
            exam_ahead: true,
            is_held: false,
            above: Some(Practitioner),
        };
        let ended = Standing { exam_runs: false, ..all_open };
        let read = Standing { open_lessons: 0, ..ended };
        let applied = Standing { open_exercises: 0, ..read };
        let known = Standing { weak_clauses: 0, ..applied };
        let once = Standing { passed: 1, ..known };
        let weak_again = Standing { weak_clauses: 1, ..once };
        let twice = Standing { passed: 2, weak_clauses: 1, ..once };
        let after = Standing { exam_ahead: false, ..twice };
        let top = Standing { above: None, ..after };
        let certified = Standing { is_held: true, ..top };
        for (standing, step) in [
            (all_open, Step::GoOn),
            (ended, Step::Read),
            (Standing { open_lessons: 1, ..ended }, Step::Read),
            (read, Step::WorkThrough),
            (applied, Step::Practise),
            (known, Step::Sit),
            (once, Step::Sit),
            (weak_again, Step::Practise),
            (twice, Step::Refresh),
            (after, Step::MoveOn(Practitioner)),
            (Standing { is_held: true, ..after }, Step::MoveOn(Practitioner)),
            (Standing { papers: 0, passed: 0, weak_clauses: 0, ..after }, Step::MoveOn(Practitioner)),
            (top, Step::Record),
            (certified, Step::Refresh),
        ] {
            assert_eq!(next(&standing), step, "{standing:?}");
        }
    }

    #[test]
    fn each_level_has_the_one_above() {
        assert_eq!(Level::ALL.map(Level::next), [Some(Practitioner), Some(Auditor), None]);
    }
}
