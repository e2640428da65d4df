//! Compares what the candidates wrote down with what the database holds.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use domain::attempt::{Act, Event, Line, Phase, Sheet};
use domain::ids::AttemptId;
use domain::marking::mark_paper;
use domain::time::{ServiceTime, Timestamp};
use serde::Deserialize;
use serde_json::Value;
use store::{Attempt, Store};

use super::ledger::{Kept, Ledger, Sitting};

/// Nobody reads more of them.
const COMPLAINTS: usize = 20;

/// What was found; every figure but the first three counts broken promises.
#[derive(Debug, Default)]
pub struct Findings {
    pub acknowledged: usize,
    pub attempts: usize,
    pub finished: usize,
    /// Acknowledged acts that are not in the log, or not as they were sent.
    pub lost: usize,
    /// Acts that are in the log more than once.
    pub duplicated: usize,
    /// Acts, or whole attempts, that nobody was told about.
    pub unknown: usize,
    /// Sheets that do not hold the newest acknowledged act of each question.
    pub sheets: usize,
    /// Attempts without exactly one start and one end.
    pub ends: usize,
    /// What the product's own check of all attempts complains of.
    pub unsound: usize,
    /// Stored marks that are not those of the replay.
    pub scores: usize,
    /// People whose study record did not learn of each paper once.
    pub records: usize,
    pub complaints: Vec<String>,
}

#[derive(Deserialize)]
struct Export {
    attempt_events: Vec<Logged>,
    study_events: Vec<Studied>,
}

#[derive(Deserialize)]
struct Logged {
    attempt_id: String,
    number: i64,
    sequence: u64,
    event: Event,
}

#[derive(Deserialize)]
struct Studied {
    event: Value,
}

/// Reads everything of everybody.
pub async fn audit(store: &Store, ledgers: &[Ledger]) -> Result<Findings> {
    let mut findings = Findings::default();
    for (attempt, what) in store.verify_attempts().await?.faults {
        findings.unsound += 1;
        findings.complain(&attempt, what);
    }
    for ledger in ledgers {
        let export = store.personal_data(&ledger.account).await?.context("an account is gone")?;
        let export = serde_json::from_value::<Export>(serde_json::to_value(export)?)?;
        let mut logs = BTreeMap::<String, Vec<Line>>::new();
        for Logged { attempt_id, number, sequence, event } in export.attempt_events {
            // The moments are of no account here.
            logs.entry(attempt_id).or_default().push(Line {
                number,
                sequence,
                at: ServiceTime(0),
                on: Timestamp(0),
                event,
            });
        }
        let known = ledger.sittings.iter().map(|sitting| &sitting.attempt).collect::<BTreeSet<_>>();
        for head in store.attempts(&ledger.account).await? {
            if !known.contains(&head.id) {
                findings.unknown += 1;
                findings.complain(&head.id, "nobody was told that it began");
            }
        }
        for sitting in &ledger.sittings {
            let log = logs.remove(sitting.attempt.as_str()).unwrap_or_default();
            findings.compare_log(sitting, &log);
            match store.attempt(&ledger.account, &sitting.attempt).await? {
                Some(attempt) => findings.compare_attempt(store, sitting, &log, &attempt).await?,
                None => findings.lose(&sitting.attempt, "it is gone"),
            }
        }
        let studied = |word: &str| export.study_events.iter().filter(|line| line.event["event"] == word).count();
        let papers = ledger.sittings.iter().filter(|sitting| sitting.handed_in).count();
        if studied("items_marked") != papers || studied("items_shown") != ledger.sittings.len() {
            findings.records += 1;
        }
        findings.complaints.extend(ledger.complaints.iter().cloned());
        findings.complaints.truncate(COMPLAINTS);
    }
    Ok(findings)
}

impl Findings {
    fn compare_log(&mut self, sitting: &Sitting, log: &[Line]) {
        self.attempts += 1;
        self.acknowledged += sitting.acknowledged.len();
        let mut acts = BTreeMap::<u64, Vec<&Act>>::new();
        for line in log {
            if let Event::Acted { act } = &line.event {
                acts.entry(line.sequence).or_default().push(act);
            }
        }
        for save in &sitting.acknowledged {
            match acts.remove(&save.sequence).as_deref() {
                None => self.lose(&sitting.attempt, &format!("{save:?} is not in the log")),
                Some([act]) if **act == save.act => {}
                Some([act]) => self.lose(&sitting.attempt, &format!("{save:?} is in the log as {act:?}")),
                Some(acts) => {
                    self.duplicated += acts.len() - 1;
                    self.complain(&sitting.attempt, &format!("{save:?} is in the log as {acts:?}"));
                }
            }
        }
        self.unknown += acts.values().map(Vec::len).sum::<usize>();
        if !acts.is_empty() {
            self.complain(&sitting.attempt, &format!("nobody was told of {acts:?}"));
        }
        let starts = log.iter().filter(|line| matches!(line.event, Event::Started { .. })).count();
        let ends = log.iter().filter(|line| line.is_end()).count();
        if (starts, ends) != (1, usize::from(sitting.handed_in)) {
            self.ends += 1;
            self.complain(&sitting.attempt, &format!("{starts} starts and {ends} ends"));
        }
    }

    async fn compare_attempt(
        &mut self,
        store: &Store,
        sitting: &Sitting,
        log: &[Line],
        attempt: &Attempt,
    ) -> Result<()> {
        if !attempt.sheet.rows().iter().map(Kept::from).eq(sitting.kept()) {
            self.sheets += 1;
            self.complain(&sitting.attempt, "the sheet is not what was acknowledged");
        }
        if !sitting.handed_in {
            return Ok(());
        }
        self.finished += 1;
        if attempt.head.phase != Phase::Submitted {
            self.ends += 1;
            self.complain(&sitting.attempt, "it was handed in and has not ended");
        }
        // Marked once more, from the acts as everybody may take them out and not as the store reads them.
        let sheet = Sheet::replay(attempt.paper.len(), log);
        let items = store.paper_items(&attempt.paper).await?;
        let marked = mark_paper(&items.iter().collect::<Vec<_>>(), &sheet, &attempt.layout);
        if attempt.head.score != Some(marked.total.score) || attempt.result.as_ref() != Some(&marked) {
            self.scores += 1;
            self.complain(&sitting.attempt, "its marks are not those of the replay");
        }
        Ok(())
    }

    fn lose(&mut self, attempt: &AttemptId, what: &str) {
        self.lost += 1;
        self.complain(attempt, what);
    }

    fn complain(&mut self, attempt: &AttemptId, what: &str) {
        if self.complaints.len() < COMPLAINTS {
            self.complaints.push(format!("{attempt}: {what}"));
        }
    }
}
