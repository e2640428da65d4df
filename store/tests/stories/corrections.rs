use std::sync::Arc;

use content::Library;
use domain::attempt::{Act, Mode};
use domain::cohort::{Start, Task, Window};
use domain::ids::{AccountId, AttemptId, CohortId, CorrectionId, EditionId, EntryId, ParticipantId, SchemeId};
use domain::marks::Marks;
use domain::question::Level;
use domain::regrade::{Correction, Unfit};
use domain::response::Response;

use domain::zone::Zone;
use store::{
    Applied, AtStake, ChangeNews, CohortFacts, CohortMade, CorrectionRefusal, Enrolled, Enrolment, MailKind,
    NewAttempt, NewCorrection, NewEntry, NewMail, Reach, Teaching, TellChange, Undone, fresh_id,
};

use crate::completions;
use crate::ground::{Ground, at, course, is_common, key, new_account, new_exam, right, saved, trainer, wrong};
use crate::mail::letter;

/// A cohort with a mock exam in its plan.
pub struct Class {
    pub teaching: Teaching,
    pub entry: EntryId,
    code: String,
}

impl Class {
    /// Opens one.
    pub async fn open(ground: &Ground, name: &str) -> Self {
        let store = &ground.store;
        let organisation = ground.organisation(&format!("School of {name}")).await;
        let teacher = ground.member(&organisation, &format!("teacher of {name}")).await;
        assert!(store.set_role(&teacher, store::Role::Trainer).await.unwrap());
        let id = CohortId::new(fresh_id(at(0).wall));
        let facts = CohortFacts {
            name: name.to_owned(),
            level: Level::Foundation,
            edition: EditionId::new("2018"),
            scheme: SchemeId::new("practice-foundation-2018"),
            starts_on: "2026-11-23".parse().unwrap(),
            ends_on: "2026-12-04".parse().unwrap(),
            exam_on: None,
            zone: Zone::UTC,
            language: "English".to_owned(),
            in_room: true,
        };
        let staff = trainer(&organisation);
        let code = format!("CODE{}", name.to_uppercase());
        let made = store.make_cohort((&staff, &teacher), (id.clone(), code.clone()), facts, at(0).wall).await;
        assert_eq!(made.unwrap(), CohortMade::Done);
        let teaching = store.teaching(&teacher, &id).await.unwrap().expect("who opens it teaches it");
        let entry = mock(ground, &teaching).await;
        Self { teaching, entry, code }
    }

    /// Puts another mock exam into the plan, which is the one that is sat from now on.
    pub async fn another(&mut self, ground: &Ground) {
        self.entry = mock(ground, &self.teaching).await;
    }

    /// Somebody joins.
    pub async fn join(&self, ground: &Ground, account: &AccountId, name: &str) {
        let place = ParticipantId::new(fresh_id(at(0).wall));
        let (way, email) = (Enrolment::Code(self.code.clone()), format!("{name}@example.org"));
        let enrolled = ground.store.enrol((account, name, &email), way, place, at(0).wall).await.unwrap();
        assert_eq!(enrolled, Enrolled::Done(self.teaching.cohort.id.clone()));
    }

    /// An exam of the first items of the bank that answers the mock.
    pub fn exam(&self, account: &AccountId, items: usize) -> NewAttempt {
        NewAttempt { entry: Some(self.entry.clone()), ..new_exam(account, items) }
    }

    /// Somebody new joins, sits the mock, answers so and hands in.
    pub async fn sat(&self, ground: &Ground, name: &str, answers: &[Act]) -> (AccountId, AttemptId) {
        let account = ground.person(name).await;
        self.join(ground, &account, name).await;
        let exam = self.sat_by(ground, &account, answers).await;
        (account, exam)
    }

    /// Somebody sits the mock, answers so and hands in.
    pub async fn sat_by(&self, ground: &Ground, account: &AccountId, answers: &[Act]) -> AttemptId {
        let exam = ground.start(self.exam(account, answers.len()), at(0)).await;
        for (n, act) in (1..).zip(answers) {
            ground.store.save(account, &exam, saved(n, act.clone()), at(n as i64 * 1_000)).await.unwrap();
        }
        ground.store.submit(account, &exam, at(20_000)).await.unwrap();
        exam
    }
}

async fn mock(ground: &Ground, teaching: &Teaching) -> EntryId {
    let id = EntryId::new(fresh_id(at(0).wall));
    let scheme = SchemeId::new("practice-foundation-2018");
    let new = NewEntry {
        id: id.clone(),
        title: "A mock".to_owned(),
        words: String::new(),
        task: Task::Paper { scheme, fixed: None, start: Start::Alone, limit: None },
        window: Window::default(),
    };
    assert!(ground.store.put_entry(teaching, new, at(0).wall).await.unwrap());
    id
}

/// The version of the item at a place of the papers that the course holds.
fn pinned(place: usize) -> (domain::ids::ItemId, String) {
    let library = course();
    let item = library.items.iter().filter(|item| is_common(item)).nth(place).expect("the bank is large");
    (item.id.clone(), item.digest.clone())
}

pub fn correction(place: usize, correction: Correction) -> NewCorrection {
    let (item, digest) = pinned(place);
    let id = CorrectionId::new(fresh_id(at(0).wall));
    NewCorrection { id, item, digest, correction, reason: "The key was wrong".to_owned() }
}

pub fn tell() -> TellChange {
    Arc::new(|news: &ChangeNews| NewMail {
        account: Some(news.reached.account.clone()),
        ..letter(&news.reached.email, MailKind::ClassResult, &fresh_id(at(0).wall))
    })
}

/// The option that is chosen by those who are wrong.
pub fn slip(place: usize) -> Response {
    Response::Choice((key(place) + 1) % 4)
}

async fn preview(ground: &Ground, class: &Class, new: &NewCorrection) -> Reach {
    ground.store.preview_correction(&class.teaching, new).await.unwrap().expect("it fits")
}

/// Looks at what undoing would do, and undoes.
async fn undone(ground: &Ground, class: &Class, id: &CorrectionId, now: i64) -> Reach {
    let (store, by, fresh) = (&ground.store, &class.teaching, CorrectionId::new(fresh_id(at(now).wall)));
    let look = store.preview_undo(by, id).await.unwrap().expect("it is in force");
    let why = ("A slip".to_owned(), look.seen());
    let undone = store.undo_correction(by, (id, fresh), why, &tell(), at(now).wall).await.unwrap();
    assert_eq!(undone, Undone::Done(look.clone()), "what was looked at is what is done");
    look
}

/// Everything about results, as text.
async fn dump(ground: &Ground) -> Vec<Option<String>> {
    let attempts = "SELECT id || ' ' || CAST(score AS TEXT) || ' ' || CAST(marks AS TEXT) || ' ' || CAST(pass_mark AS TEXT) || ' ' \
        || CAST(passed AS TEXT) || ' ' || result || ' ' || receipt || ' ' || layout || ' ' || timing || ' ' || paper FROM attempt ORDER BY id";
    let answers = "SELECT attempt_id || ' ' || body FROM attempt_answers ORDER BY attempt_id";
    let events = "SELECT attempt_id || ' ' || CAST(number AS TEXT) || ' ' || body FROM attempt_event ORDER BY attempt_id, number";
    let study = "SELECT id || ' ' || body FROM study_event ORDER BY id";
    let records = "SELECT account_id || ' ' || body FROM study_record ORDER BY account_id";
    let mut all = Vec::new();
    for sql in [attempts, answers, events, study, records] {
        let rows = ground.column(sql).await;
        assert!(rows.iter().all(Option::is_some), "{sql}");
        all.extend(rows);
    }
    all
}

/// Ada has two of three right and passes; Ben has the first wrong, one right in all, and fails; Cem is like Ben and is not in the
/// cohort's mock.
async fn three(ground: &Ground) -> (Class, [(AccountId, AttemptId); 3]) {
    let class = Class::open(ground, "one").await;
    let ada = class.sat(ground, "ada", &[right(0), right(1), wrong(2)]).await;
    let ben = class.sat(ground, "ben", &[wrong(0), right(1), wrong(2)]).await;
    let cem = ground.person("cem").await;
    let own = ground.exam(&cem, 3, at(0)).await;
    ground.store.save(&cem, &own, saved(1, wrong(0)), at(1)).await.unwrap();
    ground.store.submit(&cem, &own, at(2)).await.unwrap();
    (class, [ada, ben, (cem, own)])
}

pub async fn a_correction_is_undone_to_the_last_digit(ground: Ground) {
    let (class, [ada, ben, cem]) = three(&ground).await;
    let (store, by) = (&ground.store, &class.teaching);
    let original = dump(&ground).await;
    let score = async |(account, id): &(AccountId, AttemptId)| {
        let head = ground.attempt(account, id).await.head;
        (head.score.unwrap().0, head.marks.0, head.pass_mark.unwrap().0, head.passed.unwrap())
    };
    let two = Correction::AnyOf(vec![slip(0), Response::Choice(key(0))]);
    let table = [
        (Correction::Key(slip(0)), (100, 300, 200, false), (200, 300, 200, true)),
        (two, (200, 300, 200, true), (200, 300, 200, true)),
        (Correction::Everyone, (200, 300, 200, true), (200, 300, 200, true)),
        (Correction::Drop, (100, 200, 134, false), (100, 200, 134, false)),
    ];
    for (what, of_ada, of_ben) in table {
        let new = correction(0, what.clone());
        let reach = preview(&ground, &class, &new).await;
        assert_eq!(dump(&ground).await, original, "a preview keeps nothing");
        let applied = store.apply_correction(by, new.clone(), reach.seen(), &tell(), at(30_000).wall).await.unwrap();
        assert_eq!(applied, Applied::Done(reach.clone()), "what was looked at is what is done");
        assert_eq!((score(&ada).await, score(&ben).await), (of_ada, of_ben), "{what:?}");
        assert_eq!(score(&cem).await.0, 0, "sittings outside the cohort are not reached");
        assert_eq!(ground.faults().await, Vec::<&str>::new(), "the check agrees");
        let again = store.apply_correction(by, new.clone(), reach.seen(), &tell(), at(30_000).wall).await.unwrap();
        assert_eq!(again, Applied::Before);
        let told = ground.attempt(&ben.0, &ben.1).await;
        assert_eq!((told.corrected.len(), &told.corrected[0].correction), (1, &what));
        assert_eq!(told.layout.cut.unwrap().marks.0, of_ben.2);
        let second = correction(0, Correction::Everyone);
        let refused = store.preview_correction(by, &second).await.unwrap();
        assert_eq!(refused, Err(CorrectionRefusal::Corrected), "one at a time for each question");

        let fresh = || CorrectionId::new(fresh_id(at(40_000).wall));
        let look = store.preview_undo(by, &new.id).await.unwrap().expect("it is in force");
        assert_eq!((&look.before, &look.after), (&reach.after, &reach.before));
        let undo = async |id: CorrectionId, seen: String| {
            let why = ("A slip".to_owned(), seen);
            store.undo_correction(by, (&new.id, id), why, &tell(), at(40_000).wall).await.unwrap()
        };
        let held = dump(&ground).await;
        assert_eq!(undo(fresh(), reach.seen()).await, Undone::Moved(look.clone()), "that was not looked at");
        assert_eq!(undo(new.id.clone(), look.seen()).await, Undone::Absent, "the id is taken");
        assert_eq!(dump(&ground).await, held, "nothing is written");
        let Undone::Done(back) = undo(fresh(), look.seen()).await else { panic!("it was in force") };
        assert_eq!((&back.before, &back.after), (&reach.after, &reach.before), "the same digests");
        assert_eq!(dump(&ground).await, original);
        assert_eq!(undo(fresh(), look.seen()).await, Undone::Before);
        assert_eq!(store.preview_undo(by, &new.id).await.unwrap(), None);
        assert_eq!(ground.faults().await, Vec::<&str>::new());
        assert!(ground.attempt(&ben.0, &ben.1).await.corrected.is_empty());
        let (row, changed) = store.correction(by, &new.id).await.unwrap().expect("it stays in the list");
        assert_eq!((row.correction, row.changed), (what, changed.len() as i64));
        assert_eq!(row.undone.expect("it was undone").digest, row.before);
    }
    assert_eq!(store.corrections(by).await.unwrap().len(), 4);
    assert_eq!(ground.count("correction").await, 8, "nothing is deleted");
    let absent = CorrectionId::new("nothing");
    let fresh = CorrectionId::new(fresh_id(at(1).wall));
    let why = (String::new(), String::new());
    let undone = store.undo_correction(by, (&absent, fresh), why, &tell(), at(1).wall).await.unwrap();
    assert_eq!(undone, Undone::Absent);
}

pub async fn two_corrections_are_undone_in_any_order(ground: Ground) {
    let (class, [ada, ..]) = three(&ground).await;
    let (store, by) = (&ground.store, &class.teaching);
    let original = dump(&ground).await;
    let mut made = Vec::new();
    for new in [correction(2, Correction::Drop), correction(1, Correction::Key(slip(1)))] {
        let seen = preview(&ground, &class, &new).await.seen();
        let applied = store.apply_correction(by, new.clone(), seen, &tell(), at(1).wall).await.unwrap();
        assert!(matches!(applied, Applied::Done(_)));
        made.push(new.id);
    }
    let head = ground.attempt(&ada.0, &ada.1).await.head;
    assert_eq!((head.score, head.marks), (Some(Marks(100)), Marks(200)));
    for id in &made {
        undone(&ground, &class, id, 2).await;
        assert_eq!(ground.faults().await, Vec::<&str>::new());
    }
    assert_eq!(dump(&ground).await, original);
}

pub async fn whoever_is_concerned_is_told_once(ground: Ground) {
    let (class, _) = three(&ground).await;
    let (store, by) = (&ground.store, &class.teaching);
    let guest = AccountId::new(fresh_id(at(0).wall));
    store
        .make_account(store::NewAccount { email: String::new(), ..new_account(&guest, "Guest", "x") }, at(0).wall)
        .await
        .unwrap();
    ground.execute(&format!("UPDATE account SET email = '', email_key = id WHERE id = '{guest}'")).await;
    class.sat_by(&ground, &guest, &[right(0), right(1), right(2)]).await;
    let new = correction(0, Correction::Key(slip(0)));
    let reach = preview(&ground, &class, &new).await;
    assert_eq!(reach.changes.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["ada", "ben", "Guest"]);
    store.apply_correction(by, new.clone(), reach.seen(), &tell(), at(1).wall).await.unwrap();
    let mails = "SELECT email FROM mail ORDER BY email";
    let to = |names: &[&str]| names.iter().map(|name| Some(format!("{name}@example.org"))).collect::<Vec<_>>();
    assert_eq!(ground.column(mails).await, to(&["ada", "ben"]), "who joined in the room has no address");
    undone(&ground, &class, &new.id, 2).await;
    assert_eq!(ground.column(mails).await, to(&["ada", "ada", "ben", "ben"]));
}

pub async fn what_does_not_fit_or_has_moved_is_not_applied(ground: Ground) {
    let (mut class, _) = three(&ground).await;
    let (store, by) = (&ground.store, &class.teaching.clone());
    let shown = async |place: usize, digest: Option<&str>| {
        let (item, known) = pinned(place);
        store.was_shown(by, &item, digest.unwrap_or(&known)).await.unwrap()
    };
    assert!(shown(0, None).await && !shown(9, None).await && !shown(0, Some("unknown")).await);
    let refused = async |new: &NewCorrection| store.preview_correction(by, new).await.unwrap().err();
    let no_answer = correction(0, Correction::Key(Response::Choice(9)));
    assert_eq!(refused(&no_answer).await, Some(CorrectionRefusal::Unfit(Unfit::NoAnswer)));
    assert_eq!(refused(&correction(9, Correction::Drop)).await, Some(CorrectionRefusal::Unseen));
    let unknown = NewCorrection { digest: "unknown".to_owned(), ..correction(0, Correction::Drop) };
    assert_eq!(refused(&unknown).await, Some(CorrectionRefusal::Unseen));
    let applied = store.apply_correction(by, no_answer, String::new(), &tell(), at(1).wall).await.unwrap();
    assert_eq!(applied, Applied::Refused(CorrectionRefusal::Unfit(Unfit::NoAnswer)));
    let new = correction(0, Correction::Key(slip(0)));
    let seen = preview(&ground, &class, &new).await.seen();
    // Somebody hands in between the look and the deed.
    let (dee, late) = class.sat(&ground, "dee", &[wrong(0), wrong(1), wrong(2)]).await;
    let Applied::Moved(reach) = store.apply_correction(by, new.clone(), seen, &tell(), at(1).wall).await.unwrap()
    else {
        panic!("it would do something else now");
    };
    assert_eq!((reach.changes.len(), ground.count("correction").await), (3, 0));
    let applied = store.apply_correction(by, new, reach.seen(), &tell(), at(1).wall).await.unwrap();
    assert_eq!(applied, Applied::Done(reach));
    assert_eq!(ground.attempt(&dee, &late).await.head.score, Some(Marks(100)));
    // Who ends later is marked by it from the beginning.
    let eve = ground.person("eve").await;
    let exam = class.sat_by(&ground, &eve, &[wrong(0), wrong(1), wrong(2)]).await;
    assert_eq!(ground.attempt(&eve, &exam).await.head.score, Some(Marks(100)));
    assert!(ground.store.study_record(&eve).await.unwrap().items[&pinned(0).0].last.unwrap());
    class.another(&ground).await;
    let single = class.exam(&eve, 1);
    let one = ground.start(single, at(30_000)).await;
    ground.store.submit(&eve, &one, at(30_001)).await.unwrap();
    let drop = correction(0, Correction::Drop);
    assert_eq!(refused(&drop).await, Some(CorrectionRefusal::Corrected));
}

pub async fn a_certificate_without_its_pass_is_flagged_and_stays(ground: Ground) {
    let (mut class, [(ada, _), (ben, _), _]) = three(&ground).await;
    let (store, by) = (&ground.store, &class.teaching.clone());
    let earned = completions::earned(Level::Foundation);
    store.issue_completion(&ada, earned.clone(), completions::fresh(1), at(500).wall).await.unwrap();
    let new = correction(0, Correction::Key(slip(0)));
    let reach = preview(&ground, &class, &new).await;
    let stakes = reach.changes.iter().map(|one| one.at_stake.clone()).collect::<Vec<_>>();
    let (title, issued) = (earned.title.clone(), at(500).wall);
    assert_eq!(stakes, [AtStake::Unsupported { title: title.clone(), issued }, AtStake::FirstPass]);
    store.apply_correction(by, new.clone(), reach.seen(), &tell(), at(1).wall).await.unwrap();
    let flagged = store.flagged_certificates(by).await.unwrap();
    assert_eq!(flagged.iter().map(|flag| (flag.name.as_str(), flag.issued)).collect::<Vec<_>>(), [("ada", issued)]);
    assert!(store.completions(&ada).await.unwrap()[0].withdrawn.is_none(), "nothing is withdrawn silently");
    undone(&ground, &class, &new.id, 2).await;
    assert!(store.flagged_certificates(by).await.unwrap().is_empty());
    // A certificate that rests on a correction loses its pass when that is undone.
    let again = correction(0, Correction::Key(slip(0)));
    let seen = preview(&ground, &class, &again).await.seen();
    store.apply_correction(by, again.clone(), seen, &tell(), at(3).wall).await.unwrap();
    store.issue_completion(&ben, earned.clone(), completions::fresh(2), at(600).wall).await.unwrap();
    let look = undone(&ground, &class, &again.id, 4).await;
    let lost = AtStake::Unsupported { title: title.clone(), issued: at(600).wall };
    assert_eq!(look.changes.iter().map(|one| &one.at_stake).collect::<Vec<_>>(), [&AtStake::Nothing, &lost]);
    let flagged = store.flagged_certificates(by).await.unwrap();
    assert_eq!(flagged.iter().map(|flag| (&*flag.name, &flag.correction)).collect::<Vec<_>>(), [("ben", &again.id)]);
    // Another pass supports it.
    class.another(&ground).await;
    class.sat_by(&ground, &ada, &[Act::Flag { item: 0 }, right(1), right(2)]).await;
    class.sat_by(&ground, &ben, &[wrong(0), wrong(1), wrong(2)]).await;
    let reach = preview(&ground, &class, &correction(0, Correction::Key(slip(0)))).await;
    let of_ada = reach.changes.iter().find(|one| one.name == "ada" && one.before.passed == Some(true)).unwrap();
    assert_eq!(of_ada.at_stake, AtStake::Supported { title, issued });
}

/// Somebody sits a mock of a class whose first question is put right afterwards.
pub async fn concern(ground: &Ground, account: &AccountId) {
    let class = Class::open(ground, "three").await;
    class.join(ground, account, "canary").await;
    class.sat_by(ground, account, &[right(0), wrong(1)]).await;
    let new = correction(0, Correction::Key(slip(0)));
    let reach = preview(ground, &class, &new).await;
    let applied = ground.store.apply_correction(&class.teaching, new, reach.seen(), &tell(), at(1).wall).await.unwrap();
    assert_eq!(applied, Applied::Done(reach));
}

/// The course with another version of the first item, as an editor made it.
pub fn another_version() -> Arc<Library> {
    let mut library = Library::clone(&course());
    let item = library.items.iter_mut().find(|item| is_common(item)).expect("the bank is large");
    item.stem = "Another stem".to_owned();
    item.digest = "another digest".to_owned();
    Arc::new(library)
}

/// A practice set that was assigned is reached too.
pub async fn every_kind_of_sitting_is_reached(ground: Ground) {
    let class = Class::open(&ground, "two").await;
    let ada = ground.person("ada").await;
    class.join(&ground, &ada, "ada").await;
    let timed = NewAttempt { mode: Mode::Timed, ..class.exam(&ada, 2) };
    let set = ground.start(timed, at(0)).await;
    ground.store.save(&ada, &set, saved(1, wrong(0)), at(1)).await.unwrap();
    let new = correction(0, Correction::Key(slip(0)));
    let reach = preview(&ground, &class, &new).await;
    assert_eq!((reach.changes.len(), reach.running), (0, 1));
    ground.store.submit(&ada, &set, at(2)).await.unwrap();
    let reach = preview(&ground, &class, &new).await;
    assert_eq!((reach.changes.len(), reach.changes[0].after.score), (1, Marks(100)));
    assert_eq!(reach.changes[0].mode, Mode::Timed);
    assert_eq!(ground.count("attempt_answers").await, 0, "what is no exam is not analysed");
}
