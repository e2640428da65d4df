//! An answer in words. Made from the question as the candidate saw it, so that no key can come with it.

use domain::question::{ASSERTION_REASON, Form, GRADES, letter};
use domain::response::{Finding, Response};
use leptos::prelude::*;

/// The lines of an answer; none when it could not have been given to such a question.
pub fn given(form: &Form, response: &Response) -> Vec<String> {
    match (form, response) {
        _ if form.shape().admits(response).is_err() => Vec::new(),
        (Form::Single { options }, Response::Choice(option)) => vec![option_words(options, *option)],
        (Form::AssertionReason { .. }, Response::Choice(option)) => vec![named(&ASSERTION_REASON, *option)],
        (Form::Multiple { options, .. }, Response::Choices(chosen)) => {
            chosen.iter().map(|option| option_words(options, *option)).collect()
        }
        (Form::Matching { rows, options, .. }, Response::Slots(slots)) => filled(rows.iter().cloned(), options, slots),
        (Form::Completion { options, .. }, Response::Slots(slots)) => {
            filled((1..).map(|n: usize| format!("Gap {n}")), options, slots)
        }
        (Form::Sequencing { steps }, Response::Slots(slots)) => in_order(steps, slots),
        (Form::Finding { evidence, clauses, steps }, Response::Finding(finding)) => {
            decided(evidence, clauses, steps, finding)
        }
        (Form::Text { .. }, Response::Text(text)) => {
            text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// The answer as a list.
pub fn given_list(form: &Form, response: Option<&Response>) -> AnyView {
    let lines = response.map(|response| given(form, response)).unwrap_or_default();
    if lines.is_empty() {
        return view! { <p>"You gave no answer."</p> }.into_any();
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! { <p>"Your answer:"</p><ul>{lines.collect_view()}</ul> }.into_any()
}

fn named<T: AsRef<str>>(texts: &[T], option: u8) -> String {
    texts.get(usize::from(option)).map_or_else(String::new, |text| text.as_ref().to_owned())
}

fn option_words(options: &[String], option: u8) -> String {
    format!("{}: {}", letter(option), named(options, option))
}

fn filled(labels: impl Iterator<Item = String>, options: &[String], slots: &[Option<u8>]) -> Vec<String> {
    let words = |slot: &Option<u8>| slot.map_or_else(|| NOTHING.to_owned(), |option| option_words(options, option));
    labels.zip(slots).map(|(label, slot)| format!("{label} → {}", words(slot))).collect()
}

const NOTHING: &str = "nothing chosen";

/// Steps with a place, in the candidate's order, then those without one.
fn in_order(steps: &[String], slots: &[Option<u8>]) -> Vec<String> {
    let mut placed = slots.iter().zip(steps).collect::<Vec<_>>();
    placed.sort_by_key(|(place, _)| place.unwrap_or(u8::MAX));
    let words = placed.into_iter().map(|(place, step)| match place {
        Some(place) => format!("{}. {step}", u16::from(*place) + 1),
        None => format!("without a place: {step}"),
    });
    words.collect()
}

fn decided(evidence: &[String], clauses: &[String], steps: &[String], finding: &Finding) -> Vec<String> {
    let pick = |name: &str, texts: &[String], chosen: Option<u8>| {
        format!("{name}: {}", chosen.map_or_else(|| NOTHING.to_owned(), |option| named(texts, option)))
    };
    let lines = finding.evidence.iter().map(|line| format!("Evidence: {}", named(evidence, *line)));
    let picks = [
        pick("Grade", &GRADES.map(str::to_owned), finding.grade),
        pick("Clause", clauses, finding.clause),
        pick("Next step", steps, finding.next),
    ];
    lines.chain(picks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn options_are_named_with_their_letters() {
        let single = Form::Single { options: texts(&["one", "two"]) };
        assert_eq!(given(&single, &Response::Choice(1)), ["B: two"]);
        let several = Form::Multiple { options: texts(&["one", "two", "three"]), choose: 2 };
        assert_eq!(given(&several, &Response::Choices(vec![0, 2])), ["A: one", "C: three"]);
        let both = Form::AssertionReason { assertion: "a".to_owned(), reason: "r".to_owned() };
        assert_eq!(given(&both, &Response::Choice(4)), [ASSERTION_REASON[4]]);
    }

    #[test]
    fn rows_and_gaps_say_what_was_left_open() {
        let slots = Response::Slots(vec![Some(1), None]);
        let options = texts(&["x", "y"]);
        let matching = Form::Matching { rows: texts(&["Ada", "Bo"]), options: options.clone(), reuse: true };
        assert_eq!(given(&matching, &slots), ["Ada → B: y", "Bo → nothing chosen"]);
        let completion = Form::Completion { pieces: texts(&["a ", " b ", " c"]), options, reuse: true };
        assert_eq!(given(&completion, &slots), ["Gap 1 → B: y", "Gap 2 → nothing chosen"]);
    }

    #[test]
    fn steps_stand_in_the_order_that_was_given() {
        let steps = Form::Sequencing { steps: texts(&["ask", "think", "act"]) };
        let response = Response::Slots(vec![Some(1), None, Some(0)]);
        assert_eq!(given(&steps, &response), ["1. act", "2. ask", "without a place: think"]);
    }

    #[test]
    fn a_finding_names_each_of_its_parts() {
        let form = Form::Finding {
            evidence: texts(&["seen", "heard"]),
            clauses: texts(&["7.5", "8.1"]),
            steps: texts(&["report", "wait"]),
        };
        let finding = Finding { evidence: vec![1], grade: Some(2), clause: None, next: Some(0) };
        let words = given(&form, &Response::Finding(finding));
        assert_eq!(
            words,
            ["Evidence: heard", "Grade: Major nonconformity", "Clause: nothing chosen", "Next step: report"]
        );
    }

    #[test]
    fn what_could_not_have_been_answered_has_no_words() {
        let single = Form::Single { options: texts(&["one", "two"]) };
        assert!(given(&single, &Response::Choice(2)).is_empty());
        assert!(given(&single, &Response::Text("one".to_owned())).is_empty());
        let own = Form::Text { longest: 20 };
        assert_eq!(given(&own, &Response::Text("First.\n\nThen.".to_owned())), ["First.", "Then."]);
    }
}
