use domain::cohort::Window;
use domain::ids::LessonId;
use domain::zone::Zone;
use store::PlanEntry;

use super::*;

/// Monday 30 November 2026, 09:00 in Oslo.
const NOW: Timestamp = Timestamp(1_796_025_600_000);
const HOUR: i64 = 3_600_000;

fn hours(n: i64) -> Option<Timestamp> {
    Some(Timestamp(NOW.0 + n * HOUR))
}

fn with(zone: &str, task: Task, window: Window) -> Line {
    let entry = PlanEntry {
        id: EntryId::new("e"),
        cohort: CohortId::new("c"),
        title: String::new(),
        words: String::new(),
        task,
        window,
        run_began_at: None,
        run_ended_at: None,
        halted_at: None,
        released_at: None,
    };
    let at = AgendaEntry {
        entry,
        cohort_name: String::new(),
        zone: Zone::named(zone).expect("it is a zone"),
        own: None,
        presence: None,
        made_at: NOW,
        changed_at: NOW,
    };
    let library = Library::embedded().expect("the course is sound");
    line(&library, at, &StudyRecord::default(), &mut BTreeMap::new(), NOW)
}

fn due(n: i64) -> Line {
    let lessons = Task::Lessons { lessons: vec![LessonId::new("f-series")] };
    with("Europe/Oslo", lessons, Window { due: hours(n), ..Window::default() })
}

fn session(begin: i64, end: i64) -> Line {
    let task = Task::Session { place: String::new(), agenda: String::new() };
    with("Europe/Oslo", task, Window { opens: hours(begin), due: None, closes: hours(end) })
}

#[test]
fn lines_have_their_turn() {
    let turns = [-1, 1, 14, 15, 7 * 24, 9 * 24].map(|n| due(n).turn(NOW));
    use Turn::{Later, Over, Overdue, Soon, Today};
    assert_eq!(turns, [Overdue, Today, Today, Soon, Soon, Later]);
    let sessions = [(-3, -1), (-1, 1), (2, 4), (24, 26)].map(|(begin, end)| session(begin, end).turn(NOW));
    assert_eq!(sessions, [Over, Today, Today, Soon]);
    let closed = Window { closes: hours(-1), ..Window::default() };
    let task = Task::Practice { areas: Vec::new(), count: 5 };
    assert_eq!(with("Europe/Oslo", task.clone(), closed).turn(NOW), Over);
    assert_eq!(with("Europe/Oslo", task, Window::default()).turn(NOW), Later);
}

#[test]
fn today_is_that_of_the_class() {
    // 15 hours from now it is Tuesday in Oslo, and Monday still in New York.
    let window = Window { due: hours(15), ..Window::default() };
    let task = Task::Practice { areas: Vec::new(), count: 5 };
    let turns = ["Europe/Oslo", "America/New_York"].map(|zone| with(zone, task.clone(), window).turn(NOW));
    assert_eq!(turns, [Turn::Soon, Turn::Today]);
}

#[test]
fn what_is_overdue_comes_first_and_what_is_over_not_at_all() {
    let lines = vec![session(-3, -1), due(48), session(2, 4), due(-1), due(9_000)];
    let next = next(lines, 3, NOW);
    let moments = next.iter().map(|line| line.moment().map(|at| (at.0 - NOW.0) / HOUR)).collect::<Vec<_>>();
    assert_eq!(moments, [Some(-1), Some(2), Some(48)]);
}
