//! Questions that trainers write, from the first draft to the papers that use them.

use content::{Judged, OwnKind, Written, WrittenLine};
use domain::analysis::{Column, analyse_alone};
use domain::bank::{BankAct, BankRefusal, BankState, BankUse};
use domain::ids::{AccountId, ItemId, OrganisationId, PaperId, SchemeId};
use domain::item::Item;
use domain::layout::{Layout, ReviewPolicy};
use domain::marks::Marks;
use domain::question::Level;
use domain::time::Timestamp;
use store::{
    BankMoved, BankSaved, Deletion, KeptPaper, NewAttempt, NewQuestionFile, PaperItem, Role, Staff, Writer, fresh_id,
};

use crate::ground::{Ground, answer, at, course, key, new_exam, saved, trainer};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A question to which nothing is to be said.
pub fn sound(stem: &str) -> Written {
    let line = |text: &str, key: &str, misconception: &str| WrittenLine {
        text: text.to_owned(),
        key: key.to_owned(),
        feedback: "Clause 8.6.1 says so.".to_owned(),
        misconception: misconception.to_owned(),
        ..WrittenLine::default()
    };
    Written {
        label: "No. 1".to_owned(),
        area: "resolution_fulfilment".to_owned(),
        clauses: "8.6.1".to_owned(),
        stem: stem.to_owned(),
        lines: vec![
            line("As an incident", "yes", ""),
            line("As a problem", "", "a cause is a failure"),
            line("As a change", "", "each repair is a change"),
            line("As a request", "", "everything reported is a request"),
        ],
        ..Written::fresh(OwnKind::SingleChoice)
    }
}

fn judged(id: &ItemId, written: &Written, version: i64) -> Judged {
    course().judge(written, id, version, &[])
}

fn id(n: i64) -> ItemId {
    ItemId::new(fresh_id(at(n).wall))
}

async fn writer(ground: &Ground, organisation: &OrganisationId, name: &str) -> Writer {
    let account = ground.member(organisation, name).await;
    as_writer(organisation, &account, name)
}

fn as_writer(organisation: &OrganisationId, account: &AccountId, name: &str) -> Writer {
    let staff = Staff::of(Role::Trainer, Some(organisation), name).expect("trainers look after people");
    staff.writer(account).expect("she belongs to an organisation")
}

async fn made(ground: &Ground, by: &Writer, written: &Written, when: i64) -> ItemId {
    let id = id(when);
    let new = vec![(id.clone(), written.clone(), judged(&id, written, 1))];
    assert_eq!(
        ground.store.make_bank_items(by, new.clone(), "First words".to_owned(), at(when).wall).await.unwrap(),
        1
    );
    let again = ground.store.make_bank_items(by, new, "Again".to_owned(), at(when).wall).await.unwrap();
    assert_eq!(again, 0, "one that was made before stands once");
    id
}

async fn act(ground: &Ground, by: &Writer, id: &ItemId, from: i64, act: BankAct) -> BankMoved {
    let words = format!("words: {}", act.word());
    ground.store.move_bank_item(by, id, from, act, words, at(500 + from).wall).await.unwrap()
}

async fn save(ground: &Ground, by: &Writer, id: &ItemId, from: i64, written: &Written) -> BankSaved {
    let judged = judged(id, written, from + 1);
    let now = at(600 + from).wall;
    ground.store.save_bank_item(by, id, from, (written.clone(), judged), "A note".to_owned(), now).await.unwrap()
}

async fn state(ground: &Ground, who: &Writer, id: &ItemId) -> Option<BankState> {
    ground.store.bank_item(who, id).await.unwrap().map(|item| item.row.state)
}

pub async fn a_draft_is_its_authors_own(ground: Ground) {
    let (org, other) = (ground.organisation("Larkfield IT").await, ground.organisation("Brackwater").await);
    let ann = writer(&ground, &org, "ann").await;
    let (ben, eve) = (writer(&ground, &org, "ben").await, writer(&ground, &other, "eve").await);
    let store = &ground.store;
    assert!(trainer(&org).writer(&AccountId::new("x")).is_some());
    let alone = Staff::of(Role::Administrator, None, "Ann").expect("administrators look after somebody");
    assert!(alone.writer(&AccountId::new("x")).is_none(), "questions belong to an organisation");

    let rough = Written { stem: "Half a".to_owned(), ..Written::fresh(OwnKind::Finding) };
    let draft = made(&ground, &ann, &rough, 1).await;
    let item = store.bank_item(&ann, &draft).await.unwrap().expect("it is hers");
    assert_eq!(
        (item.row.state, item.row.version, item.row.used, item.row.name()),
        (BankState::Draft, 1, None, "Half a")
    );
    assert_eq!(
        (item.row.kind.as_str(), item.row.author_name.as_str(), item.row.edition.as_str()),
        ("finding", "ann", "2018")
    );
    assert_eq!((item.versions[0].note.as_str(), item.events.len()), ("First words", 0));
    assert_eq!(store.bank_text(&ann, &draft, 1).await.unwrap().expect("it was kept").written, rough);
    assert!(store.bank_text(&ann, &draft, 2).await.unwrap().is_none());
    for stranger in [&ben, &eve] {
        assert!(store.bank(stranger).await.unwrap().is_empty());
        assert!(store.bank_item(stranger, &draft).await.unwrap().is_none());
        assert!(store.bank_text(stranger, &draft, 1).await.unwrap().is_none());
        assert!(store.bank_neighbours(stranger).await.unwrap().is_empty());
        assert!(store.bank_asked(stranger).await.unwrap().is_empty());
        assert_eq!(save(&ground, stranger, &draft, 1, &sound("Mine?")).await, BankSaved::Absent);
        for one in BankAct::ALL {
            assert_eq!(act(&ground, stranger, &draft, 1, one).await, BankMoved::Absent);
        }
    }
    assert_eq!(save(&ground, &ann, &draft, 1, &sound("How is it recorded?")).await, BankSaved::Kept(2));
    assert_eq!(save(&ground, &ann, &draft, 1, &rough).await, BankSaved::Stale, "it was made from an older version");
    assert_eq!(store.bank_neighbours(&ann).await.unwrap()[0].asked, "how is it recorded");
    let asked = store.bank_asked(&ann).await.unwrap();
    assert_eq!(asked, [("how is it recorded".to_owned(), "No. 1".to_owned())]);
    let versions = store.bank_item(&ann, &draft).await.unwrap().expect("it is hers").versions;
    assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
}

pub async fn a_second_person_reads_before_anything_is_used(ground: Ground) {
    let (org, other) = (ground.organisation("Larkfield IT").await, ground.organisation("Brackwater").await);
    let (ann, ben) = (writer(&ground, &org, "ann").await, writer(&ground, &org, "ben").await);
    let eve = writer(&ground, &other, "eve").await;
    let (store, written) = (&ground.store, sound("How is it recorded?"));
    let question = made(&ground, &ann, &written, 1).await;
    assert_eq!(act(&ground, &ann, &question, 1, BankAct::Publish).await, BankMoved::Refused(BankRefusal::NotNow));
    assert_eq!(act(&ground, &ann, &question, 1, BankAct::Send).await, BankMoved::To(BankState::Review));
    assert_eq!(state(&ground, &ben, &question).await, Some(BankState::Review), "colleagues see what is to be read");
    assert_eq!(state(&ground, &eve, &question).await, None);
    assert_eq!(act(&ground, &ann, &question, 1, BankAct::Accept).await, BankMoved::Refused(BankRefusal::OwnWork));
    assert_eq!(save(&ground, &ann, &question, 1, &written).await, BankSaved::Stale, "it is being read");
    assert_eq!(act(&ground, &ben, &question, 1, BankAct::Return).await, BankMoved::To(BankState::Draft));
    assert_eq!(state(&ground, &ben, &question).await, None, "a draft is its author's own again");
    assert_eq!(save(&ground, &ann, &question, 1, &sound("How is this recorded?")).await, BankSaved::Kept(2));
    assert_eq!(act(&ground, &ann, &question, 1, BankAct::Send).await, BankMoved::Stale, "she saw an older version");
    assert_eq!(act(&ground, &ann, &question, 2, BankAct::Send).await, BankMoved::To(BankState::Review));
    assert_eq!(act(&ground, &ben, &question, 1, BankAct::Accept).await, BankMoved::Stale);
    assert_eq!(act(&ground, &ben, &question, 2, BankAct::Accept).await, BankMoved::To(BankState::Ready));
    assert!(store.own_items(&org).await.unwrap().is_empty());
    assert_eq!(act(&ground, &ben, &question, 2, BankAct::Pilot).await, BankMoved::To(BankState::Pilot));
    let own = store.own_items(&org).await.unwrap();
    assert_eq!((own.len(), own[0].used, own[0].item.is_live()), (1, BankUse::Pilot, true));
    assert!(store.own_items(&other).await.unwrap().is_empty());
    let events = store.bank_item(&ben, &question).await.unwrap().expect("he sees it").events;
    let told = events.iter().map(|event| (event.act, event.version, event.made_by.as_str())).collect::<Vec<_>>();
    let ways = [(BankAct::Pilot, 2, "ben"), (BankAct::Accept, 2, "ben"), (BankAct::Send, 2, "ann")];
    assert_eq!(told[..3], ways);
    assert_eq!(told[3..], [(BankAct::Return, 1, "ben"), (BankAct::Send, 1, "ann")]);
    assert_eq!(events[3].words, "words: return");
}

pub async fn a_question_in_use_is_written_anew_beside_it(ground: Ground) {
    let org = ground.organisation("Larkfield IT").await;
    let (ann, ben) = (writer(&ground, &org, "ann").await, writer(&ground, &org, "ben").await);
    let store = &ground.store;
    let question = made(&ground, &ann, &sound("How is it recorded?"), 1).await;
    for (by, one) in [(&ann, BankAct::Send), (&ben, BankAct::Accept), (&ann, BankAct::Publish)] {
        assert!(matches!(act(&ground, by, &question, 1, one).await, BankMoved::To(_)));
    }
    let before = store.own_items(&org).await.unwrap().remove(0);
    assert_eq!(save(&ground, &ann, &question, 1, &sound("How is that recorded?")).await, BankSaved::Kept(2));
    let anew = Written { label: "No. 2".to_owned(), level: "auditor".to_owned(), ..sound("How is that put down?") };
    assert_eq!(save(&ground, &ann, &question, 2, &anew).await, BankSaved::Kept(3));
    for (who, name, level, asked) in [
        (&ben, "No. 1", Level::Foundation, "how is it recorded"),
        (&ann, "No. 2", Level::Auditor, "how is that put down"),
    ] {
        let row = store.bank(who).await.unwrap().remove(0);
        assert_eq!((row.name(), row.level), (name, Some(level)), "lists tell nothing of a draft of somebody else");
        assert_eq!(store.bank_asked(who).await.unwrap(), [(asked.to_owned(), name.to_owned())]);
        assert_eq!(store.bank_neighbours(who).await.unwrap()[0].level, level);
    }
    assert_eq!(store.own_items(&org).await.unwrap()[0].label, "No. 1");
    assert_eq!(act(&ground, &ann, &question, 3, BankAct::Send).await, BankMoved::To(BankState::Review));
    assert_eq!(act(&ground, &ben, &question, 3, BankAct::Return).await, BankMoved::To(BankState::Draft));
    let events = async |who| store.bank_item(who, &question).await.unwrap().expect("they see it").events.len();
    assert_eq!((events(&ben).await, events(&ann).await), (3, 5));
    assert_eq!(save(&ground, &ann, &question, 3, &sound("How is that recorded?")).await, BankSaved::Kept(4));
    let row = store.bank_item(&ben, &question).await.unwrap().expect("one version is in use").row;
    assert_eq!(
        (row.state, row.used, row.seen_by(&ben), row.seen_by(&ann)),
        (BankState::Draft, Some((1, BankUse::Live)), 1, 4)
    );
    assert!(store.bank_text(&ben, &question, 2).await.unwrap().is_none());
    for (who, stem) in [(&ben, "How is it recorded?"), (&ann, "How is that recorded?")] {
        let seen = store.bank_texts(who).await.unwrap();
        assert_eq!((seen.len(), seen[0].1.written.stem.as_str()), (1, stem));
    }
    let now = store.own_items(&org).await.unwrap().remove(0);
    assert_eq!(now.item.digest, before.item.digest, "what papers use has not changed");
    for (by, one) in [(&ann, BankAct::Send), (&ben, BankAct::Accept), (&ann, BankAct::Publish)] {
        assert!(matches!(act(&ground, by, &question, 4, one).await, BankMoved::To(_)));
    }
    let now = store.own_items(&org).await.unwrap().remove(0).item;
    assert_eq!(now.stem, "How is that recorded?");
    let pinned = [&before.item, &now].map(|item| PaperItem { item: item.id.clone(), digest: item.digest.clone() });
    let found = store.paper_items(&pinned[..1]).await.unwrap();
    assert_eq!(found[0].stem, "How is it recorded?", "attempts find the version that they showed");
    assert_eq!(store.paper_items(&pinned[1..]).await.unwrap()[0].stem, "How is that recorded?");
    // A paper in which it counts keeps it as it is.
    let paper = KeptPaper {
        id: PaperId::new(fresh_id(at(700).wall)),
        title: "Final rehearsal".to_owned(),
        scheme: SchemeId::new("practice-foundation-2018"),
        sections: vec![vec![question.clone()]],
        pilots: Vec::new(),
        review: ReviewPolicy::Everything,
        made_by: "ann".to_owned(),
        made_at: at(700).wall,
    };
    let staff = trainer(&org);
    assert!(store.keep_paper(&staff, paper.clone()).await.unwrap());
    assert_eq!(save(&ground, &ann, &question, 4, &sound("How is this recorded?")).await, BankSaved::Kept(5));
    for (by, one) in [(&ann, BankAct::Send), (&ben, BankAct::Accept)] {
        assert!(matches!(act(&ground, by, &question, 5, one).await, BankMoved::To(_)));
    }
    for one in [BankAct::Pilot, BankAct::Retire] {
        assert_eq!(act(&ground, &ann, &question, 5, one).await, BankMoved::InPaper("Final rehearsal".to_owned()));
    }
    assert_eq!(store.own_items(&org).await.unwrap()[0].used, BankUse::Live);
    assert!(store.withdraw_paper(&staff, &paper.id, at(701).wall).await.unwrap());
    assert_eq!(act(&ground, &ben, &question, 1, BankAct::Retire).await, BankMoved::To(BankState::Retired));
    assert!(store.own_items(&org).await.unwrap().is_empty());
    let once = store.once_used_items(&org).await.unwrap();
    assert_eq!((once.len(), once[&question].stem.as_str()), (1, "How is that recorded?"), "it was asked once");
    assert_eq!(act(&ground, &ben, &question, 5, BankAct::Revive).await, BankMoved::Refused(BankRefusal::AuthorsOnly));
    assert_eq!(act(&ground, &ann, &question, 5, BankAct::Revive).await, BankMoved::To(BankState::Draft));
}

pub async fn an_author_leaves_questions_without_a_name(ground: Ground) {
    let org = ground.organisation("Larkfield IT").await;
    let account = ground.member(&org, "Canary").await;
    let (ann, ben) = (as_writer(&org, &account, "Canary"), writer(&ground, &org, "ben").await);
    let cleo_account = ground.member(&org, "cleo").await;
    let cleo = as_writer(&org, &cleo_account, "cleo");
    let store = &ground.store;
    let kept = made(&ground, &ann, &sound("How is it recorded?"), 1).await;
    act(&ground, &ann, &kept, 1, BankAct::Send).await;
    let gone = made(&ground, &ann, &sound("What is a draft?"), 2).await;
    let data = store.personal_data(&account).await.unwrap().expect("the account is there");
    let data = serde_json::to_value(data).unwrap();
    assert_eq!(data["questions_written"][0]["author_name"], "Canary");
    assert_eq!(data["questions_written"][0]["beginning"], "How is it recorded?");
    assert_eq!(data["versions_of_questions"][1]["note"], "First words");
    assert_eq!(data["decisions_on_questions"][0]["words"], "words: send");
    assert!(!data.to_string().contains("8.6.1 says so"), "keys are not in it");

    assert_eq!(store.delete_account(&account, at(9).wall).await.unwrap(), Deletion::Done);
    assert!(state(&ground, &ben, &gone).await.is_none());
    let item = store.bank_item(&ben, &kept).await.unwrap().expect("it is the organisation's");
    assert_eq!((item.row.author, item.row.author_name.as_str()), (None, ""));
    assert_eq!((item.events[0].made_by.as_str(), item.versions[0].made_by.as_str()), ("", ""));
    let read = made(&ground, &cleo, &sound("What is a record?"), 3).await;
    act(&ground, &cleo, &read, 1, BankAct::Send).await;
    assert_eq!(store.delete_account(&cleo_account, at(9).wall).await.unwrap(), Deletion::Done);
    assert_eq!(
        act(&ground, &ben, &read, 1, BankAct::Accept).await,
        BankMoved::To(BankState::Ready),
        "nobody waits for its author"
    );
    let cleo = writer(&ground, &org, "dan").await;
    // Whoever takes it over is its author from then on, and does not review it.
    assert_eq!(act(&ground, &ben, &kept, 1, BankAct::Recall).await, BankMoved::To(BankState::Draft));
    assert_eq!(save(&ground, &ben, &kept, 1, &sound("How is this recorded?")).await, BankSaved::Kept(2));
    assert_eq!(act(&ground, &ben, &kept, 2, BankAct::Send).await, BankMoved::To(BankState::Review));
    assert_eq!(act(&ground, &ben, &kept, 2, BankAct::Accept).await, BankMoved::Refused(BankRefusal::OwnWork));
    assert_eq!(act(&ground, &cleo, &kept, 2, BankAct::Accept).await, BankMoved::To(BankState::Ready));
}

pub async fn a_file_of_questions_waits_for_a_day(ground: Ground) {
    let org = ground.organisation("Larkfield IT").await;
    let (ann, ben) = (writer(&ground, &org, "ann").await, writer(&ground, &org, "ben").await);
    let store = &ground.store;
    let file =
        |id: &str| NewQuestionFile { id: id.to_owned(), name: "shop.gift".to_owned(), list: "[]".to_owned(), total: 3 };
    for id in ["one", "one", "two", "three"] {
        assert!(store.keep_question_file(&ann, file(id), at(0).wall).await.unwrap());
    }
    let another = NewQuestionFile { name: "another.gift".to_owned(), total: 4, ..file("one") };
    assert!(!store.keep_question_file(&ben, another.clone(), at(1).wall).await.unwrap(), "it is that of somebody else");
    let now = at(5).wall;
    let found = store.question_file(&ann, "one", now).await.unwrap().expect("it is hers");
    assert_eq!((found.name.as_str(), found.list.as_str(), found.total, found.taken), ("shop.gift", "[]", 3, None));
    assert!(store.question_file(&ben, "one", now).await.unwrap().is_none());
    assert!(store.question_files(&ben, now).await.unwrap().is_empty());
    assert!(!store.discard_question_file(&ben, "one").await.unwrap());
    assert!(!store.end_question_file(&ben, "one", 3, String::new()).await.unwrap());
    assert!(store.discard_question_file(&ann, "two").await.unwrap());
    assert!(store.keep_question_file(&ann, file("one"), at(0).wall).await.unwrap());
    assert!(store.end_question_file(&ann, "one", 2, "report".to_owned()).await.unwrap());
    assert!(!store.keep_question_file(&ann, another, at(1).wall).await.unwrap(), "it was taken in");
    assert!(!store.end_question_file(&ann, "one", 2, "other".to_owned()).await.unwrap(), "the first one counts");
    assert!(!store.discard_question_file(&ann, "one").await.unwrap(), "it was taken in");
    let files = store.question_files(&ann, now).await.unwrap();
    let told = files.iter().map(|file| (file.id.as_str(), file.taken)).collect::<Vec<_>>();
    assert_eq!(told, [("three", None), ("one", Some(2))]);
    assert_eq!(store.question_file(&ann, "one", now).await.unwrap().expect("it stays a day").list, "report");
    let tomorrow = Timestamp(at(0).wall.0 + DAY);
    assert!(store.question_file(&ann, "one", tomorrow).await.unwrap().is_none());
    assert_eq!(store.sweep_question_files(now).await.unwrap(), 0);
    assert_eq!(store.sweep_question_files(tomorrow).await.unwrap(), 2);
}

/// Puts a question into a fixed paper by itself, as one that counts or on trial.
async fn in_paper(ground: &Ground, org: &OrganisationId, id: &ItemId, how: BankUse) -> PaperId {
    let one = vec![id.clone()];
    let (sections, pilots) = if how == BankUse::Live { (vec![one], Vec::new()) } else { (Vec::new(), one) };
    let paper = KeptPaper {
        id: PaperId::new(fresh_id(at(700).wall)),
        title: "A paper".to_owned(),
        scheme: SchemeId::new("practice-foundation-2018"),
        sections,
        pilots,
        review: ReviewPolicy::Everything,
        made_by: "ann".to_owned(),
        made_at: at(700).wall,
    };
    assert!(ground.store.keep_paper(&trainer(org), paper.clone()).await.unwrap());
    paper.id
}

/// Somebody sits a paper of an own question and one of the course, both right or both wrong; handed in or not.
async fn sit(
    ground: &Ground,
    (paper, own): (&PaperId, &Item),
    is_right: bool,
    layout: Layout,
) -> (AccountId, NewAttempt) {
    let who = ground.person(&fresh_id(at(0).wall)).await;
    let plain = new_exam(&who, 1);
    let items = [std::slice::from_ref(own), &plain.items[..]].concat();
    let layout = Layout { cut: plain.layout.cut, ..layout };
    let new = NewAttempt { fixed: Some(paper.clone()), items, layout, ..plain };
    let exam = ground.start(new.clone(), at(0)).await;
    let own_key = own.body.key().choice().expect("one of four");
    for (n, (place, key)) in (1..).zip([(0, own_key), (1, key(0))]) {
        let choice = if is_right { key } else { (key + 1) % 4 };
        ground.store.save(&who, &exam, saved(n, answer(place, choice)), at(n as i64 * 1_000)).await.unwrap();
    }
    (who, NewAttempt { id: exam, ..new })
}

pub async fn own_questions_are_measured_where_they_were_asked(ground: Ground) {
    let (org, other) = (ground.organisation("Larkfield IT").await, ground.organisation("Brackwater").await);
    let (ann, ben) = (writer(&ground, &org, "ann").await, writer(&ground, &org, "ben").await);
    let eve = writer(&ground, &other, "eve").await;
    let store = &ground.store;
    let (live, pilot) = (made(&ground, &ann, &sound("How?"), 1).await, made(&ground, &ann, &sound("Why?"), 2).await);
    for (id, how) in [(&live, BankAct::Publish), (&pilot, BankAct::Pilot)] {
        for (by, one) in [(&ann, BankAct::Send), (&ben, BankAct::Accept), (&ann, how)] {
            assert!(matches!(act(&ground, by, id, 1, one).await, BankMoved::To(_)));
        }
    }
    assert!(store.own_answers(&ann, None).await.unwrap().is_empty(), "nobody was asked yet");
    let own = store.own_items(&org).await.unwrap();
    let [first, second] = [&live, &pilot].map(|id| own.iter().find(|own| own.item.id == *id).unwrap().item.clone());
    let paper = in_paper(&ground, &org, &live, BankUse::Live).await;
    for n in 0..12 {
        let (who, exam) = sit(&ground, (&paper, &first), n % 2 == 0, Layout::default()).await;
        store.submit(&who, &exam.id, at(20_000)).await.unwrap();
    }
    sit(&ground, (&paper, &first), true, Layout::default()).await;
    let found = store.own_answers(&ann, Some(&live)).await.unwrap();
    assert_eq!((found.len(), found[0].rows.len()), (1, 12), "who still sits is left out");
    let figures = analyse_alone(&Column::of(&found[0].item), &found[0].rows);
    assert_eq!((figures.facility.unwrap().value, figures.item_rest.unwrap().value), (0.5, 1.0));
    assert_eq!(figures.options[0].people, 6);
    assert!(figures.times.is_ok(), "times were kept");

    // On trial in another paper, which was withdrawn since.
    let trial = in_paper(&ground, &org, &pilot, BankUse::Pilot).await;
    let unscored = Layout { unscored: vec![0], ..Layout::default() };
    let (who, exam) = sit(&ground, (&trial, &second), true, unscored).await;
    store.submit(&who, &exam.id, at(20_000)).await.unwrap();
    assert!(store.withdraw_paper(&trainer(&org), &trial, at(800).wall).await.unwrap());
    let row = store.own_answers(&ben, Some(&pilot)).await.unwrap().remove(0).rows.remove(0);
    assert_eq!((row.cell.tally.score, row.cell.tally.marks), (Marks::ONE, Marks(0)), "it earned nothing there");
    assert_eq!((row.rest.score, row.rest.marks), (Marks::ONE, Marks::ONE));
    let all = store.own_answers(&ben, None).await.unwrap();
    assert_eq!(
        all.iter().map(|own| (own.item.id.clone(), own.rows.len())).collect::<Vec<_>>(),
        [(live.clone(), 12), (pilot, 1)]
    );

    // A second version is told by itself; another organisation finds nothing.
    assert_eq!(save(&ground, &ann, &live, 1, &sound("How is it?")).await, BankSaved::Kept(2));
    for (by, one) in [(&ann, BankAct::Send), (&ben, BankAct::Accept), (&ann, BankAct::Publish)] {
        assert!(matches!(act(&ground, by, &live, 2, one).await, BankMoved::To(_)));
    }
    let newer = store.own_items(&org).await.unwrap().into_iter().find(|own| own.item.id == live).unwrap().item;
    let (who, exam) = sit(&ground, (&paper, &newer), true, Layout::default()).await;
    store.submit(&who, &exam.id, at(20_000)).await.unwrap();
    let versions = store.own_answers(&ben, Some(&live)).await.unwrap();
    assert_eq!(versions.iter().map(|own| (own.item.version, own.rows.len())).collect::<Vec<_>>(), [(1, 12), (2, 1)]);
    for only in [Some(&live), None] {
        assert!(store.own_answers(&eve, only).await.unwrap().is_empty());
    }
}
