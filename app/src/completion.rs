//! How far somebody is with each course, counted from what is kept; and what a certificate of completion is issued with.

use content::{Course, Library};
use domain::attempt::{Mode, Phase};
use domain::award::day_of;
use domain::completion::{BestMock, Progress, completed_at};
use domain::question::Level;
use domain::record::{LessonState, StudyEvent, StudyRecord};
use domain::time::Timestamp;
use store::{AttemptHead, Earned};

use crate::knowledge;
use crate::site::Viewer;

/// Longest name on a certificate, in characters.
const LONGEST_NAME: usize = 120;

/// How far somebody is with one course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The level of the course.
    pub level: Level,
    /// What the course is called.
    pub title: String,
    /// What is done, and what is not.
    pub progress: Progress,
    /// The best mock exam that was passed.
    pub best: Option<BestMock>,
}

/// How far somebody is with each course that has lessons, the lowest level first.
pub fn standings(library: &Library, record: &StudyRecord, attempts: &[AttemptHead]) -> Vec<Standing> {
    let courses = library.courses.iter().filter(|course| course.lessons().next().is_some());
    courses.map(|course| standing(library, course, record, attempts)).collect()
}

fn standing(library: &Library, course: &Course, record: &StudyRecord, attempts: &[AttemptHead]) -> Standing {
    let lessons = course.lessons().filter_map(|id| library.lesson(id));
    let complete = lessons.filter(|lesson| knowledge::lesson_state(lesson, record) == LessonState::Complete).count();
    let passed = attempts.iter().filter(|head| {
        let is_mock = head.mode == Mode::Exam && head.phase != Phase::Running;
        is_mock && head.level == course.level && head.passed == Some(true)
    });
    let reached = |head: &AttemptHead| {
        let tally = domain::marks::Tally { score: head.score.unwrap_or_default(), marks: head.marks };
        Some(BestMock { percent: tally.percent(), on: day_of(head.finished_at?) })
    };
    let passed = passed.filter_map(reached).collect::<Vec<_>>();
    Standing {
        level: course.level,
        title: course.title.clone(),
        progress: Progress { lessons: course.lessons().count(), complete, passed: passed.len() },
        // Of equal ones the first.
        best: passed.into_iter().min_by_key(|mock| (std::cmp::Reverse(mock.percent), mock.on)),
    }
}

/// What a certificate is issued with; nothing when it is not earned. `events` are all that the person studied, the earliest
/// first.
pub fn earned(
    library: &Library,
    viewer: &Viewer,
    standing: &Standing,
    events: Vec<(Timestamp, StudyEvent)>,
) -> Option<Earned> {
    let course = library.course(standing.level).filter(|_| standing.progress.is_enough())?;
    let lessons = course.lessons().map(|id| library.lesson(id)).collect::<Option<Vec<_>>>()?;
    let checks = lessons.iter().map(|lesson| {
        let checks = lesson.checks.iter().map(|check| check.id.clone());
        (lesson.id.clone(), checks.collect())
    });
    let minutes = lessons.iter().map(|lesson| u32::from(lesson.minutes)).sum::<u32>();
    Some(Earned {
        level: standing.level,
        edition: library.taught.id.to_string(),
        title: standing.title.clone(),
        holder: printable(&viewer.name),
        email: viewer.email.clone(),
        lessons: u32::try_from(lessons.len()).ok()?,
        hours: ((minutes + 30) / 60).max(1),
        completed_on: day_of(completed_at(&checks.collect::<Vec<_>>(), events)?),
        mock: standing.best?,
    })
}

/// A name as it stands on paper and in badges: without control characters, and not longer than a line holds.
fn printable(name: &str) -> String {
    let name = name.split(|c: char| c.is_control() || c.is_whitespace()).filter(|part| !part.is_empty());
    name.collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(printable(" Zoë\u{7}\n  Ångström "), "Zoë Ångström");
        assert_eq!(printable(&"é".repeat(500)).chars().count(), 120);
    }
}
