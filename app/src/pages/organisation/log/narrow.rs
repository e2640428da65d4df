//! The form that narrows the log, and the names among which one has to be chosen.

use domain::organisation::EntryKind;
use leptos::prelude::*;
use store::LogFilter;

use super::{Log, log_query};
use crate::form::{Choice, Field, Form, Want};

pub(super) fn narrowing(log: &Log, address: &str, form: Form) -> impl IntoView + use<> {
    let kinds = EntryKind::ALL.map(|kind| (kind.word().to_owned(), kind.name().to_owned()));
    let kinds = [(String::new(), "everything".to_owned())].into_iter().chain(kinds).collect();
    let open = log.filter != LogFilter::default() || !form.is_sound() || !form.value("about").is_empty();
    let person = log.filter.member.as_ref().zip(log.person.clone()).map(|(member, name)| {
        let all = log_query(&LogFilter { member: None, ..log.filter.clone() }, None);
        view! {
            <input type="hidden" name="person" value=member.to_string() />
            <p>"Only lines about "<strong>{super::name_of(&name)}</strong>". "<a href=format!("{address}{all}")>"About everybody"</a></p>
        }
    });
    let about = person.is_none().then(|| {
        view! { <Field form=form.clone() name="about" label="Person whom it is about" help="Part of the name." want=Want::Optional longest=120 /> }
    });
    let clear = open.then(|| view! { <a href=address.to_owned()>"Clear"</a> });
    view! {
        <details class="people-filter" open=open>
            <summary>"Filter"</summary>
            <form method="get" action=address.to_owned()>
                <Choice form=form.clone() name="kind" label="What it is about" options=kinds />
                <Field form=form.clone() name="by" label="Who wrote it" help="Name, as it stands in the log." want=Want::Optional longest=120 />
                {person}
                {about}
                <Field form=form.clone() name="from" label="From" kind="date" want=Want::Optional />
                <Field form=form name="until" label="Until" kind="date" want=Want::Optional />
                <p class="actions"><button class="button">"Show"</button>{clear}</p>
            </form>
        </details>
    }
}

/// Names that were meant, perhaps: each leads to the lines of one.
pub(super) fn choices(log: &Log, address: &str) -> impl IntoView + use<> {
    let people = log.people.iter().map(|(member, name)| {
        let query = log_query(&LogFilter { member: Some(member.clone()), ..log.filter.clone() }, None);
        view! { <li><a href=format!("{address}{query}")>{name.clone()}</a></li> }
    });
    let writers = log.writers.iter().map(|name| {
        let query = log_query(&LogFilter { by: name.clone(), ..log.filter.clone() }, None);
        view! { <li><a href=format!("{address}{query}")>{name.clone()}</a></li> }
    });
    let people = (!log.people.is_empty()).then(|| {
        view! { <p>"Whom do you mean?"</p><ul class="plain-list">{people.collect_view()}</ul> }
    });
    let writers = (!log.writers.is_empty()).then(|| {
        view! { <p>"Nobody wrote under exactly this name. Whom do you mean?"</p><ul class="plain-list">{writers.collect_view()}</ul> }
    });
    view! { {people}{writers} }
}
