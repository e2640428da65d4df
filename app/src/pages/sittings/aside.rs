use domain::attempt::{Act, Phase, Why};
use domain::question::Form as Asked;
use domain::response::Response;
use leptos::prelude::*;
use store::SetAside;

use super::Sitting;
use crate::form::{Field, Form};
use crate::parts::given;
use crate::urls;

/// Answers that arrived and do not count, with the form that lets one count after all.
pub(super) fn answers_aside(sitting: &Sitting, form: &Form) -> Option<impl IntoView + use<>> {
    let attempt = &sitting.attempt;
    let answers = attempt.aside.iter().filter(|aside| is_answer(&aside.act)).collect::<Vec<_>>();
    if answers.is_empty() {
        return None;
    }
    let ended = attempt.head.phase != Phase::Running;
    let open = ended && answers.iter().any(|aside| !aside.admitted);
    let first = answers.iter().find(|aside| !aside.admitted).map(|aside| aside.number);
    let typed = form.value("number").parse().ok().or(first);
    let rows = answers.into_iter().map(|aside| row(sitting, aside, open, typed, first)).collect_view();
    let table = view! {
        <div class="table" tabindex="0" role="region" aria-label="Answers that do not count">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Question"</th>
                        <th scope="col">"Why it does not count"</th>
                        <th scope="col">"The answer"</th>
                        <th scope="col">"What counts now"</th>
                        <th scope="col">"Count it"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    let body = if open {
        let error =
            form.error("number").map(|message| view! { <p class="error" id="number-error">{message.to_owned()}</p> });
        view! {
            <form method="post" action=urls::sitting(&attempt.head.id)>
                <input type="hidden" name="decision" value="admit" />
                <input type="hidden" name="key" value=sitting.key.clone() />
                {error}
                {table}
                <div class="stack">
                    <Field form=form.clone() name="admit_reason" label="Why it counts" help="It stays with the exam, with your name." longest=300 />
                    <button class="button">"Count this answer"</button>
                </div>
            </form>
        }
        .into_any()
    } else {
        let later = (!ended).then(|| view! { <p class="help">"You can let one count once the exam has ended."</p> });
        view! { {table}{later} }.into_any()
    };
    Some(view! {
        <section>
            <h2>"Answers that do not count"</h2>
            <p>"They reached the server after the time was up, or from an older window after a newer one had decided the same question."</p>
            {body}
        </section>
    })
}

/// Whether it changes an answer; flags, notes and the like are never asked for.
fn is_answer(act: &Act) -> bool {
    matches!(act, Act::Answer { .. } | Act::Clear { .. })
}

fn row(
    sitting: &Sitting,
    aside: &SetAside,
    open: bool,
    typed: Option<i64>,
    first: Option<i64>,
) -> impl IntoView + use<> {
    let place = usize::from(aside.act.item());
    let asked = sitting.asked.get(place);
    let came = match &aside.act {
        Act::Answer { response, .. } => lines(asked, Some(response)),
        _ => lines(asked, None),
    };
    let why = match aside.why {
        Why::Late => "the time was up",
        Why::Superseded => "from an older window",
    };
    let name = format!("Question {}", place + 1);
    let choose = if aside.admitted {
        "counted".into_any()
    } else if open {
        let id = (first == Some(aside.number)).then_some("number");
        view! {
            <input
                type="radio"
                name="number"
                id=id
                value=aside.number.to_string()
                checked=typed == Some(aside.number)
                aria-label=format!("Count this answer to question {}", place + 1)
            />
        }
        .into_any()
    } else {
        "no".into_any()
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{why}</td>
            <td>{came}</td>
            <td>{lines(asked, sitting.attempt.sheet.response(place))}</td>
            <td>{choose}</td>
        </tr>
    }
}

fn lines(asked: Option<&Asked>, response: Option<&Response>) -> String {
    let lines = asked.zip(response).map(|(asked, response)| given(asked, response)).unwrap_or_default();
    if lines.is_empty() { "no answer".to_owned() } else { lines.join("; ") }
}
