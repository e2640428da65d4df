use domain::organisation::Demand;
use leptos::prelude::*;
use store::{CoverageRow, ExceptionRow, ExceptionState, Seat, Structure};

use super::deadline::time_words;
use super::nav::OfficeNav;
use super::people::name_of;
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// What the queue of exceptions holds.
#[derive(Clone, Debug)]
pub struct Exceptions {
    /// What somebody has to decide.
    pub asked: Vec<ExceptionRow>,
    /// What holds.
    pub granted: Vec<ExceptionRow>,
    /// Requirements that were to be met by now and are not.
    pub overdue: Vec<CoverageRow>,
}

/// Exceptions to requirements: what is asked for, what holds, and what is late without one.
#[component]
pub fn ExceptionsPage<'a>(seat: &'a Seat, structure: &'a Structure, lists: Exceptions, form: Form) -> impl IntoView {
    let title = match lists.asked.len() {
        0 => "No exception waits".to_owned(),
        n => format!("{} to decide", when::count(n, "exception", "exceptions")),
    };
    let none = lists.asked.is_empty().then(|| {
        view! { <p class="empty">"Whoever leads a person asks for an exception on the person's page: what is asked appears here."</p> }
    });
    let cards = lists.asked.iter().map(|one| card(seat, structure, one, &form)).collect_view();
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="exceptions" />
            <h1>{title}</h1>
            <p>"A requirement can be lifted from a person for a time, for a reason: a leave, a booked exam, a role that ends. Until the last day the person is no gap, and every report says why."</p>
        </header>
        <ErrorSummary form=form.clone() />
        {none}
        <section class="approvals">{cards}</section>
        <section>
            <h2>"Late without an exception"</h2>
            {overdue(seat, structure, &lists.overdue)}
        </section>
        <section>
            <h2>"In force"</h2>
            {granted(seat, structure, &lists.granted)}
        </section>
    }
}

/// What a requirement is called.
fn requirement<'s>(structure: &'s Structure, row: &ExceptionRow) -> &'s str {
    let found = structure.requirements.iter().find(|one| one.id == row.exception.requirement);
    found.map_or("a requirement that was ended", |one| one.name.as_str())
}

fn person(seat: &Seat, row: &ExceptionRow) -> String {
    format!("{}/{}", urls::office(&seat.organisation, "people"), row.exception.member)
}

fn card(seat: &Seat, structure: &Structure, row: &ExceptionRow, form: &Form) -> impl IntoView + use<> {
    let until = when::day(&row.exception.until.to_string());
    let own = row.exception.member == seat.member;
    let decide = match (seat.managing().is_some(), own) {
        (false, _) => view! { <p class="help">"A manager decides."</p> }.into_any(),
        (true, true) => {
            view! { <p class="help">"This concerns yourself: another manager has to decide."</p> }.into_any()
        }
        (true, false) => decision(seat, row, form).into_any(),
    };
    view! {
        <article class="award">
            <h2><a href=person(seat, row)>{name_of(&row.name)}</a>": "{requirement(structure, row).to_owned()}</h2>
            <p class="help">"Asked by "{row.asked_by.clone()}", "{when::moment(row.asked_at)}</p>
            <dl class="award-facts">
                <div><dt>"Until"</dt><dd>{until}</dd></div>
                <div><dt>"Why"</dt><dd>{row.exception.reason.clone()}</dd></div>
            </dl>
            {decide}
        </article>
    }
}

fn decision(seat: &Seat, row: &ExceptionRow, form: &Form) -> impl IntoView + use<> {
    let action = format!("{}/{}", urls::office(&seat.organisation, "exceptions"), row.id);
    let typed = form.value("exception") == row.id.as_str();
    let error = form.error("answer").filter(|_| typed).map(str::to_owned);
    let field = if error.is_some() { "answer".to_owned() } else { format!("answer-{}", row.id) };
    let value = if typed { form.value("answer") } else { String::new() };
    let (wrong, error_id) = (error.is_some(), format!("{field}-error"));
    let described = wrong.then(|| error_id.clone());
    view! {
        <form method="post" action=action class="stack">
            <div class="field" class:wrong=wrong>
                <label for=field.clone()>"What you say to it (needed to refuse)"</label>
                {error.map(|message| view! { <p class="error" id=error_id>{message}</p> })}
                <input id=field name="answer" value=value maxlength="300" aria-describedby=described />
            </div>
            <p class="actions">
                <button class="button" name="go" value="grant">"Grant it"</button>
                <button class="quiet" name="go" value="refuse">"Refuse"</button>
            </p>
        </form>
    }
}

fn overdue(seat: &Seat, structure: &Structure, rows: &[CoverageRow]) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">"Nothing that had a day to be met by is late."</p> }.into_any();
    }
    let line = |row: &CoverageRow| {
        let one = structure.requirements.iter().find(|one| one.id == row.requirement)?;
        let gaps = match one.demand {
            Demand::Each => format!("{}?requirement={}&state=late", urls::office(&seat.organisation, "people"), one.id),
            Demand::AtLeast(_) => format!("{}/{}", urls::office(&seat.organisation, "requirements"), one.id),
        };
        let time = time_words(one).map(|words| format!(", {words}"));
        Some(view! { <li><a href=gaps>{one.name.clone()}</a>": "{row.late()}" late"{time}</li> })
    };
    view! { <ul class="plain-list">{rows.iter().filter_map(line).collect_view()}</ul> }.into_any()
}

fn granted(seat: &Seat, structure: &Structure, rows: &[ExceptionRow]) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="empty">"No exception is in force."</p> }.into_any();
    }
    let may = seat.managing().is_some();
    let lines = rows.iter().map(|row| {
        let end = (may && row.exception.member != seat.member).then(|| ending(seat, row));
        view! {
            <tr>
                <th scope="row"><a href=person(seat, row)>{name_of(&row.name)}</a></th>
                <td>{requirement(structure, row).to_owned()}</td>
                <td>{when::day(&row.exception.until.to_string())}</td>
                <td>{row.exception.reason.clone()}</td>
                <td>{row.decided_by.clone()}</td>
                <td>{end}</td>
            </tr>
        }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Exceptions in force">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"Requirement"</th>
                        <th scope="col">"Until"</th>
                        <th scope="col">"Why"</th>
                        <th scope="col">"Granted by"</th>
                        <th scope="col"><span class="unseen">"End it"</span></th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn ending(seat: &Seat, row: &ExceptionRow) -> impl IntoView + use<> {
    let action = format!("{}/{}", urls::office(&seat.organisation, "exceptions"), row.id);
    let whose = format!(" for {}", name_of(&row.name));
    view! {
        <form method="post" action=action class="inline-form">
            <button class="quiet" name="go" value="end">"End now"<span class="unseen">{whose}</span></button>
        </form>
    }
}

/// How an exception of a person stands, in words.
pub(super) fn state_words(row: &ExceptionRow) -> String {
    let until = when::day(&row.exception.until.to_string());
    let answer = if row.answer.is_empty() { String::new() } else { format!(" {}", row.answer) };
    match row.state {
        ExceptionState::Asked => format!("◔ asked for by {}, until {until}: nobody has decided", row.asked_by),
        ExceptionState::Granted => format!("◇ not asked until {until}, granted by {}.{answer}", row.decided_by),
        ExceptionState::Refused => format!("○ refused by {}.{answer}", row.decided_by),
        ExceptionState::Ended => format!("○ ended early, on {until}"),
    }
}

/// The exceptions of a person, and the form to ask for one. `gaps` are the requirements that the person does not meet.
pub(super) fn of_person(
    structure: &Structure,
    rows: &[ExceptionRow],
    address: &str,
    gaps: Vec<(String, String)>,
    form: &Form,
) -> impl IntoView + use<> {
    let lines = rows.iter().map(|row| {
        let name = requirement(structure, row).to_owned();
        view! { <li><strong>{name}</strong>": "{state_words(row)}<br /><span class="help">{row.exception.reason.clone()}</span></li> }
    });
    let list = (!rows.is_empty()).then(|| {
        view! {
            <h3>"Exceptions"</h3>
            <ul class="plain-list">{lines.collect_view()}</ul>
        }
    });
    view! {
        {list}
        {(!gaps.is_empty()).then(|| asking(address, gaps, form))}
    }
}

fn asking(address: &str, gaps: Vec<(String, String)>, form: &Form) -> impl IntoView + use<> {
    let open = ["requirement", "except_until", "except_why"].iter().any(|name| form.error(name).is_some());
    let (action, form) = (format!("{address}/exceptions"), form.clone());
    view! {
        <details open=open>
            <summary>"Ask for an exception"</summary>
            <p class="help">"A manager decides. Until the last day the requirement is not asked of this person, and reports say why."</p>
            <form method="post" action=action class="stack">
                <input type="hidden" name="id" value=form.value("fresh") />
                <crate::form::Choice form=form.clone() name="requirement" label="Requirement" options=gaps />
                <Field form=form.clone() name="except_until" label="Last day" kind="date" />
                <Field form=form name="except_why" label="Why" help="For instance: on leave until March; the exam is booked for 3 May." longest=300 want=Want::Needed />
                <button class="button">"Ask"</button>
            </form>
        </details>
    }
}
