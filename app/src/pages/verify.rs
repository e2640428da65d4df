//! Checking a certificate of completion by its code, for anybody.

use leptos::prelude::*;
use store::Checked;

use crate::form::{Field, Form};
use crate::parts::level_badge;
use crate::{urls, when};

/// What the page answers.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Nothing was asked yet.
    Nothing,
    /// A certificate has the code.
    Found(Checked),
    /// None has; here is what was typed.
    Unknown(String),
}

/// The page.
#[component]
pub fn VerifyPage(answer: Answer) -> impl IntoView {
    let again = matches!(answer, Answer::Found(_));
    let (head, form) = match answer {
        Answer::Nothing => (
            view! {
                <h1>"Check a certificate"</h1>
                <p>"A certificate of completion of one of our courses bears a code. Type it here, or scan the square on the document."</p>
            }
            .into_any(),
            Form::default(),
        ),
        Answer::Found(checked) => (found(checked).into_any(), Form::default()),
        Answer::Unknown(typed) => (unknown().into_any(), Form::default().with("code", typed)),
    };
    let another = again.then(|| view! { <h2>"Check another one"</h2> });
    view! {
        <article>
            {head}
            <section>
                {another}
                <form method="get" action=urls::VERIFY class="stack">
                    <Field
                        form=form
                        name="code"
                        label="Code"
                        help="16 letters and digits, for instance K7QM-3V9D-TX2A-8RWE. Capitals, blanks and dashes do not matter."
                        autocomplete="off"
                        longest=60
                    />
                    <button class="button">"Check"</button>
                </form>
            </section>
        </article>
    }
}

fn found(checked: Checked) -> impl IntoView {
    let figure = |name, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let day = |day: domain::award::Day| when::day(&day.to_string());
    let verdict = match checked.withdrawn {
        None => view! {
            <h1>"✓ This certificate is valid"</h1>
            <p>"Clausewise issued it, and it was not withdrawn."</p>
        }
        .into_any(),
        Some(at) => {
            let words = format!("It was withdrawn on {} and counts no longer.", when::date(at));
            view! {
                <h1>"✗ This certificate was withdrawn"</h1>
                <p>{words}</p>
            }
            .into_any()
        }
    };
    let nobody = checked.holder.is_none().then(|| {
        view! { <p class="help">"The holder does not show a name here. To learn whose it is, ask whoever gave you the code for the document itself."</p> }
    });
    view! {
        {verdict}
        <dl class="figures">
            {figure("Course", checked.title)}
            <div><dt>"Level"</dt><dd>{level_badge(checked.level)}</dd></div>
            {figure("Edition of ISO/IEC 20000-1", checked.edition)}
            {figure("Completed on", day(checked.completed_on))}
            {checked.holder.map(|name| figure("Holder", name))}
            {checked.mock.map(|mock| figure("Best mock exam", format!("{} % on {}", mock.percent, day(mock.on))))}
        </dl>
        {nobody}
        <p>
            "It says that every lesson of the course was completed here and that a mock exam was passed. It is no qualification: no examination \
            institute has tested the holder for it. Those are told apart under "<a href=urls::QUALIFICATIONS>"exams and institutes"</a>"."
        </p>
    }
}

fn unknown() -> impl IntoView {
    view! {
        <h1>"No certificate has this code"</h1>
        <ul>
            <li>"Compare it with the document, group by group. O and 0, I and 1 are taken for the same; other letters are not."</li>
            <li>"If the holder has deleted the account, the certificate can no longer be checked here."</li>
            <li>"Certificates of examination institutes have codes of their own: only the institute can check those."</li>
        </ul>
    }
}
