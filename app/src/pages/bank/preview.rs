use content::{Judged, Remark, Written};
use domain::item::Item;
use leptos::prelude::*;

use crate::islands::exam::answer::{Given, fields, terms};
use crate::parts::{chips, explained};

/// What the preview of a form holds; `app/bank.js` puts it there while somebody types.
pub fn looked_at(written: &Written, judged: &Judged) -> AnyView {
    // Before there is enough for a whole question, its words at least.
    let words = judged.shown.is_none().then(|| written.stem.trim().to_owned()).filter(|stem| !stem.is_empty());
    let words = words.map(|stem| view! { <div class="practice bank-preview"><p class="stem">{stem}</p></div> });
    view! {
        <h2>"As candidates see it"</h2>
        {words}
        {preview(judged.shown.as_ref(), judged.item.as_ref())}
        {remarks(&judged.faults, &judged.advice)}
    }
    .into_any()
}

/// What it holds before anybody looked.
pub(super) fn not_looked_at() -> AnyView {
    view! {
        <h2>"As candidates see it"</h2>
        <p class="empty" data-unseen="">"“Preview and check” shows the question here, with what is still to be put right."</p>
    }
    .into_any()
}

/// A question exactly as candidates see it, and below it the key with its reasons.
pub(super) fn preview(shown: Option<&Item>, item: Option<&Item>) -> AnyView {
    let Some(shown) = shown else {
        return view! { <p class="empty">"There is not enough yet to show. Fill in what is named, and look again."</p> }.into_any();
    };
    let asked = shown.question();
    let additional = asked.additional.clone().map(|html| {
        view! {
            <div class="additional">
                <h3>"Additional information"</h3>
                <div inner_html=html></div>
            </div>
        }
    });
    let html = fields(&asked.form, Given::default());
    let key = item.map(|item| {
        view! {
            <details>
                <summary>"With the answer and the reasons"</summary>
                {explained(item, None)}
                <p class="help">{chips(&item.clauses)}</p>
            </details>
        }
    });
    view! {
        <div class="practice bank-preview">
            <div class="task">
                <p class="stem">{asked.stem.clone()}</p>
                {additional}
                <p class="terms help">{terms(&asked)}</p>
                <div class="check asked"><div class="fields" inner_html=html></div></div>
            </div>
            {key}
        </div>
    }
    .into_any()
}

/// What is to be said about a question: what has to be put right, and what may be looked at.
pub(super) fn remarks(faults: &[Remark], advice: &[Remark]) -> AnyView {
    let list = |remarks: &[Remark]| {
        remarks
            .iter()
            .map(|one| {
                view! { <li><a href=format!("#{}", one.field)>{one.message.clone()}</a>" "{one.fix.clone()}</li> }
            })
            .collect_view()
    };
    let faults = (!faults.is_empty()).then(|| {
        view! { <h3>"Before it can be reviewed"</h3><ul class="bank-faults">{list(faults)}</ul> }
    });
    let advice = (!advice.is_empty()).then(|| view! { <h3>"Look at this as well"</h3><ul>{list(advice)}</ul> });
    let nothing =
        (faults.is_none() && advice.is_none()).then(|| view! { <p class="notice">"Nothing is wrong with it."</p> });
    view! { {faults}{advice}{nothing} }.into_any()
}
