use domain::attempt::Confidence;
use domain::marking::mark;
use domain::marks::Marks;
use domain::response::Response;
use leptos::prelude::*;

use super::choice::Which;
use super::question::Question;
use crate::parts::{chips, explained};
use crate::urls;

/// The question answered: the marks, the reasons, and where to go on.
pub(super) fn told(question: &Question, given: &Response) -> impl IntoView + use<> {
    let item = &question.item;
    let (score, marks) = (mark(item, Some(given)), item.marking.marks);
    let (class, word) = verdict(score, marks);
    let confidence = question.attempt.sheet.rows()[question.position].confidence;
    let said = confidence.map(|level| match level {
        Confidence::Sure if score < marks => " You were sure of it: the reasons are worth reading twice.".to_owned(),
        level => format!(" You said: {}.", level.word()),
    });
    view! {
        <p class=format!("told {class}") role="status">{word}</p>
        <p class="help">{reached(score, marks)}{said}</p>
        {explained(item, Some(given))}
        <p class="help">{chips(&item.clauses)}</p>
        {onward(question)}
    }
}

fn onward(question: &Question) -> impl IntoView + use<> {
    let Question { attempt, position, .. } = question;
    let all = attempt.paper.len();
    let mut later = (1..=all).map(|step| (position + step) % all);
    let open = later.find(|place| attempt.sheet.response(*place).is_none());
    let submit = urls::submit(&attempt.head.id);
    let next = match open {
        Some(place) => {
            let address = urls::practice(&attempt.head.id, place + 1);
            view! { <a class="button next" href=address>"Next question"</a> }.into_any()
        }
        None => {
            let action = submit.clone();
            view! { <form method="post" action=action><button class="button next">"See how it went"</button></form> }
                .into_any()
        }
    };
    let stop = open.map(|_| {
        view! { <form method="post" action=submit><button class="button quiet">"Stop here"</button></form> }
    });
    view! { <div class="actions">{next}{another(question)}{stop}</div> }
}

/// A set of one question of the same area that the person has not met.
fn another(question: &Question) -> Option<impl IntoView + use<>> {
    let item = &question.item;
    let fields =
        [("level", item.level.word()), ("area", item.area.as_str()), ("number", "1"), ("which", Which::Unseen.word())];
    let fields = fields.map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> });
    let fields = fields.into_iter().collect_view();
    question.has_another.then(|| {
        view! {
            <form method="post" action=urls::PRACTICE>
                {fields}
                <button class="button quiet">"Another one like this"</button>
            </form>
        }
    })
}

/// The class and the word for so many marks.
fn verdict(score: Marks, marks: Marks) -> (&'static str, &'static str) {
    match score {
        score if score >= marks => ("right", "Right."),
        Marks(1..) => ("part", "Partly right."),
        _ => ("wrong", "Not quite."),
    }
}

fn reached(score: Marks, marks: Marks) -> String {
    let name = if marks == Marks::ONE { "mark" } else { "marks" };
    format!("{score} of {marks} {name}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_their_word() {
        let told = |score| (verdict(Marks(score), Marks(200)).1, reached(Marks(score), Marks(200)));
        assert_eq!(told(200), ("Right.", "2 of 2 marks.".to_owned()));
        assert_eq!(told(50), ("Partly right.", "0.5 of 2 marks.".to_owned()));
        assert_eq!(told(0), ("Not quite.", "0 of 2 marks.".to_owned()));
        assert_eq!(told(-25), ("Not quite.", "−0.25 of 2 marks.".to_owned()));
        assert_eq!(reached(Marks(100), Marks::ONE), "1 of 1 mark.");
    }
}
