//! Runs test programs and reads from what they print how many tests passed and failed.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::ops::Add;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result};

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    /// A check that is no set of tests and went well.
    pub const ONE: Self = Self { passed: 1, failed: 0 };
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Whose lines are read.
#[derive(Clone, Copy)]
pub enum Counter {
    /// `Summary [   0.5s] 12 tests run: 11 passed, 1 failed, 3 skipped`
    Nextest,
    /// `test result: ok. 5 passed; 0 failed; 0 ignored; …`
    Cargo,
    /// `# pass 14`, `# fail 0` and so on, of Node.js with its reporter for TAP
    Node,
}

/// Runs the program, shows what it prints, and counts; a program that fails without a failed test counts as one.
pub fn run(command: &mut Command, counter: Counter) -> Result<Counts> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} could not be started", command.get_program().display()))?;
    let errors = child.stderr.take().context("standard error is piped")?;
    let aside = thread::spawn(move || read(errors, counter));
    let mut counts = read(child.stdout.take().context("standard output is piped")?, counter);
    counts = counts + aside.join().unwrap_or_default();
    if !child.wait()?.success() && counts.failed == 0 {
        counts.failed = 1;
    }
    Ok(counts)
}

fn read(stream: impl Read, counter: Counter) -> Counts {
    let mut counts = Counts::default();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        let _ = writeln!(std::io::stdout(), "{line}");
        counts = counts + self::line(&line, counter);
    }
    counts
}

/// The counts in one line, zero in most.
fn line(line: &str, counter: Counter) -> Counts {
    let line = line.trim_start();
    let (begins, fails) = match counter {
        Counter::Nextest => ("Summary [", &["failed", "timed out", "exec failed"][..]),
        Counter::Node => return node(line),
        Counter::Cargo => ("test result: ", &["failed"][..]),
    };
    if !line.starts_with(begins) {
        return Counts::default();
    }
    let number = |word: &str| {
        let parts = line.split([',', ';', ':', '.']).map(str::trim);
        parts.filter_map(|part| number_before(part, word)).sum::<u64>()
    };
    Counts { passed: number("passed"), failed: fails.iter().map(|word| number(word)).sum() }
}

/// One of the lines at the end; what did not run counts as failed.
fn node(line: &str) -> Counts {
    let counted = line.strip_prefix("# ").and_then(|rest| rest.split_once(' '));
    match counted.and_then(|(word, number)| Some((word, number.parse().ok()?))) {
        Some(("pass", passed)) => Counts { passed, failed: 0 },
        Some(("fail" | "cancelled" | "skipped" | "todo", failed)) => Counts { passed: 0, failed },
        _ => Counts::default(),
    }
}

/// `11` of `11 passed (1 slow)`.
fn number_before(part: &str, word: &str) -> Option<u64> {
    let (number, rest) = part.split_once(' ')?;
    let rest = rest.split(" (").next().unwrap_or(rest);
    (rest == word).then(|| number.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_summary_of_nextest() {
        let summary = "     Summary [   0.524s] 14 tests run: 11 passed (1 slow), 2 failed, 1 timed out, 3 skipped";
        assert_eq!(line(summary, Counter::Nextest), Counts { passed: 11, failed: 3 });
        assert_eq!(line("     Summary [   0.5s] 2 tests run: 2 passed, 0 skipped", Counter::Nextest).passed, 2);
    }

    #[test]
    fn reads_the_result_of_cargo_test() {
        let result =
            "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s";
        assert_eq!(line(result, Counter::Cargo), Counts { passed: 5, failed: 2 });
    }

    #[test]
    fn reads_the_lines_of_node() {
        let lines = ["# tests 16", "# pass 12", "# fail 3", "# skipped 1", "ok 1 - # pass 7", "# duration_ms 604.5"];
        let sum = lines.into_iter().map(|text| line(text, Counter::Node)).fold(Counts::default(), |sum, one| sum + one);
        assert_eq!(sum, Counts { passed: 12, failed: 4 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(line("test passed ... ok, 3 passed", Counter::Cargo), Counts::default());
    }
}
