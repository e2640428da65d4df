use std::cmp::Reverse;

use chrono::Datelike;

use super::{Capstone, Group, HalfCredits, Holding, Inconsistency, Line, Module, Position, Rules, Verdict};
use crate::award::Day;

impl Rules {
    /// Works out what a collection of certificates came to. The order in which they are given changes no sum: they are
    /// judged by their days, Foundation first and the last exam last.
    pub fn judge(&self, held: &[Holding]) -> Position {
        let mut order = (0..held.len()).collect::<Vec<_>>();
        order.sort_by_cached_key(|&n| {
            let holding = &held[n];
            let rank = match self.module(&holding.qualification).map(|module| module.group) {
                Some(Group::Foundation) => 0,
                Some(Group::Capstone) => 2,
                _ => 1,
            };
            let key = (holding.awarded_on, holding.qualification.clone(), plain(&holding.institute));
            (rank, key, plain(&holding.title), Reverse(holding.stated))
        });
        let mut judge = Judge { rules: self, admitted: Vec::new(), complementary: HalfCredits::default() };
        let mut lines = vec![None; held.len()];
        for n in order {
            lines[n] = Some(judge.line(&held[n]));
        }
        let lines = lines.into_iter().map(|line| line.expect("the order names each holding once")).collect::<Vec<_>>();
        judge.position(lines, held)
    }
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A certificate that is in the collection for good, and how much of it counts.
struct Admitted<'h> {
    holding: &'h Holding,
    group: Group,
    counted: HalfCredits,
}

struct Judge<'h> {
    rules: &'h Rules,
    admitted: Vec<Admitted<'h>>,
    /// How much of the complementary certificates counts so far.
    complementary: HalfCredits,
}

impl<'h> Judge<'h> {
    fn line(&mut self, holding: &'h Holding) -> Line {
        let value = self.rules.value(holding).unwrap_or_default();
        match self.obstacle(holding) {
            Err(verdict) => Line { value, counted: HalfCredits::default(), verdict },
            Ok(module) => {
                let (counted, verdict) = self.weigh(holding, module, value);
                self.admitted.push(Admitted { holding, group: module.group, counted });
                Line { value, counted, verdict }
            }
        }
    }

    /// What keeps a certificate out of the collection, whatever else is in it by then.
    fn obstacle(&self, holding: &Holding) -> Result<&'h Module, Verdict> {
        let Some(module) = self.rules.on(&holding.qualification, holding.awarded_on) else {
            let is_known = self.rules.module(&holding.qualification).is_some();
            return Err(if is_known { Verdict::NotInForce } else { Verdict::NoValue });
        };
        if module.value.or(holding.stated).is_none() {
            return Err(Verdict::NoValue);
        }
        if holding.awarded_on.year() > self.rules.closed_year.value {
            return Err(Verdict::AfterClosing);
        }
        for other in self.admitted.iter().map(|admitted| admitted.holding) {
            let same = other.qualification == holding.qualification && plain(&other.title) == plain(&holding.title);
            let elsewhere = plain(&other.institute) != plain(&holding.institute);
            // ITIL was one exam at whichever institute; others examine one subject each in their own way.
            match (same, elsewhere && module.group == Group::Complementary) {
                (true, false) => return Err(Verdict::Repeat),
                (true, true) if self.rules.same_subject.value => return Err(Verdict::SameSubject),
                _ => {}
            }
        }
        let code = &holding.qualification;
        let stands = |code: &_| self.admitted.iter().any(|admitted| admitted.holding.qualification == *code);
        let partners = self.rules.excluded.iter().filter_map(|pair| pair.partner(code));
        match partners.filter(|partner| stands(partner)).min() {
            Some(partner) => Err(Verdict::ExcludedPair(partner.clone())),
            None => Ok(module),
        }
    }

    /// How much of a certificate counts.
    fn weigh(&mut self, holding: &Holding, module: &Module, value: HalfCredits) -> (HalfCredits, Verdict) {
        let nothing = HalfCredits::default();
        match module.group {
            Group::Foundation => (value, Verdict::Counted),
            _ if self.foundation().is_none() => (nothing, Verdict::FoundationMissing),
            Group::Complementary => {
                let counted = value.min(self.complementary.short_of(self.rules.complementary_cap.value));
                self.complementary = self.complementary + counted;
                (counted, if counted == value { Verdict::Counted } else { Verdict::Cap })
            }
            Group::Capstone if self.short_on(holding.awarded_on) > nothing => (nothing, Verdict::CapstoneEarly),
            _ => (value, Verdict::Counted),
        }
    }

    fn foundation(&self) -> Option<Day> {
        let foundations = self.admitted.iter().filter(|admitted| admitted.group == Group::Foundation);
        foundations.map(|admitted| admitted.holding.awarded_on).min()
    }

    /// How much was missing for the last exam on a day.
    fn short_on(&self, day: Day) -> HalfCredits {
        let before = self.admitted.iter().filter(|admitted| admitted.group != Group::Capstone);
        let before = before.filter(|admitted| admitted.holding.awarded_on <= day);
        before.map(|admitted| admitted.counted).sum::<HalfCredits>().short_of(self.rules.before_capstone.value)
    }

    fn position(&self, lines: Vec<Line>, held: &[Holding]) -> Position {
        let counted = lines.iter().map(|line| line.counted).sum::<HalfCredits>();
        let capstone_counts =
            self.admitted.iter().any(|admitted| admitted.group == Group::Capstone && admitted.counted.0 > 0);
        let capstone = match self.short_on(Day::MAX) {
            _ if capstone_counts => Capstone::Held,
            HalfCredits(0) => Capstone::Open,
            short => Capstone::Short(short),
        };
        Position {
            raw: lines.iter().map(|line| line.value).sum(),
            counted,
            capstone,
            is_expert: capstone_counts && counted >= self.rules.expert_total.value,
            inconsistencies: self.inconsistencies(&lines, held),
            lines,
        }
    }

    fn inconsistencies(&self, lines: &[Line], held: &[Holding]) -> Vec<Inconsistency> {
        let early = lines.iter().zip(held).filter(|(line, _)| line.verdict == Verdict::CapstoneEarly);
        let early = early.map(|(_, holding)| Inconsistency::CapstoneEarly(self.short_on(holding.awarded_on)));
        let modules = self.admitted.iter().filter(|admitted| {
            let free = matches!(admitted.group, Group::Foundation | Group::Complementary | Group::Earlier);
            !free && self.foundation().is_some_and(|first| admitted.holding.awarded_on < first)
        });
        let before = modules.map(|admitted| Inconsistency::BeforeFoundation(admitted.holding.qualification.clone()));
        early.chain(before).collect()
    }
}
