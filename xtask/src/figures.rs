//! Figures, their targets, and how they are told.

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

    /// For people: a line for each figure.
    pub fn table(&self) -> String {
        let mut lines = vec![format!("{:<44} {:>14} {:>14}  ", "figure", "measured", "target")];
        for Figure { figure, measured, unit, target, kept, note } in &self.figures {
            let target = target.map_or(String::new(), |target| format!("{} {unit}", short(target)));
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
    fn a_figure_above_its_target_is_missed() {
        let mut report = Report::default();
        report.at_most("page", 0.35, "ms", 0.35, String::new());
        report.at_most("slow page", 0.351, "ms", 0.35, "why".to_owned());
        report.known("size", 12.0, "kB", String::new());
        let table = report.table();
        let lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
        assert_eq!(
            lines[1..],
            ["page 0.350 ms 0.350 ms ok", "slow page 0.351 ms 0.350 ms MISSED why", "size 12 kB", "1 kept, 1 missed"]
        );
    }
}
