//! What papers the bank can give: for each scheme, how many, how alike in difficulty and how different in items.

use std::collections::BTreeSet;
use std::fmt;

use domain::ids::{ItemId, SchemeId};
use domain::paper::{Drawer, Drawn};
use serde_json::{Value, json};

use crate::library::Library;

/// The outlook of all schemes that have a blueprint.
#[derive(Clone, Debug, PartialEq)]
pub struct PapersReport {
    /// Papers drawn of each scheme, each from its own seed.
    pub drawn: u64,
    /// One entry a scheme, in the order of the files.
    pub schemes: Vec<Outlook>,
}

/// The outlook of one scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The scheme.
    pub scheme: SchemeId,
    /// What its papers are like; nothing when none can be drawn.
    pub spread: Option<Spread>,
}

/// How papers of one scheme differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Seeds from which no paper could be drawn.
    pub failed: u64,
    /// Papers that could be drawn one after the other without a common item; more than [`MOST`] are not counted.
    pub without_overlap: usize,
    /// Least and most marks that a borderline candidate is expected to reach, in ten-thousandths.
    pub expected: (i64, i64),
    /// Least and most expected working time, in seconds.
    pub seconds: (u32, u32),
    /// Mean share of items that two papers have in common, in percent.
    pub overlap_percent: f64,
}

/// Papers without a common item that are counted at most.
pub const MOST: usize = 20;

/// Draws so many papers of each scheme and says how they differ.
pub fn papers_report(library: &Library, drawn: u64) -> PapersReport {
    let planned = library.schemes.iter().filter(|scheme| scheme.blueprint.is_some());
    let outlook = planned.map(|scheme| Outlook {
        scheme: scheme.id.clone(),
        spread: library.drawer(&scheme.id).and_then(|drawer| spread(drawer, drawn)),
    });
    PapersReport { drawn, schemes: outlook.collect() }
}

fn spread(drawer: &Drawer, drawn: u64) -> Option<Spread> {
    let papers = (0..drawn).filter_map(|seed| drawer.draw(&|_: &ItemId| 0, seed).ok()).collect::<Vec<_>>();
    let range = |figures: Vec<i64>| Some((*figures.iter().min()?, *figures.iter().max()?));
    let (quickest, slowest) = range(papers.iter().map(|paper| i64::from(paper.seconds)).collect())?;
    Some(Spread {
        failed: drawn - papers.len() as u64,
        without_overlap: without_overlap(drawer),
        expected: range(papers.iter().map(|paper| paper.expected).collect())?,
        seconds: (quickest as u32, slowest as u32),
        overlap_percent: overlap(&papers),
    })
}

/// Draws one paper after the other, least-seen items first, until one has to use an item again.
fn without_overlap(drawer: &Drawer) -> usize {
    let mut seen = BTreeSet::<ItemId>::new();
    for papers in 0..MOST {
        let fresh = (0..10).find_map(|attempt| {
            let seed = (papers * 10 + attempt) as u64;
            let paper = drawer.draw(&|id: &ItemId| u32::from(seen.contains(id)), seed).ok()?;
            paper.items.iter().all(|id| !seen.contains(id)).then_some(paper)
        });
        match fresh {
            Some(paper) => seen.extend(paper.items),
            None => return papers,
        }
    }
    MOST
}

/// The mean over neighbours in the list: seeds say nothing about each other.
fn overlap(papers: &[Drawn]) -> f64 {
    let share = |pair: &[Drawn]| {
        let first = pair[0].items.iter().collect::<BTreeSet<_>>();
        let common = pair[1].items.iter().filter(|id| first.contains(id)).count();
        common as f64 * 100.0 / pair[1].items.len().max(1) as f64
    };
    let pairs = papers.windows(2);
    let count = pairs.len().max(1) as f64;
    pairs.map(share).sum::<f64>() / count
}

impl PapersReport {
    /// The report for programs.
    pub fn to_json(&self) -> Value {
        let spread = |spread: &Spread| {
            json!({
                "failed": spread.failed,
                "without_overlap": spread.without_overlap,
                "expected_marks": [marks(spread.expected.0), marks(spread.expected.1)],
                "minutes": [minutes(spread.seconds.0), minutes(spread.seconds.1)],
                "overlap_percent": spread.overlap_percent,
            })
        };
        let scheme = |outlook: &Outlook| json!({"id": outlook.scheme, "spread": outlook.spread.as_ref().map(spread)});
        json!({"drawn": self.drawn, "schemes": self.schemes.iter().map(scheme).collect::<Vec<_>>()})
    }
}

impl fmt::Display for PapersReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} papers of each scheme", self.drawn)?;
        for Outlook { scheme, spread } in &self.schemes {
            let Some(Spread { failed, without_overlap, expected, seconds, overlap_percent }) = spread else {
                write!(f, "\n{scheme}: cannot be drawn from the reviewed items")?;
                continue;
            };
            let most = if *without_overlap == MOST { " or more" } else { "" };
            write!(
                f,
                "\n{scheme}: {without_overlap}{most} without overlap; expected marks {:.2} to {:.2}; {:.0} to {:.0} \
                 minutes; two papers have {overlap_percent:.0} % of their items in common",
                marks(expected.0),
                marks(expected.1),
                minutes(seconds.0),
                minutes(seconds.1),
            )?;
            if *failed > 0 {
                write!(f, "; {failed} seeds gave none")?;
            }
        }
        Ok(())
    }
}

fn marks(ten_thousandths: i64) -> f64 {
    ten_thousandths as f64 / 10_000.0
}

fn minutes(seconds: u32) -> f64 {
    f64::from(seconds) / 60.0
}
