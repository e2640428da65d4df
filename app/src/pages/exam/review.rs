use domain::attempt::{Row, State};
use domain::response::Shape;
use domain::time::Millis;
use leptos::prelude::*;
use store::Attempt;

use crate::{urls, when};

/// The review before handing in: what is open, in part, flagged; the last button names how many are open.
#[component]
pub fn ReviewPage(attempt: Attempt, shapes: Vec<Shape>, remaining: Millis) -> impl IntoView {
    let id = attempt.head.id.clone();
    let all = attempt.paper.len();
    let line = |place: usize| view! { <li><a href=urls::question(&id, place + 1)>{place + 1}</a></li> };
    let group = |keep: &dyn Fn(&Row, State) -> bool| {
        let rows = attempt.sheet.rows().iter().zip(&shapes).enumerate();
        let kept = rows.filter(|(_, (row, shape))| keep(row, row.state(**shape)));
        kept.map(|(place, _)| line(place)).collect::<Vec<_>>()
    };
    let open = group(&|_, state| matches!(state, State::Open | State::Unseen));
    let part = group(&|_, state| state == State::Incomplete);
    let flagged = group(&|row, _| row.flagged);
    let (unanswered, incomplete) = (open.len(), part.len());
    let words = match (unanswered, incomplete) {
        (0, 0) => "Hand in: all questions are answered".to_owned(),
        (0, n) => format!("Hand in with {} answered only in part", when::count(n, "question", "questions")),
        (n, 0) => format!("Hand in with {} unanswered", when::count(n, "question", "questions")),
        (n, m) => {
            format!("Hand in with {} unanswered and {m} answered only in part", when::count(n, "question", "questions"))
        }
    };
    let list = |title: &'static str, lines: Vec<_>| {
        (!lines.is_empty()).then(|| view! { <h2>{title}</h2><ol class="numbers">{lines}</ol> })
    };
    let counts = format!(
        "{} of {all} answered, {incomplete} in part, {unanswered} open, {} flagged. ",
        all - unanswered - incomplete,
        flagged.len()
    );
    view! {
        <article class="review">
            <h1>"Before you hand in"</h1>
            <p class="lead">{counts}{format!("Time left when this page was made: {}.", when::length(remaining))}</p>
            {list("Still open", open)}
            {list("Answered in part", part)}
            {list("Flagged", flagged)}
            <p>"After handing in you cannot change an answer. You see the result at once, with a receipt."</p>
            <div class="actions">
                <a class="button quiet" href=urls::attempt(&id)>"Back to the questions"</a>
                <form method="post" action=urls::submit(&id)><button class="button next">{words}</button></form>
            </div>
        </article>
    }
}
