use std::collections::BTreeSet;

use crate::award::Day;
use crate::clause::{ClauseNumber, Crosswalk, Move};

/// An amendment of the taught edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// What it is called, for instance `Amd 1:2024`.
    pub name: String,
    /// Exams before this day did not ask for it.
    pub from: Day,
    /// The clauses that it touches.
    pub clauses: Vec<ClauseNumber>,
}

/// The edition that a certificate was examined in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownEdition {
    /// An edition before the one that the cross-walk begins with: nothing is known clause by clause.
    Older,
    /// The edition before the taught one.
    Before,
    /// The taught one.
    Taught,
}

/// What changed since a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delta {
    /// Nothing.
    Nothing,
    /// These clauses.
    Clauses(BTreeSet<ClauseNumber>),
    /// Too much to say it clause by clause: the whole course.
    Everything,
}

/// The clauses of the newer edition that differ in substance: new ones, mostly new ones, and those into which reworked text went.
/// What was only moved or divided is known already and is not learned again.
pub fn touched(crosswalk: &Crosswalk) -> BTreeSet<ClauseNumber> {
    let reworked = crosswalk.rows.iter().filter(|row| row.kind == Move::Reworked).flat_map(|row| &row.to);
    crosswalk.new.iter().chain(&crosswalk.largely_new).chain(reworked).cloned().collect()
}

/// What changed for somebody whose certificate was examined in an edition on a day.
pub fn delta(edition: KnownEdition, awarded_on: Day, crosswalk: &Crosswalk, amendments: &[Amendment]) -> Delta {
    let later = amendments.iter().filter(|amendment| awarded_on < amendment.from);
    let mut clauses = later.flat_map(|amendment| &amendment.clauses).cloned().collect::<BTreeSet<_>>();
    match edition {
        KnownEdition::Older => return Delta::Everything,
        KnownEdition::Before => clauses.extend(touched(crosswalk)),
        KnownEdition::Taught => {}
    }
    if clauses.is_empty() { Delta::Nothing } else { Delta::Clauses(clauses) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clause::CrosswalkRow;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn clause(n: u32) -> ClauseNumber {
        ClauseNumber::parse(&format!("{}.{}", 4 + n / 9, 1 + n % 9)).expect("a clause")
    }

    /// How each clause of the newer edition came about, in a simulated change of edition.
    #[derive(Clone, Copy, Debug)]
    enum Fate {
        Moved,
        Split,
        Reworked,
        New,
        LargelyNew,
    }

    fn fates() -> impl Strategy<Value = Vec<Fate>> {
        let one = prop_oneof![
            Just(Fate::Moved),
            Just(Fate::Split),
            Just(Fate::Reworked),
            Just(Fate::New),
            Just(Fate::LargelyNew)
        ];
        prop::collection::vec(one, 1..60)
    }

    fn changed_edition(fates: &[Fate]) -> Crosswalk {
        let mut crosswalk = Crosswalk::default();
        for (n, fate) in (0..).zip(fates) {
            let kind = match fate {
                Fate::Moved => Move::Moved,
                Fate::Split => Move::Split,
                Fate::Reworked => Move::Reworked,
                Fate::New => {
                    crosswalk.new.push(clause(n));
                    continue;
                }
                Fate::LargelyNew => {
                    crosswalk.largely_new.push(clause(n));
                    Move::Moved
                }
            };
            crosswalk.rows.push(CrosswalkRow { from: clause(n), to: vec![clause(n)], kind, note: None });
        }
        crosswalk
    }

    proptest! {
        #[test]
        fn what_is_assigned_is_what_changed(fates in fates(), amended in prop::collection::btree_set(0..60u32, 0..4)) {
            let crosswalk = changed_edition(&fates);
            let changed = (0..).zip(&fates).filter(|(_, fate)| !matches!(fate, Fate::Moved | Fate::Split));
            let changed = changed.map(|(n, _)| clause(n)).collect::<BTreeSet<_>>();
            let expected = |set: BTreeSet<ClauseNumber>| if set.is_empty() { Delta::Nothing } else { Delta::Clauses(set) };
            prop_assert_eq!(touched(&crosswalk), changed.clone());
            let amended = amended.into_iter().map(clause).collect::<BTreeSet<_>>();
            let clauses = amended.iter().cloned().collect();
            let amendment = Amendment { name: String::new(), from: day("2024-03-01"), clauses };
            let since = |edition, on: &str| delta(edition, day(on), &crosswalk, std::slice::from_ref(&amendment));
            let both = changed.union(&amended).cloned().collect();
            prop_assert_eq!(since(KnownEdition::Before, "2016-01-01"), expected(both));
            prop_assert_eq!(since(KnownEdition::Before, "2024-03-01"), expected(changed));
            prop_assert_eq!(since(KnownEdition::Taught, "2024-02-29"), expected(amended));
            prop_assert_eq!(since(KnownEdition::Taught, "2024-03-01"), Delta::Nothing);
            prop_assert_eq!(since(KnownEdition::Older, "2024-03-01"), Delta::Everything);
        }
    }
}
