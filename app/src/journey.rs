//! Where a person stands on the way through the levels, read from what is kept about them.

use std::collections::{BTreeMap, BTreeSet};

use content::{Lesson, Library, Scenario};
use domain::attempt::{Mode, Phase};
use domain::award::Award;
use domain::clause::ClauseNumber;
use domain::ids::AccountId;
use domain::item::Item;
use domain::journey::{self, Because, Standing, Step};
use domain::mastery::{Evidence, Mastery};
use domain::question::Level;
use domain::record::{LessonState, StudyRecord, Subject};
use domain::scheme::Scheme;
use store::{AttemptHead, Fault};

use crate::knowledge;
use crate::pages::exercises::{is_worked_through, offered};
use crate::pages::practice::is_offered;
use crate::site::{Site, Viewer};

/// Answers on a clause before it can be called weak: one slip says little.
const ENOUGH_ANSWERS: u32 = 2;

/// Weak clauses that are practised together.
const TOGETHER: usize = 3;

/// The way of a person: the level, why it is that one, and what comes next there.
pub struct Journey<'a> {
    /// The level.
    pub level: Level,
    /// Why it is that one.
    pub because: Because,
    /// What to do next.
    pub step: Step,
    /// Lessons of the level: complete, and all.
    pub lessons: (usize, usize),
    /// Exercises of the level: worked through, and all that are advised before a paper.
    pub exercises: (usize, usize),
    /// The first lesson that is not complete.
    pub lesson: Option<&'a Lesson>,
    /// The first exercise that is still to be worked through.
    pub exercise: Option<&'a Scenario>,
    /// The weakest clauses, the weakest first.
    pub weak: Vec<ClauseNumber>,
    /// The paper to sit.
    pub paper: Option<&'a Scheme>,
    /// Mock exams passed, and sat.
    pub exams: (usize, usize),
    /// Whether an official result of the level is recorded.
    pub is_held: bool,
}

/// What is kept about a person, as far as the way depends on it.
pub struct Kept<'a> {
    /// The study record.
    pub record: &'a StudyRecord,
    /// Sittings, newest first.
    pub attempts: &'a [AttemptHead],
    /// Official results.
    pub held: &'a [Level],
    /// Whether the day of the official exam lies ahead.
    pub exam_ahead: bool,
}

/// Finds the way.
pub fn find<'a>(library: &'a Library, kept: &Kept<'_>) -> Journey<'a> {
    let Kept { record, attempts, held, exam_ahead } = *kept;
    let (level, because) = level(library, record, held);
    let lessons = || library.lessons.iter().filter(|lesson| lesson.level == level);
    let is_open = |lesson: &&Lesson| knowledge::lesson_state(lesson, record) != LessonState::Complete;
    let open_lessons = lessons().filter(is_open).count();
    let exercises = advised(library, level, record);
    let open = |scenario: &&&Scenario| !is_worked_through(library, scenario, record);
    let weak = weak_clauses(library, level, record);
    let papers = library.schemes.iter().filter(|scheme| scheme.level == level && library.drawer(&scheme.id).is_some());
    let sat = attempts.iter().filter(|head| head.mode == Mode::Exam && head.level == level);
    let (passed, is_held) = (passed(sat.clone()), held.contains(&level));
    let standing = Standing {
        exam_runs: attempts.iter().any(|head| head.mode == Mode::Exam && head.phase == Phase::Running),
        open_lessons,
        open_exercises: exercises.iter().filter(open).count(),
        weak_clauses: weak.len(),
        papers: papers.clone().count(),
        passed,
        exam_ahead,
        is_held,
        above: level.next().filter(|above| library.course(*above).is_some()),
    };
    Journey {
        level,
        because,
        step: journey::next(&standing),
        lessons: (lessons().count() - open_lessons, lessons().count()),
        exercises: (exercises.len() - standing.open_exercises, exercises.len()),
        lesson: lessons().find(is_open),
        exercise: exercises.iter().find(open).copied(),
        weak: weak.into_iter().take(TOGETHER).collect(),
        paper: papers.clone().next(),
        exams: (passed, sat.filter(|head| head.phase != Phase::Running).count()),
        is_held,
    }
}

/// The level that somebody is on, and why.
pub fn level(library: &Library, record: &StudyRecord, held: &[Level]) -> (Level, Because) {
    journey::level(record.chosen, held, studied(library, record))
}

/// The level that somebody is on; loads what is not known yet.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn level_of(site: &Site, viewer: &Viewer, record: &StudyRecord) -> Result<Level, Fault> {
    Ok(level(site.library(), record, &held(site, &viewer.account).await?).0)
}

/// The levels of the certificates in a person's record, but for those that were taken back.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn held(site: &Site, account: &AccountId) -> Result<Vec<Level>, Fault> {
    let (logs, now) = (site.store.awards(account).await?, site.now().wall);
    let awards = logs.iter().filter_map(|log| Award::replay(&log.entries, None, now));
    let standing = awards.filter(|award| !award.is_revoked());
    Ok(standing.filter_map(|award| award.facts.qualification.level()).collect())
}

/// The level of what was studied last, if the course still has it.
fn studied(library: &Library, record: &StudyRecord) -> Option<Level> {
    match record.latest.as_ref()? {
        Subject::Item(id) => library.item(id).map(|item| item.level),
        Subject::Lesson(id) => library.lesson(id).map(|lesson| lesson.level),
        Subject::Check(id) => library.lesson_of(id).map(|lesson| lesson.level),
    }
}

/// The exercises that are advised before a paper. Where a level has only booklets, papers draw from the same ones: then one is
/// enough, and the others stay new.
fn advised<'a>(library: &'a Library, level: Level, record: &StudyRecord) -> Vec<&'a Scenario> {
    let all = offered(library).filter(|scenario| scenario.level == level).collect::<Vec<_>>();
    let apart = all.iter().copied().filter(|scenario| scenario.is_exercise()).collect::<Vec<_>>();
    if !apart.is_empty() {
        return apart;
    }
    let known = all.iter().find(|scenario| is_worked_through(library, scenario, record));
    known.or(all.first()).copied().into_iter().collect()
}

/// Whether an item may be asked to practise some clauses: it is about one of them, and is no part of a booklet or case that
/// is still new, since papers draw those whole.
pub fn practises(item: &Item, record: &StudyRecord, level: Level, clauses: &[ClauseNumber]) -> bool {
    let is_met = item.scenario.is_none() || record.times_seen(&item.id) > 0;
    let about = |clause: &ClauseNumber| item.clauses.iter().any(|own| own.is_within(clause));
    item.level == level && is_offered(item) && is_met && clauses.iter().any(about)
}

/// Clauses of which fewer than half of the last answers on a level were right and that can be practised, the weakest first.
fn weak_clauses(library: &Library, level: Level, record: &StudyRecord) -> Vec<ClauseNumber> {
    let mut evidence = BTreeMap::<&ClauseNumber, Evidence>::new();
    let items = record.items.iter().filter_map(|(id, seen)| Some((library.item(id)?, seen.last?)));
    for (item, right) in items.filter(|(item, _)| item.level == level) {
        item.clauses.iter().for_each(|clause| evidence.entry(clause).or_default().add(right));
    }
    for check in library.lessons.iter().filter(|lesson| lesson.level == level).flat_map(|lesson| &lesson.checks) {
        if let Some(seen) = record.checks.get(&check.id) {
            check.clauses.iter().for_each(|clause| evidence.entry(clause).or_default().add(seen.right));
        }
    }
    let is_weak = |evidence: &Evidence| evidence.mastery() == Mastery::Weak && evidence.answered >= ENOUGH_ANSWERS;
    let can_be = |clause: &ClauseNumber| {
        let clause = std::slice::from_ref(clause);
        library.items.iter().any(|item| practises(item, record, level, clause))
    };
    let weak = evidence.into_iter().filter(|(clause, evidence)| is_weak(evidence) && can_be(clause));
    let mut weak = weak.collect::<Vec<_>>();
    weak.sort_by_key(|(_, evidence)| (evidence.percent(), std::cmp::Reverse(evidence.answered)));
    weak.into_iter().map(|(clause, _)| clause.clone()).collect()
}

/// Exams passed; a fixed paper counts once, however often it was sat.
fn passed<'h>(sat: impl Iterator<Item = &'h AttemptHead>) -> usize {
    let passed = sat.filter(|head| head.passed == Some(true)).map(|head| head.paper.as_ref());
    let (fixed, drawn) = passed.partition::<Vec<_>, _>(Option::is_some);
    drawn.len() + fixed.into_iter().collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests;
