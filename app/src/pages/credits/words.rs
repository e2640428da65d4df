//! What the pages about credits say in words.

use domain::award::{Facts, Qualification, Standing, day_words};
use domain::credits::{Capstone, Group, HalfCredits, Holding, Inconsistency, Line, Position, Rules, Said, Verdict};
use store::CreditEntry;

use super::{Held, Record};
use crate::parts::confidence_word;
use crate::when;

/// The name of a certificate: its own title where the rules know none.
pub(super) fn name(rules: &Rules, code: &Qualification, facts: Option<&Facts>) -> String {
    let title = facts.and_then(|facts| facts.other.as_ref()).map(|other| other.title.clone());
    title.or_else(|| rules.module(code).map(|module| module.name.clone())).unwrap_or_else(|| code.code().to_owned())
}

/// A number of credits: `1.0 credit`, `1.5 credits`.
pub(super) fn credits(amount: HalfCredits) -> String {
    format!("{amount} {}", if amount == HalfCredits(2) { "credit" } else { "credits" })
}

/// Where a position stands, in sentences.
pub(super) fn summary(rules: &Rules, number: usize, position: &Position) -> String {
    if number == 0 {
        return "No certificate is recorded yet.".to_owned();
    }
    let these =
        if number == 1 { "This certificate was".to_owned() } else { format!("These {number} certificates were") };
    let counted = match (position.counted, position.raw) {
        (_, HalfCredits(0)) => "none of which we know the value".to_owned(),
        (HalfCredits(0), _) => "and none of that would have counted".to_owned(),
        (counted, raw) if counted == raw => "and all of that would have counted".to_owned(),
        (counted, _) => format!("and {counted} of that would have counted"),
    };
    format!("{these} worth {}, {counted}. {}", credits(position.raw), standing_of(rules, position))
}

fn standing_of(rules: &Rules, position: &Position) -> String {
    let (needed, total) = (rules.before_capstone.value, rules.expert_total.value);
    let last = "the last exam, Managing Across the Lifecycle";
    match position.capstone {
        Capstone::Held if position.is_expert => {
            format!("That is everything that ITIL Expert asked for: {last}, and {total} credits in all.")
        }
        Capstone::Held => {
            let short = credits(position.counted.short_of(total));
            format!("With {last}, {short} were missing to the {total} of ITIL Expert.")
        }
        Capstone::Open => format!("{} were needed before {last}: it was open.", credits(needed)),
        Capstone::Short(short) => {
            let were = if short == HalfCredits(2) { "was" } else { "were" };
            format!("{} were needed before {last}: {} {were} missing.", credits(needed), credits(short))
        }
    }
}

/// What does not fit together, and what to do about it.
pub(super) fn inconsistencies(rules: &Rules, position: &Position) -> Vec<String> {
    let one = |odd: &Inconsistency| match odd {
        Inconsistency::CapstoneEarly(short) => format!(
            "Managing Across the Lifecycle is recorded, and {} of the {} that came before it are missing. Is a certificate not \
             recorded yet, or a date wrong?",
            credits(*short),
            rules.before_capstone.value,
        ),
        Inconsistency::BeforeFoundation(code) => format!(
            "{} is dated before ITIL v3 Foundation, which came first. Is one of the dates wrong?",
            name(rules, code, None)
        ),
    };
    position.inconsistencies.iter().map(one).collect()
}

/// Why a certificate counted or not.
pub(super) fn why(rules: &Rules, holding: &Holding, line: &Line, beside: &[Holding]) -> String {
    let code = &holding.qualification;
    match &line.verdict {
        Verdict::Counted => counted(rules, holding, beside),
        Verdict::Cap if line.counted == HalfCredits(0) => {
            format!("Complementary certificates could add {} at most, and yours had done so.", limit(rules))
        }
        Verdict::Cap => {
            format!(
                "Complementary certificates could add {} at most: {} of this one still fitted.",
                limit(rules),
                line.counted
            )
        }
        Verdict::Repeat => {
            "The same certificate stands in your record already: a repeated exam gave nothing.".to_owned()
        }
        Verdict::ExcludedPair(other) => {
            format!("It overlaps with {}, and only the first of the two counted.", name(rules, other, None))
        }
        Verdict::SameSubject => {
            "One of the same subject, from another institute, stands in your record already.".to_owned()
        }
        Verdict::AfterClosing => {
            format!("For reference only: it is dated after {}, when the scheme had closed.", rules.closed_year.value)
        }
        Verdict::NotInForce => "On the day of this certificate the scheme gave nothing for it.".to_owned(),
        Verdict::FoundationMissing => {
            "Nothing counted without ITIL v3 Foundation, and your record does not show it.".to_owned()
        }
        Verdict::CapstoneEarly => {
            format!("It was open only to those who had {} before it.", credits(rules.before_capstone.value))
        }
        Verdict::NoValue => format!("We have read nothing about the value of {}.", name(rules, code, None)),
    }
}

fn limit(rules: &Rules) -> String {
    credits(rules.complementary_cap.value)
}

fn counted(rules: &Rules, holding: &Holding, beside: &[Holding]) -> String {
    let code = &holding.qualification;
    let group = rules.module(code).map(|module| module.group);
    let twin = |other: &&Holding| {
        other.qualification == *code && other.institute != holding.institute && other.title == holding.title
    };
    if group == Some(Group::Complementary) && !rules.same_subject.value && beside.iter().any(|other| twin(&other)) {
        return "It counted in full as we read the rules. Two certificates of one subject from two institutes may have counted \
                once only; we found that rule printed nowhere."
            .to_owned();
    }
    let partner = rules.allowed_with(code).find(|other| beside.iter().any(|held| held.qualification == **other));
    match partner {
        Some(other) => {
            format!("It counted in full. It overlaps with {}, and both were allowed.", name(rules, other, None))
        }
        None if group == Some(Group::Complementary) => "It counted in full, as a complementary certificate.".to_owned(),
        None => "It counted in full.".to_owned(),
    }
}

/// Where a value or a rule was read, how sure that is, and when it was checked.
pub(super) fn said(said: &Said) -> String {
    let confidence = said.confidence.map(|confidence| format!(" Confidence: {}.", confidence_word(confidence)));
    let checked = when::day(&said.checked_on.to_string());
    format!("Source: {}, checked {checked}.{}", said.source.trim_end_matches('.'), confidence.unwrap_or_default())
}

/// How a certificate stands, and who says so.
pub(super) fn standing(held: &Held, record: &Record) -> String {
    let award = &held.award;
    let decided = award.decided.as_ref().map(|(by, at)| format!("by {by} on {}", when::date(*at))).unwrap_or_default();
    let recorded = format!("recorded by {} on {}", award.claimed.0, when::date(award.claimed.1));
    match held.standing {
        Standing::Claimed => format!("{}; nobody has verified it yet.", capital(&recorded)),
        Standing::Verified => format!("Verified {decided}{}.", for_whom(held, record)),
        Standing::Rejected => format!("Not accepted {decided}{}.", for_whom(held, record)),
        Standing::Superseded => "A newer certificate has taken its place.".to_owned(),
        Standing::Expired => {
            let last = award.facts.expires_on.map(|last| when::day(&last.to_string())).unwrap_or_default();
            format!("It was valid until {last}; {recorded}.")
        }
        Standing::Revoked => {
            let on = award.ended().map(|end| format!(" from {} on", day_words(end.on))).unwrap_or_default();
            format!("Taken back{on}.")
        }
        Standing::Ahead => format!("Its day lies ahead; {recorded}."),
    }
}

fn for_whom(held: &Held, record: &Record) -> String {
    let decision = held.log.entries.iter().rfind(|entry| entry.event.is_decision());
    let organisation = decision.and_then(|entry| entry.organisation.as_ref());
    let name = organisation.and_then(|organisation| record.organisations.get(organisation));
    name.map(|name| format!(" for {name}")).unwrap_or_default()
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a line of the ledger says.
pub(super) fn entry(entry: &CreditEntry) -> String {
    match (entry.reverses, entry.reason.as_str()) {
        (None, "recorded") => "Recorded".to_owned(),
        (None, reason) => format!("Written anew: {reason}"),
        (Some(_), reason) => format!("Taken back: {reason}"),
    }
}
