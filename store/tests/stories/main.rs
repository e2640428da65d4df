//! What the store promises, told once and run on both engines: SQLite in a file, and PostgreSQL in a cluster that this
//! test starts and stops itself.
#![expect(clippy::unwrap_used, reason = "stories are tests, though the lint does not know it")]

mod accounts;
mod attempts;
mod clock;
mod ground;
mod notes;
mod opening;
mod personal;
mod practice;
mod qualifications;
mod races;
mod sessions;
mod statements;
mod study;

use std::pin::Pin;

use cluster::{Cluster, Flush};
use ground::Ground;

type Story = fn(Ground) -> Pin<Box<dyn Future<Output = ()> + Send>>;

macro_rules! stories {
    ($($room:ident: $($story:ident)*;)*) => {
        /// Every story with its name.
        const STORIES: &[(&str, Story)] =
            &[$($((concat!(stringify!($room), "::", stringify!($story)), |ground| Box::pin($room::$story(ground))),)*)*];
    };
}

stories! {
    accounts: an_address_has_one_account roles_passwords_and_exam_days_change an_organisation_is_kept;
    sessions: a_session_is_found_until_it_expires ending_one_and_ending_all a_new_password_ends_every_session
        devices_are_remembered;
    notes: a_stale_revision_returns_the_newer_text;
    qualifications: a_certificate_stands_once_and_only_its_owner_removes_it;
    study: the_record_is_the_replay_of_its_events events_at_once_are_all_in_the_record;
    attempts: a_second_start_returns_the_running_one saves_are_refused_for_a_reason_or_kept
        the_deadline_has_a_grace_and_then_an_end submitting_happens_once the_stored_result_is_the_replay
        an_attempt_is_marked_by_the_versions_that_it_showed;
    practice: the_first_answer_is_final;
    clock: the_clock_never_goes_back_and_an_outage_is_logged;
    races: many_starts_make_one many_saves_are_all_durable the_highest_sequence_wins
        an_acknowledged_save_is_in_the_score many_submissions_end_it_once;
    personal: everything_personal_is_exported a_deleted_account_leaves_nothing;
    statements: every_statement_is_understood;
    opening: a_database_newer_than_the_program_is_refused a_second_opening_finds_everything;
}

/// Runs every story on ground of its own, and says which failed.
async fn run(prepare: impl AsyncFn(usize) -> Ground) {
    let mut failed = Vec::new();
    for (number, (name, story)) in STORIES.iter().enumerate() {
        let ground = prepare(number).await;
        if tokio::spawn(story(ground)).await.is_err() {
            failed.push(*name);
        }
    }
    assert!(failed.is_empty(), "{} of {} stories failed: {}", failed.len(), STORIES.len(), failed.join(", "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_stories_on_sqlite() {
    run(async |_| Ground::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_stories_on_postgresql() {
    let cluster = Cluster::start(Flush::Never).await.expect("a cluster starts");
    run(async |number| Ground::postgres(&cluster, number).await).await;
}

/// A function of the store that no story uses fails here.
#[test]
fn every_function_of_the_store_has_a_story() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = ground::files(&here.join("src"), "rs");
    let told = ground::files(&here.join("tests/stories"), "rs").into_iter().map(|(_, text)| text).collect::<String>();
    let mut functions = Vec::new();
    for (_, source) in &sources {
        let methods = source.split("impl Store {").skip(1).flat_map(|body| body.split("pub async fn ").skip(1));
        functions.extend(methods.filter_map(|text| Some(text.split_once('(')?.0.to_owned())));
    }
    assert!(functions.len() > 30, "{functions:?}");
    let untold = functions.iter().filter(|name| !told.contains(&format!(".{name}(")) && *name != "open");
    assert_eq!(untold.collect::<Vec<_>>(), Vec::<&String>::new());
}
