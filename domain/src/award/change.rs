//! What corrections changed, in words.

use super::{Day, Entry, Event, Facts, is_for_all, maker, seen};
use crate::credits::Rules;
use crate::ids::OrganisationId;

/// A day as pages write it, for instance `1 March 2029`.
pub fn day_words(day: Day) -> String {
    day.format("%-d %B %Y").to_string()
}

/// What is different between two readings of a certificate, for instance `valid until 1 March 2026 → 1 March 2029; number F 1 → F 2`.
/// Nothing when they say the same.
pub fn changed(rules: &Rules, before: &Facts, after: &Facts) -> Option<String> {
    let title = |facts: &Facts| rules.title(&facts.qualification, facts.other.as_ref()).to_owned();
    let credits =
        |facts: &Facts| facts.other.as_ref().map_or_else(|| "none".to_owned(), |it| it.half_credits.to_string());
    let until = |facts: &Facts| facts.expires_on.map_or_else(|| "without an end".to_owned(), day_words);
    let edition = |facts: &Facts| if facts.edition.is_empty() { "not known".to_owned() } else { facts.edition.clone() };
    let pair = |what, words: &dyn Fn(&Facts) -> String| (what, words(before), words(after));
    let pairs = [
        pair("qualification", &title),
        pair("institute", &|facts| facts.institute.clone()),
        pair("edition", &edition),
        pair("awarded", &|facts| day_words(facts.awarded_on)),
        pair("valid until", &until),
        pair("number", &|facts| facts.certificate_number.clone()),
        pair("credits", &credits),
    ];
    let told = pairs.into_iter().filter(|(_, before, after)| before != after);
    let told = told.map(|(what, before, after)| format!("{what} {before} → {after}")).collect::<Vec<_>>().join("; ");
    (!told.is_empty()).then_some(told)
}

/// What a line of an award's log changed, for whom it counts: everybody, or the books of whoever wrote it. Nothing when it is no
/// correction.
pub fn changed_by(rules: &Rules, log: &[Entry], entry: &Entry) -> Option<String> {
    let Event::Corrected { facts, .. } = &entry.event else { return None };
    let writer = entry.organisation.as_ref().filter(|writer| !is_for_all(Some(*writer), maker(log)));
    let earlier = seen(log, writer).take_while(|line| line.number < entry.number);
    changed(rules, earlier.filter_map(|line| line.event.facts()).last()?, facts)
}

/// What was corrected since an organisation decided about an award last. Nothing when it never did, or nothing was corrected.
pub fn changed_since_decided(rules: &Rules, log: &[Entry], viewer: &OrganisationId) -> Option<String> {
    let (mut now, mut decided) = (None, None);
    for entry in seen(log, Some(viewer)) {
        now = entry.event.facts().or(now);
        if matches!(entry.event, Event::Verified { .. } | Event::Rejected { .. }) {
            decided = now;
        }
    }
    changed(rules, decided?, now?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Other, Qualification};
    use crate::credits::HalfCredits;
    use crate::question::Level;
    use crate::time::Timestamp;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn facts() -> Facts {
        Facts {
            qualification: Qualification::of(Level::Foundation),
            institute: "An institute".to_owned(),
            edition: String::new(),
            awarded_on: day("2024-03-01"),
            expires_on: Some(day("2026-03-01")),
            certificate_number: "F 1".to_owned(),
            other: None,
        }
    }

    fn corrected(facts: Facts) -> Event {
        Event::Corrected { facts, reason: "misread".to_owned() }
    }

    fn log(events: Vec<(Option<&str>, Event)>) -> Vec<Entry> {
        let entry = |(number, (organisation, event)): (i64, (Option<&str>, Event))| Entry {
            number,
            at: Timestamp(number),
            by: "Ida".to_owned(),
            organisation: organisation.map(OrganisationId::new),
            event,
        };
        (1..).zip(events).map(entry).collect()
    }

    #[test]
    fn each_difference_is_told_and_nothing_else() {
        let rules = Rules::default();
        let told = |after: Facts| changed(&rules, &facts(), &after);
        assert_eq!(told(facts()), None);
        let longer = Facts { expires_on: Some(day("2029-03-01")), ..facts() };
        assert_eq!(told(longer.clone()).as_deref(), Some("valid until 1 March 2026 → 1 March 2029"));
        let more =
            Facts { certificate_number: "F 2".to_owned(), edition: "2018".to_owned(), expires_on: None, ..longer };
        let words = "edition not known → 2018; valid until 1 March 2026 → without an end; number F 1 → F 2";
        assert_eq!(told(more).as_deref(), Some(words));
        let other = Some(Other { title: "Another".to_owned(), half_credits: HalfCredits(3) });
        assert!(told(Facts { other, ..facts() }).is_some_and(|words| words.ends_with("credits none → 1.5")));
    }

    #[test]
    fn a_correction_is_compared_with_what_its_writer_read() {
        let rules = Rules::default();
        let [theirs, ours] = ["2027-03-01", "2028-03-01"].map(|last| Facts { expires_on: Some(day(last)), ..facts() });
        let log = log(vec![
            (None, Event::Claimed { facts: facts() }),
            (Some("a"), Event::Verified { reason: "seen".to_owned() }),
            (Some("a"), corrected(theirs.clone())),
            (Some("b"), corrected(ours)),
            (None, corrected(Facts { certificate_number: "F 2".to_owned(), ..facts() })),
            (Some("a"), corrected(Facts { certificate_number: "F 2".to_owned(), ..theirs })),
        ]);
        let told = |number: usize| changed_by(&rules, &log, &log[number - 1]).unwrap_or_default();
        assert_eq!((told(1), told(2)), (String::new(), String::new()));
        assert_eq!(told(3), "valid until 1 March 2026 → 1 March 2027");
        assert_eq!(told(4), "valid until 1 March 2026 → 1 March 2028");
        assert_eq!(told(5), "number F 1 → F 2");
        assert_eq!(told(6), "valid until 1 March 2026 → 1 March 2027");
        let since = |viewer: &str| changed_since_decided(&rules, &log, &OrganisationId::new(viewer));
        assert_eq!(since("a").as_deref(), Some("valid until 1 March 2026 → 1 March 2027; number F 1 → F 2"));
        assert_eq!(since("b"), None, "it never decided");
    }
}
