use domain::analysis::{Analysis, Method, Reach, analyse};
use domain::ids::ItemId;
use domain::layout::Layout;
use domain::marks::Marks;
use domain::next_session::{About, Line};
use domain::regrade::Correction;
use store::{Applied, Gather, KeptDraft, NewAttempt, SessionDraft, Store};

use crate::corrections::{Class, another_version, correction, slip, tell};
use crate::ground::{Ground, at, course, item, key, right, saved, wrong};

/// Twelve people: the first has everything right, the last nothing.
async fn twelve(ground: &Ground) -> Class {
    let class = Class::open(ground, "one").await;
    for person in 0..12_u16 {
        let answers = (0..3).map(|item| if person % 4 > item { right(item) } else { wrong(item) }).collect::<Vec<_>>();
        class.sat(ground, &format!("person{person:02}"), &answers).await;
    }
    class
}

pub async fn ended_exams_become_a_matrix(ground: Ground) {
    let class = twelve(&ground).await;
    let (store, of) = (&ground.store, &class.teaching);
    // Somebody is still sitting, and somebody of the organisation sat alone.
    let late = ground.person("late").await;
    ground.start(class.exam(&late, 3), at(0)).await;
    let alone = ground.member(&of.cohort.organisation, "alone").await;
    let own = ground.exam(&alone, 3, at(0)).await;
    store.save(&alone, &own, saved(1, right(0)), at(1)).await.unwrap();
    store.submit(&alone, &own, at(2)).await.unwrap();
    for which in [Gather::Entry(class.entry.clone()), Gather::Cohort] {
        let gathered = store.gather(of, &which, None).await.unwrap();
        assert_eq!((gathered.rows.len(), gathered.items.len(), gathered.cut()), (12, 3, Some(Marks(200))));
        let found = analyse(&gathered.answers, gathered.cut());
        assert_eq!(found.items.iter().map(|item| item.facility.unwrap().value).collect::<Vec<_>>(), [0.75, 0.5, 0.25]);
        assert_eq!(found.items[0].options[usize::from(key(0))].people, 9);
        assert!(found.items[0].options[usize::from(key(0))].key);
        assert!(found.items[0].times.is_ok(), "times were kept");
    }
    let everybody = store.gather(of, &Gather::Organisation(item(0)), None).await.unwrap();
    assert_eq!(everybody.rows.iter().filter(|row| row.cohort.is_some()).count(), 12);
    assert_eq!(everybody.rows.len(), 13, "the organisation's own people are among them");
    assert_eq!(everybody.answers.rows()[12][1].reach, Reach::NotReached);
    let nothing = store.gather(of, &Gather::Organisation(ItemId::new("nothing")), None).await.unwrap();
    assert!(nothing.rows.is_empty() && nothing.cut().is_none());
    let other = Class::open(&ground, "other").await;
    let foreign = store.gather(&other.teaching, &Gather::Entry(class.entry.clone()), None).await.unwrap();
    assert!(foreign.rows.is_empty(), "another cohort's mock looks absent");
}

pub async fn a_correction_is_seen_in_the_matrix(ground: Ground) {
    let class = twelve(&ground).await;
    let (store, of) = (&ground.store, &class.teaching);
    for (new, columns) in [(correction(0, Correction::Key(slip(0))), 3), (correction(1, Correction::Drop), 2)] {
        let reach = store.preview_correction(of, &new).await.unwrap().unwrap();
        let applied = store.apply_correction(of, new, reach.seen(), &tell(), at(1).wall).await.unwrap();
        assert!(matches!(applied, Applied::Done(_)));
        let gathered = store.gather(of, &Gather::Cohort, None).await.unwrap();
        assert_eq!(gathered.answers.rows()[0].len(), columns);
    }
    let gathered = store.gather(of, &Gather::Cohort, None).await.unwrap();
    assert_eq!(gathered.uncounted.keys().collect::<Vec<_>>(), [&item(1)]);
    let figures = analyse(&gathered.answers, gathered.cut()).items.remove(0);
    assert!(figures.options[usize::from((key(0) + 1) % 4)].key, "the new key is the key");
    assert_eq!(figures.facility.unwrap().value, 0.25);
    let with = store.gather(of, &Gather::Cohort, Some(&item(1))).await.unwrap();
    assert_eq!(with.answers.rows()[0].len(), 3, "one that was asked for stays");
}

/// A paper that was the same for all stays so though a trial question rides along.
pub async fn a_trial_question_makes_no_column(ground: Ground) {
    let class = Class::open(&ground, "trial").await;
    for person in 0..12_u16 {
        let account = ground.person(&format!("trial{person:02}")).await;
        class.join(&ground, &account, &format!("trial{person:02}")).await;
        let plain = class.exam(&account, 4);
        let with = NewAttempt { layout: Layout { unscored: vec![3], ..plain.layout.clone() }, ..plain };
        let exam = ground.start(with, at(0)).await;
        for item in 0..4_u16 {
            let act = if person % 4 > item { right(item) } else { wrong(item) };
            ground.store.save(&account, &exam, saved(u64::from(item) + 1, act), at(i64::from(item))).await.unwrap();
        }
        ground.store.submit(&account, &exam, at(20_000)).await.unwrap();
    }
    let (store, of) = (&ground.store, &class.teaching);
    let gathered = store.gather(of, &Gather::Entry(class.entry.clone()), None).await.unwrap();
    assert_eq!(gathered.uncounted.keys().collect::<Vec<_>>(), [&item(3)]);
    assert_eq!((gathered.items.len(), gathered.answers.columns().len()), (3, 3));
    let plain = twelve(&ground).await;
    let plain = store.gather(&plain.teaching, &Gather::Cohort, None).await.unwrap();
    let (found, expected) = (analyse(&gathered.answers, None), analyse(&plain.answers, None));
    assert_eq!(found.reliability.method, Method::Complete);
    assert_eq!(found.reliability, expected.reliability);
    assert_eq!(found.distribution, expected.distribution);
    let of_items =
        |found: &Analysis| found.items.iter().map(|item| (item.facility, item.item_rest)).collect::<Vec<_>>();
    assert_eq!(of_items(&found), of_items(&expected));
    let with = store.gather(of, &Gather::Cohort, Some(&item(3))).await.unwrap();
    assert_eq!(with.items.last().map(|item| &item.id), Some(&item(3)), "one that was asked for stays");
}

pub async fn exams_of_older_programs_are_filled_in(ground: Ground) {
    let class = twelve(&ground).await;
    let store = &ground.store;
    let rows = "SELECT attempt_id || ' ' || body FROM attempt_answers ORDER BY attempt_id";
    let before = ground.column(rows).await;
    ground.execute("DELETE FROM attempt_answers").await;
    let last = store.fill_answers(None).await.unwrap().expect("there were some");
    assert_eq!(store.fill_answers(Some(last)).await.unwrap(), None);
    assert_eq!(ground.column(rows).await, before);
    // A version that the course holds no more.
    let newer = Store::open(&ground.url, another_version()).await.unwrap();
    let gathered = newer.gather(&class.teaching, &Gather::Cohort, None).await.unwrap();
    assert_eq!(gathered.items[0].stem, course().item(&item(0)).unwrap().stem, "the version that was shown");
    newer.close().await;
}

pub async fn a_session_is_prepared_and_thrown_away(ground: Ground) {
    let class = twelve(&ground).await;
    let (store, by) = (&ground.store, &class.teaching);
    assert_eq!(store.cohort_records(by).await.unwrap().len(), 12);
    assert_eq!(store.session_draft(by).await.unwrap(), None);
    let line = Line { about: About::Question(item(0)), words: "Argue".to_owned(), minutes: 10 };
    let draft = |title: &str| SessionDraft { title: title.to_owned(), lines: vec![line.clone()] };
    let keep = async |title: &str, seen: Option<i64>, now| {
        let seen = seen.map(|seen| at(seen).wall);
        store.keep_session_draft(by, (draft(title), seen), at(now).wall).await.unwrap()
    };
    assert!(keep("Third evening", None, 1).await && keep("Fourth evening", Some(1), 2).await);
    assert!(!keep("Fifth evening", Some(1), 3).await, "somebody else kept the fourth meanwhile");
    assert!(!keep("Fifth evening", None, 3).await);
    assert!(keep("Fourth evening", Some(1), 4).await, "what is sent twice is the same");
    let kept = KeptDraft { draft: draft("Fourth evening"), by: by.name.clone(), at: at(4).wall };
    assert_eq!(store.session_draft(by).await.unwrap(), Some(kept));
    let forget = async |seen| store.forget_session_draft(by, at(seen).wall).await.unwrap();
    assert!(!forget(2).await && forget(4).await && !forget(4).await);
    assert_eq!(store.session_draft(by).await.unwrap(), None);
}
