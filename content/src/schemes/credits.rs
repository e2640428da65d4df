//! What certificates counted in the closed ITIL Expert scheme, and by which rules.

use domain::award::{Day, Qualification};
use domain::credits::{Fact, Group, HalfCredits, Module, Pair, Rules, Said};
use domain::question::Level;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::words::RawConfidence;
use crate::report::{Place, Report};
use crate::source::Files;
use crate::yaml;

pub(super) const FILE: &str = "schemes/credits.yaml";

/// The closed scheme and what a reader has to know about it.
#[derive(Clone, Debug, Default)]
pub struct Credits {
    /// Values, limits and pairs, each with its source.
    pub rules: Rules,
    /// What a reader has to know before any figure.
    pub notices: Vec<String>,
    /// What follows from a collection today.
    pub next_steps: Vec<String>,
}

pub(super) fn load(files: &Files, report: &mut Report) -> Credits {
    let place = Place::whole(FILE);
    let Some(text) = files.get(FILE) else {
        report.add(place.line(1), "is missing", "add the credit values");
        return Credits::default();
    };
    let Some(raw) = yaml::read::<RawCredits>(text, place, report) else { return Credits::default() };
    let mut reader = Reader { place, report, checked_on: Day::default() };
    reader.checked_on = reader.day(&raw.checked_on).unwrap_or_default();
    let modules = raw.modules.into_iter().filter_map(|module| reader.module(module)).collect::<Vec<_>>();
    reader.check_modules(&modules);
    let RawRules { expert_total, before_capstone, complementary_cap, same_subject_once, closed_year } = raw.rules;
    let rules = Rules {
        excluded: reader.pairs(raw.excluded_pairs, &modules),
        allowed: reader.pairs(raw.allowed_pairs, &modules),
        modules,
        expert_total: reader.fact(expert_total, HalfCredits),
        before_capstone: reader.fact(before_capstone, HalfCredits),
        complementary_cap: reader.fact(complementary_cap, HalfCredits),
        same_subject: reader.fact(same_subject_once, |applies| applies),
        closed_year: reader.fact(closed_year, |year| year),
    };
    Credits { rules, notices: raw.notices, next_steps: raw.next_steps }
}

struct Reader<'f, 'r> {
    place: Place<'f>,
    report: &'r mut Report,
    checked_on: Day,
}

impl Reader<'_, '_> {
    fn day(&mut self, text: &Spanned<String>) -> Option<Day> {
        let day = text.value.parse().ok();
        if day.is_none() {
            self.report.add(self.place.of(text), format!("{} is no day", text.value), "write year-month-day");
        }
        day
    }

    fn said(&mut self, source: String, confidence: Option<RawConfidence>, checked_on: Option<Spanned<String>>) -> Said {
        let checked_on = checked_on.and_then(|day| self.day(&day)).unwrap_or(self.checked_on);
        Said { source, confidence: confidence.map(Into::into), checked_on }
    }

    fn fact<R, T>(&mut self, raw: RawFact<R>, value: impl Fn(R) -> T) -> Fact<T> {
        Fact { value: value(raw.value), said: self.said(raw.source, raw.confidence, raw.checked_on) }
    }

    fn code(&mut self, text: &Spanned<String>) -> Option<Qualification> {
        let code = Qualification::from_code(&text.value);
        if code.is_none() {
            let message = format!("{} is no code of a certificate", text.value);
            self.report.add(self.place.of(text), message, "use up to 16 capitals, digits and underscores");
        }
        code
    }

    fn module(&mut self, raw: RawModule) -> Option<Module> {
        let code = self.code(&raw.code)?;
        let [valid_from, valid_until] = [raw.valid_from, raw.valid_until].map(|day| day.and_then(|day| self.day(&day)));
        let at = self.place.of(&raw.code);
        if valid_from.zip(valid_until).is_some_and(|(first, last)| last < first) {
            self.report.add(at, format!("the value of {} ends before it begins", raw.code.value), "swap the days");
        }
        if raw.half_credits.is_some() && raw.confidence.is_none() {
            let message = format!("{} has a value, and nothing says how sure it is", raw.code.value);
            self.report.add(self.place.of(&raw.code), message, "give it `confidence:`");
        }
        let said = self.said(raw.source, raw.confidence, raw.checked_on);
        let value = raw.half_credits.map(HalfCredits);
        Some(Module { code, name: raw.name, value, group: raw.group.into(), valid_from, valid_until, said })
    }

    /// Each level has a value, and no day has two for one certificate.
    fn check_modules(&mut self, modules: &[Module]) {
        for code in Level::ALL.map(Qualification::of) {
            if !modules.iter().any(|module| module.code == code && module.value.is_some()) {
                let message = format!("module {} has no value", code.code());
                self.report.add(self.place.line(1), message, "give it `half_credits:`");
            }
        }
        for (n, one) in modules.iter().enumerate() {
            let first = one.valid_from.unwrap_or(Day::MIN);
            let meets = |other: &&Module| {
                let begin = first.max(other.valid_from.unwrap_or(Day::MIN));
                other.code == one.code && other.holds_on(begin) && one.holds_on(begin)
            };
            if modules[..n].iter().any(|other| meets(&other)) {
                let message = format!("module {} has two values on one day", one.code.code());
                self.report.add(self.place.line(1), message, "end the older one with `valid_until:`");
            }
        }
    }

    fn pairs(&mut self, raw: Vec<RawPair>, modules: &[Module]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for RawPair { pair: [one, other], source, confidence, checked_on } in raw {
            for code in [&one, &other] {
                if !modules.iter().any(|module| module.code.code() == code.value) {
                    let message = format!("a pair names {}, which is no module", code.value);
                    self.report.add(self.place.of(code), message, "add it to `modules:`, or correct the code");
                }
            }
            if let (Some(one), Some(other)) = (self.code(&one), self.code(&other)) {
                pairs.push(Pair { of: [one, other], said: self.said(source, confidence, checked_on) });
            }
        }
        pairs
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCredits {
    checked_on: Spanned<String>,
    rules: RawRules,
    modules: Vec<RawModule>,
    allowed_pairs: Vec<RawPair>,
    excluded_pairs: Vec<RawPair>,
    notices: Vec<String>,
    next_steps: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRules {
    expert_total: RawFact<u16>,
    before_capstone: RawFact<u16>,
    complementary_cap: RawFact<u16>,
    same_subject_once: RawFact<bool>,
    closed_year: RawFact<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact<T> {
    value: T,
    source: String,
    confidence: Option<RawConfidence>,
    checked_on: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPair {
    pair: [Spanned<String>; 2],
    source: String,
    confidence: Option<RawConfidence>,
    checked_on: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModule {
    code: Spanned<String>,
    name: String,
    half_credits: Option<u16>,
    group: RawGroup,
    valid_from: Option<Spanned<String>>,
    valid_until: Option<Spanned<String>>,
    confidence: Option<RawConfidence>,
    source: String,
    checked_on: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawGroup {
    Foundation,
    Lifecycle,
    Capability,
    Practitioner,
    Earlier,
    Complementary,
    Capstone,
}

impl From<RawGroup> for Group {
    fn from(raw: RawGroup) -> Self {
        match raw {
            RawGroup::Foundation => Self::Foundation,
            RawGroup::Lifecycle => Self::Lifecycle,
            RawGroup::Capability => Self::Capability,
            RawGroup::Practitioner => Self::Practitioner,
            RawGroup::Earlier => Self::Earlier,
            RawGroup::Complementary => Self::Complementary,
            RawGroup::Capstone => Self::Capstone,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::credits::{Capstone, Holding};

    use super::*;
    use crate::Library;

    fn holding(code: &str) -> Holding {
        let stated = HalfCredits::from_text(code);
        let code_of = if stated.is_some() { "COMP_OTHER" } else { code };
        Holding {
            awarded_on: Day::from_ymd_opt(2018, 6, 1).expect("it is a day"),
            qualification: Qualification::from_code(code_of).expect("it is a code"),
            institute: "APMG".to_owned(),
            title: if stated.is_some() { code.to_owned() } else { String::new() },
            stated,
        }
    }

    /// The values of the course, not those of an example: a figure that is changed by mistake in the table shows itself here.
    #[test]
    fn known_collections_come_to_what_the_scheme_said() {
        let library = Library::embedded().expect("the course is sound");
        let mixed = "ITIL_F SS SD OSA ISO20K_F ISO20K_P ISO20K_A";
        for (held, raw, counted, is_open, is_expert) in [
            ("ITIL_F", "2.0", "2.0", false, false),
            ("ITIL_F SS SD ST SO CSI", "17.0", "17.0", true, false),
            ("ITIL_F SS SD ST SO CSI MALC", "22.0", "22.0", true, true),
            ("ITIL_F OSA PPO RCV SOA", "18.0", "18.0", true, false),
            ("ITIL_F OSA PPO RCV SOA MALC", "23.0", "23.0", true, true),
            ("ITIL_F ISO20K_F ISO20K_P ISO20K_A", "5.5", "5.5", false, false),
            (mixed, "15.5", "15.5", false, false),
            (&format!("{mixed} ITIL_P"), "18.5", "18.5", true, false),
            ("ITIL_F SS SD ST 1.5 2.5 4.0", "19.0", "17.0", true, false),
            ("SS SD ST SO CSI OSA", "19.0", "0.0", false, false),
        ] {
            let held_all = held.split_whitespace().map(holding).collect::<Vec<_>>();
            let position = library.credits.rules.judge(&held_all);
            assert_eq!(
                (position.raw.to_string().as_str(), position.counted.to_string().as_str()),
                (raw, counted),
                "{held}"
            );
            let open = matches!(position.capstone, Capstone::Open | Capstone::Held);
            assert_eq!((open, position.is_expert), (is_open, is_expert), "{held}");
        }
    }
}
