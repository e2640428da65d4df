//! The server dies or the wall clock jumps in the middle of an exam.

use app::urls;
use domain::time::Millis;

use super::exam::{MINUTES, stored};
use crate::people::Candidate;
use crate::server::Server;

/// The working time that is left, in milliseconds.
async fn remaining(candidate: &mut Candidate<'_>, exam: &str) -> i64 {
    candidate.standing(exam).await.remaining
}

#[tokio::test]
async fn a_killed_server_costs_the_candidate_nothing() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    server.time.pass(Millis::minutes(10));
    candidate.press(&exam, 1, Some(2), "next").await;
    server.tick().await;

    server.crash(Millis::minutes(60)).await;
    let page = candidate.get(&urls::attempt(&exam)).await;
    page.shows("Question 2").shows("1 answered");
    assert_eq!(remaining(&mut candidate, &exam).await, Millis::minutes(MINUTES - 10).0);
    let page = candidate.get(&urls::question(&exam, 1)).await;
    assert_eq!(page.chosen("choice").as_deref(), Some("2"));
    let dump = server.dump().await.join("\n");
    assert!(dump.contains("{\"event\":\"outage_returned\",\"length\":3600000}"), "the outage is in the log: {dump}");

    server.time.pass(Millis::minutes(MINUTES - 11));
    candidate.press(&exam, 3, Some(1), "next").await;
    server.time.pass(Millis(62_001));
    assert_eq!(candidate.get(&urls::attempt(&exam)).await.location(), urls::result(&exam));
    assert_eq!(stored(&candidate, &exam).await.sheet.answered(), 2);
}

#[tokio::test]
async fn time_between_the_last_heartbeat_and_the_crash_is_given_back() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    server.time.pass(Millis(30_000));
    server.tick().await;
    server.time.pass(Millis(900));
    server.crash(Millis(2_000)).await;
    let left = remaining(&mut candidate, &exam).await;
    assert_eq!(left, Millis::minutes(MINUTES).0 - 30_000, "never less than due");
}

#[tokio::test]
async fn a_save_moves_the_clock_like_a_heartbeat() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    server.time.pass(Millis(40_000));
    candidate.press(&exam, 1, Some(0), "next").await;
    server.crash(Millis(2_000)).await;
    let left = remaining(&mut candidate, &exam).await;
    assert_eq!(left, Millis::minutes(MINUTES).0 - 40_000);
}

#[tokio::test]
async fn the_wall_clock_may_jump_either_way() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let exam = candidate.start_exam().await;
    let day = Millis::minutes(24 * 60);
    for jump in [day, Millis(-2 * day.0), day] {
        server.time.jump(jump);
        server.time.pass(Millis(1_000));
        server.tick().await;
        candidate.get(&urls::attempt(&exam)).await.shows("Question 1");
    }
    assert_eq!(remaining(&mut candidate, &exam).await, Millis::minutes(MINUTES).0 - 3_000);
}
