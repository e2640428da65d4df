use super::*;
use crate::record::StudyEvent;

const BEFORE: Timestamp = Timestamp(5);
const OPEN: Timestamp = Timestamp(15);
const LATE: Timestamp = Timestamp(25);
const CLOSED: Timestamp = Timestamp(35);

fn window() -> Window {
    Window { opens: Some(Timestamp(10)), due: Some(Timestamp(20)), closes: Some(Timestamp(30)) }
}

fn lessons() -> Parts {
    let lesson = |id: &str| (LessonId::new(id), vec![CheckId::new(format!("{id}-1"))]);
    Parts::Lessons(vec![lesson("a"), lesson("b")])
}

fn record(ended: &[(&str, i64)], checks: &[&str]) -> StudyRecord {
    let mut record = StudyRecord::default();
    for (lesson, at) in ended {
        record.apply(&StudyEvent::LessonEnded { lesson: LessonId::new(*lesson) }, Timestamp(*at));
    }
    for check in checks {
        let event = StudyEvent::CheckAnswered { check: CheckId::new(*check), choice: 0, right: false };
        record.apply(&event, Timestamp(1));
    }
    record
}

fn of(parts: &Parts, record: &StudyRecord, sat: &[Sat], now: Timestamp) -> Standing {
    Standing::of(parts, Work { record, sat, presence: None }, window(), now)
}

fn running(answered: usize) -> Sat {
    Sat {
        phase: Phase::Running,
        started_at: Timestamp(11),
        finished_at: None,
        questions: 3,
        answered,
        answered_at: (answered > 0).then_some(Timestamp(12)),
    }
}

fn ended(at: i64) -> Sat {
    Sat { phase: Phase::Submitted, finished_at: Some(Timestamp(at)), ..running(1) }
}

#[test]
fn nothing_done_is_told_by_the_window() {
    for parts in [lessons(), Parts::Practice, Parts::Paper, Parts::Exercise(vec![ItemId::new("i")])] {
        let told = [BEFORE, OPEN, LATE, CLOSED].map(|now| of(&parts, &StudyRecord::default(), &[], now));
        assert_eq!(told.map(|told| told.state), [State::NotYet, State::Open, State::Open, State::Missed], "{parts:?}");
        assert_eq!(told.map(|told| told.late), [false, false, true, false], "{parts:?}");
        assert!(told.iter().all(|told| told.at.is_none() && told.parts.0 == 0));
    }
}

#[test]
fn lessons_are_done_when_each_end_is_reached_and_each_check_answered() {
    let part = record(&[("a", 12)], &["a-1"]);
    let told = of(&lessons(), &part, &[], OPEN);
    assert_eq!((told.state, told.parts, told.at), (State::Begun, (1, 2), None));
    assert_eq!(of(&lessons(), &part, &[], CLOSED).state, State::Missed);
    let whole = record(&[("a", 12), ("b", 14)], &["a-1", "b-1"]);
    let told = of(&lessons(), &whole, &[], CLOSED);
    assert_eq!(told, Standing { state: State::Done, parts: (2, 2), at: Some(Timestamp(14)), late: false });
    let late = record(&[("a", 12), ("b", 21)], &["a-1", "b-1"]);
    assert!(of(&lessons(), &late, &[], CLOSED).late);
    let unchecked = record(&[("a", 12), ("b", 14)], &["a-1"]);
    assert_eq!(of(&lessons(), &unchecked, &[], OPEN).state, State::Begun);
}

#[test]
fn lessons_that_were_read_before_are_done_before_it_opens() {
    let whole = record(&[("a", 1), ("b", 2)], &["a-1", "b-1"]);
    assert_eq!(of(&lessons(), &whole, &[], BEFORE).state, State::Done);
    assert_eq!(of(&Parts::Lessons(Vec::new()), &whole, &[], OPEN).state, State::Open, "nothing is left of it");
}

#[test]
fn a_set_is_done_when_all_is_answered_or_it_ended() {
    let none = StudyRecord::default();
    let told = |sat: &[Sat], now| of(&Parts::Practice, &none, sat, now);
    assert_eq!(told(&[running(0)], OPEN).state, State::Begun);
    assert_eq!(told(&[running(2)], CLOSED).state, State::Missed);
    let answered = told(&[running(3)], CLOSED);
    assert_eq!((answered.state, answered.at, answered.late), (State::Done, Some(Timestamp(12)), false));
    let first = told(&[ended(24), ended(13)], CLOSED);
    assert_eq!((first.state, first.at, first.parts), (State::Done, Some(Timestamp(13)), (1, 1)));
    assert!(told(&[ended(24)], CLOSED).late);
    assert!(!told(&[ended(20)], CLOSED).late, "at the very moment is in time");
    assert_eq!(of(&Parts::Paper, &none, &[running(0)], LATE).state, State::Begun);
    assert_eq!(of(&Parts::Paper, &none, &[ended(18)], OPEN).state, State::Done);
}

#[test]
fn an_exercise_is_done_by_its_questions_wherever_they_were_answered() {
    let parts = Parts::Exercise(vec![ItemId::new("i"), ItemId::new("j")]);
    let marked = |items: &[&str]| {
        let mut record = StudyRecord::default();
        let results = items.iter().map(|item| (ItemId::new(*item), true)).collect();
        record.apply(&StudyEvent::ItemsMarked { results }, Timestamp(1));
        record
    };
    let told = of(&parts, &marked(&["i"]), &[], OPEN);
    assert_eq!((told.state, told.parts), (State::Begun, (1, 2)));
    let told = of(&parts, &marked(&["i", "j"]), &[], CLOSED);
    assert_eq!((told.state, told.at, told.late), (State::Done, None, false), "when is not known");
    let told = of(&parts, &marked(&["i"]), &[ended(22)], CLOSED);
    assert_eq!(told, Standing { state: State::Done, parts: (2, 2), at: Some(Timestamp(22)), late: true });
}

#[test]
fn a_session_is_told_by_its_register() {
    let record = StudyRecord::default();
    let window = Window { opens: Some(Timestamp(10)), due: None, closes: Some(Timestamp(30)) };
    let told = |presence, now| Standing::of(&Parts::Session, Work { record: &record, sat: &[], presence }, window, now);
    let states = [BEFORE, OPEN, CLOSED].map(|now| told(None, now).state);
    assert_eq!(states, [State::NotYet, State::Open, State::Over]);
    let states = Presence::ALL.map(|presence| told(Some(presence), CLOSED).state);
    assert_eq!(states, [State::Done, State::Done, State::Over, State::Missed]);
    assert_eq!(Presence::ALL.map(|presence| told(Some(presence), CLOSED).late), [false, true, false, false]);
}
