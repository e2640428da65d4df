//! The next session of a cohort: proposed from what its people do not know yet, changed by the trainer, printed for the room.

mod edit;
mod print;

use std::collections::BTreeMap;

use content::{Lesson, Library, Scenario};
use domain::ids::ItemId;
use domain::item::Item;
use domain::next_session::{About, Line, MOST_CLAUSES, Offer, Weakness, choose, splits, weakest};
use domain::question::letter;
use domain::record::StudyRecord;
use domain::time::Timestamp;
use store::{Fault, KeptDraft, SessionDraft, Store, Teaching};

use super::analysis::{Chosen, load as analyse};
use crate::knowledge;

pub use edit::{NextSessionPage, Typed};
pub use print::{Handout, Keys, Slides};

/// A lesson is discussed for so many minutes at most.
const DISCUSSION: u16 = 20;

/// Exercises that are proposed at most.
const MOST_EXERCISES: usize = 2;

/// What is proposed or kept, and why.
pub struct Prepared {
    /// How the clauses stand.
    pub weakness: Weakness,
    /// Whose answers they are: so many people.
    pub people: usize,
    /// The session.
    pub draft: SessionDraft,
    /// Who kept it last, and when; else it is a proposal.
    pub kept: Option<(String, Timestamp)>,
    /// The organisation's own questions that were ever asked.
    pub own: BTreeMap<ItemId, Item>,
}

/// Loads it.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn load(store: &Store, teaching: &Teaching) -> Result<Prepared, Fault> {
    let records = store.cohort_records(teaching).await?;
    let (library, level) = (store.library(), teaching.cohort.facts.level);
    let own = store.once_used_items(&teaching.cohort.organisation).await?;
    let weakness = weakness(library, &own, level, &records);
    let kept = store.session_draft(teaching).await?;
    let (draft, kept) = match kept {
        Some(KeptDraft { draft, by, at }) => (draft, Some((by, at))),
        None => {
            let analysed = analyse(store, teaching, Chosen::All, None).await?;
            let rows =
                analysed.as_ref().map(|analysed| analysed.items().map(|(item, figures, _)| (item, figures.clone())));
            let (items, figures) = rows.into_iter().flatten().unzip::<_, _, Vec<_>, Vec<_>>();
            let questions = splits(&figures).into_iter().map(|split| {
                let [(one, by_one), (other, by_other)] = split.options;
                let words = format!(
                    "Argue about a question that split the room: {} or {}? ({by_one} chose the one, {by_other} the other, of {})",
                    letter(one),
                    letter(other),
                    split.people
                );
                (items[split.place].id.clone(), words)
            });
            let lines = proposed(library, level, &weakness, questions.collect());
            (SessionDraft { title: "Where we are not sure yet".to_owned(), lines }, None)
        }
    };
    Ok(Prepared { weakness, people: records.len(), draft, kept, own })
}

/// What everybody's last answers in the course of the level say about clauses.
fn weakness(
    library: &Library,
    own: &BTreeMap<ItemId, Item>,
    level: domain::question::Level,
    records: &[StudyRecord],
) -> Weakness {
    let mut all = BTreeMap::<_, domain::mastery::Evidence>::new();
    for record in records {
        for (clause, evidence) in knowledge::by_clause_of_level(library, own, level, record) {
            let sum = all.entry(clause).or_default();
            sum.answered += evidence.answered;
            sum.right += evidence.right;
        }
    }
    weakest(all)
}

/// The lines of a proposal: lessons for the weak clauses, questions that split the room, exercises.
fn proposed(
    library: &Library,
    level: domain::question::Level,
    weakness: &Weakness,
    questions: Vec<(ItemId, String)>,
) -> Vec<Line> {
    let of_level =
        |lesson: &&Lesson| library.course(level).is_some_and(|course| course.lessons().any(|id| *id == lesson.id));
    let lessons = library.lessons.iter().filter(of_level).collect::<Vec<_>>();
    let exercises = library.scenarios.iter().filter(|scenario| scenario.level == level && scenario.is_exercise());
    let exercises = exercises.collect::<Vec<_>>();
    let offers = lessons.iter().map(|lesson| Offer { clauses: &lesson.clauses }).collect::<Vec<_>>();
    let mut lines = Vec::new();
    let numbers = |clauses: &[domain::clause::ClauseNumber]| {
        clauses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    for (place, clauses) in choose(&weakness.weak, &offers, MOST_CLAUSES) {
        let lesson = lessons[place];
        lines.push(Line {
            about: About::Lesson(lesson.id.clone()),
            words: format!("Discuss “{}” (clause {})", lesson.title, numbers(&clauses)),
            minutes: lesson.minutes.min(DISCUSSION),
        });
    }
    lines.extend(questions.into_iter().map(|(item, words)| Line { about: About::Question(item), words, minutes: 10 }));
    let offers = exercises.iter().map(|exercise| Offer { clauses: &exercise.clauses }).collect::<Vec<_>>();
    for (place, clauses) in choose(&weakness.weak, &offers, MOST_EXERCISES) {
        let exercise: &Scenario = exercises[place];
        lines.push(Line {
            about: About::Exercise(exercise.id.clone()),
            words: format!("Work through “{}” (clause {})", exercise.title, numbers(&clauses)),
            minutes: 30,
        });
    }
    lines
}

/// The questions of a session in the versions that the course and the organisation's bank hold, by id.
fn questions<'l>(
    library: &'l Library,
    own: &'l BTreeMap<ItemId, Item>,
    draft: &SessionDraft,
) -> BTreeMap<ItemId, &'l Item> {
    let ids = draft.lines.iter().filter_map(|line| match &line.about {
        About::Question(id) => library.item(id).or_else(|| own.get(id)),
        _ => None,
    });
    ids.map(|item| (item.id.clone(), item)).collect()
}

#[cfg(test)]
mod tests {
    use domain::clause::ClauseNumber;
    use domain::mastery::Evidence;
    use domain::next_session::WeakClause;
    use domain::question::Level;
    use domain::record::StudyEvent;

    use super::*;

    #[test]
    fn what_was_answered_in_another_course_makes_no_clause_weak() {
        let library = Library::embedded().expect("the course is sound");
        let items = library.items.iter().filter(|item| item.level == Level::Auditor);
        let results = items.map(|item| (item.id.clone(), false)).collect::<Vec<_>>();
        let mut record = StudyRecord::default();
        record.apply(&StudyEvent::ItemsMarked { results }, Timestamp(1));
        let weakness = |level| weakness(&library, &BTreeMap::new(), level, std::slice::from_ref(&record));
        assert_eq!(weakness(Level::Foundation), Weakness::default());
        assert!(!weakness(Level::Auditor).weak.is_empty());
    }

    #[test]
    fn weak_clauses_bring_their_lessons_and_exercises() {
        let library = Library::embedded().expect("the course is sound");
        let clause = ClauseNumber::parse("8.6.1").expect("it is a clause");
        let weak = vec![WeakClause { clause: clause.clone(), evidence: Evidence { answered: 20, right: 2 } }];
        let weakness = Weakness { weak, ..Weakness::default() };
        let question = (ItemId::new("f-rf-01"), "Argue".to_owned());
        let lines = proposed(&library, Level::Foundation, &weakness, vec![question]);
        let lesson = lines.iter().find_map(|line| match &line.about {
            About::Lesson(id) => library.lesson(id),
            _ => None,
        });
        assert!(lesson.expect("a lesson is proposed").clauses.contains(&clause));
        assert!(lines[0].words.contains("8.6.1") && lines[0].minutes <= DISCUSSION);
        assert!(lines.iter().any(|line| matches!(line.about, About::Question(_))));
        assert!(proposed(&library, Level::Foundation, &Weakness::default(), Vec::new()).is_empty());
    }
}
