//! What is said about a run: what happened, and each promise with how often it broke.

use std::time::Duration;

use super::audit::Findings;
use super::conductor::Figures;
use super::ledger::{Clock, Ledger};
use crate::figures::{Report, Spread};

/// A heartbeat is kept each second while an exam runs; what came after the last one is given away.
const HEARTBEAT: f64 = 1_000.0;
/// Two readings are whole milliseconds each.
const ROUNDING: f64 = 2.0;

/// Puts it all together.
///
/// How long things took is a target only where nothing else runs: `timed`.
pub fn report(figures: &Figures, ledgers: &[Ledger], findings: &Findings, timed: bool) -> Report {
    let mut report = Report::default();
    report.known("kills of the server", f64::from(figures.kills), "", format!("{} starts", figures.starts));
    if !figures.backs.is_empty() {
        report.known("ends of PostgreSQL under it", figures.backs.len() as f64, "", String::new());
    }
    saves(&mut report, ledgers, findings);
    attempts(&mut report, ledgers, findings);
    report.none("answers that no server should give", sum(ledgers, |it| it.odd), String::new());
    report.none("ends of the server by itself", figures.falls.len(), String::new());
    report.none("panics", figures.panics, String::new());
    clock(&mut report, ledgers);
    times(&mut report, figures, ledgers, timed);
    report
}

fn saves(report: &mut Report, ledgers: &[Ledger], findings: &Findings) {
    let (retried, doubled) = (sum(ledgers, |it| it.retried), sum(ledgers, |it| it.doubled));
    let note = format!("{retried} requests retried, {doubled} doubled on purpose");
    report.known("saves acknowledged", findings.acknowledged as f64, "", note);
    report.none("acknowledged saves lost", findings.lost, String::new());
    report.none("saves duplicated", findings.duplicated, String::new());
    report.none("saves or attempts that nobody was told of", findings.unknown, String::new());
    report.none("sheets other than acknowledged", findings.sheets, String::new());
}

fn attempts(report: &mut Report, ledgers: &[Ledger], findings: &Findings) {
    report.known("attempts", findings.attempts as f64, "", format!("{} finished", findings.finished));
    report.none("attempts without one start and one end", findings.ends, String::new());
    report.none("what `clausewise attempts check` finds", findings.unsound, String::new());
    report.none("scores other than the replay's", findings.scores, String::new());
    report.none("study records that missed or doubled a paper", findings.records, String::new());
    let note = format!("of {} looked at", sum(ledgers, |it| it.resumed));
    report.none("exams that went on at the wrong place", sum(ledgers, |it| it.misplaced), note);
}

fn clock(report: &mut Report, ledgers: &[Ledger]) {
    let clock = ledgers.iter().fold(Clock::default(), |worst, ledger| worst.and(ledger.clock));
    let note = format!("{} readings compared", clock.readings);
    report.at_most("clock error: taken from a candidate", clock.taken as f64, "ms", ROUNDING, note);
    report.at_most("clock error: given away at a kill", clock.given as f64, "ms", HEARTBEAT, String::new());
}

fn times(report: &mut Report, figures: &Figures, ledgers: &[Ledger], timed: bool) {
    let mut wanted = |figure: &str, measured: f64, target: f64, note: String| match timed {
        true => report.at_most(figure, measured, "s", target, note),
        false => report.known(figure, measured, "s", note),
    };
    let started = figures.lives.iter().filter_map(|life| Some(life.ready? - life.spawned));
    let ready = Spread::of(started.collect());
    wanted("ready after a restart, p99", seconds(ready.p99), 1.0, ready.note());
    if !figures.backs.is_empty() {
        let served = served(ledgers, &figures.backs);
        wanted("next acknowledgement, PostgreSQL back, max", seconds(served.max), 2.0, served.note());
    }
    let ends = figures.lives.iter().filter_map(|life| life.gone).collect::<Vec<_>>();
    let served = served(ledgers, &ends);
    report.known("next acknowledgement after a kill, p99", seconds(served.p99), "s", served.note());
    let longest = ledgers.iter().map(|ledger| ledger.longest).max().unwrap_or_default();
    report.known("longest wait for any answer", longest.as_secs_f64(), "s", String::new());
}

/// How long each candidate waited for the next acknowledgement after each of these moments, thinking included.
fn served(ledgers: &[Ledger], moments: &[Duration]) -> Spread {
    let waits = moments.iter().flat_map(|moment| ledgers.iter().filter_map(|ledger| ledger.served_after(*moment)));
    Spread::of(waits.collect())
}

fn sum(ledgers: &[Ledger], of: fn(&Ledger) -> usize) -> usize {
    ledgers.iter().map(of).sum()
}

fn seconds(millis: f64) -> f64 {
    millis / 1_000.0
}
