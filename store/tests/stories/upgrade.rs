use std::path::Path;

use domain::attempt::{GRACE, Mode, Phase};
use domain::ids::{AccountId, AttemptId};
use domain::marks::Marks;
use domain::response::Response;
use domain::time::Millis;
use sqlx::migrate::Migrator;
use store::{Decision, PracticeAnswer, Role, SaveOutcome, Saved, Staff, Verified};

use crate::ground::{GRANTED, Ground, Other, answer, at, course, item, key, right, saved, wrong};

/// Brings an empty database to where the first release left it.
pub async fn first_release(database: &Other) {
    let folder = tempfile::TempDir::new().unwrap();
    let first = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/0001_foundation.sql");
    std::fs::copy(first, folder.path().join("0001_foundation.sql")).unwrap();
    let migrator = Migrator::new(folder.path()).await.unwrap();
    match database {
        Other::Sqlite(pool) => migrator.run(pool).await.unwrap(),
        Other::Postgres(pool) => migrator.run(pool).await.unwrap(),
    }
}

/// A row of a sitting as the first release wrote it; the paper has the items at these places.
struct Old {
    id: &'static str,
    mode: Mode,
    phase: Phase,
    places: &'static [usize],
    /// Whole marks, and when it ended.
    ended: Option<(u16, i64)>,
    lines: Vec<OldLine>,
}

struct OldLine {
    key: String,
    sequence: u64,
    /// Item and aspect.
    about: Option<(u16, u8)>,
    now: i64,
    body: String,
}

impl Old {
    fn new(id: &'static str, mode: Mode, phase: Phase, places: &'static [usize]) -> Self {
        let old = Self { id, mode, phase, places, ended: None, lines: Vec::new() };
        old.event("started", 0, r#"{"event":"started"}"#)
    }

    fn acted(mut self, sequence: u64, about: (u16, u8), now: i64, act: &str) -> Self {
        let (key, body) = (format!("key-{sequence}"), format!(r#"{{"event":"acted","act":{act}}}"#));
        self.lines.push(OldLine { key, sequence, about: Some(about), now, body });
        self
    }

    fn chose(self, sequence: u64, item: u16, now: i64, choice: u8) -> Self {
        let act = format!(r#""answer","item":{item},"response":{{"choice":{choice}}}"#);
        self.acted(sequence, (item, 0), now, &act)
    }

    fn event(mut self, key: &str, now: i64, body: &str) -> Self {
        self.lines.push(OldLine { key: key.to_owned(), sequence: 0, about: None, now, body: body.to_owned() });
        self
    }

    fn ended(mut self, score: u16, now: i64) -> Self {
        self.ended = Some((score, now));
        let body = format!(r#"{{"event":"{}"}}"#, self.phase.word());
        self.event("ended", now, &body)
    }

    async fn write(&self, database: &Other) {
        let paper = self.places.iter().map(|place| {
            let digest = |id| course().item(id).expect("it is there").digest.clone();
            let (id, digest) = match *place {
                GONE => ("f-gone-01".to_owned(), "an older digest".to_owned()),
                place => (item(place).to_string(), digest(&item(place))),
            };
            format!(r#"{{"item":"{id}","digest":"{digest}"}}"#)
        });
        let (paper, count) = (paper.collect::<Vec<_>>().join(","), self.places.len());
        let [pass, granted, deadline] = match self.mode {
            Mode::Practice => ["NULL"; 3].map(str::to_owned),
            _ => [2, GRANTED.0, at(GRANTED.0).service.0].map(|number| number.to_string()),
        };
        let ended = match self.ended {
            None => ["NULL"; 4].map(str::to_owned),
            Some((score, now)) => {
                let total = format!(r#"{{"score":{score},"marks":{count}}}"#);
                let items = (0..count).map(|place| if place < usize::from(score) { "1" } else { "0" });
                let items = items.collect::<Vec<_>>().join(",");
                let used = if self.mode == Mode::Practice { now } else { now.min(GRANTED.0) };
                let result = format!(r#"'{{"items":[{items}],"total":{total},"areas":{{"a":{total}}}}}'"#);
                [at(now).wall.0.to_string(), used.to_string(), score.to_string(), result]
            }
        };
        let (begun, mode, phase) = (at(0), self.mode.word(), self.phase.word());
        database
            .execute(&format!(
                "INSERT INTO attempt (id, account_id, mode, level, title, seed, paper, shape, pass_mark, started_at, \
                 started_service, granted, deadline_service, touched_service, phase, finished_at, used, score, marks, \
                 result) VALUES ('{}', 'ada', '{mode}', 'foundation', 'An exam', 7, '[{paper}]', '{}', {pass}, {}, {}, \
                 {granted}, {deadline}, {}, '{phase}', {}, {count}, {})",
                self.id,
                "4".repeat(count),
                begun.wall.0,
                begun.service.0,
                begun.service.0,
                ended[..3].join(", "),
                ended[3],
            ))
            .await;
        for (number, OldLine { key, sequence, about, now, body }) in (1..).zip(&self.lines) {
            let about = about.map_or("NULL, NULL".to_owned(), |(item, aspect)| format!("{item}, {aspect}"));
            let (id, wall, service) = (self.id, at(*now).wall.0, at(*now).service.0);
            database
                .execute(&format!(
                    "INSERT INTO attempt_event (attempt_id, number, save_key, sequence, item, aspect, at, at_service, \
                     body) VALUES ('{id}', {number}, '{key}', {sequence}, {about}, {wall}, {service}, '{body}')"
                ))
                .await;
        }
    }
}

/// The place of an item that the course does not have any more.
const GONE: usize = usize::MAX;

/// What the first release kept of that item: its second option is right.
const GONE_SOURCE: &str = r#"- id: f-gone-01
  version: 2
  status: reviewed
  level: foundation
  area: overview_series_relations
  bloom: 1
  clauses: ['4.4']
  format: single_choice
  family: ov-gone
  expected_facility: 0.85
  minutes: 1.0
  stem: >-
    Which part of the series has the requirements for a service management system?
  options:
    - text: Part 2
      misconception: certified against the guidance
      feedback: Part 2 advises. The requirements stand in Part 1 (4.4).
    - text: Part 1
      key: true
      feedback: Part 1 has them (4.4 and the rest of clauses 4 to 10).
    - text: 'Part 6'
      misconception: certified against the rules of the auditors
      feedback: Part 6 is for certification bodies. The department answers to Part 1 (4.4).
    - text: 'Part 11'
      misconception: certified against a comparison with ITIL
      feedback: Part 11 relates Part 1 to ITIL; the requirements are in 4.4.
  review: {by: reader-3, on: 2026-11-22, blind_answer: 2, verdict: agreed}
"#;

async fn old_database(database: &Other) {
    first_release(database).await;
    database
        .execute(
            "INSERT INTO account (id, email, email_key, name, role, password_hash, created_at) \
             VALUES ('ada', 'ada@example.org', 'ada@example.org', 'ada', 'candidate', 'a hash', 0)",
        )
        .await;
    let source = GONE_SOURCE.replace('\'', "''");
    let columns = "item_id, digest, source";
    database
        .execute(&format!("INSERT INTO item_version ({columns}) VALUES ('f-gone-01', 'an older digest', '{source}')"))
        .await;
    let submitted = Old::new("submitted", Mode::Exam, Phase::Submitted, &[0, 1, GONE])
        .chose(2, 0, 10_000, key(0))
        .acted(1, (0, 1), 11_000, r#""flag","item":0"#)
        .chose(4, 1, 12_000, key(1))
        .acted(5, (1, 0), 13_000, r#""clear","item":1"#)
        .event("outage-1", 13_000, r#"{"event":"outage_returned","length":3600000}"#)
        .chose(6, 2, 14_000, 1)
        .ended(2, 40_000);
    let expired = Old::new("expired", Mode::Exam, Phase::Expired, &[0, 1, 2])
        .chose(1, 0, 10_000, key(0))
        .ended(1, GRANTED.0 + GRACE.0 + 500);
    let practised = Old::new("practised", Mode::Practice, Phase::Submitted, &[0, 1])
        .chose(1, 0, 10, (key(0) + 1) % 4)
        .ended(0, 900_000);
    let practising = Old::new("practising", Mode::Practice, Phase::Running, &[0, 1]).chose(1, 0, 10, key(0));
    let running = Old::new("running", Mode::Exam, Phase::Running, &[0, 1, 2])
        .chose(1, 0, 10_000, key(0))
        .acted(2, (0, 18), 11_000, r#""strike_out","item":0,"option":2"#)
        .acted(3, (1, 1), 12_000, r#""flag","item":1"#);
    for old in [submitted, expired, practised, practising, running] {
        old.write(database).await;
    }
}

pub async fn a_database_of_the_first_release_goes_on(ground: Ground) {
    let url = ground.beside().await;
    old_database(&Other::open(&url).await).await;
    let new = Ground::over(url).await;
    let (store, ada) = (&new.store, AccountId::new("ada"));
    let verified = store.verify_attempts().await.unwrap();
    assert_eq!(verified, Verified { checked: 5, finished: 3, faults: Vec::new() });
    let attempt = async |id: &str| new.attempt(&ada, &AttemptId::new(id)).await;

    let submitted = attempt("submitted").await;
    let head = &submitted.head;
    assert_eq!((head.score, head.marks, head.pass_mark), (Some(Marks(200)), Marks(300), Some(Marks(200))));
    assert_eq!((head.passed, head.used, head.paper.as_ref()), (Some(true), Some(Millis(40_000)), None));
    let items = submitted.result.as_ref().expect("it is marked again").items.iter().map(|item| item.score.0);
    assert_eq!(items.collect::<Vec<_>>(), [100, 0, 100], "by the versions that were shown");
    assert_eq!(submitted.layout.cut.map(|cut| cut.marks), Some(Marks(200)));
    assert!(submitted.receipt.is_some() && submitted.vault.is_empty() && submitted.sheet.rows()[0].flagged);
    let expired = attempt("expired").await.head;
    assert_eq!((expired.phase, expired.used, expired.passed), (Phase::Expired, Some(GRANTED), Some(false)));
    let practised = attempt("practised").await;
    assert_eq!((practised.head.score, practised.head.passed), (Some(Marks(0)), None));
    assert_eq!((practised.head.pass_mark, practised.layout.cut), (None, None));

    let practising = AttemptId::new("practising");
    let taken = store.answer_practice(&ada, &practising, saved(2, right(1)), at(20)).await.unwrap();
    assert_eq!(taken, PracticeAnswer::Taken);
    the_running_exam_goes_on(&new, &ada).await;
    let (alone, id) = (Staff::of(Role::Administrator, None, "Ann").expect("they look after her"), &submitted.head.id);
    let (decision, reason) = (Decision::Reopen(Millis(1_000)), "a reason".to_owned());
    assert!(
        store
            .decide((&alone, &AccountId::new("nobody")), id, decision, reason, "key".to_owned(), at(500_000))
            .await
            .unwrap()
    );
    assert!(matches!(store.save(&ada, id, saved(7, right(1)), at(560_000)).await.unwrap(), SaveOutcome::Saved(_)));
    store.submit(&ada, id, at(561_000)).await.unwrap();
    let again = attempt("submitted").await.head;
    assert_eq!((again.score, again.used), (Some(Marks(300)), Some(Millis(101_000))), "it may be opened again");
    assert_eq!(new.faults().await, Vec::<&str>::new());
    store.close().await;
    assert_eq!(Ground::over(new.url).await.faults().await, Vec::<&str>::new(), "and opened again");
}

async fn the_running_exam_goes_on(new: &Ground, ada: &AccountId) {
    let (store, running) = (&new.store, AttemptId::new("running"));
    let save = async |sequence, act, now| store.save(ada, &running, saved(sequence, act), at(now)).await.unwrap();
    let kept = |now| SaveOutcome::Saved(Saved { remaining: Millis(GRANTED.0 - now), holds: true });
    assert_eq!(store.running_exam(ada).await.unwrap(), Some(running.clone()));
    let status = store.attempt_status(ada, &running, at(30_000)).await.unwrap().expect("it is there");
    assert_eq!((status.remaining, status.section, status.section_remaining), (Millis(70_000), 0, None));
    let row = new.attempt(ada, &running).await.sheet.rows()[0].clone();
    assert_eq!((row.is_struck(2), row.response), (true, Some(Response::Choice(key(0)))));
    assert_eq!(save(1, right(0), 40_000).await, kept(40_000), "what was saved before stays saved");
    assert_eq!(save(4, answer(1, 3), 41_000).await, kept(41_000));
    let held = store.hold_attempt(ada, &running, "page".to_owned(), at(50_000)).await.unwrap().expect("it runs");
    let by_page = crate::ground::by("page", held.sequence + 1, right(1));
    assert_eq!(store.save(ada, &running, by_page, at(51_000)).await.unwrap(), kept(51_000));
    assert!(matches!(save(5, wrong(2), GRANTED.0 + GRACE.0).await, SaveOutcome::Saved(_)));
    assert_eq!(store.expire_due(at(GRANTED.0 + GRACE.0)).await.unwrap(), []);
    assert_eq!(store.expire_due(at(GRANTED.0 + GRACE.0 + 1)).await.unwrap(), std::slice::from_ref(&running));
    let head = new.attempt(ada, &running).await.head;
    assert_eq!((head.score, head.passed, head.used), (Some(Marks(200)), Some(true), Some(GRANTED)));
}
