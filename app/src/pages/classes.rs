//! For those who take part: their classes, and joining one.

mod agenda;
mod calendar;
mod entry;
mod mock;

use domain::time::Timestamp;
use leptos::prelude::*;
use store::{Attending, Class};

use crate::agenda::Line;
use crate::form::{ErrorSummary, Field, Form};
use crate::parts::{course_words, zone_note};
use crate::{urls, when};

pub use agenda::{Agenda, AgendaLine, NextInClasses};
pub use calendar::{CalendarLink, CalendarPage};
pub use entry::ClassEntryPage;
pub use mock::{MockPage, MockState};

/// The classes of a person, with one agenda over all of them.
#[component]
pub fn ClassesPage(classes: Vec<Class>, lines: Vec<Line>, now: Timestamp) -> impl IntoView {
    let has_classes = !classes.is_empty();
    let agenda = has_classes.then(|| {
        view! {
            <Agenda lines=lines now=now />
            <p class="help"><a href=urls::CALENDAR_LINK>"See all of it in your own calendar"</a></p>
        }
    });
    let (current, over) = classes.into_iter().partition::<Vec<_>, _>(|class| class.cohort.archived_at.is_none());
    let list = if current.is_empty() {
        view! { <p class="empty">"You take part in no class. If your trainer gave you a code, type it below."</p> }
            .into_any()
    } else {
        view! { <ul class="plain-list">{current.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    let over = (!over.is_empty()).then(|| {
        view! { <section><h2>"Over"</h2><ul class="plain-list">{over.into_iter().map(line).collect_view()}</ul></section> }
    });
    view! {
        <header class="page-head"><h1>"Your classes"</h1></header>
        {agenda}
        <section><h2>"Classes"</h2>{list}</section>
        <section><h2>"Join a class"</h2><CodeForm form=Form::default() /></section>
        {over}
    }
}

fn line(class: Class) -> impl IntoView {
    let facts = class.cohort.facts;
    let days = when::span(facts.starts_on, facts.ends_on);
    view! {
        <li>
            <a href=urls::class(&class.cohort.id)>{facts.name}</a>
            <p class="help">{class.organisation_name}" · "{facts.level.name()}" · "{days}</p>
        </li>
    }
}

#[component]
fn CodeForm(form: Form) -> impl IntoView {
    view! {
        <ErrorSummary form=form.clone() />
        <form method="get" action=urls::CLASS class="stack">
            <Field form=form name="code" label="Code" help="Eight letters and digits, as your trainer shows them." longest=20 />
            <button class="button">"Go on"</button>
        </form>
    }
}

/// Asks for a code, and says when there is none such.
#[component]
pub fn AskCodePage(form: Form) -> impl IntoView {
    view! {
        <header class="page-head"><h1>"Join a class"</h1></header>
        <section><CodeForm form=form /></section>
    }
}

/// Who is about to join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joiner {
    /// Somebody signed in, by name.
    SignedIn(String),
    /// Somebody who is not.
    Stranger,
}

/// A class that one may join, and what its trainers will see.
#[component]
pub fn JoinClassPage(
    class: Class,
    joiner: Joiner,
    /// The address of this page, to which the form is sent.
    action: String,
    /// Where a guest's name is sent; nothing where names alone do not suffice.
    guests: Option<String>,
    form: Form,
) -> impl IntoView {
    let facts = &class.cohort.facts;
    let trainers = class.trainers.join(", ");
    let days = when::span(facts.starts_on, facts.ends_on);
    let way = match joiner {
        Joiner::SignedIn(name) => view! {
            <form method="post" action=action><button class="button">{format!("Join as {name}")}</button></form>
        }
        .into_any(),
        Joiner::Stranger => view! {
            <p class="actions">
                <a class="button" href=urls::sign_in_to(&action)>"Sign in and join"</a>
                <a href=urls::sign_up_to(&action)>"Make an account and join"</a>
            </p>
        }
        .into_any(),
    };
    let guests = guests.map(|action| {
        view! {
            <section>
                <h2>"Without an account"</h2>
                <p>"For a mock exam in the room your name is enough. Your results stay with this browser; with an account you could come back to them from anywhere."</p>
                <form method="post" action=action class="stack">
                    <input type="hidden" name="key" value=form.value("key") />
                    <Field form=form.clone() name="name" label="Your name" help="As your trainer knows you." longest=120 />
                    <button class="button">"Join with my name"</button>
                </form>
            </section>
        }
    });
    view! {
        <header class="page-head">
            <p class="kicker">{class.organisation_name.clone()}</p>
            <h1>{facts.name.clone()}</h1>
            <p>{course_words(facts)}" · "{days}" · taught by "{trainers}</p>
        </header>
        <ErrorSummary form=form.clone() />
        <section>
            <h2>"What your trainers see of you"</h2>
            <p>"Your name and e-mail address, what you have done in the course of this level, your results by area, the answers of the mock exams and exercises that they give you, and the day on which you were last active here, in whatever course. Where a question is put right and a pass is taken back by it, also whether a certificate of completion rests on that pass, even after you have left. Nothing else: nothing more of other courses, no notes, no other certificates. You can leave the class at any time."</p>
            {way}
        </section>
        {guests}
    }
}

/// A class, as those see it who take part.
#[component]
pub fn ClassPage(
    place: Attending,
    lines: Vec<Line>,
    /// Whether the reader joined by name alone.
    is_guest: bool,
    now: Timestamp,
) -> impl IntoView {
    let Attending { class, .. } = place;
    let facts = class.cohort.facts;
    let days = when::span(facts.starts_on, facts.ends_on);
    let course = course_words(&facts);
    let exam = facts.exam_on.map(|day| view! { <p>"Official exam: "{when::day(&day.to_string())}</p> });
    view! {
        <header class="page-head">
            <p class="kicker"><a href=urls::CLASSES>"Your classes"</a>" › "{class.organisation_name}</p>
            <h1>{facts.name}</h1>
            <p>{course}" · "{days}" · taught by "{class.trainers.join(", ")}</p>
            {exam}
            <p class="help">{zone_note(facts.zone, now)}</p>
        </header>
        {is_guest.then(|| view! { <p class="notice">"You are here with your name alone: what you do stays with this browser. "<a href=urls::ACCOUNT>"Keep the account"</a></p> })}
        <Agenda lines=lines now=now />
        <section>
            <h2>"Leaving"</h2>
            <p>"Your trainers then see nothing new of you. What you did for the class stays in its records, and your own record stays yours."</p>
            <form method="post" action=format!("{}/leave", urls::class(&class.cohort.id))><button class="quiet">"Leave this class"</button></form>
        </section>
    }
}
