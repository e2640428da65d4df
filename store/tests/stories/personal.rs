use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::accommodation::Accommodation;
use domain::award::day_of;
use domain::cohort::{Presence, Window};
use domain::completion::Code;
use domain::ids::{AccountId, LessonId, OrganisationId};
use domain::organisation::{Entry, Person};
use domain::question::Level;
use domain::record::StudyEvent;
use domain::time::Millis;
use serde_json::Value;
use store::{Deletion, Issued, MailKind, NewAccount, NewMail, Note, Noting, ReportState, Role, Staff, Token, fresh_id};

use crate::accommodations::more;
use crate::agendas::Class;
use crate::completions;
use crate::credits::{Joined, facts, join, record};
use crate::ground::{Ground, answer, at, item, new_account, new_practice, saved, today};
use crate::mail::letter;
use crate::marking;
use crate::reports::report;

/// Columns that say nothing about a person, each looked at once; a new column must be called personal or secret in the
/// migration, or be added here.
const NEUTRAL: &[(&str, &[&str])] = &[
    ("session", &["id", "account_id", "expires_at"]),
    ("attempt_answers", &["attempt_id"]),
    ("correction_change", &["correction_id", "attempt_id", "marks_before", "marks_after"]),
    ("known_device", &["token_hash", "account_id", "created_at"]),
    (
        "attempt",
        &[
            "id",
            "account_id",
            "mode",
            "level",
            "scheme_id",
            "title",
            "seed",
            "paper",
            "shape",
            "pass_mark",
            "started_at",
            "started_service",
            "granted",
            "deadline_service",
            "touched_service",
            "phase",
            "finished_at",
            "used",
            "score",
            "marks",
            "result",
            "layout",
            "timing",
            "paper_id",
            "epoch",
            "holder",
            "receipt",
            "passed",
            "entry_id",
        ],
    ),
    ("attempt_event", &["attempt_id", "number", "save_key", "sequence", "item", "aspect", "at_service"]),
    ("study_event", &["id", "account_id"]),
    ("study_record", &["account_id", "revision"]),
    ("lesson_note", &["account_id", "lesson_id", "revision", "updated_at"]),
    ("official_result", &["id", "account_id", "recorded_at"]),
    // What an organisation writes into its books about its people; names and addresses are exported all the same.
    (
        "member",
        &[
            "id",
            "organisation_id",
            "account_id",
            "name",
            "name_key",
            "email",
            "email_key",
            "lead_of",
            "invited_at",
            "came_back_as",
        ],
    ),
    ("award", &["account_id", "member_id", "holder", "identity", "number"]),
    ("award_entry", &["award_id", "number", "organisation_id"]),
    (
        "holding",
        &[
            "organisation_id",
            "award_id",
            "member_id",
            "qualification",
            "institute",
            "certificate_number",
            "awarded_on",
            "last_on",
            "decision",
            "claimed_at",
            "edition",
        ],
    ),
    (
        "need",
        &[
            "organisation_id",
            "requirement_id",
            "member_id",
            "award_id",
            "met_from",
            "met_until",
            "due_on",
            "asked_until",
            "conflict_id",
            "conflict_level",
        ],
    ),
    ("evidence", &["id", "award_id", "place", "media_type", "size", "digest", "made_by"]),
    ("credit_entry", &["id", "account_id", "award_id", "number", "reverses"]),
    ("completion", &["id", "account_id", "list", "place"]),
    ("accommodation", &["id", "account_id", "cohort_id", "lot"]),
    ("item_report", &["id", "account_id", "digest", "decided_by"]),
    (
        "mail",
        &[
            "id",
            "account_id",
            "organisation_id",
            "email_key",
            "occasion",
            "not_before",
            "tries",
            "lease",
            "leased_until",
            "last_error",
        ],
    ),
    ("cohort_trainer", &["cohort_id", "account_id", "added_by"]),
    ("participant", &["id", "cohort_id", "account_id", "name_key", "email_key", "invited_at"]),
    ("cohort_event", &["id", "cohort_id", "account_id", "participant_id", "trainer_id", "entry_id"]),
    ("own_dates", &["entry_id", "participant_id", "set_by"]),
    ("attendance", &["entry_id", "participant_id", "set_by"]),
    ("calendar_link", &["account_id"]),
    // The marker's names stand where decisions stand: others' work.
    ("mark_sheet", &["id", "attempt_id", "place", "answer", "marker_id", "marker", "state", "revision"]),
    ("final_mark", &["attempt_id", "place", "number", "answer", "decided_by"]),
    ("marker_comment", &["id", "account_id"]),
    ("reminder", &["organisation_id", "award_id", "last_on", "days", "member_id", "sent_at"]),
];

/// Personal columns that are made of exported ones.
const DERIVED: &[(&str, &str)] = &[("account", "email_key"), ("study_record", "body")];

/// The start of the server empties it.
const EMPTIED: &str = "official_result";

/// What organisations keep about their people.
const OF_ORGANISATIONS: [&str; 4] = ["member", "holding", "need", "reminder"];

struct Column {
    name: String,
    comment: String,
}

impl Column {
    /// Reads a line that defines a column; nothing when it defines something else.
    fn read(line: &str) -> Option<Self> {
        let (definition, comment) = line.split_once("--").unwrap_or((line, ""));
        let name = definition.split_whitespace().next()?;
        let is_column = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        is_column.then(|| Self { name: name.to_owned(), comment: comment.trim().to_owned() })
    }
}

/// The tables as the migrations, one after another, leave them.
fn tables() -> BTreeMap<String, Vec<Column>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    let mut tables = BTreeMap::<String, Vec<Column>>::new();
    let mut files = crate::ground::files(&folder, "sql");
    files.sort();
    for (path, text) in files {
        for unread in ["DROP TABLE", "DROP COLUMN", "RENAME "] {
            assert!(!text.contains(unread), "{}: teach this test to read {unread}", path.display());
        }
        for table in text.split("CREATE TABLE ").skip(1) {
            let (name, rest) = table.split_once(" (\n").expect("a table begins with its name");
            let (body, _) = rest.split_once("\n);").expect("a table ends");
            tables.insert(name.to_owned(), body.lines().filter_map(Column::read).collect());
        }
        for change in text.split("ALTER TABLE ").skip(1) {
            let line = change.lines().next().expect("a change is written");
            let (name, column) = line.split_once(" ADD COLUMN ").expect("one column a line is added");
            let column = Column::read(column).expect("a column has a name");
            tables.get_mut(name).expect("the table was made before").push(column);
        }
    }
    tables
}

/// Columns by which a row hangs on a person.
const KEYS: [&str; 4] = ["account_id", "attempt_id", "award_id", "participant_id"];

fn has(columns: &[Column], name: &str) -> bool {
    columns.iter().any(|column| column.name == name)
}

/// Tables that hold rows of a person.
fn of_a_person(tables: &BTreeMap<String, Vec<Column>>) -> BTreeSet<&str> {
    let own = tables.iter().filter(|(name, columns)| *name == "account" || KEYS.iter().any(|key| has(columns, key)));
    own.map(|(name, _)| name.as_str()).collect()
}

#[test]
fn every_column_about_a_person_is_classified() {
    let tables = tables();
    let own = of_a_person(&tables);
    assert!(own.len() >= 18, "{own:?}");
    for (table, column) in own.iter().flat_map(|table| tables[*table].iter().map(move |column| (*table, column))) {
        let told = column.comment.starts_with("personal") || column.comment.starts_with("secret");
        let neutral = NEUTRAL.iter().any(|(name, columns)| *name == table && columns.contains(&column.name.as_str()));
        assert!(told != neutral, "{table}.{}: say whether it is personal, secret, or neutral", column.name);
    }
    for (table, columns) in NEUTRAL {
        for column in *columns {
            assert!(tables[*table].iter().any(|known| known.name == *column), "{table}.{column} is gone");
        }
    }
}

/// Somebody who has left something in every table, with a canary wherever there is free text.
async fn live(ground: &Ground) -> AccountId {
    let store = &ground.store;
    let organisation = ground.organisation("Larkfield IT").await;
    let id = AccountId::new(fresh_id(at(0).wall));
    let new = new_account(&id, "Canary name", "Canary.Mail@Example.org");
    store.make_account(NewAccount { organisation: Some(organisation.clone()), ..new }, at(0).wall).await.unwrap();
    store.set_exam_date(&id, Some("2027-01-19".to_owned())).await.unwrap();
    let (token, life) = (Token("a token".to_owned()), Millis(9_000));
    store
        .begin_session(token.clone(), "session-id".to_owned(), &id, "Canary agent".to_owned(), at(111).wall, life)
        .await
        .unwrap();
    store.touch_session(token.clone(), at(222).wall, life).await.unwrap();
    store.remember_device(token, &id, at(0).wall).await.unwrap();
    let note = Note { body: "Canary note".to_owned(), revision: 0 };
    store.save_note(&id, &LessonId::new("f-series"), note, at(0).wall).await.unwrap();
    let award = record(store, &id, facts("ISO20K_A", "Canary number", "2026-03-18"), at(999).wall).await;
    ground
        .execute(&format!(
            "INSERT INTO evidence (id, award_id, place, name, media_type, size, digest, made_at, made_by) \
             VALUES ('proof', '{award}', 'a-place', 'Canary file.pdf', 'application/pdf', 7, 'cafe', 1234, 'Canary name')"
        ))
        .await;
    let ended = StudyEvent::LessonEnded { lesson: LessonId::new("canary-lesson") };
    store.study(&id, ended, at(333).wall).await.unwrap();
    let staff = Staff::of(Role::Administrator, Some(&organisation), "Canary approver").expect("they look after it");
    let one = Accommodation { valid_until: Some(at(9_666).wall), ..more(150, at(666).wall, "Canary reason") };
    store.approve(&staff, &id, one, at(0)).await.unwrap().expect("the person is in reach");
    let told = report(item(2), "Canary report", at(777).wall);
    store.report_item(&id, told.clone()).await.unwrap();
    let (accepted, words) = (ReportState::Accepted, "Canary answer".to_owned());
    assert!(store.decide_report(&staff, &told.id, accepted, words, at(888).wall).await.unwrap());
    let mail =
        NewMail { account: Some(id.clone()), ..letter("Canary.Mail@Example.org", MailKind::ExamBooked, "canary") };
    store.enqueue_mail(mail, at(999).wall).await.unwrap();
    let taken = store.take_due_mail("a lease".to_owned(), 1, at(999).wall).await.unwrap().remove(0);
    assert!(store.mark_mail_sent(&taken, at(1_111).wall).await.unwrap());
    assert!(
        store.prefer_mail("canary.mail@example.org", MailKind::RequirementGap, false, at(1_222).wall).await.unwrap()
    );
    let issued =
        store.issue_completion(&id, completions::earned(Level::Foundation), completions::fresh(1), at(1_333).wall);
    assert!(matches!(issued.await.unwrap(), Issued::New(_)));
    let (code, why) = (Code::of([1; 10]), "Canary withdrawal".to_owned());
    assert!(store.withdraw_by_code(&code, why, at(1_444).wall).await.unwrap().is_some());
    in_a_class(ground, &id, &organisation).await;
    let done = ground.exam(&id, 3, at(0)).await;
    store.save(&id, &done, saved(1, answer(2, 3)), at(444)).await.unwrap();
    store.submit(&id, &done, at(555)).await.unwrap();
    marking::leave_marks(ground, &organisation, &id).await;
    store.start_attempt(new_practice(&id, 2), at(0)).await.unwrap();
    crate::corrections::concern(ground, &id).await;
    ground.exam(&id, 3, at(0)).await;
    id
}

/// The person teaches a cohort and takes part in it, has dates of the own, was at a session, and left.
async fn in_a_class(ground: &Ground, id: &AccountId, organisation: &OrganisationId) {
    let store = &ground.store;
    let class = Class::of(ground, id, organisation).await;
    let [session, reading] = class.two_entries(ground).await;
    let place = class.join(ground, id, ("Canary class name", "Canary.Class@Example.org")).await;
    let own = Window { opens: Some(at(2_111).wall), due: Some(at(2_222).wall), closes: Some(at(2_333).wall) };
    let dates = (own, "Canary own dates".to_owned());
    let who = (&reading, &place.participant);
    assert!(store.set_own_dates(&class.teaching, who, dates, at(2_444).wall).await.unwrap());
    let register = vec![Noting { participant: place.participant.clone(), presence: Presence::Excused, seen: None }];
    assert_eq!(store.keep_attendance(&class.teaching, &session, register, at(2_555).wall).await.unwrap().noted, 1);
    store.make_calendar_link(id, Token("canary token".to_owned()), at(2_666).wall).await.unwrap();
    store.leave_class(&place, at(2_777).wall).await.unwrap();
}

/// Writes into the books that the person has left.
async fn leave(ground: &Ground, joined: &Joined) {
    let seat =
        ground.store.seat(&joined.manager, &joined.organisation, today()).await.unwrap().expect("she sits there");
    let line = Entry::Left { member: joined.member.clone(), on: day_of(at(0).wall) };
    let managing = seat.managing().expect("she answers for the books");
    ground.store.keep_books(&managing, vec![line.into()], at(1_111).wall).await.unwrap();
}

/// All plain values in a JSON document, and all objects in it as a whole.
fn values(value: &Value, found: &mut Vec<Value>) {
    found.push(value.clone());
    match value {
        Value::Object(map) => map.values().for_each(|value| values(value, found)),
        Value::Array(list) => list.iter().for_each(|value| values(value, found)),
        _ => {}
    }
}

pub async fn everything_personal_is_exported(ground: Ground) {
    let id = live(&ground).await;
    let person = Person { name: "Canary name".to_owned(), email: "Canary.Mail@Example.org".to_owned() };
    leave(&ground, &join(&ground, &id, person).await).await;
    assert!(ground.store.personal_data(&AccountId::new("nobody")).await.unwrap().is_none());
    let data = ground.store.personal_data(&id).await.unwrap().expect("the account is there");
    let data = serde_json::to_value(data).unwrap();
    let mut exported = Vec::new();
    values(&data, &mut exported);
    let tables = tables();
    for table in of_a_person(&tables).into_iter().filter(|table| *table != EMPTIED) {
        for column in tables[table].iter().filter(|column| column.comment.starts_with("personal")) {
            let name = &column.name;
            if DERIVED.contains(&(table, name.as_str())) {
                continue;
            }
            // Somebody else answers for the organisation's books.
            let own = match table {
                "account" => format!(" WHERE id = '{id}'"),
                "member" => format!(" WHERE account_id = '{id}'"),
                // Others do things in their classes too.
                "cohort_event" => format!(
                    " WHERE account_id = '{id}' OR trainer_id = '{id}' \
                     OR participant_id IN (SELECT participant.id FROM participant WHERE participant.account_id = '{id}')"
                ),
                _ => String::new(),
            };
            let stored = ground.column(&format!("SELECT CAST({name} AS TEXT) FROM {table}{own}")).await;
            assert!(stored.iter().any(Option::is_some), "{table}.{name}: the story fills it");
            for stored in stored.into_iter().flatten() {
                let parsed = serde_json::from_str::<Value>(&stored).ok();
                let there =
                    exported.iter().any(|value| value.as_str() == Some(&stored) || parsed.as_ref() == Some(value));
                assert!(there, "{table}.{name} is not exported: {stored}");
            }
        }
    }
    assert_eq!(data["evidence"][0]["sha256"], "cafe", "files can be told from one another");
    assert_eq!(data["mail_preferences"][0]["kind"], "requirement_gap", "preferences stand by address, not by account");
    let text = data.to_string();
    for secret in ["a hash", "a token", "a vault", "digest", "feedback"] {
        assert!(!text.contains(secret), "{secret} is exported");
    }
}

pub async fn a_deleted_account_leaves_nothing(ground: Ground) {
    let (id, ben) = (live(&ground).await, ground.person("ben").await);
    let tables = tables();
    let own = of_a_person(&tables);
    let kept = [&OF_ORGANISATIONS[..], &[EMPTIED]].concat();
    for table in own.iter().filter(|table| !kept.contains(table)) {
        assert!(ground.count(table).await > 0, "the story fills {table}");
    }
    assert_eq!(ground.store.delete_account(&id, at(0).wall).await.unwrap(), Deletion::Done);
    assert_eq!(ground.store.delete_account(&id, at(0).wall).await.unwrap(), Deletion::Absent);
    assert_eq!(ground.count("mail_preference").await, 0);
    for table in own.iter().filter(|table| **table != "account") {
        // Others teach the classes in which the person took part.
        let rows = match *table {
            "cohort_trainer" => format!("cohort_trainer WHERE account_id = '{id}'"),
            // What was done in a class stays in its history, without the person.
            "cohort_event" => format!("cohort_event WHERE account_id = '{id}' OR trainer_id = '{id}'"),
            other => other.to_owned(),
        };
        assert_eq!(ground.count(&rows).await, 0, "{table}");
    }
    assert!(ground.store.account(&ben).await.unwrap().is_some());
    let Some(folder) = ground.folder() else { return };
    ground.execute("PRAGMA wal_checkpoint(TRUNCATE)").await;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for canary in ["Canary", "canary", "session-id", "a token", id.as_str()] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary} is still there");
        }
    }
}
