//! The executable as whoever runs it meets it: starting, refusing to start, stopping, and the command line.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const EXECUTABLE: &str = env!("CARGO_BIN_EXE_clausewise");
const PASSWORD: &str = "velvet tram over marsh\n";

/// A folder of its own for each test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("clausewise-process-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(EXECUTABLE);
        command
            .args(arguments)
            .current_dir(&self.0)
            .env("CLAUSEWISE_ADDRESS", "127.0.0.1:0")
            .env("CLAUSEWISE_DATABASE_URL", format!("sqlite://{}/data/test.db", self.0.display()));
        command
    }

    fn run(&self, arguments: &[&str], typed: &str) -> Output {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that asks for nothing may have closed its input already.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        child.wait_with_output().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A running server and the address that it printed.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(folder: &Folder) -> Self {
        let mut child = folder.command(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| Some(line.unwrap().strip_prefix("It listens on ")?.to_owned()));
        let address = address.expect("the server prints where it listens").trim_end_matches('.').to_owned();
        // The rest of the greeting must not block the server.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn terminate(mut self) -> Option<i32> {
        let killed = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap().code()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn it_serves_and_stops_with_code_0_when_asked() {
    let folder = Folder::new("serve");
    let running = Running::start(&folder);
    assert!(running.get("/health/live").starts_with("HTTP/1.1 200"), "alive");
    assert!(running.get("/health/ready").starts_with("HTTP/1.1 200"), "ready");
    assert!(running.get("/").contains("ISO/IEC 20000"), "the home page");
    assert_eq!(running.terminate(), Some(0));
    let again = Running::start(&folder);
    assert!(again.get("/health/ready").starts_with("HTTP/1.1 200"), "a second start on the same database");
    assert_eq!(again.terminate(), Some(0));
}

#[test]
fn a_wrong_setting_stops_the_start_with_key_value_and_what_is_accepted() {
    let folder = Folder::new("settings");
    for (key, value) in [
        ("CLAUSEWISE_ADDRESS", "everywhere"),
        ("CLAUSEWISE_DATABASE_URL", "mysql://host/name"),
        ("CLAUSEWISE_LOG_FORMAT", "loud"),
        ("CLAUSEWISE_CONTENT_DIR", "/no/such/folder"),
    ] {
        let output = folder.command(&["serve"]).env(key, value).output().unwrap();
        let said = text(&output.stderr);
        assert!(!output.status.success(), "{key}");
        assert!(said.contains(key) && said.contains(value) && said.contains("accepted"), "{said}");
    }
}

#[test]
fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    let folder = Folder::new("database");
    let url = "postgres://somebody:secret@127.0.0.1:9/none";
    let output = folder.command(&["serve"]).env("CLAUSEWISE_DATABASE_URL", url).output().unwrap();
    let said = text(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("postgres://somebody@127.0.0.1:9/none") && !said.contains("secret"), "{said}");
}

#[test]
fn a_mail_server_is_named_without_its_password() {
    let folder = Folder::new("mail");
    let run = |smtp: &str, from: &str| {
        let mut command = folder.command(&["account", "list"]);
        let output = command.env("CLAUSEWISE_SMTP_URL", smtp).env("CLAUSEWISE_MAIL_FROM", from).output().unwrap();
        (output.status.success(), text(&output.stderr) + &text(&output.stdout))
    };
    for (smtp, from, says) in [
        ("smtp://me:secret@", "c@example.org", "smtps://user:password@host:port"),
        ("smtps://me:secret@mail.example.org", "", "CLAUSEWISE_MAIL_FROM is not"),
        ("smtps://me:secret@mail.example.org", "nobody", "no-reply@example.org"),
    ] {
        let (worked, said) = run(smtp, from);
        assert!(!worked && said.contains(says) && !said.contains("secret"), "{said}");
    }
    let (worked, said) = run("smtps://me:secret@mail.example.org", "Clausewise <c@example.org>");
    assert!(worked && !said.contains("secret"), "{said}");
}

#[test]
fn a_broken_course_never_starts_a_server() {
    let folder = Folder::new("course");
    copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../content")), &folder.0.join("course"));
    let lesson = folder.0.join("course/foundation/lessons/f-change.md");
    let whole = std::fs::read_to_string(&lesson).unwrap();
    std::fs::write(&lesson, whole.replace("clause:8.5.1.1", "clause:8.99")).unwrap();
    let course = folder.0.join("course");
    let output = folder.command(&["serve"]).env("CLAUSEWISE_CONTENT_DIR", &course).output().unwrap();
    let said = text(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("f-change.md") && said.contains("8.99"), "{said}");
    let check = folder.command(&["content", "check"]).env("CLAUSEWISE_CONTENT_DIR", &course).output().unwrap();
    assert!(!check.status.success() && text(&check.stdout).contains("f-change.md"));
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_course_is_checked_and_exported_whole() {
    let folder = Folder::new("export");
    let check = folder.run(&["content", "check", "--format", "json"], "");
    assert!(check.status.success(), "{}", text(&check.stdout));
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(0));
    let export = folder.run(&["content", "export"], "");
    let library: serde_json::Value = serde_json::from_slice(&export.stdout).unwrap();
    let items = library["items"].as_array().unwrap();
    assert!(items.len() >= 120 && library["lessons"].as_array().unwrap().len() >= 12);
    for key in ["id", "level", "area", "clauses", "format", "stem", "options", "key", "status"] {
        assert!(items.iter().all(|item| !item[key].is_null()), "{key}");
    }
}

#[test]
fn accounts_are_made_listed_changed_and_reset_from_the_command_line() {
    let folder = Folder::new("accounts");
    let made =
        folder.run(&["account", "create", "ada@example.org", "--name", "Ada Quill", "--role", "trainer"], PASSWORD);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let twice = folder.run(&["account", "create", "ADA@example.org ", "--name", "Ada"], PASSWORD);
    assert!(!twice.status.success() && text(&twice.stderr).contains("already"));
    let weak = folder.run(&["account", "create", "bo@example.org", "--name", "Bo"], "short\n");
    assert!(!weak.status.success() && text(&weak.stderr).contains("15 characters"));
    assert!(folder.run(&["account", "set-role", "ada@example.org", "manager"], "").status.success());
    assert!(folder.run(&["account", "reset-password", "ada@example.org"], PASSWORD).status.success());
    let listed = text(&folder.run(&["account", "list"], "").stdout);
    assert!(
        listed.contains("manager") && listed.contains("ada@example.org") && listed.contains("Ada Quill"),
        "{listed}"
    );
    let full = folder.run(&["demo"], "");
    assert!(!full.status.success() && text(&full.stderr).contains("empty"), "{}", text(&full.stderr));
}

/// Issues a certificate of completion to the one account of a database.
async fn issue(folder: &Folder, code: domain::completion::Code) {
    let url = format!("sqlite://{}/data/test.db", folder.0.display());
    let store = store::Store::open(&url, clausewise::serve::load_course(None).unwrap()).await.unwrap();
    let account = store.accounts().await.unwrap().remove(0);
    let day = "2026-11-20".parse().unwrap();
    let earned = store::Earned {
        level: domain::question::Level::Foundation,
        edition: "2018".to_owned(),
        title: "A course".to_owned(),
        holder: account.name,
        email: account.email,
        lessons: 1,
        hours: 1,
        completed_on: day,
        mock: domain::completion::BestMock { percent: 80, on: day },
    };
    let secret = "07".repeat(32);
    let id = documents::badge::Signer::new(&[7; 32]).id();
    let key = store::FreshKey { id, secret };
    let fresh =
        store::Fresh { id: domain::ids::CompletionId::new("one"), code, salt: "s".to_owned(), places: vec![5], key };
    store.issue_completion(&account.id, earned, fresh, domain::time::Timestamp(1)).await.unwrap();
    store.close().await;
}

#[test]
fn certificates_are_withdrawn_and_keys_changed_from_the_command_line() {
    let folder = Folder::new("badges");
    assert!(folder.run(&["account", "create", "ada@example.org", "--name", "Ada Quill"], PASSWORD).status.success());
    assert!(text(&folder.run(&["badges", "keys"], "").stdout).contains("no key yet"));
    let early = folder.run(&["badges", "rotate-key"], "");
    assert!(!early.status.success() && text(&early.stderr).contains("nothing was changed"), "{}", text(&early.stderr));

    let code = domain::completion::Code::of([9; 10]);
    let typed = code.to_string().to_lowercase();
    tokio::runtime::Runtime::new().unwrap().block_on(issue(&folder, code));
    let keys = || text(&folder.run(&["badges", "keys"], "").stdout);
    assert!(folder.run(&["badges", "rotate-key"], "").status.success());
    assert!(folder.run(&["badges", "rotate-key", "--stolen"], "").status.success());
    let listed = keys();
    let said = listed.lines().collect::<Vec<_>>();
    assert!(said.len() == 3 && said[0].contains("retired"), "{listed}");
    assert!(said[1].contains("stolen") && said[2].contains("in use"), "{listed}");

    let withdraw = |code: &str, reason: &str| folder.run(&["badges", "withdraw", code, "--reason", reason], "");
    for (code, reason, why) in [
        ("K7QM", "Why", "16 letters and digits"),
        ("K7QM-3V9D-TX2A-8RWE", "Why", "no certificate"),
        (&typed, " ", "give a reason"),
        (&typed, &"x".repeat(151), "give a reason"),
    ] {
        let refused = withdraw(code, reason);
        assert!(!refused.status.success() && text(&refused.stderr).contains(why), "{}", text(&refused.stderr));
    }
    let done = withdraw(&typed, "Issued by mistake.");
    assert!(text(&done.stdout).contains("is withdrawn: Issued by mistake."), "{}", text(&done.stderr));
    let again = withdraw(&typed, "Another reason.");
    assert!(again.status.success() && text(&again.stdout).contains("was withdrawn before"));
}
