//! Item analysis of ten thousand attempts of forty questions: of one paper, and of papers that were drawn.

use anyhow::{Result, ensure};
use domain::analysis::{Cell, Picks, Reach, analyse, packed};
use domain::attempt::Mode;
use domain::cohort::Start;
use domain::ids::{AccountId, AttemptId, EntryId, SchemeId};
use domain::item::{Body, Item};
use domain::layout::{Cut, CutSource, Layout};
use domain::marks::{Marks, Tally};
use domain::question::Level;
use domain::time::{Millis, ServiceTime};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use store::{ClockReading, Gather, NewAttempt, StartOutcome, Store, fresh_id};

use super::class::{BEGIN, Class};
use crate::child::now;
use crate::figures::Report;
use crate::sitters::ground::Ground;
use crate::sitters::people::SCHEME;

const ATTEMPTS: usize = 10_000;
const ITEMS: usize = 40;
/// Questions from which papers are drawn.
const BANK: usize = 120;
/// Most that it may take, in seconds.
const LONGEST: f64 = 1.0;
/// Rows that are written by one statement.
const TOGETHER: usize = 250;
const TIMES: usize = 5;

/// Makes the attempts, and measures from the question to the figures.
pub async fn measure(report: &mut Report, ground: &Ground) -> Result<()> {
    let store = ground.store().await?;
    let class = Class::open(&store).await?;
    let bank = store.library().items.iter().filter(|item| is_plain(item)).take(BANK).cloned().collect::<Vec<_>>();
    ensure!(bank.len() == BANK, "the bank is large enough");
    for (name, drawn, most) in [("one paper", false, Some(LONGEST)), ("drawn papers", true, None)] {
        let entry = class.mock(&store, Start::Alone).await?;
        let first = sat(&store, &class.trainer.account, &entry, bank[..ITEMS].to_vec()).await?;
        fill(&ground.url, &first, &bank, drawn).await?;
        let mut took = f64::INFINITY;
        for _ in 0..TIMES {
            let begun = now();
            let gathered = store.gather(&class.teaching, &Gather::Entry(entry.clone()), None).await?;
            ensure!(gathered.rows.len() == ATTEMPTS, "all attempts are read, not {}", gathered.rows.len());
            let cut = gathered.cut();
            let found = tokio::task::spawn_blocking(move || analyse(&gathered.answers, cut)).await?;
            ensure!(found.attempts as usize == ATTEMPTS, "all attempts are analysed");
            took = took.min(begun.elapsed().as_secs_f64());
        }
        let (figure, note) =
            (format!("item analysis, {name}"), format!("{ATTEMPTS} attempts of {ITEMS} questions; best of {TIMES}"));
        match most {
            Some(most) => report.at_most(figure, took, "s", most, note),
            None => report.known(figure, took, "s", note),
        }
    }
    store.close().await;
    Ok(())
}

fn is_plain(item: &Item) -> bool {
    item.is_live() && matches!(&item.body, Body::Single { options, .. } if options.len() == 4)
}

/// One attempt as the product makes it.
async fn sat(store: &Store, account: &AccountId, entry: &EntryId, items: Vec<Item>) -> Result<AttemptId> {
    let at = ClockReading { service: ServiceTime(1_000), wall: BEGIN };
    let cut = Cut { marks: Marks::whole(26), source: CutSource::Scheme };
    let new = NewAttempt {
        id: AttemptId::new(fresh_id(BEGIN)),
        account: account.clone(),
        mode: Mode::Exam,
        level: Level::Foundation,
        scheme: Some(SchemeId::new(SCHEME)),
        fixed: None,
        title: "A mock".to_owned(),
        seed: 1,
        items,
        layout: Layout { cut: Some(cut), ..Layout::default() },
        base: Some(Millis::minutes(60)),
        vault: String::new(),
        entry: Some(entry.clone()),
        limit: None,
    };
    let StartOutcome::Started(id) = store.start_attempt(new, at).await? else { anyhow::bail!("it does not start") };
    store.submit(account, &id, at).await?;
    Ok(id)
}

/// The others: copies of the first with answers of their own.
async fn fill(url: &str, first: &AttemptId, bank: &[Item], drawn: bool) -> Result<()> {
    let mut rng = StdRng::seed_from_u64(ATTEMPTS as u64);
    let mut statements = Vec::new();
    for from in (1..ATTEMPTS).step_by(TOGETHER) {
        let (mut papers, mut answers) = (Vec::new(), Vec::new());
        for number in from..ATTEMPTS.min(from + TOGETHER) {
            let ability = rng.random_range(0.3..0.95);
            let start = if drawn { rng.random_range(0..BANK - ITEMS) } else { 0 };
            let paper = &bank[start..start + ITEMS];
            let pins = paper.iter().map(|item| format!("{{\"item\":\"{}\",\"digest\":\"{}\"}}", item.id, item.digest));
            papers.push(format!("({number}, '[{}]')", pins.collect::<Vec<_>>().join(",")));
            let cells = paper.iter().map(|item| cell(&mut rng, item, ability)).collect::<Vec<_>>();
            answers.push(format!("('{first}-{number}', '{}')", packed(&cells)));
        }
        let numbers = (from..ATTEMPTS.min(from + TOGETHER)).map(|number| format!("({number})")).collect::<Vec<_>>();
        statements.push(format!(
            "WITH person (number) AS (VALUES {}) \
             INSERT INTO account (id, email, email_key, name, role, password_hash, created_at) \
             SELECT account.id || '-' || CAST(person.number AS TEXT), '', email_key || '-' || CAST(person.number AS TEXT), name, \
             'candidate', '', account.created_at \
             FROM account CROSS JOIN person WHERE account.id = (SELECT account_id FROM attempt WHERE id = '{first}') \
             ON CONFLICT DO NOTHING",
            numbers.join(", ")
        ));
        statements.push(format!(
            "WITH paper (number, body) AS (VALUES {}) \
             INSERT INTO attempt (id, account_id, mode, level, title, seed, paper, layout, shape, pass_mark, started_at, started_service, \
             timing, touched_service, phase, finished_at, marks, vault, entry_id) \
             SELECT attempt.id || '-' || CAST(paper.number AS TEXT), account_id || '-' || CAST(paper.number AS TEXT), mode, level, title, seed, paper.body, layout, shape, \
             pass_mark, started_at, started_service, timing, touched_service, phase, finished_at, marks, vault, entry_id \
             FROM attempt CROSS JOIN paper WHERE attempt.id = '{first}'",
            papers.join(", ")
        ));
        statements.push(format!("INSERT INTO attempt_answers (attempt_id, body) VALUES {}", answers.join(", ")));
    }
    run(url, statements).await
}

fn cell(rng: &mut impl rand::Rng, item: &Item, ability: f64) -> Cell {
    let key = item.body.key().choice().unwrap_or_default();
    let right = rng.random_bool(ability);
    let option = if right { key } else { (key + rng.random_range(1..4_u8)) % 4 };
    let score = Marks(if right { 100 } else { 0 });
    let spent = Some(Millis(rng.random_range(5_000..120_000)));
    Cell { reach: Reach::Answered, picks: Picks::of(&[option]), tally: Tally { score, marks: Marks::ONE }, spent }
}

async fn run(url: &str, statements: Vec<String>) -> Result<()> {
    if url.starts_with("sqlite") {
        let mut connection = SqliteConnection::connect(url).await?;
        connection.execute("PRAGMA busy_timeout = 5000").await?;
        for sql in statements {
            connection.execute(AssertSqlSafe(sql)).await?;
        }
        return Ok(connection.close().await?);
    }
    let mut connection = PgConnection::connect(url).await?;
    for sql in statements {
        connection.execute(AssertSqlSafe(sql)).await?;
    }
    Ok(connection.close().await?)
}
