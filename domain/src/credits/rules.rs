use super::{HalfCredits, Holding};
use crate::award::{Day, Other, Qualification};
use crate::question::Level;
use crate::scheme::Confidence;

/// Where something was read, and how sure it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Where it was read, in words.
    pub source: String,
    /// How well it is known; none where there is nothing to know.
    pub confidence: Option<Confidence>,
    /// The day on which it was last checked.
    pub checked_on: Day,
}

/// A figure of the rules with where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact<T> {
    /// The figure.
    pub value: T,
    /// Where it comes from.
    pub said: Said,
}

/// What a certificate was in the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The one with which everything began.
    Foundation,
    /// A module about a stage of the lifecycle.
    Lifecycle,
    /// A module about what people do every day.
    Capability,
    /// The exam of 2016 about putting ITIL to use.
    Practitioner,
    /// A certificate of ITIL v2.
    Earlier,
    /// A certificate of another scheme, of which only so many credits counted.
    Complementary,
    /// The last exam.
    Capstone,
}

impl Group {
    /// Every group, in the order in which pages show them.
    pub const ALL: [Self; 7] = [
        Self::Foundation,
        Self::Lifecycle,
        Self::Capability,
        Self::Practitioner,
        Self::Capstone,
        Self::Complementary,
        Self::Earlier,
    ];
}

/// What a certificate was worth, for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Which certificate.
    pub code: Qualification,
    /// Its name.
    pub name: String,
    /// Its value; none where its holder states it.
    pub value: Option<HalfCredits>,
    /// What it was in the scheme.
    pub group: Group,
    /// The first day on which it had this value; none when from the beginning.
    pub valid_from: Option<Day>,
    /// The last day; none when until the end.
    pub valid_until: Option<Day>,
    /// Where that was read.
    pub said: Said,
}

impl Module {
    /// Whether it had this value on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_until.is_none_or(|last| day <= last)
    }
}

/// Two certificates that the scheme judged together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The two, in no order.
    pub of: [Qualification; 2],
    /// Where that was read.
    pub said: Said,
}

impl Pair {
    /// The other one of the two.
    pub fn partner(&self, one: &Qualification) -> Option<&Qualification> {
        match &self.of {
            [a, b] if a == one => Some(b),
            [a, b] if b == one => Some(a),
            _ => None,
        }
    }
}

/// The rules of the closed scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// What each certificate was worth.
    pub modules: Vec<Module>,
    /// Of these, the later one added nothing.
    pub excluded: Vec<Pair>,
    /// These overlap, and both counted nevertheless.
    pub allowed: Vec<Pair>,
    /// Credits of ITIL Expert in all.
    pub expert_total: Fact<HalfCredits>,
    /// Credits before the last exam.
    pub before_capstone: Fact<HalfCredits>,
    /// Most credits that complementary certificates could add.
    pub complementary_cap: Fact<HalfCredits>,
    /// Whether a second certificate of the same subject, from another institute, added nothing.
    pub same_subject: Fact<bool>,
    /// The last year in which anything could be added.
    pub closed_year: Fact<i32>,
}

impl Rules {
    /// The row about a certificate on a day.
    pub fn on(&self, code: &Qualification, day: Day) -> Option<&Module> {
        self.modules.iter().find(|module| module.code == *code && module.holds_on(day))
    }

    /// The row about a certificate on whatever day, the latest one if there are several.
    pub fn module(&self, code: &Qualification) -> Option<&Module> {
        self.modules.iter().rfind(|module| module.code == *code)
    }

    /// What a certificate is called in a sentence: its level, what stands on it where it has no code of its own, its name in the
    /// rules, else its code.
    pub fn title<'a>(&'a self, code: &'a Qualification, other: Option<&'a Other>) -> &'a str {
        let own = code.level().map(Level::name).or_else(|| other.map(|other| other.title.as_str()));
        own.or_else(|| self.module(code).map(|module| module.name.as_str())).unwrap_or_else(|| code.code())
    }

    /// What a certificate was worth, whether it counted or not.
    pub fn value(&self, holding: &Holding) -> Option<HalfCredits> {
        let module = self.on(&holding.qualification, holding.awarded_on)?;
        module.value.or(holding.stated)
    }

    /// With what a certificate of these counted although they overlap.
    pub fn allowed_with<'r>(&'r self, code: &'r Qualification) -> impl Iterator<Item = &'r Qualification> {
        self.allowed.iter().filter_map(move |pair| pair.partner(code))
    }
}
