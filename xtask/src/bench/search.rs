//! The search itself, without a server around it.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context, Result};
use content::Library;

use crate::child::now;
use crate::figures::Report;

/// Times each search is asked; the least of them counts, since other work only adds.
const TIMES: usize = 5;
/// How many titles are searched for.
const TITLES: usize = 80;
/// Beside titles: numbers, abbreviations, beginnings, typing errors, common words, nonsense.
const TYPED: [&str; 20] = [
    "8.6.1",
    "8.6",
    "8",
    "SLA",
    "CMDB",
    "config",
    "service",
    "s",
    "what is the difference between an incident and a problem",
    "incident managment",
    "manaegment reveiw",
    "organisation",
    "how to write a nonconformity",
    "audit evidence sampling stage 2",
    "ITIL Expert credits",
    "the of and",
    "xyzzyx qwrtzp wqertz plkjhg",
    "<script>alert(1)</script>",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "continuity availability security capacity demand supplier customer agreement catalogue asset change release",
];

/// Loads the course and asks a hundred searches.
pub fn figures(report: &mut Report) -> Result<()> {
    let begun = now();
    let library = Library::embedded().map_err(|report| anyhow::anyhow!("the course has problems\n{report}"))?;
    let loading = begun.elapsed();
    report.at_most("course loaded, checked and indexed", milliseconds(loading), "ms", 500.0, String::new());
    let terms = library.glossary.iter().map(|term| term.term.as_str());
    let titles = library.lessons.iter().map(|lesson| lesson.title.as_str()).chain(terms).step_by(2).take(TITLES);
    let mut took = titles.chain(TYPED).map(|text| best(&library, text)).collect::<Vec<_>>();
    took.sort_unstable();
    let (middle, worst) = (took.get(took.len() / 2), took.last());
    let (middle, worst) = middle.zip(worst).context("there were searches")?;
    let note = format!("of {} searches", took.len());
    report.at_most("search: median", milliseconds(*middle), "ms", 10.0, note);
    report.at_most("search: worst", milliseconds(*worst), "ms", 10.0, String::new());
    Ok(())
}

fn best(library: &Library, text: &str) -> Duration {
    let once = || {
        let begun = now();
        black_box(library.search(black_box(text), None));
        begun.elapsed()
    };
    (0..TIMES).map(|_| once()).min().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
