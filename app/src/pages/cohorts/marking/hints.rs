//! The first look at an answer, which prepares the marker's work and decides nothing.

use content::{Library, Scenario};
use domain::item::Item;
use domain::marking::points_made;
use domain::response::Response;
use domain::rubric::{Case, Question, Remark, Scale, Seen, asks_for_report, check};
use leptos::prelude::*;

use super::documents::{Piece, pieces};

/// What a look at an answer shows.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Answers to the questions about a report.
    remarks: Vec<Remark>,
    /// Whether words for each criterion were found, where criteria are points of the key.
    pub(super) points: Vec<bool>,
}

/// Looks at an answer: at a report for clause, evidence, grade and advice; at other answers for words of the points.
pub fn look(library: &Library, item: &Item, words: &str, materials: &[Scenario]) -> Look {
    let by_points = Scale::of(item).is_some_and(|scale| scale.is_by_points());
    let points = match by_points {
        true => points_made(item, Some(&Response::Text(words.to_owned()))),
        false => Vec::new(),
    };
    if !asks_for_report(item) {
        return Look { remarks: Vec::new(), points };
    }
    let scenario = item.scenario.as_ref();
    let find = |id: &domain::ids::ScenarioId| {
        materials.iter().find(|material| material.id == *id).or_else(|| library.scenario(id))
    };
    let case = scenario.and_then(find);
    let shared = case.and_then(|case| find(case.supplement.as_ref()?));
    let texts = [case, shared].into_iter().flatten().map(|text| text.html.as_str());
    let texts = texts.chain(item.additional.as_deref()).flat_map(pieces).collect::<Vec<_>>();
    let documents = texts.iter().map(Piece::document).collect::<Vec<_>>();
    let mut remarks = check(words, &Case { clauses: &item.clauses, edition: &library.taught, documents: &documents });
    // A task that gives no marks for a grade does not ask for one.
    let graded = !by_points || item.stem.to_lowercase().contains("grade");
    remarks.retain(|remark| graded || remark.question != Question::GradeJustified);
    Look { remarks, points }
}

/// The remarks, each with its passages.
pub(super) fn shown(look: &Look) -> impl IntoView + use<> {
    let lines = look.remarks.iter().map(|remark| {
        let sign = match (remark.is_as_wanted(), remark.seen) {
            (true, _) => "✓",
            (false, Seen::Perhaps) => "◐",
            (false, _) => "✗",
        };
        let answer = match remark.seen {
            Seen::Yes => "It seems so.",
            Seen::Perhaps => "Perhaps.",
            Seen::No => "It seems not.",
        };
        let passages = remark.passages.iter().map(|passage| view! { <li>{passage.clone()}</li> }).collect::<Vec<_>>();
        let passages = (!passages.is_empty()).then(|| {
            view! { <details><summary>"Passages"</summary><ul>{passages}</ul></details> }
        });
        view! {
            <li>
                <p><span aria-hidden="true">{sign}</span>" "<b>{remark.question.words()}</b>" "{answer}</p>
                <p class="help">{remark.why.clone()}</p>
                {passages}
            </li>
        }
    });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="first-look">
                <h2>"A first look"</h2>
                <p class="help">"Words were compared and nothing was understood. It gives no marks: read and decide yourself."</p>
                <ul role="list">{lines}</ul>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_on_a_case_is_looked_at_beside_its_documents() {
        let library = Library::embedded().expect("the course is sound");
        let item = library.items.iter().find(|item| item.id.as_str() == "a-audit-1-08" || asks_for_report(item));
        let item = item.expect("the course asks for reports");
        let Response::Text(model) = item.body.key() else { panic!("it asks for own words") };
        let seen = look(&library, item, &model, &[]);
        let of =
            |wanted: Question| seen.remarks.iter().find(|remark| remark.question == wanted).map(|remark| remark.seen);
        assert_eq!(of(Question::RightClause), Some(Seen::Yes));
        assert_eq!(of(Question::SolutionOffered), Some(Seen::No));
        assert!(of(Question::EvidenceQuoted).is_some() && of(Question::GradeJustified).is_none());
        assert!(seen.points.iter().all(|made| *made), "the model answer makes every point");
    }

    #[test]
    fn other_answers_are_looked_at_point_by_point() {
        let library = Library::embedded().expect("the course is sound");
        let item = library.items.iter().find(|item| item.id.as_str() == "a-lead-short-01").expect("it is there");
        let seen = look(&library, item, "I look at the scope.", &[]);
        assert!(seen.remarks.is_empty());
        assert_eq!(seen.points, [true, false, false, false, false]);
    }
}
