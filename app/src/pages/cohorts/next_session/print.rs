//! A session on paper and on the wall.

use std::collections::BTreeMap;

use content::Library;
use domain::ids::ItemId;
use domain::item::Item;
use domain::next_session::{About, Line};
use domain::question::{Form, letter};
use leptos::prelude::*;
use store::Teaching;

use super::{Prepared, questions};
use crate::islands::exam::answer::{Given, fields};
use crate::pages::cohorts::analysis::options;
use crate::parts::{chips, explained};
use crate::{urls, when};

/// Whether right answers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// For those who take part.
    Hidden,
    /// For the trainer.
    Shown,
}

/// The session on paper.
#[component]
pub fn Handout<'a>(library: &'a Library, teaching: &'a Teaching, prepared: &'a Prepared, keys: Keys) -> impl IntoView {
    let draft = &prepared.draft;
    let questions = questions(library, &prepared.own, draft);
    let sheet = match keys {
        Keys::Hidden => "",
        Keys::Shown => "Trainer’s sheet: not for those who take part. ",
    };
    let mut from = 0_u32;
    let parts = draft.lines.iter().map(|line| {
        let begin = from;
        from += u32::from(line.minutes);
        let time = format!("{} to {} min", begin, from);
        view! {
            <section class="handout-part">
                <h2>{line.words.clone()}" "<span class="help">{time}</span></h2>
                {body(library, line, &questions, keys)}
            </section>
        }
    });
    let parts = parts.collect_view();
    view! {
        <header class="page-head">
            <p class="kicker no-print"><a href=urls::cohort_page(&teaching.cohort.id, "next-session")>"Back to the session"</a></p>
            <p class="kicker">{teaching.cohort.facts.name.clone()}</p>
            <h1>{draft.title.clone()}</h1>
            <p>{sheet}{when::count(from as usize, "minute", "minutes")}</p>
        </header>
        <article class="handout">{parts}</article>
    }
}

/// The session on the wall: a page for each line, without right answers.
#[component]
pub fn Slides<'a>(library: &'a Library, teaching: &'a Teaching, prepared: &'a Prepared) -> impl IntoView {
    let draft = &prepared.draft;
    let questions = questions(library, &prepared.own, draft);
    let slides = draft.lines.iter().map(|line| {
        view! {
            <section class="slide">
                <h2>{line.words.clone()}</h2>
                {body(library, line, &questions, Keys::Hidden)}
            </section>
        }
    });
    let slides = slides.collect_view();
    view! {
        <article class="slides">
            <section class="slide">
                <p class="kicker no-print"><a href=urls::cohort_page(&teaching.cohort.id, "next-session")>"Back to the session"</a></p>
                <p class="kicker">{teaching.cohort.facts.name.clone()}</p>
                <h1>{draft.title.clone()}</h1>
            </section>
            {slides}
        </article>
    }
}

/// What belongs to a line.
fn body(library: &Library, line: &Line, questions: &BTreeMap<ItemId, &Item>, keys: Keys) -> AnyView {
    match &line.about {
        About::Lesson(id) => match library.lesson(id) {
            Some(lesson) => {
                view! { <p>{lesson.title.clone()}" "{chips(&lesson.clauses)}</p><p>{lesson.objective.clone()}</p> }
                    .into_any()
            }
            None => ().into_any(),
        },
        About::Exercise(id) => match library.scenario(id) {
            Some(exercise) => {
                view! { <p>{exercise.title.clone()}" "{chips(&exercise.clauses)}</p><p>{exercise.opening.clone()}</p> }
                    .into_any()
            }
            None => ().into_any(),
        },
        About::Question(id) => match questions.get(id) {
            Some(item) => question(item, keys),
            None => ().into_any(),
        },
        About::Words => ().into_any(),
    }
}

fn question(item: &Item, keys: Keys) -> AnyView {
    let form = item.body.form();
    let statements = match &form {
        Form::AssertionReason { assertion, reason } => Some(view! {
            <dl class="statements"><dt>"Assertion"</dt><dd>{assertion.clone()}</dd><dt>"Because: reason"</dt><dd>{reason.clone()}</dd></dl>
        }),
        _ => None,
    };
    let texts = options(&form);
    let asked = if keys == Keys::Shown {
        explained(item, None)
    } else if texts.is_empty() {
        view! { <div class="fields" inner_html=fields(&form, Given::default())></div> }.into_any()
    } else {
        let lines = (0_u8..)
            .zip(texts)
            .map(|(n, text)| view! { <li><span class="letter">{letter(n).to_string()}</span>" "{text}</li> });
        view! { {statements}<ol class="printed-options" role="list">{lines.collect_view()}</ol> }.into_any()
    };
    let additional = item.additional.clone().map(|html| view! { <div class="additional" inner_html=html></div> });
    view! { <p class="stem">{item.stem.clone()}</p>{additional}{asked} }.into_any()
}
