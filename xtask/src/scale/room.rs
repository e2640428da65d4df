//! A class of two hundred: the start of a room, the board, and the live view while everybody sits.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use domain::cohort::Start;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::class::{BEGIN, Class};
use crate::child::{Server, now};
use crate::figures::{Report, Spread, millis};
use crate::sitters::ground::Ground;
use crate::sitters::people::{Person, enrol};
use crate::sitters::wire::{Connection, FORM, get, post};
use crate::sitters::{Candidate, hall, runtime, start};

/// Who takes part.
const PEOPLE: usize = 200;
/// Who begins at the same instant.
const TOGETHER: usize = 60;
/// Most that the board may take, in milliseconds.
const BOARD: f64 = 50.0;
/// Most until the live view shows a save, in milliseconds.
const LIVE: f64 = 2_000.0;
/// Times the board is asked for.
const TIMES: usize = 20;
/// Saves that are looked for in the live view.
const LOOKS: usize = 12;
/// How long a save may take to be shown before it never will.
const PATIENCE: Duration = Duration::from_secs(20);
/// By then all others have begun to save.
const SETTLED: Duration = Duration::from_secs(7);
/// How long the others save meanwhile.
const LENGTH: Duration = Duration::from_secs(40);

/// Makes the class, and measures what its trainer sees.
pub fn measure(report: &mut Report, ground: &Ground) -> Result<()> {
    let (class, mock, people) = runtime()?.block_on(async {
        let store = ground.store().await?;
        let class = Class::open(&store).await?;
        let people = enrol(&store, "sitter", PEOPLE).await?;
        class.join(&store, &people).await?;
        let mock = class.mock(&store, Start::Together).await?;
        ensure!(store.begin_run(&class.teaching, &mock, BEGIN).await?, "it can begin");
        store.close().await;
        anyhow::Ok((class, mock, people))
    })?;
    let mut server = Server::start(|address| ground.serve(address))?;
    server.wait()?;
    let cohort = &class.teaching.cohort.id;
    runtime()?.block_on(async {
        let address = server.address;
        let path = format!("/classes/{cohort}/mocks/{mock}");
        let begin = |request: &mut Vec<u8>, cookie: &str| post(request, &path, cookie, FORM, "");
        let (room, rest) = people.split_at(TOGETHER);
        let (seen, mut seated) = start::begin(address, room, begin).await?;
        report.none("a room begins: failed", seen.failed, seen.why.unwrap_or_default());
        let spread = Spread::of(seen.took);
        report.known("a room begins: longest", spread.max, "ms", format!("{TOGETHER} at once, {}", spread.note()));
        for some in rest.chunks(TOGETHER) {
            let (seen, mut more) = start::begin(address, some, begin).await?;
            ensure!(seen.failed == 0, "{}", seen.why.unwrap_or_default());
            seated.append(&mut more);
        }
        board(report, address, &format!("/cohorts/{cohort}"), &class.trainer).await?;
        // Those who are looked for save nothing else.
        let named = |candidate: Candidate| {
            let number = people.iter().position(|person| person.cookie == candidate.cookie)?;
            Some((format!("Person {number:03}"), candidate))
        };
        let watched = seated.split_off(PEOPLE - LOOKS).into_iter().filter_map(named).collect();
        live(report, address, &format!("/cohorts/{cohort}/runs/{mock}"), &class.trainer, (seated, watched)).await
    })?;
    server.stop()
}

async fn board(report: &mut Report, address: SocketAddr, path: &str, trainer: &Person) -> Result<()> {
    let (mut connection, mut took) = (Connection::open(address).await?, Vec::new());
    for _ in 0..=TIMES {
        let begun = now();
        connection.ask(&get(path, &trainer.cookie, "identity")).await?;
        ensure!(connection.status() == 200, "{path} answers {}", connection.status());
        took.push(begun.elapsed());
    }
    let first = took.remove(0);
    let spread = Spread::of(took);
    let note = format!("{}; {} kB", spread.note(), connection.body().len() / 1_000);
    report.at_most(format!("board of {PEOPLE}: median"), spread.p50, "ms", BOARD, note);
    report.known("board: first time after a start", millis(first), "ms", String::new());
    Ok(())
}

/// Everybody saves now and then; one of them in turn is looked for in the live view.
async fn live(
    report: &mut Report,
    address: SocketAddr,
    path: &str,
    trainer: &Person,
    (others, watched): (Vec<Candidate>, Vec<(String, Candidate)>),
) -> Result<()> {
    let (latest, mut shown) = watch::channel(String::new());
    let listening = tokio::spawn(follow(address, format!("{path}/events"), trainer.cookie.clone(), latest));
    let hall = tokio::spawn(hall::sit(address, others, LENGTH));
    let (mut connection, mut took) = (Connection::open(address).await?, Vec::new());
    sleep(SETTLED).await;
    for (name, mut candidate) in watched {
        let mut request = Vec::new();
        candidate.save(&mut request);
        let saved = now();
        connection.ask(&request).await?;
        ensure!(connection.status() == 200, "a save is answered with {}", connection.status());
        let is_shown = |table: &String| is_shown(table, &name);
        timeout(PATIENCE, shown.wait_for(is_shown)).await.context("a save is never shown")??;
        took.push(saved.elapsed());
    }
    let seen = hall.await??;
    report.none("saves while it is watched: failed", seen.failed, seen.why.unwrap_or_default());
    let saves = Spread::of(seen.took);
    report.known("saves while it is watched: p99", saves.p99, "ms", saves.note());
    let spread = Spread::of(took);
    report.at_most(
        "live view: until a save is shown",
        spread.max,
        "ms",
        LIVE,
        format!("{PEOPLE} sit; {}", spread.note()),
    );
    ensure!(!listening.is_finished(), "the live view goes on");
    listening.abort();
    Ok(())
}

/// Whether the row of a person tells of the one answer.
fn is_shown(table: &str, name: &str) -> bool {
    let row = table.split_once(&format!(">{name}</th>")).map(|(_, row)| row);
    row.and_then(|row| row.split("</tr>").next()).is_some_and(|row| row.contains(">1 of 40<"))
}

/// Keeps the last table of the live view.
async fn follow(address: SocketAddr, path: String, cookie: String, latest: watch::Sender<String>) -> Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: clausewise\r\naccept: text/event-stream\r\naccept-encoding: identity\r\ncookie: {cookie}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut told = Vec::new();
    while stream.read_buf(&mut told).await? > 0 {
        // Every event is sent whole, and ends with an empty line.
        while let Some(end) = told.windows(2).position(|two| two == b"\n\n") {
            let event = told.drain(..end + 2).collect::<Vec<_>>();
            latest.send_replace(String::from_utf8_lossy(&event).into_owned());
        }
    }
    bail!("the live view ended")
}

#[cfg(test)]
mod tests {
    use super::is_shown;

    #[test]
    fn the_row_of_a_person_is_read_and_no_other() {
        let row = |name: &str, answered: u8| format!("<tr><th>{name}</th><td>{answered} of 40</td></tr>");
        let table = row("Person 001", 0) + &row("Person 002", 1);
        assert!(is_shown(&table, "Person 002") && !is_shown(&table, "Person 001") && !is_shown(&table, "Person 003"));
    }
}
