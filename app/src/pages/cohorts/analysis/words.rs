//! Figures in words: a figure with its interval and the number of answers behind it, or why there is none.

use domain::analysis::{Consistency, FEWEST_TO_JUDGE, Model, Reliability};
use domain::figure::{Found, Interval, Lack};

/// A number with so many places, and a real minus sign.
pub fn number(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    // What rounds to nothing has no sign.
    let text = if text.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.')) {
        text.trim_start_matches('-').to_owned()
    } else {
        text
    };
    text.replace('-', "−")
}

/// A share as per cent.
pub fn percent(share: f64) -> String {
    format!("{} %", number(share * 100.0, 0))
}

/// Why there is no figure.
pub fn lack(lack: &Lack) -> String {
    match lack {
        Lack::TooFew { n, .. } => format!("not enough answers (n = {n})"),
        other => other.to_string(),
    }
}

/// What stands behind a figure: the interval and the number, for instance `95 %: 44 % to 77 %; n = 31`.
fn behind(interval: Option<Interval>, n: u32, written: impl Fn(f64) -> String) -> String {
    let few = if n < FEWEST_TO_JUDGE { ", few" } else { "" };
    match interval {
        Some(Interval { low, high }) => format!("95 %: {} to {}; n = {n}{few}", written(low), written(high)),
        None => format!("n = {n}{few}"),
    }
}

/// A figure, and what stands behind it; or why there is none, and nothing.
pub fn told(found: &Found, written: impl Fn(f64) -> String) -> (String, String) {
    match found {
        Ok(figure) => (written(figure.value), behind(figure.interval, figure.n, &written)),
        Err(why) => (lack(why), String::new()),
    }
}

/// The same in one line.
pub fn line(found: &Found, written: impl Fn(f64) -> String) -> String {
    match told(found, written) {
        (figure, behind) if behind.is_empty() => figure,
        (figure, behind) => format!("{figure} ({behind})"),
    }
}

/// How a reliability is to be read. The limits are those that most textbooks give (Nunnally 1978: 0.7 for research, 0.9 where much
/// depends on it).
pub fn reliability(found: &Reliability) -> &'static str {
    if let Some(remark) = found.remark() {
        return remark;
    }
    match found.figure.map(|figure| figure.value) {
        Err(_) => "",
        Ok(value) if value >= 0.9 => "Very even: single results can be relied on.",
        Ok(value) if value >= 0.8 => "Good: single results say much.",
        Ok(value) if value >= 0.7 => "Enough for practice; near the pass mark single results may be chance.",
        Ok(value) if value >= 0.5 => "Weak: compare groups with it rather than people.",
        Ok(_) => "Poor: the order of the people may well be chance.",
    }
}

/// How a decision at the pass mark is to be read.
pub fn consistency(found: &Consistency) -> String {
    let model = match found.model {
        Model::Binomial => "Subkoviak's method",
        Model::Normal => "Peng and Subkoviak's method",
    };
    match (found.agreement, found.kappa) {
        (Ok(agreement), Ok(kappa)) => format!(
            "{} of the people would get the same decision from a second paper like this one; beyond chance (kappa): {}. By {model}, from one \
             sitting.",
            percent(agreement.value),
            number(kappa.value, 2)
        ),
        (Ok(agreement), Err(_)) => format!(
            "{} of the people would get the same decision from a second paper like this one. By {model}, from one sitting.",
            percent(agreement.value)
        ),
        (Err(why), _) => lack(&why),
    }
}

#[cfg(test)]
mod tests {
    use domain::figure::Figure;

    use super::*;

    #[test]
    fn a_figure_comes_with_what_stands_behind_it() {
        let figure = Figure { value: 0.5, n: 12, interval: Some(Interval { low: 0.25, high: 0.75 }) };
        assert_eq!(line(&Ok(figure), percent), "50 % (95 %: 25 % to 75 %; n = 12, few)");
        assert_eq!(line(&Ok(Figure::plain(-0.873, 40)), |value| number(value, 2)), "−0.87 (n = 40)");
        assert_eq!(line(&Err(Lack::TooFew { n: 7, fewest: 10 }), percent), "not enough answers (n = 7)");
        assert_eq!(line(&Err(Lack::NoVariance), percent), "no figure: everybody has the same marks");
        assert_eq!([number(-0.001, 2), number(-0.01, 2)], ["0.00", "−0.01"]);
    }
}
