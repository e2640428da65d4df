//! What has to be learned again since a certificate, as clauses and as the lessons that teach them.

use std::collections::{BTreeMap, BTreeSet};

use domain::award::Facts;
use domain::clause::ClauseNumber;
use domain::question::Level;
use domain::renewal::{self, Delta, KnownEdition};

use crate::lesson::Lesson;
use crate::library::Library;

impl Library {
    /// What changed since a certificate. Nothing when it does not say in which edition it was examined.
    pub fn delta(&self, facts: &Facts) -> Option<Delta> {
        let edition = self.known_edition(facts.edition_year()?)?;
        Some(renewal::delta(edition, facts.awarded_on, &self.crosswalk, &self.amendments))
    }

    fn known_edition(&self, year: &str) -> Option<KnownEdition> {
        if year == self.taught.id.as_str() {
            return Some(KnownEdition::Taught);
        }
        let place = self.legacy.iter().position(|legacy| year == legacy.id.as_str())?;
        Some(if place == 0 { KnownEdition::Before } else { KnownEdition::Older })
    }

    /// The lessons of a level that teach clauses, each with those of the clauses that it is to be read for, in course order. Of the
    /// lessons about a clause it is the one that is about little else.
    pub fn lessons_for(&self, level: Level, clauses: &BTreeSet<ClauseNumber>) -> Vec<(&Lesson, Vec<ClauseNumber>)> {
        let mut places = BTreeMap::<usize, Vec<ClauseNumber>>::new();
        for clause in clauses {
            let about = self.lessons.iter().enumerate().filter(|(_, lesson)| lesson.level == level);
            let about = about.filter(|(_, lesson)| lesson.clauses.iter().any(|own| clause.is_within(own)));
            if let Some((place, _)) = about.min_by_key(|(place, lesson)| (breadth(lesson), *place)) {
                places.entry(place).or_default().push(clause.clone());
            }
        }
        places.into_iter().map(|(place, clauses)| (&self.lessons[place], clauses)).collect()
    }
}

/// How much a lesson is about: its main clauses, then its clauses.
fn breadth(lesson: &Lesson) -> (usize, usize) {
    let main = lesson.clauses.iter().map(ClauseNumber::main).collect::<BTreeSet<_>>();
    (main.len(), lesson.clauses.len())
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use domain::award::Qualification;

    use super::*;

    static COURSE: LazyLock<Library> = LazyLock::new(|| Library::embedded().expect("the course is sound"));

    fn facts(edition: &str, awarded_on: &str) -> Facts {
        Facts {
            qualification: Qualification::of(Level::Foundation),
            institute: "An institute".to_owned(),
            edition: edition.to_owned(),
            awarded_on: awarded_on.parse().expect("a day"),
            expires_on: None,
            certificate_number: "F 1".to_owned(),
            other: None,
        }
    }

    fn clauses(delta: Option<Delta>) -> Vec<String> {
        let Some(Delta::Clauses(clauses)) = delta else { panic!("{delta:?}") };
        clauses.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_edition_has_its_own_delta() {
        let since_2011 = clauses(COURSE.delta(&facts("2011", "2015-05-01")));
        assert!(
            ["4.1", "4.2", "4.4", "7.6", "8.2.2", "8.2.5", "8.4.2", "9.4"]
                .iter()
                .all(|one| since_2011.iter().any(|c| c == one))
        );
        assert!(!since_2011.iter().any(|clause| clause == "9.2"), "the internal audit only moved");
        assert_eq!(
            clauses(COURSE.delta(&facts("ISO/IEC 20000-1:2018", "2022-05-01"))),
            ["4.1", "4.2"],
            "the amendment"
        );
        assert_eq!(COURSE.delta(&facts("2018", "2025-05-01")), Some(Delta::Nothing));
        assert_eq!(COURSE.delta(&facts("2005", "2008-05-01")), Some(Delta::Everything));
        assert_eq!(COURSE.delta(&facts("", "2015-05-01")), None);
    }

    #[test]
    fn the_lessons_teach_the_touched_clauses_and_no_others() {
        let touched = renewal::touched(&COURSE.crosswalk);
        for level in [Level::Foundation, Level::Practitioner, Level::Auditor] {
            let lessons = COURSE.lessons_for(level, &touched);
            let read_for = lessons.iter().flat_map(|(_, clauses)| clauses).collect::<Vec<_>>();
            let taught =
                COURSE.lessons.iter().filter(|lesson| lesson.level == level).flat_map(|lesson| &lesson.clauses);
            let taught = taught.collect::<BTreeSet<_>>();
            let expected =
                touched.iter().filter(|clause| taught.iter().any(|own| clause.is_within(own))).collect::<BTreeSet<_>>();
            assert_eq!(read_for.len(), expected.len(), "each clause is learned once");
            assert_eq!(read_for.into_iter().collect::<BTreeSet<_>>(), expected);
        }
        let of = |clause: &str| {
            let set = BTreeSet::from([ClauseNumber::parse(clause).expect("a clause")]);
            COURSE.lessons_for(Level::Foundation, &set)[0].0.id.to_string()
        };
        assert_eq!(
            [of("4.1"), of("8.2.5"), of("7.6")],
            ["f-context-scope", "f-catalogue-assets-config", "f-documents-knowledge"]
        );
    }
}
