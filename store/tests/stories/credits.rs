use std::collections::BTreeMap;

use domain::award::{Award, Day, Event, Facts, Other, Qualification, day_of};
use domain::credits::HalfCredits;
use domain::ids::{AccountId, AwardId, MemberId, OrganisationId};
use domain::organisation::{Entry, IntakeAward, Person};
use domain::time::Timestamp;
use store::{CreditEntry, Deletion, Line, Lot, Recorded, Recording, Store, Written, fresh_id};

use crate::ground::{Ground, Other as Database, at, today};
use crate::races::all;
use crate::upgrade::first_release;

pub fn facts(code: &str, number: &str, day: &str) -> Facts {
    Facts {
        qualification: Qualification::from_code(code).expect("it is a code"),
        institute: "Canary institute".to_owned(),
        edition: String::new(),
        awarded_on: day.parse().expect("it is a day"),
        expires_on: None,
        certificate_number: number.to_owned(),
        other: None,
    }
}

fn recording(facts: Facts) -> Recording {
    Recording { id: AwardId::new(fresh_id(at(0).wall)), facts }
}

/// Records a certificate and returns its id.
pub async fn record(store: &Store, account: &AccountId, facts: Facts, now: Timestamp) -> AwardId {
    match store.record_award(account, "Canary name".to_owned(), recording(facts), now).await.unwrap() {
        Recorded::New(id) => id,
        other => panic!("{other:?}"),
    }
}

pub async fn amend(store: &Store, account: &AccountId, award: &AwardId, event: Event) -> Recorded {
    let what = (award.clone(), event);
    store.amend_award(account, "Canary name".to_owned(), what, at(9).wall).await.unwrap()
}

fn revoked() -> Event {
    Event::Revoked { on: Day::MIN, reason: "recorded by mistake".to_owned() }
}

fn reinstated() -> Event {
    Event::Reinstated { reason: "Canary put it back".to_owned() }
}

fn corrected(facts: Facts) -> Event {
    Event::Corrected { facts, reason: "Canary correction".to_owned() }
}

/// The lines of the ledger as number, signed half credits and what they take back.
fn signed(entries: &[CreditEntry]) -> Vec<(i64, i64, Option<i64>)> {
    let sign = |entry: &CreditEntry| if entry.reverses.is_some() { -1 } else { 1 };
    entries.iter().map(|entry| (entry.number, sign(entry) * i64::from(entry.amount.0), entry.reverses)).collect()
}

async fn ledger(store: &Store, account: &AccountId) -> Vec<(i64, i64, Option<i64>)> {
    signed(&store.credit_entries(account).await.unwrap())
}

pub async fn a_certificate_stands_once_and_only_its_owner_changes_it(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let later = record(store, &ada, facts("ISO20K_A", "4711", "2026-03-18"), at(0).wall).await;
    let first = record(store, &ada, facts("ISO20K_F", "4711", "2025-01-07"), at(1).wall).await;
    let same = Facts { institute: "canary INSTITUTE".to_owned(), ..facts("ISO20K_A", "47 11", "2026-03-19") };
    let again = store.record_award(&ada, "Ada".to_owned(), recording(same), at(2).wall).await.unwrap();
    assert_eq!(again, Recorded::Known(later.clone()));
    record(store, &ben, facts("ISO20K_A", "4711", "2026-03-18"), at(0).wall).await;
    let ids = async || store.awards(&ada).await.unwrap().into_iter().map(|log| log.id).collect::<Vec<_>>();
    assert_eq!(ids().await, [first.clone(), later.clone()], "oldest award first");
    assert_eq!(amend(store, &ben, &later, revoked()).await, Recorded::Nobody, "somebody else's looks absent");
    let taken = corrected(facts("ISO20K_A", "4711", "2025-01-07"));
    assert_eq!(amend(store, &ada, &first, taken).await, Recorded::Known(later.clone()), "that one stands already");
    assert_eq!(amend(store, &ada, &later, revoked()).await, Recorded::New(later.clone()));
    assert!(matches!(amend(store, &ada, &later, revoked()).await, Recorded::Refused(_)));
    record(store, &ada, facts("ISO20K_A", "4711", "2026-03-18"), at(3).wall).await;
    assert_eq!(ids().await.len(), 3, "what was taken back by mistake may be recorded again");
}

pub async fn the_ledger_is_corrected_by_reversal_alone(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let award = record(store, &ada, facts("ISO20K_F", "1", "2014-03-18"), at(0).wall).await;
    assert_eq!(ledger(store, &ada).await, [(1, 2, None)]);
    amend(store, &ada, &award, corrected(facts("ISO20K_F", "2", "2014-03-19"))).await;
    assert_eq!(ledger(store, &ada).await.len(), 1, "the value is the same");
    amend(store, &ada, &award, corrected(facts("ISO20K_P", "2", "2014-03-19"))).await;
    let lines = [(1, 2, None), (2, -2, Some(1)), (3, 3, None)];
    assert_eq!(ledger(store, &ada).await, lines);
    amend(store, &ada, &award, revoked()).await;
    assert_eq!(ledger(store, &ada).await[..3], lines, "what stands is never changed");
    assert_eq!(ledger(store, &ada).await[3..], [(4, -3, Some(3))]);
    let entries = store.credit_entries(&ada).await.unwrap();
    let said = entries.iter().map(|entry| (entry.qualification.code(), entry.reason.as_str())).collect::<Vec<_>>();
    assert_eq!(said[0], ("ISO20K_F", "recorded"));
    assert_eq!(said[1..3], [("ISO20K_F", "Canary correction"), ("ISO20K_P", "Canary correction")]);
    assert_eq!((said[3], entries[3].at), (("ISO20K_P", "recorded by mistake"), at(9).wall));
    assert_eq!(store.credit_balance(&ada).await.unwrap(), 0);
}

pub async fn what_has_no_value_makes_no_line(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    record(store, &ada, facts("PMP", "1", "2014-03-18"), at(0).wall).await;
    record(store, &ada, facts("ITIL_P", "2", "2015-12-31"), at(0).wall).await;
    assert_eq!(ledger(store, &ada).await, []);
    record(store, &ada, facts("ITIL_P", "3", "2016-01-01"), at(0).wall).await;
    let other = Other { title: "Canary title".to_owned(), half_credits: HalfCredits(1) };
    let stated = Facts { other: Some(other), ..facts("COMP_OTHER", "4", "2014-03-18") };
    record(store, &ada, stated, at(1).wall).await;
    assert_eq!(ledger(store, &ada).await, [(1, 6, None), (1, 1, None)]);
    assert_eq!(store.credit_balance(&ada).await.unwrap(), 7);
}

pub async fn many_records_of_one_award_make_one(ground: Ground) {
    let ada = ground.person("ada").await;
    let outcomes = all((0..100).map(|n| {
        let (store, ada) = (ground.store.clone(), ada.clone());
        let new = recording(facts("ISO20K_P", "4711", "2014-03-18"));
        tokio::spawn(async move { store.record_award(&ada, "Ada".to_owned(), new, at(n).wall).await })
    }))
    .await;
    let new = outcomes.iter().filter(|outcome| matches!(outcome, Recorded::New(_))).count();
    let known = outcomes.iter().filter(|outcome| matches!(outcome, Recorded::Known(_))).count();
    assert_eq!((new, known), (1, 99));
    assert_eq!((ground.count("award").await, ground.count("award_entry").await), (1, 1));
    assert_eq!(ledger(&ground.store, &ada).await, [(1, 3, None)]);
}

/// What one of the racing tasks does next: the numbers come from a generator with a fixed seed.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

pub async fn the_balance_is_the_sum_under_any_interleaving(ground: Ground) {
    const CODES: [&str; 5] = ["ISO20K_F", "ISO20K_P", "ITIL_F", "MALC", "PMP"];
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let mut state = 20_000;
    for round in 0..6 {
        let mut known = Vec::new();
        for n in 0..4 {
            let code = CODES[next(&mut state) as usize % CODES.len()];
            known.push(record(store, &ada, facts(code, &format!("{round}-{n}"), "2014-03-18"), at(0).wall).await);
        }
        let tasks = (0..24).map(|n| {
            let (store, ada) = (store.clone(), ada.clone());
            let (place, code) = (next(&mut state) as usize % 4, CODES[next(&mut state) as usize % CODES.len()]);
            let (award, facts) = (known[place].clone(), facts(code, &format!("{round}-{place}"), "2014-03-18"));
            let event = match next(&mut state) % 8 {
                0 | 2 => Some(revoked()),
                1 => None,
                3 | 4 => Some(reinstated()),
                _ => Some(corrected(facts.clone())),
            };
            tokio::spawn(async move {
                match event {
                    Some(event) => store.amend_award(&ada, "Ada".to_owned(), (award, event), at(n).wall).await,
                    None => store.record_award(&ada, "Ada".to_owned(), recording(facts), at(n).wall).await,
                }
            })
        });
        all(tasks).await;
        the_books_add_up(store, &ada).await;
    }
}

async fn the_books_add_up(store: &Store, account: &AccountId) {
    let entries = store.credit_entries(account).await.unwrap();
    let lines = signed(&entries);
    let balance = store.credit_balance(account).await.unwrap();
    assert_eq!(balance, lines.iter().map(|(_, amount, _)| amount).sum::<i64>());
    let rules = &store.library().credits.rules;
    let worth = store.awards(account).await.unwrap().into_iter().filter_map(|log| {
        let award = Award::replay(&log.entries, None, Timestamp(i64::MAX)).expect("it was claimed");
        award.ended().is_none().then(|| rules.value(&(&award.facts).into()).unwrap_or_default().0)
    });
    assert_eq!(balance, worth.map(i64::from).sum::<i64>(), "the ledger says what the awards are worth");
    let mut numbers = BTreeMap::<_, Vec<i64>>::new();
    for entry in &entries {
        numbers.entry(entry.award.clone()).or_default().push(entry.number);
        let Some(back) = entry.reverses else { continue };
        let taken = entries.iter().find(|other| other.award == entry.award && other.number == back);
        let taken = taken.expect("what is taken back stands there");
        assert_eq!((taken.reverses, taken.amount), (None, entry.amount));
    }
    for mut numbers in numbers.into_values() {
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>(), "no line is missing");
    }
}

pub async fn old_results_become_awards(ground: Ground) {
    let url = ground.beside().await;
    let old = Database::open(&url).await;
    first_release(&old).await;
    old.execute(
        "INSERT INTO account (id, email, email_key, name, role, password_hash, created_at) \
         VALUES ('ada', 'ada@example.org', 'ada@example.org', 'Ada', 'candidate', 'a hash', 0)",
    )
    .await;
    let columns = "id, account_id, level, institute, awarded_on, certificate_number, recorded_at";
    for values in [
        "'one', 'ada', 'practitioner', 'EXIN', '2014-3-18', 'P 1', 5000",
        "'two', 'ada', 'practitioner', 'Exin', '2014-03-18', 'P-1', 6000",
        "'odd', 'ada', 'expert', 'EXIN', '2014-03-18', '7', 7000",
    ] {
        old.execute(&format!("INSERT INTO official_result ({columns}) VALUES ({values})")).await;
    }
    let ada = AccountId::new("ada");
    for _ in 0..2 {
        let new = Ground::over(url.clone()).await;
        let logs = new.store.awards(&ada).await.unwrap();
        let [log] = &logs[..] else { panic!("{logs:?}") };
        assert_eq!((log.id.as_str(), log.entries.len()), ("one", 1));
        assert_eq!((log.entries[0].at, log.entries[0].by.as_str()), (Timestamp(5_000), "Ada"));
        let award = Award::replay(&log.entries, None, Timestamp(i64::MAX)).expect("it was claimed");
        assert_eq!(award.facts.awarded_on.to_string(), "2014-03-18");
        assert_eq!(award.facts.qualification.code(), "ISO20K_P");
        let entries = new.store.credit_entries(&ada).await.unwrap();
        assert_eq!((signed(&entries), entries[0].at), (vec![(1, 3, None)], Timestamp(5_000)));
        let left = new.column("SELECT id FROM official_result").await;
        assert_eq!(left, [Some("odd".to_owned())], "what cannot be read is kept for somebody to look at");
        new.store.close().await;
    }
}

pub async fn a_value_that_changed_is_settled_at_the_next_start(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    record(store, &ada, facts("ISO20K_P", "1", "2014-03-18"), at(0).wall).await;
    ground.execute("UPDATE credit_value SET half_credits = 4 WHERE code = 'ISO20K_P'").await;
    record(store, &ada, facts("ISO20K_P", "2", "2014-03-18"), at(1).wall).await;
    record(store, &ada, facts("ISO20K_F", "3", "2014-03-18"), at(2).wall).await;
    store.keep_clock(at(50)).await.unwrap();
    let again = Ground::over(ground.url.clone()).await;
    assert_eq!(
        ledger(&again.store, &ada).await,
        [(1, 3, None), (1, 4, None), (1, 2, None), (2, -4, Some(1)), (3, 3, None)]
    );
    let entries = again.store.credit_entries(&ada).await.unwrap();
    assert_eq!((entries[4].reason.as_str(), entries[4].at), ("the value in the rules changed", at(50).wall));
    the_books_add_up(&again.store, &ada).await;
}

/// An organisation with somebody who answers for its books, and a person in them who has joined.
pub struct Joined {
    pub organisation: OrganisationId,
    pub manager: AccountId,
    pub member: MemberId,
}

pub async fn join(ground: &Ground, account: &AccountId, person: Person) -> Joined {
    let store = &ground.store;
    let manager = ground.person("mona").await;
    let organisation = OrganisationId::new(fresh_id(at(0).wall));
    let mona = Person { name: "Mona".to_owned(), email: "mona@example.org".to_owned() };
    store
        .found_organisation(organisation.clone(), "Larkfield".to_owned(), (manager.clone(), mona), at(0).wall)
        .await
        .unwrap();
    let member = MemberId::new(fresh_id(at(0).wall));
    let seat = store.seat(&manager, &organisation, today()).await.unwrap().expect("she sits there");
    let came = Entry::Member { member: member.clone(), starts_on: Some(day_of(at(0).wall)), ends_on: None };
    let joined = Entry::Joined { member: member.clone(), account: account.clone() };
    let lines = vec![Line { entry: came, person: Some(person) }, joined.into()];
    let managing = seat.managing().expect("she answers for the books");
    assert_eq!(store.keep_books(&managing, lines, at(5).wall).await.unwrap(), Written::Done);
    Joined { organisation, manager, member }
}

pub async fn what_a_list_brings_earns_too(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let person = Person { name: "Ada".to_owned(), email: "ada@example.org".to_owned() };
    let Joined { organisation, manager, member } = join(&ground, &ada, person).await;
    let seat = store.seat(&manager, &organisation, today()).await.unwrap().expect("she sits there");
    let managing = seat.managing().expect("she answers for the books");
    let facts = facts("ISO20K_F", "1", "2014-03-18");
    let award = IntakeAward { id: AwardId::new("listed"), member, account: Some(ada.clone()), facts };
    let lot = Lot { awards: vec![award], ..Lot::default() };
    assert_eq!(store.take_in(&managing, "", lot, at(20).wall).await.unwrap(), Written::Done);
    assert_eq!(store.credit_balance(&ada).await.unwrap(), 2, "halves");
}

pub async fn organisations_keep_what_they_saw_of_a_deleted_account(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let person = Person { name: "Ada".to_owned(), email: "ada@example.org".to_owned() };
    let own = record(store, &ada, facts("ISO20K_F", "1", "2014-03-18"), at(0).wall).await;
    let Joined { organisation, manager, member } = join(&ground, &ada, person).await;
    let seat = async || store.seat(&manager, &organisation, today()).await.unwrap().expect("she sits there");
    let leading = seat().await.leading().expect("she decides about people");
    let new = recording(facts("ISO20K_P", "2", "2015-03-18"));
    let theirs = new.id.clone();
    assert_eq!(store.record_award_of(&leading, &member, new, at(6).wall).await.unwrap(), Recorded::New(theirs.clone()));
    assert_eq!(ledger(store, &ada).await, [(1, 2, None), (1, 3, None)], "it is in the person's own ledger too");
    assert_eq!(store.delete_account(&ada, at(10).wall).await.unwrap(), Deletion::Done);
    assert_eq!(ground.count("credit_entry").await, 0);
    let of_whom = "SELECT member_id FROM award WHERE account_id IS NULL AND holder = member_id ORDER BY id";
    assert_eq!(ground.column(of_whom).await, [Some(member.to_string()), Some(member.to_string())]);
    let seen = store.awards_of(&seat().await, &member, at(20).wall).await.unwrap();
    assert_eq!(seen.into_iter().map(|log| log.id).collect::<Vec<_>>(), [own, theirs]);
    let state = ground.column(&format!("SELECT state FROM member WHERE id = '{member}' AND account_id IS NULL")).await;
    assert_eq!(state, [Some("left".to_owned())], "the membership has ended");
}

pub async fn what_an_organisation_entered_is_earned_on_joining(ground: Ground) {
    let (store, ada) = (&ground.store, ground.person("ada").await);
    let stranger = ground.person("ben").await;
    let nobody = Person { name: "Ben".to_owned(), email: "ben@example.org".to_owned() };
    let Joined { organisation, manager, .. } = join(&ground, &stranger, nobody).await;
    let seat = store.seat(&manager, &organisation, today()).await.unwrap().expect("she sits there");
    let (managing, leading) = (seat.managing().expect("she may"), seat.leading().expect("she may"));
    let member = MemberId::new(fresh_id(at(0).wall));
    let person = Person { name: "Ada".to_owned(), email: "ada@example.org".to_owned() };
    let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
    store.keep_books(&managing, vec![Line { entry: came, person: Some(person) }], at(6).wall).await.unwrap();
    let new = recording(facts("ISO20K_P", "2", "2015-03-18"));
    store.record_award_of(&leading, &member, new, at(7).wall).await.unwrap();
    assert_eq!(ground.count("credit_entry").await, 0, "nobody's ledger yet");
    let joined = Entry::Joined { member, account: ada.clone() };
    store.keep_books(&managing, vec![joined.into()], at(8).wall).await.unwrap();
    assert_eq!(ledger(store, &ada).await, [(1, 3, None)]);
}
