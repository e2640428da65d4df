use domain::question::{Form, letter};
use leptos::prelude::*;

use super::question::{Question, Sent};
use crate::islands::exam::answer::{Given, confidence, fields, terms};
use crate::urls;

/// The question to be answered. A single choice is answered by pressing its option.
pub(super) fn asked(question: &Question, sent: &Sent) -> impl IntoView + use<> {
    let action = urls::practice(&question.attempt.head.id, question.position + 1);
    let asked = question.item.question();
    let sure = sure(question, sent);
    let body = match &asked.form {
        Form::Single { options } => view! {
            {sure}
            {options_to_press(options)}
        }
        .into_any(),
        form => view! {
            <div class="fields" inner_html=fields(form, Given { response: sent.given.as_ref(), struck: None })></div>
            {sure}
            <button class="button next">"Answer"</button>
        }
        .into_any(),
    };
    view! {
        <p class="terms help">{terms(&asked)}</p>
        <form method="post" action=action class="check asked" autocomplete="off">
            <input type="hidden" name="key" value=question.key.clone() />
            {body}
        </form>
    }
}

fn options_to_press(options: &[String]) -> impl IntoView + use<> {
    let options = (0u8..).zip(options).map(|(n, text)| {
        view! {
            <li>
                <button name="choice" value=n.to_string()>
                    <span class="letter">{letter(n).to_string()}</span>
                    <span>{text.clone()}</span>
                </button>
            </li>
        }
    });
    view! { <ol class="options" role="list">{options.collect_view()}</ol> }
}

/// How sure the person is; no effect on the marks.
fn sure(question: &Question, sent: &Sent) -> impl IntoView + use<> {
    let said = sent.confidence.or(question.attempt.sheet.rows()[question.position].confidence);
    let mut html = String::new();
    confidence(&mut html, said);
    view! { <div inner_html=html></div> }
}
