use domain::cohort::deed::{Change, Deed, Fact};
use domain::cohort::{Presence, Start, Task, Window};
use domain::ids::{AccountId, CohortId, CorrectionId, EntryId, ParticipantId};
use domain::next_session::{About, Line};
use domain::regrade::Correction;
use domain::time::Millis;
use serde_json::Value;
use store::{
    Applied, ClassInvitation, CohortFacts, CohortLine, CohortMade, Deletion, Enrolled, Enrolment, Guest, MailKind,
    NewEntry, NewParticipant, Noting, RunAct, SessionDraft, Shelf, Staff, Teaching, Token, TrainerAdded, Undone,
    Withdrawal, fresh_id,
};

use crate::cohorts::{Room, assigned, facts};
use crate::corrections::{Class, correction, slip, tell};
use crate::ground::{Ground, at, item, trainer};
use crate::mail::letter;

/// The history of a cohort, the oldest line first.
async fn history(ground: &Ground, of: &Teaching) -> Vec<CohortLine> {
    let mut lines = ground.store.cohort_history(of, None, 1_000).await.unwrap();
    lines.reverse();
    lines
}

/// A line in short: who, what, and to whom or what.
fn short(line: &CohortLine) -> String {
    let deed = serde_json::to_value(&line.deed).unwrap();
    let kind = deed["kind"].as_str().unwrap().to_owned();
    let subjects = [&line.participant, &line.trainer, &line.entry];
    let words = [line.by.clone().unwrap_or_else(|| "-".to_owned()), kind].into_iter();
    words.chain(subjects.into_iter().flatten().cloned()).collect::<Vec<_>>().join(" ")
}

/// What was added to a history since it had so many lines.
async fn since(ground: &Ground, of: &Teaching, seen: &mut usize) -> Vec<String> {
    let lines = history(ground, of).await;
    let new = lines[*seen..].iter().map(short).collect();
    *seen = lines.len();
    new
}

pub async fn what_is_done_to_a_cohort_is_told_with_who_did_it(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, by, mut seen) = (&ground.store, &room.teaching, 0);
    assert_eq!(since(&ground, by, &mut seen).await, ["tess made"], "what is sent again is no line");
    let max = ground.member(&by.cohort.organisation, "max").await;
    store.set_role(&max, store::Role::Trainer).await.unwrap();
    for _ in 0..2 {
        let added = store.add_cohort_trainer(by, "max@example.org", at(1).wall).await.unwrap();
        assert_eq!(added, TrainerAdded::Done);
        let new = CohortFacts { exam_on: None, in_room: false, ..facts("February") };
        store.keep_cohort(by, new, at(2).wall).await.unwrap();
        store.change_code(by, None, at(3).wall).await.unwrap();
        store.shelve_cohort(by, Shelf::Archived, at(4).wall).await.unwrap();
    }
    let changed = history(&ground, by).await.swap_remove(2).deed;
    let change = |what, before: &str, after: &str| Change { what, before: before.to_owned(), after: after.to_owned() };
    let changes = vec![
        change(Fact::Name, "January", "February"),
        change(Fact::ExamOn, "2027-02-12", ""),
        change(Fact::InRoom, "yes", "no"),
    ];
    assert_eq!(changed, Deed::Changed { changes });
    let once = ["tess trainer_added max", "tess changed", "tess joining_closed", "tess put_away"];
    assert_eq!(since(&ground, by, &mut seen).await, once);
    store.shelve_cohort(by, Shelf::Current, at(5).wall).await.unwrap();
    store.change_code(by, Some("CODE".to_owned()), at(5).wall).await.unwrap();
    let next = CohortId::new(fresh_id(at(6).wall));
    for _ in 0..2 {
        let opened = (next.clone(), "NEXT".to_owned());
        assert_eq!(store.copy_cohort(by, opened, facts("March"), at(6).wall).await.unwrap(), CohortMade::Done);
    }
    let other = store.teaching(&max, &by.cohort.id).await.unwrap().expect("he teaches it too");
    for who in [&max, &max] {
        store.remove_cohort_trainer(&other, who, at(7).wall).await.unwrap();
    }
    assert_eq!(
        since(&ground, by, &mut seen).await,
        ["tess taken_out", "tess code_made", "tess copied", "max trainer_left max"]
    );
    let copy = store.teaching(&room.tess, &next).await.unwrap().expect("she teaches the next run");
    let lines = history(&ground, &copy).await;
    assert_eq!(lines.iter().map(short).collect::<Vec<_>>(), ["tess made_from"], "each cohort has its own history");
    assert_eq!(lines[0].deed, Deed::MadeFrom { name: "January".to_owned() }, "as she knew it");
    store.set_role(&room.tess, store::Role::Candidate).await.unwrap();
    store.set_role(&max, store::Role::Manager).await.unwrap();
    let manager = Staff::of(store::Role::Manager, Some(&by.cohort.organisation), "max").unwrap();
    assert!(store.take_over_cohort((&manager, &max), &by.cohort.id, at(8).wall).await.unwrap());
    assert!(!store.take_over_cohort((&manager, &max), &by.cohort.id, at(9).wall).await.unwrap());
    assert_eq!(since(&ground, by, &mut seen).await, ["max taken_over"]);
}

pub async fn who_comes_and_goes_is_told(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, by, mut seen) = (&ground.store, &room.teaching, 1);
    let place = || ParticipantId::new(fresh_id(at(0).wall));
    let listed =
        |name: &str| NewParticipant { id: place(), name: name.to_owned(), email: format!("{name}@example.org") };
    let ben = listed("ben");
    let all = vec![listed("ada"), ben.clone()];
    store.list_participants(by, all.clone(), at(1).wall).await.unwrap();
    store.list_participants(by, all, at(1).wall).await.unwrap();
    let invitation = || ClassInvitation {
        participant: ben.id.clone(),
        token: Token("a token".to_owned()),
        letter: letter("ben@example.org", MailKind::Invitation, "invited"),
    };
    store.invite_participants(by, vec![invitation()], at(2).wall).await.unwrap();
    store.invite_participants(by, vec![invitation()], at(2).wall).await.unwrap();
    let (ada, _) = room.joined(&ground, "ada").await;
    let come = async || {
        let way = Enrolment::Code("CODE".to_owned());
        store.enrol((&ada, "ada", "ada@example.org"), way, place(), at(3).wall).await.unwrap()
    };
    assert_eq!(come().await, Enrolled::Done(by.cohort.id.clone()), "who is in stays in");
    let attending = store.attending(&ada, &by.cohort.id).await.unwrap().expect("she takes part");
    store.leave_class(&attending, at(4).wall).await.unwrap();
    store.leave_class(&attending, at(4).wall).await.unwrap();
    come().await;
    let guest = Guest {
        account: AccountId::new(fresh_id(at(0).wall)),
        form: Token("a form".to_owned()),
        name: "Ida".to_owned(),
    };
    for _ in 0..2 {
        store.enrol_guest(guest.clone(), "CODE".to_owned(), place(), at(5).wall).await.unwrap().expect("guests come");
    }
    assert!(store.remove_participant(by, &ben.id, at(6).wall).await.unwrap());
    assert!(!store.remove_participant(by, &ben.id, at(6).wall).await.unwrap());
    assert_eq!(
        since(&ground, by, &mut seen).await,
        [
            "tess listed ada",
            "tess listed ben",
            "tess invited ben",
            "ada joined ada",
            "ada left ada",
            "ada came_back ada",
            "Ida joined Ida",
            "tess removed ben"
        ]
    );
}

pub async fn what_is_planned_and_led_is_told(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, by, mut seen) = (&ground.store, &room.teaching, 1);
    let (ada, place) = room.joined(&ground, "ada").await;
    let entry = room.mock(&ground, Start::Together).await;
    let kept = store.plan_entry(&by.cohort.id, &entry).await.unwrap().expect("it is planned");
    let new = |title: &str| NewEntry {
        id: entry.clone(),
        title: title.to_owned(),
        words: kept.words.clone(),
        task: kept.task.clone(),
        window: kept.window,
    };
    for title in ["A mock", "The mock"] {
        assert!(store.put_entry(by, new(title), at(2).wall).await.unwrap());
    }
    let own = Window { opens: Some(at(9).wall), ..Window::default() };
    for window in [own, Window::default(), Window::default()] {
        assert!(store.set_own_dates(by, (&entry, &place), (window, "Ill".to_owned()), at(3).wall).await.unwrap());
    }
    assert!(
        store.begin_run(by, &entry, at(4).wall).await.unwrap()
            && store.begin_run(by, &entry, at(4).wall).await.unwrap()
    );
    ground.start(assigned(&ada, &entry), at(10)).await;
    let five = RunAct::Grant(Millis::minutes(5));
    let orders = [
        (RunAct::Halt, None, "h"),
        (RunAct::Halt, None, "h"),
        (RunAct::Continue, None, "c"),
        (five.clone(), Some(&place), "f"),
        (five, Some(&place), "f"),
        (RunAct::Close, None, "e"),
        (RunAct::Close, None, "e2"),
    ];
    for (act, whom, key) in orders {
        let order = (act, String::new());
        store.act_on_run(by, (&entry, whom), order, key.to_owned(), at(11)).await.unwrap().expect("it is planned");
    }
    assert_eq!(store.withdraw_entry(by, &entry, at(12).wall).await.unwrap(), Withdrawal::Done);
    assert_eq!(store.withdraw_entry(by, &entry, at(12).wall).await.unwrap(), Withdrawal::Absent);
    let lines = since(&ground, by, &mut seen).await;
    assert_eq!(
        lines,
        [
            "ada joined ada",
            "tess entry_added The mock",
            "tess entry_changed The mock",
            "tess own_dates_set ada The mock",
            "tess own_dates_ended ada The mock",
            "tess run_begun The mock",
            "tess run_held The mock",
            "tess run_continued The mock",
            "tess time_granted ada The mock",
            "tess run_ended The mock",
            "tess entry_withdrawn The mock"
        ],
        "an entry is called as it is called now"
    );
    let lines = history(&ground, by).await;
    assert_eq!(lines[9].deed, Deed::TimeGranted { length: 300_000, exams: 1, alone: true });
    session(&ground, by, &place).await;
    assert_eq!(
        since(&ground, by, &mut seen).await,
        ["tess entry_added A session", "tess register_kept A session", "tess session_prepared"]
    );
}

/// A session with its register, and the next one that is prepared; all of it sent twice.
async fn session(ground: &Ground, by: &Teaching, place: &ParticipantId) {
    let store = &ground.store;
    let id = EntryId::new(fresh_id(at(0).wall));
    let task = Task::Session { place: String::new(), agenda: String::new() };
    let (title, words, window) = ("A session".to_owned(), String::new(), Window::default());
    let new = NewEntry { id: id.clone(), title, words, task, window };
    let line = Line { about: About::Question(item(0)), words: "Argue".to_owned(), minutes: 10 };
    let draft = SessionDraft { title: "Next".to_owned(), lines: vec![line] };
    for _ in 0..2 {
        store.add_entry(by, new.clone(), at(20).wall).await.unwrap();
        store.put_entries(by, vec![new.clone()], at(20).wall).await.unwrap();
    }
    for _ in 0..2 {
        let register = vec![Noting { participant: place.clone(), presence: Presence::Present, seen: None }];
        store.keep_attendance(by, &id, register, at(21).wall).await.unwrap();
    }
    for seen in [None, Some(at(22).wall)] {
        assert!(store.keep_session_draft(by, (draft.clone(), seen), at(22).wall).await.unwrap());
    }
}

pub async fn corrections_stand_in_the_history(ground: Ground) {
    let class = Class::open(&ground, "one").await;
    let (store, by, mut seen) = (&ground.store, &class.teaching, 0);
    class.sat(&ground, "ada", &[crate::ground::right(0)]).await;
    since(&ground, by, &mut seen).await;
    let new = correction(0, Correction::Key(slip(0)));
    let reach = store.preview_correction(by, &new).await.unwrap().unwrap();
    for expected in [Applied::Done(reach.clone()), Applied::Before] {
        let applied = store.apply_correction(by, new.clone(), reach.seen(), &tell(), at(1).wall).await.unwrap();
        assert_eq!(applied, expected);
    }
    let look = store.preview_undo(by, &new.id).await.unwrap().expect("it is in force");
    for expected in [Undone::Done(look.clone()), Undone::Before] {
        let (fresh, why) = (CorrectionId::new(fresh_id(at(2).wall)), ("A slip".to_owned(), look.seen()));
        let undone = store.undo_correction(by, (&new.id, fresh), why, &tell(), at(2).wall).await.unwrap();
        assert_eq!(undone, expected);
    }
    let lines = history(&ground, by).await.split_off(seen);
    let correction = new.id.clone();
    let deeds = [Deed::Corrected { correction: correction.clone() }, Deed::CorrectionUndone { correction }];
    assert_eq!(lines.into_iter().map(|line| line.deed).collect::<Vec<_>>(), deeds);
}

pub async fn a_history_names_nobody_whose_account_is_gone(ground: Ground) {
    let room = Room::build(&ground).await;
    let (store, by) = (&ground.store, &room.teaching);
    let max = ground.member(&by.cohort.organisation, "max").await;
    store.set_role(&max, store::Role::Trainer).await.unwrap();
    store.add_cohort_trainer(by, "max@example.org", at(1).wall).await.unwrap();
    let (ada, place) = room.joined(&ground, "ada").await;
    let other = store.teaching(&max, &by.cohort.id).await.unwrap().expect("he teaches it too");
    assert!(store.remove_participant(&other, &place, at(2).wall).await.unwrap());
    let told = async || history(&ground, by).await.iter().map(short).collect::<Vec<_>>();
    let all = ["tess made", "tess trainer_added max", "ada joined ada", "max removed ada"];
    assert_eq!(told().await, all);
    let exported = async |who: &AccountId| {
        let data = store.personal_data(who).await.unwrap().expect("the account is there");
        let data = serde_json::to_value(data).unwrap()["done_in_classes"].take();
        let lines = data.as_array().expect("it is a list").clone();
        let short = |line: &Value| (line["kind"].as_str().unwrap().to_owned(), line["by_you"].as_bool().unwrap());
        lines.iter().map(short).collect::<Vec<_>>()
    };
    let line = |kind: &str, by_you| (kind.to_owned(), by_you);
    assert_eq!(exported(&ada).await, [line("joined", true), line("removed", false)]);
    assert_eq!(exported(&max).await, [line("trainer_added", false), line("removed", true)]);
    for who in [&ada, &max] {
        assert_eq!(store.delete_account(who, at(3).wall).await.unwrap(), Deletion::Done);
    }
    assert_eq!(told().await, ["tess made", "tess trainer_added", "- joined", "- removed"], "what was done stays");

    // Page by page, the newest first; another cohort's trainer reads another history.
    let pages = async |before: Option<&str>| store.cohort_history(by, before, 3).await.unwrap();
    let first = pages(None).await;
    let second = pages(first.last().map(|line| line.id.as_str())).await;
    let third = pages(second.last().map(|line| line.id.as_str())).await;
    assert_eq!((first.len(), second.len(), third.len()), (3, 1, 0));
    assert_eq!((short(&first[0]), short(&second[0])), ("- removed".to_owned(), "tess made".to_owned()));
    let elsewhere = ground.organisation("Brackwater").await;
    let eve = ground.member(&elsewhere, "eve").await;
    store.set_role(&eve, store::Role::Trainer).await.unwrap();
    let id = CohortId::new(fresh_id(at(4).wall));
    let opened = (id.clone(), "OTHER".to_owned());
    store.make_cohort((&trainer(&elsewhere), &eve), opened, facts("Theirs"), at(4).wall).await.unwrap();
    let theirs = store.teaching(&eve, &id).await.unwrap().expect("Eve opened it");
    let lines = store.cohort_history(&theirs, None, 9).await.unwrap();
    assert_eq!(lines.iter().map(short).collect::<Vec<_>>(), ["eve made"]);
    ground.execute(&format!("DELETE FROM cohort WHERE id = '{id}'")).await;
    assert_eq!(ground.count("cohort_event").await, 4, "a cohort that goes takes its history along");
}
