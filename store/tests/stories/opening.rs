use store::{Check, Fault, Note, NoteOutcome, OpenFault, Store};

use domain::ids::LessonId;

use crate::ground::{Ground, at, course};

async fn refusal(url: &str) -> OpenFault {
    match Store::open(url, course()).await {
        Ok(_) => panic!("{url} was opened"),
        Err(fault) => fault,
    }
}

pub async fn a_database_newer_than_the_program_is_refused(ground: Ground) {
    let columns = "version, description, installed_on, success, checksum, execution_time";
    ground
        .execute(&format!(
            "INSERT INTO _sqlx_migrations ({columns}) \
             SELECT 9999, 'from the future', installed_on, success, checksum, execution_time FROM _sqlx_migrations \
             WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)"
        ))
        .await;
    let fault = refusal(&ground.url).await;
    assert!(matches!(fault, OpenFault::NewerDatabase(9999)), "{fault}");
    assert!(fault.to_string().contains("newer than this program (it knows migration 9999): start the newer program"));
}

pub async fn a_second_opening_finds_everything(ground: Ground) {
    let ada = ground.person("ada").await;
    assert_eq!(ground.store.check().await.unwrap(), Check::Ready);
    ground.store.close().await;
    let store = Store::open(&ground.url, course()).await.unwrap();
    assert_eq!(store.account(&ada).await.unwrap().map(|account| account.id), Some(ada));
    assert_eq!(ground.count("item_version").await, course().items.len() + course().scenarios.len());
}

#[tokio::test]
async fn an_address_that_cannot_be_opened_says_why() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "This is a text and no database, long enough to be taken for one. ".repeat(40)).unwrap();
    let within = format!("sqlite://{}/clausewise.db", file.display());
    let unreachable = format!("postgres://me:secret@localhost/db?host={}", folder.path().display());
    for (url, words) in [
        ("mysql://somewhere".to_owned(), "is not a database address: write sqlite://"),
        (within, "the folder for"),
        (format!("sqlite://{}", file.display()), "cannot be opened"),
        (format!("sqlite://{}", folder.path().display()), "cannot be opened"),
        (unreachable, "the database at postgres://me@localhost/db"),
        ("postgres://somebody@localhost:1/db".to_owned(), "cannot be opened"),
    ] {
        let text = refusal(&url).await.to_string();
        assert!(text.contains(words) && !text.contains("secret"), "{url}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_keeps_a_write_ahead_log_and_waits_for_a_locked_file() {
    let ground = Ground::sqlite().await;
    assert_eq!(ground.column("PRAGMA journal_mode").await, [Some("wal".to_owned())]);
    let (ada, lesson) = (ground.person("ada").await, LessonId::new("f-series"));
    let note = |body: &str, revision| Note { body: body.to_owned(), revision };
    let crate::ground::Other::Sqlite(pool) = ground.other() else { panic!("this is SQLite") };
    let mut lock = pool.acquire().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *lock).await.unwrap();
    let refused = ground.store.save_note(&ada, &lesson, note("Text", 0), at(0).wall).await;
    assert!(matches!(refused, Err(Fault::Unavailable(_))), "{refused:?}");
    assert_eq!(ground.store.note(&ada, &lesson).await.unwrap(), Note::default(), "reading goes on");
    sqlx::query("ROLLBACK").execute(&mut *lock).await.unwrap();
    let saved = ground.store.save_note(&ada, &lesson, note("Text", 0), at(0).wall).await.unwrap();
    assert_eq!(saved, NoteOutcome::Saved);
}

/// The limit on the size of files stands for a full disk. It counts for a whole process, so the test runs itself again as
/// a child, without the signal that would kill it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_refused_and_loses_nothing() {
    if std::env::var_os("CLAUSEWISE_FULL_DISK").is_some() {
        return fill_the_disk().await;
    }
    let child = std::process::Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" --exact opening::a_full_disk_is_refused_and_loses_nothing --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .env("CLAUSEWISE_FULL_DISK", "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&child.stdout).into_owned() + &String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success() && told.contains("1 passed"), "{told}");
}

async fn fill_the_disk() {
    let limit = |bytes: &str| {
        let (process, bytes) = (std::process::id().to_string(), format!("--fsize={bytes}:"));
        let set = std::process::Command::new("prlimit").args(["--pid", &process, &bytes]).status();
        assert!(set.expect("prlimit is there: install util-linux").success());
    };
    let ground = Ground::sqlite().await;
    let ada = ground.person("ada").await;
    limit("6000000");
    let body = "x".repeat(40_000);
    let mut kept = 0;
    let fault = loop {
        let (lesson, note) = (LessonId::new(format!("lesson-{kept}")), Note { body: body.clone(), revision: 0 });
        match ground.store.save_note(&ada, &lesson, note, at(0).wall).await {
            Ok(_) => kept += 1,
            Err(fault) => break fault,
        }
        assert!(kept < 1_000, "the disk is full at some point");
    };
    assert!(matches!(fault, Fault::Unavailable(_)), "{fault}");
    assert!(kept > 5, "some notes fit");
    assert_eq!(ground.store.check().await.unwrap(), Check::Ready, "reading goes on");
    limit("unlimited");
    let (lesson, note) = (LessonId::new("afterwards"), Note { body, revision: 0 });
    ground.store.save_note(&ada, &lesson, note, at(0).wall).await.expect("there is room again");
    assert_eq!(ground.count("lesson_note").await, kept + 1, "every acknowledged note is there, and no other");
}
