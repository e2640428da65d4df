//! Length of files, forbidden calls, lints.

use crate::{none, places, rust};

const MOST_LINES: usize = 600;
const USUAL_LINES: usize = 400;

fn is_test(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The lines before the tests of a file.
fn own_lines(text: &str) -> usize {
    let own = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    own.lines().count()
}

#[test]
fn files_are_short() {
    let long = rust().into_iter().filter_map(|file| {
        let (lines, own) = (file.text.lines().count(), own_lines(&file.text));
        let limit = if is_test(&file.path) { MOST_LINES } else { USUAL_LINES };
        (own > limit || lines > MOST_LINES).then(|| format!("{}: {lines} lines, {own} without tests", file.path))
    });
    none("Divide these files:", long);
}

#[test]
fn forbidden_calls_stand_in_their_one_place() {
    let rules: [(&str, &[&str]); 9] = [
        ("SystemTime::now(", &["server/src/clock.rs", "xtask/"]),
        ("Instant::now(", &["server/src/clock.rs", "xtask/"]),
        ("Utc::now(", &[]),
        ("rand::rng()", &["server/src/entropy.rs"]),
        ("rand::random", &[]),
        ("sqlx::query", &["store/", "tests/", "xtask/"]),
        ("include_str!(\"../../migrations", &[]),
        (
            "std::env::var",
            &["server/src/config.rs", "server/build.rs", "store/tests/", "xtask/", "server/tests/", "tests/"],
        ),
        (".unwrap_unchecked(", &[]),
    ];
    let own = "tests/tidy/";
    let found = rust().into_iter().filter(|file| !file.path.starts_with(own)).flat_map(|file| {
        rules
            .iter()
            .filter(|(_, allowed)| !allowed.iter().any(|place| file.path.starts_with(place)))
            .flat_map(|(call, _)| places(&file, |line| line.contains(call) && !line.trim_start().starts_with("//")))
            .collect::<Vec<_>>()
    });
    none("These calls have one place each, and this is not it:", found);
}

#[test]
fn lints_are_expected_and_never_allowed() {
    let attribute = ["#[", "#!["].map(|open| format!("{open}allow("));
    let found = rust().into_iter().flat_map(|file| {
        let wrong = |line: &str| attribute.iter().any(|attribute| line.trim_start().starts_with(attribute));
        places(&file, wrong)
    });
    none("Use #[expect(lint, reason = \"…\")]:", found);
    let mute = rust().into_iter().flat_map(|file| {
        places(&file, |line| {
            let line = line.trim_start();
            let expects = line.starts_with("#[expect(") || line.starts_with("#![expect(");
            expects && line.ends_with(")]") && !line.contains("reason =")
        })
    });
    none("An expectation gives its reason:", mute);
}

#[test]
fn no_test_is_skipped_and_none_sleeps() {
    let marks = ["ignore", "should_panic"].map(|name| format!("#[{name}"));
    let sleeps = ["thread::sleep", "time::sleep"].map(|call| format!("{call}("));
    let found = rust().into_iter().flat_map(|file| {
        let in_test = is_test(&file.path);
        places(&file, |line| {
            let line = line.trim_start();
            let skipped = marks.iter().any(|mark| line.starts_with(mark));
            let sleeping = in_test && !line.starts_with("//") && sleeps.iter().any(|call| line.contains(call));
            skipped || sleeping
        })
    });
    none("No ignored tests, no should_panic, no fixed sleeps:", found);
}

#[test]
fn every_crate_follows_the_lints_of_the_workspace() {
    let manifests = crate::files().into_iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    none(
        "These crates need [lints] workspace = true:",
        manifests.filter(|file| !file.text.contains("[lints]\nworkspace = true")).map(|file| file.path),
    );
}
