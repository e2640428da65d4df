use std::sync::Arc;

use domain::attempt::{Act, Mode};
use domain::cohort::deed::Deed;
use domain::cohort::{Start, Task, Window};
use domain::ids::{AccountId, AttemptId, CohortId, EditionId, EntryId, MailId, OrganisationId, ScenarioId, SchemeId};
use domain::item::{Body, Item};
use domain::layout::{Cut, CutSource, Layout};
use domain::marks::Marks;
use domain::question::Level;
use domain::response::Response;
use domain::rubric::Judgement;
use domain::time::Millis;
use domain::zone::Zone;
use store::{
    CohortFacts, CohortMade, Decision, MailKind, MarkDecision, Marking, MarkingStage, NewAccount, NewAttempt, NewEntry,
    NewMail, NewSheet, Release, Role, SheetEnd, SheetOutcome, Staff, Teaching, TellResult, TrainerAdded, Undecided,
    Withdrawal, WrittenAnswer, fresh_id,
};

use crate::ground::{Ground, at, course, is_common, new_account, new_exam, new_practice, saved, trainer};

/// A class with two trainers and a mock exam of it: two questions to choose from, then two for own words.
pub struct Class {
    pub ground: Ground,
    pub organisation: OrganisationId,
    pub tess: Teaching,
    pub theo: Teaching,
    pub entry: EntryId,
}

/// The items of the exam.
fn items() -> Vec<Item> {
    let library = course();
    let common = library.items.iter().filter(|item| is_common(item)).take(2);
    let written = library.items.iter().filter(|item| matches!(item.body, Body::Text { .. }));
    common.chain(written.take(2)).cloned().collect()
}

fn facts() -> CohortFacts {
    let day = |text: &str| text.parse().expect("it is a day");
    CohortFacts {
        name: "Autumn run".to_owned(),
        level: Level::Auditor,
        edition: EditionId::new("2018"),
        scheme: SchemeId::new("practice-auditor-2018"),
        starts_on: day("2026-11-02"),
        ends_on: day("2026-12-18"),
        exam_on: None,
        zone: Zone::UTC,
        language: "English".to_owned(),
        in_room: true,
    }
}

async fn teacher(ground: &Ground, organisation: &OrganisationId, name: &str) -> AccountId {
    let id = AccountId::new(fresh_id(at(0).wall));
    let new = new_account(&id, name, &format!("{name}@example.org"));
    let new = NewAccount { organisation: Some(organisation.clone()), role: Role::Trainer, ..new };
    ground.store.make_account(new, at(0).wall).await.unwrap();
    id
}

/// A cohort, as its first trainer sees it.
async fn cohort(ground: &Ground, staff: &Staff, trainer: &AccountId) -> Teaching {
    let id = CohortId::new(fresh_id(at(0).wall));
    let code = fresh_id(at(0).wall);
    let made = ground.store.make_cohort((staff, trainer), (id.clone(), code), facts(), at(0).wall).await;
    assert_eq!(made.unwrap(), CohortMade::Done);
    ground.store.teaching(trainer, &id).await.unwrap().expect("she teaches it")
}

async fn assigned(ground: &Ground, by: &Teaching) -> EntryId {
    let id = EntryId::new(fresh_id(at(0).wall));
    let task =
        Task::Paper { scheme: SchemeId::new("practice-auditor-2018"), fixed: None, start: Start::Alone, limit: None };
    let (title, words) = ("Mock exam 1".to_owned(), String::new());
    let new = NewEntry { id: id.clone(), title, words, task, window: Window::default() };
    assert!(ground.store.put_entry(by, new, at(0).wall).await.unwrap());
    id
}

impl Class {
    async fn set(ground: Ground) -> Self {
        let organisation = ground.organisation("Larkfield IT").await;
        let tess = teacher(&ground, &organisation, "tess").await;
        let theo = teacher(&ground, &organisation, "theo").await;
        let first = cohort(&ground, &trainer(&organisation), &tess).await;
        let added = ground.store.add_cohort_trainer(&first, "theo@example.org", at(0).wall).await.unwrap();
        assert_eq!(added, TrainerAdded::Done);
        let second = ground.store.teaching(&theo, &first.cohort.id).await.unwrap().expect("he teaches it too");
        let entry = assigned(&ground, &first).await;
        Self { ground, organisation, tess: first, theo: second, entry }
    }

    /// Sits the exam and writes something to the questions for own words; empty words are left out.
    async fn sit(&self, account: &AccountId, words: [&str; 2]) -> AttemptId {
        sit(&self.ground, (account, &self.entry), words).await
    }

    async fn marking(&self, by: &Teaching) -> Marking {
        self.ground.store.marking(by, &self.entry).await.unwrap().expect("there is such an assignment")
    }

    /// Gives one and the same level to all criteria of an answer with these words.
    async fn mark(&self, by: &Teaching, words: &str, level: u8, end: SheetEnd) -> SheetOutcome {
        let marking = self.marking(by).await;
        let answer = said(&marking, words);
        let revision = answer.own.as_ref().map_or(0, |own| own.revision);
        let new = NewSheet { judgement: all(answer, level), end, revision };
        self.ground.store.keep_sheet(by, answer, new, at(900).wall).await.unwrap()
    }

    async fn decide(&self, words: &str, level: u8, reason: &str) -> Result<usize, Undecided> {
        let marking = self.marking(&self.tess).await;
        let answer = said(&marking, words);
        let decision =
            MarkDecision { answer, judgement: all(answer, level), reason: reason.to_owned(), seen: answer.latest };
        let store = &self.ground.store;
        store.decide_marks(&self.tess, &self.entry, vec![decision], &tell(), at(1_000).wall).await.unwrap()
    }

    async fn release(&self) -> Release {
        self.ground.store.release_marks(&self.tess, &self.entry, &tell(), at(2_000).wall).await.unwrap()
    }
}

async fn sit(ground: &Ground, (account, entry): (&AccountId, &EntryId), words: [&str; 2]) -> AttemptId {
    let layout = Layout { cut: Some(Cut { marks: Marks::whole(5), source: CutSource::Scheme }), ..Layout::default() };
    start(ground, (account, entry), layout, words, 0).await
}

async fn start(
    ground: &Ground,
    (account, entry): (&AccountId, &EntryId),
    layout: Layout,
    words: [&str; 2],
    from: i64,
) -> AttemptId {
    let exam = NewAttempt { items: items(), layout, entry: Some(entry.clone()), ..new_exam(account, 0) };
    let exam = ground.start(exam, at(from)).await;
    for (place, words) in (2_u16..).zip(words).filter(|(_, words)| !words.is_empty()) {
        write(ground, account, &exam, place, words, from + 10).await;
    }
    ground.store.submit(account, &exam, at(from + 500)).await.unwrap();
    exam
}

async fn write(ground: &Ground, account: &AccountId, exam: &AttemptId, place: u16, words: &str, now: i64) {
    let act = Act::Answer { item: place, response: Response::Text(words.to_owned()) };
    ground.store.save(account, exam, saved(u64::from(place) + now as u64, act), at(now)).await.unwrap();
}

fn all(answer: &WrittenAnswer, level: u8) -> Judgement {
    let criteria = answer.scale().expect("it has a scale").rubric().criteria().len();
    Judgement { levels: vec![Some(level); criteria], comment: format!("Level {level}.") }
}

fn said<'m>(marking: &'m Marking, words: &str) -> &'m WrittenAnswer {
    marking.answers.iter().find(|answer| answer.words == words).expect("somebody wrote this")
}

fn tell() -> TellResult {
    Arc::new(|news| NewMail {
        id: MailId::new(fresh_id(at(0).wall)),
        account: Some(news.account.clone()),
        organisation: Some(news.organisation.clone()),
        email: news.email.clone(),
        kind: MailKind::ClassResult,
        occasion: String::new(),
        subject: news.changed.clone().unwrap_or_else(|| "released".to_owned()),
        text: String::new(),
        html: String::new(),
        unsubscribe: fresh_id(at(0).wall),
        not_before: at(0).wall,
    })
}

/// Leaves something about the person and by the person in every table of marking.
pub async fn leave_marks(ground: &Ground, organisation: &OrganisationId, account: &AccountId) {
    let tess = teacher(ground, organisation, "tess").await;
    let by = cohort(ground, &trainer(organisation), &tess).await;
    let entry = assigned(ground, &by).await;
    sit(ground, (account, &entry), ["Canary words", ""]).await;
    let marking = ground.store.marking(&by, &entry).await.unwrap().expect("it is there");
    let judgement = Judgement { comment: "Canary comment".to_owned(), ..all(&marking.answers[0], 2) };
    let new = NewSheet { judgement: judgement.clone(), end: SheetEnd::Finished, revision: 0 };
    assert_eq!(ground.store.keep_sheet(&by, &marking.answers[0], new, at(901).wall).await.unwrap(), SheetOutcome::Kept);
    let marking = ground.store.marking(&by, &entry).await.unwrap().expect("it is there");
    let (answer, reason) = (&marking.answers[0], "Canary decision".to_owned());
    let decision = MarkDecision { answer, judgement, reason, seen: 0 };
    ground.store.decide_marks(&by, &entry, vec![decision], &tell(), at(902).wall).await.unwrap().unwrap();
    ground.store.release_marks(&by, &entry, &tell(), at(903).wall).await.unwrap();
    ground.store.keep_marker_comment(account, "Canary phrase".to_owned(), at(904).wall).await.unwrap();
    // What is told of the trainer is somebody else's.
    ground.execute(&format!("DELETE FROM cohort_trainer WHERE account_id = '{tess}'")).await;
}

pub async fn two_people_mark_without_knowing_whom_or_what_the_other_gave(ground: Ground) {
    let class = Class::set(ground).await;
    let (ada, ben) = (class.ground.person("ada").await, class.ground.person("ben").await);
    let empty = class.marking(&class.tess).await;
    assert_eq!((empty.ended, empty.answers.len(), empty.undecided()), (0, 0, 0));
    class.sit(&ada, ["Ada one", "Ada two"]).await;
    class.sit(&ben, ["Ben one", ""]).await;
    let marking = class.marking(&class.tess).await;
    let numbers = marking.answers.iter().map(|answer| answer.number).collect::<Vec<_>>();
    assert_eq!((marking.ended, numbers, marking.items()), (2, vec![1, 2, 3], 2), "what was left out is not marked");
    assert_eq!(marking.answers[2].words, "Ada two", "question by question");
    assert!(marking.answers.iter().all(|answer| marking.name(answer).is_none()));
    let keys = |marking: &Marking| marking.answers.iter().map(|answer| answer.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&marking), keys(&class.marking(&class.theo).await), "one order for all");

    // The own way through: what is finished is passed over, a draft is not.
    let first = marking.next_after(None).expect("there is one").key.clone();
    assert_eq!(first, marking.answers[0].key);
    assert_eq!(class.mark(&class.tess, "Ada one", 1, SheetEnd::Draft).await, SheetOutcome::Kept);
    assert_eq!(class.mark(&class.tess, "Ben one", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.mark(&class.tess, "Ada two", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    let marking = class.marking(&class.tess).await;
    for answer in &marking.answers {
        assert_eq!(marking.next_after(Some(&answer.key)).map(|next| &*next.words), Some("Ada one"), "round to it");
    }
    assert_eq!(said(&marking, "Ada one").own.as_ref().map(|own| own.judgement.levels[0]), Some(Some(1)));
    assert_eq!(said(&marking, "Ben one").stage(), MarkingStage::Once);

    // The other sees only how many have finished, until his own sheet is finished.
    let other = class.marking(&class.theo).await;
    let ben_one = said(&other, "Ben one");
    assert_eq!((ben_one.done_by_others(), ben_one.seen().len(), ben_one.is_waiting()), (1, 0, true));
    assert_eq!(class.mark(&class.theo, "Ben one", 1, SheetEnd::Finished).await, SheetOutcome::Kept);
    let other = class.marking(&class.theo).await;
    let markers = said(&other, "Ben one").seen().iter().map(|sheet| sheet.marker.clone()).collect::<Vec<_>>();
    assert_eq!(markers, ["theo", "tess"]);
    let criteria = said(&other, "Ben one").item.body.parts();
    assert_eq!(said(&other, "Ben one").stage(), MarkingStage::Differing(criteria));
    assert_eq!(
        class.mark(&class.tess, "Ben one", 0, SheetEnd::Finished).await,
        SheetOutcome::Closed,
        "both have finished"
    );
    assert_eq!(
        class.mark(&class.tess, "Ben one", 2, SheetEnd::Finished).await,
        SheetOutcome::Kept,
        "it is what she gave"
    );
    assert_eq!(class.mark(&class.theo, "Ada two", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    let agreements = class.marking(&class.theo).await.agreements((&class.theo.account, "theo"));
    assert_eq!(agreements.len(), 1);
    assert_eq!((agreements[0].1.n, agreements[0].1.exact.is_err()), (2, true), "too few for a figure");

    // What counts: agreed as it is, differing with a reason, and the names when all of it is decided.
    assert_eq!(class.decide("Ada two", 2, "").await, Ok(1));
    assert_eq!(class.decide("Ben one", 1, " ").await, Err(Undecided::NoReason));
    assert_eq!(class.decide("Ben one", 1, "The scope is missing.").await, Ok(1));
    assert_eq!(class.decide("Ada one", 1, "").await, Err(Undecided::NobodyMarked));
    assert_eq!(class.mark(&class.theo, "Ada one", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.decide("Ada one", 2, "").await, Ok(1));
    let marking = class.marking(&class.tess).await;
    assert_eq!(marking.name(said(&marking, "Ben one")).as_deref(), Some("ben"));
    assert_eq!(class.decide("Ada one", 1, "").await, Err(Undecided::NoReason), "a decision is changed for a reason");
    assert_eq!(class.mark(&class.tess, "Ada one", 1, SheetEnd::Draft).await, SheetOutcome::Closed);
}

pub async fn a_sheet_is_kept_whole_and_in_its_newest_form(ground: Ground) {
    let class = Class::set(ground).await;
    let ada = class.ground.person("ada").await;
    class.sit(&ada, ["Ada one", ""]).await;
    let before = class.marking(&class.tess).await;
    let answer = said(&before, "Ada one");
    let keep = async |judgement, end, revision| {
        let new = NewSheet { judgement, end, revision };
        class.ground.store.keep_sheet(&class.tess, answer, new, at(900).wall).await.unwrap()
    };
    let mut part = all(answer, 2);
    part.levels[0] = None;
    assert!(matches!(keep(part.clone(), SheetEnd::Finished, 0).await, SheetOutcome::Unmarked(_)));
    assert!(matches!(keep(all(answer, 9), SheetEnd::Finished, 0).await, SheetOutcome::Unmarked(_)));
    assert_eq!(keep(part.clone(), SheetEnd::Draft, 0).await, SheetOutcome::Kept);
    assert_eq!(keep(all(answer, 0), SheetEnd::Finished, 0).await, SheetOutcome::Stale, "from an older window");
    let own = class.marking(&class.tess).await.answers.remove(0).own.expect("it is kept");
    assert_eq!((own.judgement, own.finished, own.revision), (part, false, 1));
    assert_eq!(keep(all(answer, 0), SheetEnd::Finished, 1).await, SheetOutcome::Kept);
    assert_eq!(keep(all(answer, 1), SheetEnd::Finished, 2).await, SheetOutcome::Kept, "nobody else has finished");
    assert_eq!(keep(all(answer, 1), SheetEnd::Finished, 2).await, SheetOutcome::Kept, "sent twice");
    assert_eq!(keep(all(answer, 1), SheetEnd::Draft, 2).await, SheetOutcome::Stale, "it is finished already");
    let own = class.marking(&class.tess).await.answers.remove(0).own.expect("it is kept");
    assert_eq!((own.finished, own.revision), (true, 3), "the same changes nothing");

    // Two who decide at once: the second is told.
    let (one, other) = (class.marking(&class.tess).await, class.marking(&class.theo).await);
    let decide = async |marking: &Marking, by: &Teaching| {
        let judgement = all(&marking.answers[0], 1);
        let decision = MarkDecision { answer: &marking.answers[0], judgement, reason: String::new(), seen: 0 };
        class.ground.store.decide_marks(by, &class.entry, vec![decision], &tell(), at(1_000).wall).await.unwrap()
    };
    assert_eq!(decide(&one, &class.tess).await, Ok(1));
    assert_eq!(decide(&other, &class.theo).await, Err(Undecided::Stale));
    let now = class.marking(&class.theo).await;
    assert_eq!(now.answers[0].latest, 1);
    assert_eq!(decide(&now, &class.theo).await, Err(Undecided::Stale), "he has not seen it");
    assert_eq!(class.ground.count("final_mark").await, 1);
}

pub async fn marks_count_when_they_are_released(ground: Ground) {
    let class = Class::set(ground).await;
    let (ada, ben) = (class.ground.person("ada").await, class.ground.person("ben").await);
    let exam = class.sit(&ada, ["Ada one", "Ada two"]).await;
    let unmarked = class.sit(&ben, ["Ben one", ""]).await;
    let (store, ground) = (&class.ground.store, &class.ground);
    let first = ground.attempt(&ada, &exam).await;
    let score = first.head.score;
    let worth = first.result.as_ref().expect("it is marked").items[2].marks;
    assert_eq!((score, first.head.passed), (Some(Marks(0)), Some(false)), "no word of it was looked for");
    for by in [&class.tess, &class.theo] {
        assert_eq!(class.mark(by, "Ada one", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    }
    assert_eq!(class.decide("Ada one", 2, "").await, Ok(1));
    let given = store.given_by_people(&ada, &ground.attempt(&ada, &exam).await).await.unwrap().expect("it is assigned");
    assert_eq!((given.released, given.marks.len()), (false, 0), "nothing is shown before");
    assert_eq!(ground.attempt(&ada, &exam).await.head.score, score);
    assert_eq!(ground.count("mail").await, 0);

    assert_eq!(class.release().await, Release::Now(1));
    let after = ground.attempt(&ada, &exam).await;
    let result = after.result.clone().expect("it is marked");
    assert_eq!((after.head.score, after.head.passed), (Some(worth), Some(worth >= Marks::whole(5))));
    assert_eq!((result.items[2].score, result.provisional), (worth, true), "the other answer was not marked");
    assert_eq!(after.receipt, first.receipt, "the log is as it was");
    assert_eq!(ground.faults().await, Vec::<&str>::new());
    let given = store.given_by_people(&ada, &after).await.unwrap().expect("it is assigned");
    assert_eq!((given.released, given.marks[&2].marks, &*given.marks[&2].judgement.comment), (true, worth, "Level 2."));
    assert!(store.given_by_people(&ben, &after).await.unwrap().is_none(), "somebody else's");
    let record = store.study_record(&ada).await.unwrap();
    assert_eq!(record.items[&items()[2].id].last, Some(true), "the study record learns what turned out right");
    let unchanged = ground.attempt(&ben, &unmarked).await;
    assert!(unchanged.result.is_some_and(|result| result.provisional));
    assert_eq!(ground.count("mail WHERE kind = 'class_result'").await, 2, "each person is told once");
    assert_eq!(class.release().await, Release::Before);
    assert_eq!(ground.count("mail").await, 2);
    let lines = store.cohort_history(&class.tess, None, 2).await.unwrap();
    let deeds = lines.into_iter().map(|line| line.deed).collect::<Vec<_>>();
    assert_eq!(deeds, [Deed::MarksReleased, Deed::MarksDecided { answers: 1 }], "and it is told once who did it");

    // What is decided after the release counts at once.
    assert_eq!(class.decide("Ada one", 0, "The wrong clause.").await, Ok(1));
    assert_eq!(ground.attempt(&ada, &exam).await.head.score, Some(Marks(0)));
    let subjects = ground.column("SELECT subject FROM mail ORDER BY id").await;
    assert_eq!(subjects.last().cloned().flatten().as_deref(), Some("The wrong clause."));
    assert_eq!(ground.count("final_mark").await, 2, "nothing is overwritten");
    // Who hands in after the release gets one mail for all that is decided then, in the words of the release.
    let cem = ground.person("cem").await;
    start(ground, (&cem, &class.entry), Layout::default(), ["Cem one", "Cem two"], 3_000).await;
    let dee = ground.person("dee").await;
    let trial = Layout { unscored: vec![3], ..Layout::default() };
    start(ground, (&dee, &class.entry), trial, ["Dee one", "Dee on trial"], 5_000).await;
    let asked = class.marking(&class.tess).await.answers;
    assert!(asked.iter().any(|answer| answer.words == "Dee one"));
    assert!(asked.iter().all(|answer| answer.words != "Dee on trial"), "trial questions are not marked");
    for words in ["Cem one", "Cem two"] {
        assert_eq!(class.mark(&class.tess, words, 1, SheetEnd::Finished).await, SheetOutcome::Kept);
    }
    let marking = class.marking(&class.tess).await;
    let answers = ["Cem one", "Cem two"].map(|words| said(&marking, words));
    let decisions =
        answers.map(|answer| MarkDecision { answer, judgement: all(answer, 1), reason: String::new(), seen: 0 });
    let made = store.decide_marks(&class.tess, &class.entry, decisions.into(), &tell(), at(4_000).wall).await.unwrap();
    assert_eq!(made, Ok(2));
    let subjects = ground.column("SELECT subject FROM mail WHERE email = 'cem@example.org'").await;
    assert_eq!(subjects, [Some("released".to_owned())]);
    assert_eq!(ground.faults().await, Vec::<&str>::new());
    let absent = EntryId::new("absent");
    assert_eq!(store.release_marks(&class.tess, &absent, &tell(), at(0).wall).await.unwrap(), Release::Absent);
    let practice = ground.exam(&ben, 2, at(3_000)).await;
    let practice = ground.attempt(&ben, &practice).await;
    assert!(store.given_by_people(&ben, &practice).await.unwrap().is_none(), "it answers no assignment");
}

pub async fn what_waits_for_its_marks_stays_in_the_plan(ground: Ground) {
    let class = Class::set(ground).await;
    let ada = class.ground.person("ada").await;
    class.sit(&ada, ["Ada one", ""]).await;
    let withdraw = async || class.ground.store.withdraw_entry(&class.tess, &class.entry, at(3_000).wall).await.unwrap();
    assert_eq!(withdraw().await, Withdrawal::Unreleased);
    assert_eq!(class.mark(&class.tess, "Ada one", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.mark(&class.theo, "Ada one", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.decide("Ada one", 2, "").await, Ok(1));
    assert_eq!(withdraw().await, Withdrawal::Unreleased, "Ada does not know them yet");
    assert_eq!(class.release().await, Release::Now(1));
    assert_eq!(withdraw().await, Withdrawal::Done);
}

pub async fn what_was_given_for_other_words_counts_for_nothing(ground: Ground) {
    let class = Class::set(ground).await;
    let ada = class.ground.member(&class.organisation, "ada").await;
    let exam = class.sit(&ada, ["Ada one", ""]).await;
    let (store, ground) = (&class.ground.store, &class.ground);
    assert_eq!(class.mark(&class.tess, "Ada one", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.mark(&class.theo, "Ada one", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.decide("Ada one", 2, "").await, Ok(1));
    assert_eq!(class.release().await, Release::Now(1));
    let staff = trainer(&class.organisation);
    let reopen = async |me: &AccountId| {
        let (reopen, reason, key) = (Decision::Reopen(Millis(50_000)), "A fire alarm".to_owned(), "key".to_owned());
        store.decide((&staff, me), &exam, reopen, reason, key, at(3_000)).await.unwrap()
    };
    let seen = async |me: &AccountId| store.sitting((&staff, me), &exam).await.unwrap().is_some();
    let colleague = AccountId::new("a colleague");
    assert_eq!((seen(&colleague).await, reopen(&colleague).await), (false, false), "who does not teach there");
    assert_eq!((seen(&class.tess.account).await, reopen(&class.tess.account).await), (true, true));
    assert_eq!(class.marking(&class.tess).await.answers.len(), 0, "it is being written");
    write(ground, &ada, &exam, 2, "Ada anew", 3_100).await;
    store.submit(&ada, &exam, at(3_200)).await.unwrap();
    let marking = class.marking(&class.tess).await;
    let answer = said(&marking, "Ada anew");
    assert_eq!((answer.stage(), answer.is_done(), answer.done_by_others()), (MarkingStage::Unmarked, false, 0));
    assert!(answer.own.is_some(), "what was given is there to begin with");
    let attempt = ground.attempt(&ada, &exam).await;
    assert_eq!(attempt.head.score, Some(Marks(0)));
    assert_eq!(store.given_by_people(&ada, &attempt).await.unwrap().expect("it is assigned").marks.len(), 0);
    assert_eq!(class.mark(&class.tess, "Ada anew", 1, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.decide("Ada anew", 1, "Read again").await, Ok(1));
    assert!(ground.attempt(&ada, &exam).await.head.score > Some(Marks(0)), "it counts at once");
    assert_eq!(ground.faults().await, Vec::<&str>::new());
}

pub async fn only_those_who_teach_the_cohort_find_its_answers(ground: Ground) {
    let class = Class::set(ground).await;
    let (store, ground) = (&class.ground.store, &class.ground);
    let ada = ground.person("ada").await;
    class.sit(&ada, ["Ada one", ""]).await;
    // A free exam of the same person, and the trainer's own attempt.
    let free = NewAttempt { items: items(), ..new_exam(&ada, 0) };
    let free = ground.start(free, at(600)).await;
    write(ground, &ada, &free, 2, "Ada alone", 610).await;
    store.submit(&ada, &free, at(700)).await.unwrap();
    class.sit(&class.tess.account, ["Tess one", ""]).await;
    let words = |marking: &Marking| marking.answers.iter().map(|answer| answer.words.clone()).collect::<Vec<_>>();
    assert_eq!(words(&class.marking(&class.tess).await), ["Ada one"], "nobody marks the own answers");
    assert_eq!(class.marking(&class.theo).await.answers.len(), 2, "and others do");
    let elsewhere = ground.organisation("Fernhill Water").await;
    let una = teacher(ground, &elsewhere, "una").await;
    let other = cohort(ground, &trainer(&elsewhere), &una).await;
    assert!(store.marking(&other, &class.entry).await.unwrap().is_none());
    let found = store.release_marks(&other, &class.entry, &tell(), at(0).wall).await.unwrap();
    assert_eq!(found, Release::Absent);
    let marking = class.marking(&class.tess).await;
    let new = NewSheet { judgement: all(&marking.answers[0], 1), end: SheetEnd::Finished, revision: 0 };
    assert_eq!(store.keep_sheet(&class.tess, &marking.answers[0], new, at(0).wall).await.unwrap(), SheetOutcome::Kept);
    let marking = class.marking(&class.tess).await;
    let answer = &marking.answers[0];
    let decision = vec![MarkDecision { answer, judgement: all(answer, 1), reason: String::new(), seen: 0 }];
    let decided = store.decide_marks(&other, &class.entry, decision, &tell(), at(0).wall).await.unwrap();
    assert_eq!(decided, Err(Undecided::Absent));
}

pub async fn a_marker_keeps_comments_for_use_again(ground: Ground) {
    let (store, tess, theo) = (&ground.store, ground.person("tess").await, ground.person("theo").await);
    for words in ["Name the clause.", "Say where you saw it.", "Name the clause."] {
        assert!(store.keep_marker_comment(&tess, words.to_owned(), at(0).wall).await.unwrap());
    }
    for number in 0..100 {
        assert!(store.keep_marker_comment(&theo, format!("Comment {number}"), at(0).wall).await.unwrap());
    }
    assert!(!store.keep_marker_comment(&theo, "One too many".to_owned(), at(0).wall).await.unwrap());
    assert!(store.keep_marker_comment(&theo, "Comment 7".to_owned(), at(0).wall).await.unwrap(), "it is there");
    let comments = store.marker_comments(&tess).await.unwrap();
    let words = comments.iter().map(|one| &*one.words).collect::<Vec<_>>();
    assert_eq!(words, ["Say where you saw it.", "Name the clause."], "the same words are kept once");
    let used = store.use_marker_comment(&tess, &comments[1].id).await.unwrap();
    assert_eq!(used.as_deref(), Some("Name the clause."));
    assert_eq!(
        store.marker_comments(&tess).await.unwrap()[0].words,
        "Name the clause.",
        "what is used most comes first"
    );
    assert_eq!(store.use_marker_comment(&theo, &comments[1].id).await.unwrap(), None);
    assert!(!store.forget_marker_comment(&theo, &comments[1].id).await.unwrap());
    assert!(store.forget_marker_comment(&tess, &comments[1].id).await.unwrap());
    assert_eq!(store.marker_comments(&tess).await.unwrap().len(), 1);
}

/// Own words in an assigned exercise are marked too; the result stays one of practice.
pub async fn an_assigned_exercise_is_marked_like_an_exam(ground: Ground) {
    let class = Class::set(ground).await;
    let ada = class.ground.person("ada").await;
    let id = EntryId::new(fresh_id(at(0).wall));
    let task = Task::Exercise { scenario: ScenarioId::new("a-case") };
    let (title, words) = ("The case".to_owned(), String::new());
    let new = NewEntry { id: id.clone(), title, words, task, window: Window::default() };
    assert!(class.ground.store.put_entry(&class.tess, new, at(0).wall).await.unwrap());
    let class = Class { entry: id, ..class };
    let (store, ground) = (&class.ground.store, &class.ground);
    let practice = new_practice(&ada, 0);
    let set = NewAttempt { items: items(), entry: Some(class.entry.clone()), ..practice };
    let set = ground.start(set, at(0)).await;
    let act = Act::Answer { item: 2, response: Response::Text("Ada works".to_owned()) };
    assert_eq!(store.answer_practice(&ada, &set, saved(1, act), at(10)).await.unwrap(), store::PracticeAnswer::Taken);
    assert_eq!(class.marking(&class.tess).await.answers.len(), 0, "it is being written");
    store.submit(&ada, &set, at(500)).await.unwrap();
    let marking = class.marking(&class.tess).await;
    assert_eq!((marking.ended, marking.answers.len()), (1, 1));
    assert_eq!(class.mark(&class.tess, "Ada works", 2, SheetEnd::Finished).await, SheetOutcome::Kept);
    assert_eq!(class.decide("Ada works", 2, "").await, Ok(1));
    assert_eq!(class.release().await, Release::Now(1));
    let attempt = ground.attempt(&ada, &set).await;
    assert_eq!((attempt.head.mode, attempt.head.passed), (Mode::Practice, None));
    assert!(attempt.head.score > Some(Marks(0)));
    let given = store.given_by_people(&ada, &attempt).await.unwrap().expect("people mark it");
    assert_eq!((given.released, given.marks.len()), (true, 1));
    assert_eq!(ground.count("mail WHERE kind = 'class_result'").await, 1);
    assert_eq!(ground.count("attempt_answers").await, 0, "what is no exam is not analysed");
    assert_eq!(ground.faults().await, Vec::<&str>::new());
}
