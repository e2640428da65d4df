use domain::attempt::Stretch;
use domain::time::Millis;

use crate::when;

/// What an accommodation adds, as people say it.
pub fn stretch_words(stretch: Stretch) -> String {
    let some = |length: Millis, words: &str| (length.0 > 0).then(|| format!("{} {words}", when::length(length)));
    let percent = (stretch.percent != 100).then(|| format!("{} % of the working time", stretch.percent));
    let parts = [percent, some(stretch.extra, "extra"), some(stretch.breaks, "for breaks")];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>();
    if parts.is_empty() { "nothing added".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_added_is_said() {
        let all = Stretch { percent: 125, extra: Millis::minutes(10), breaks: Millis::minutes(15) };
        assert_eq!(stretch_words(all), "125 % of the working time, 10 min extra, 15 min for breaks");
        assert_eq!(stretch_words(Stretch { percent: 100, extra: Millis(0), ..all }), "15 min for breaks");
        assert_eq!(stretch_words(Stretch::default()), "nothing added");
    }
}
