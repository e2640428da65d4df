//! How far somebody is on a learning path.

use content::{LearningPath, Library, PathWork};
use domain::attempt::{Mode, Phase};
use domain::ids::AreaId;
use domain::record::{LessonState, StudyRecord};
use store::{AttemptHead, Fault};

use crate::knowledge;
use crate::pages::exercises::is_worked_through;
use crate::site::{Site, Viewer};

/// Questions to be answered in the areas of a step before it counts as done: as many as its button asks.
const ENOUGH: usize = 10;

/// What a path is held against.
pub struct Done {
    /// The study record.
    pub record: StudyRecord,
    /// Sittings, newest first.
    pub attempts: Vec<AttemptHead>,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(site: &Site, viewer: &Viewer) -> Result<Done, Fault> {
    let record = site.store.study_record(&viewer.account).await?;
    Ok(Done { record, attempts: site.store.attempts(&viewer.account).await? })
}

/// Whether each step is done; nothing for pages, of which nobody knows whether they were looked at.
pub(super) fn steps(library: &Library, path: &LearningPath, done: &Done) -> Vec<Option<bool>> {
    let is_done = |(place, work): (usize, &PathWork)| match work {
        PathWork::Lessons(ids) => {
            let state = |id| library.lesson(id).map(|lesson| knowledge::lesson_state(lesson, &done.record));
            Some(ids.iter().all(|id| state(id) == Some(LessonState::Complete)))
        }
        PathWork::Practice(areas) => Some(answered(library, areas, &done.record) >= ENOUGH),
        PathWork::Paper(scheme) => {
            // The second paper of a path is done by a second sitting.
            let before = path.steps[..place].iter().filter(|step| step.work == *work).count();
            let is_sat = |head: &&AttemptHead| head.mode == Mode::Exam && head.phase != Phase::Running;
            let of_scheme = |head: &&AttemptHead| head.scheme.as_ref() == Some(scheme);
            Some(done.attempts.iter().filter(is_sat).filter(of_scheme).count() > before)
        }
        PathWork::Exercises(ids) => {
            let mut exercises = ids.iter().filter_map(|id| library.scenario(id));
            Some(exercises.all(|exercise| is_worked_through(library, exercise, &done.record)))
        }
        PathWork::Page(_) => None,
    };
    path.steps.iter().map(|step| &step.work).enumerate().map(is_done).collect()
}

/// Questions of some areas that were answered at least once.
fn answered(library: &Library, areas: &[AreaId], record: &StudyRecord) -> usize {
    let seen = record.items.iter().filter(|(_, seen)| seen.answered > 0);
    seen.filter_map(|(id, _)| library.item(id)).filter(|item| areas.contains(&item.area)).count()
}

/// How far that is: steps done, steps that can be told, and the first of them that is open.
pub(super) fn far(steps: &[Option<bool>]) -> (usize, usize, Option<usize>) {
    let done = steps.iter().filter(|state| **state == Some(true)).count();
    let told = steps.iter().flatten().count();
    (done, told, steps.iter().position(|state| *state == Some(false)))
}

#[cfg(test)]
mod tests {
    use content::PathStep;
    use domain::attempt::{Stretch, Timing};
    use domain::ids::{AttemptId, SchemeId};
    use domain::marks::Marks;
    use domain::question::Level;
    use domain::record::StudyEvent;
    use domain::time::{ServiceTime, Timestamp};

    use super::*;

    fn sat(scheme: &SchemeId, phase: Phase) -> AttemptHead {
        AttemptHead {
            id: AttemptId::new("a"),
            mode: Mode::Exam,
            level: Level::Foundation,
            scheme: Some(scheme.clone()),
            paper: None,
            title: String::new(),
            started_at: Timestamp(0),
            timing: Timing::new(ServiceTime(0), None, Vec::new(), Stretch::default()),
            phase,
            finished_at: None,
            used: None,
            score: None,
            marks: Marks::whole(40),
            pass_mark: None,
            passed: None,
        }
    }

    fn path(works: Vec<PathWork>) -> LearningPath {
        let step = |work| PathStep { work, why: String::new() };
        let steps = works.into_iter().map(step).collect();
        LearningPath { id: String::new(), title: String::new(), whom: String::new(), weeks: 1, teaches: None, steps }
    }

    #[test]
    fn each_kind_of_step_is_done_by_its_own_work() {
        let library = Library::embedded().expect("the course is sound");
        let (lesson, scheme) = (&library.lessons[0], library.schemes[0].id.clone());
        let exercise = library.scenarios.iter().find(|scenario| scenario.is_exercise()).expect("there is one");
        let area = library.items[0].area.clone();
        let path = path(vec![
            PathWork::Lessons(vec![lesson.id.clone()]),
            PathWork::Practice(vec![area.clone()]),
            PathWork::Page(content::PathPage::Progress),
            PathWork::Paper(scheme.clone()),
            PathWork::Exercises(vec![exercise.id.clone()]),
            PathWork::Paper(scheme.clone()),
        ]);
        let mut done = Done { record: StudyRecord::default(), attempts: vec![sat(&scheme, Phase::Running)] };
        let told = |done: &Done| steps(&library, &path, done);
        assert_eq!(told(&done), [Some(false), Some(false), None, Some(false), Some(false), Some(false)]);
        assert_eq!(far(&told(&done)), (0, 5, Some(0)));

        let mut apply = |event| done.record.apply(&event, Timestamp(1));
        for check in &lesson.checks {
            apply(StudyEvent::CheckAnswered { check: check.id.clone(), choice: 0, right: false });
        }
        apply(StudyEvent::LessonEnded { lesson: lesson.id.clone() });
        let of_area = library.items.iter().filter(|item| item.area == area).take(ENOUGH);
        apply(StudyEvent::ItemsMarked { results: of_area.map(|item| (item.id.clone(), false)).collect() });
        done.attempts = vec![sat(&scheme, Phase::Submitted)];
        assert_eq!(told(&done), [Some(true), Some(true), None, Some(true), Some(false), Some(false)]);
        assert_eq!(far(&told(&done)), (3, 5, Some(4)));

        let answered = crate::pages::exercises::items(&library, exercise).map(|item| (item.id.clone(), true));
        done.record.apply(&StudyEvent::ItemsMarked { results: answered.collect() }, Timestamp(2));
        done.attempts.push(sat(&scheme, Phase::Expired));
        assert_eq!(far(&told(&done)), (5, 5, None));
    }
}
