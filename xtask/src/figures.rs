//! Figures, their targets, and how they are told.

use std::time::Duration;

use anyhow::Result;
use serde::Serialize;

/// All figures of a run, in order.
#[derive(Default, Serialize)]
pub struct Report {
    figures: Vec<Figure>,
}

#[derive(Serialize)]
struct Figure {
    figure: String,
    measured: f64,
    unit: &'static str,
    /// The most it may be; none for a figure that only informs.
    target: Option<f64>,
    kept: Option<bool>,
    /// What else was seen.
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

impl Report {
    /// A figure that may be so much at most.
    pub fn at_most(&mut self, figure: impl Into<String>, measured: f64, unit: &'static str, target: f64, note: String) {
        let kept = Some(measured <= target);
        self.figures.push(Figure { figure: figure.into(), measured, unit, target: Some(target), kept, note });
    }

    /// A figure that only informs.
    pub fn known(&mut self, figure: impl Into<String>, measured: f64, unit: &'static str, note: String) {
        self.figures.push(Figure { figure: figure.into(), measured, unit, target: None, kept: None, note });
    }

    /// A figure that must be nothing: each one is a broken promise.
    pub fn none(&mut self, figure: impl Into<String>, measured: usize, note: String) {
        self.at_most(figure, measured as f64, "", 0.0, note);
    }

    /// Whether no target was missed.
    pub fn is_kept(&self) -> bool {
        self.figures.iter().all(|figure| figure.kept != Some(false))
    }

    /// For people: a line for each figure.
    pub fn table(&self) -> String {
        let mut lines = vec![format!("{:<44} {:>14} {:>14}  ", "figure", "measured", "target")];
        for Figure { figure, measured, unit, target, kept, note } in &self.figures {
            let target =
                target.map_or(String::new(), |target| format!("{} {unit}", short(target)).trim_end().to_owned());
            let verdict = kept.map_or("", |kept| if kept { "ok" } else { "MISSED" });
            let measured = format!("{} {unit}", short(*measured)).trim_end().to_owned();
            lines.push(format!("{figure:<44} {measured:>14} {target:>14}  {verdict:<6} {note}").trim_end().to_owned());
        }
        let missed = self.figures.iter().filter(|figure| figure.kept == Some(false)).count();
        let kept = self.figures.iter().filter(|figure| figure.kept == Some(true)).count();
        lines.push(format!("{kept} kept, {missed} missed"));
        lines.join("\n")
    }

    /// For programs.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)?)
    }
}

/// How long something took, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Half took no longer.
    pub p50: f64,
    /// All but one of a hundred took no longer.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

impl Spread {
    /// Of all that was measured; zero when that is nothing.
    pub fn of(mut took: Vec<Duration>) -> Self {
        took.sort_unstable();
        let share = |percent: usize| took.get(took.len() * percent / 100).or(took.last()).copied().map_or(0.0, millis);
        Self { p50: share(50), p99: share(99), max: took.last().copied().map_or(0.0, millis) }
    }

    /// What stands beside the figure itself.
    pub fn note(&self) -> String {
        format!("p50 {} ms, p99 {} ms, max {} ms", short(self.p50), short(self.p99), short(self.max))
    }
}

/// A length of time in milliseconds, with what is after the point.
pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// Three digits that count, and whole numbers as they are.
pub fn short(figure: f64) -> String {
    match figure.abs() {
        _ if figure.fract() == 0.0 => format!("{figure:.0}"),
        size if size >= 100.0 => format!("{figure:.0}"),
        size if size >= 10.0 => format!("{figure:.1}"),
        size if size >= 1.0 => format!("{figure:.2}"),
        _ => format!("{figure:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_of_a_hundred_has_one_beyond_its_p99() {
        let spread = Spread::of((1..=100).rev().map(Duration::from_millis).collect());
        assert_eq!((spread.p50, spread.p99, spread.max), (51.0, 100.0, 100.0));
        assert_eq!(Spread::of(Vec::new()).max, 0.0);
    }

    #[test]
    fn a_figure_above_its_target_is_missed() {
        let mut report = Report::default();
        report.at_most("page", 0.35, "ms", 0.35, String::new());
        report.at_most("slow page", 0.351, "ms", 0.35, "why".to_owned());
        report.known("size", 12.0, "kB", String::new());
        let table = report.table();
        let lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
        assert!(!report.is_kept());
        assert_eq!(
            lines[1..],
            ["page 0.350 ms 0.350 ms ok", "slow page 0.351 ms 0.350 ms MISSED why", "size 12 kB", "1 kept, 1 missed"]
        );
    }
}
