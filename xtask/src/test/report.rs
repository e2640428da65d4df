//! What is said about each step, and what is added up.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::count::Counts;

/// Keeps the sum and the names of what failed.
pub struct Report<'a> {
    wanted: &'a [String],
    sum: Counts,
    failures: Vec<String>,
    started: Instant,
}

impl<'a> Report<'a> {
    pub fn new(wanted: &'a [String]) -> Self {
        Self { wanted, sum: Counts::default(), failures: Vec::new(), started: now() }
    }

    /// Runs one step and answers whether all of it passed; a step nobody asked for passes without a count.
    pub fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Counts>) -> bool {
        if !self.wanted.is_empty() && !self.wanted.iter().any(|word| name.contains(word.as_str())) {
            return true;
        }
        println!("== {name}");
        let started = now();
        let outcome = work();
        let duration = seconds(started.elapsed());
        let counts = match outcome {
            Ok(counts) => counts,
            Err(problem) => {
                println!("{problem:#}");
                Counts { passed: 0, failed: 1 }
            }
        };
        println!("== {name}: {counts}, {duration}\n");
        if counts.failed > 0 {
            self.failures.push(name.to_owned());
        }
        self.sum = self.sum + counts;
        counts.failed == 0
    }

    /// Says the sum in the last line and answers whether nothing failed.
    pub fn finish(self) -> bool {
        if !self.failures.is_empty() {
            println!("Failed: {}.", self.failures.join(", "));
        }
        println!("All steps took {}.", seconds(self.started.elapsed()));
        println!("{}", self.sum);
        self.failures.is_empty()
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

#[expect(clippy::disallowed_methods, reason = "how long a step took is for the reader only")]
fn now() -> Instant {
    Instant::now()
}
