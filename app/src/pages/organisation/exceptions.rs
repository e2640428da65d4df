mod lists;

use domain::award::Day;
use leptos::prelude::*;
use store::{
    CoverageRow, EXCEPTIONS_PAGE, ExceptionFilter, ExceptionList, ExceptionPage, ExceptionRow, ExceptionState,
    LatePage, Seat, Structure,
};

use lists::{late, over};

use super::nav::OfficeNav;
use super::people::{asked, name_of, pager};
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// A list that the page shows.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Exceptions.
    Exceptions(ExceptionList, ExceptionPage),
    /// Those who are late without one; and the requirements that are, with how many are missing.
    Late(LatePage, Vec<CoverageRow>),
}

/// The word of the list of those who are late, in addresses.
pub const LATE: &str = "late";

/// What the page of exceptions holds.
#[derive(Clone, Debug)]
pub struct Exceptions {
    /// The list.
    pub shown: Shown,
    /// What of it is wanted.
    pub filter: ExceptionFilter,
    /// How many stand in each list of [`ExceptionList::ALL`], and how many are late, whatever is wanted.
    pub counts: ([usize; 3], usize),
}

impl Exceptions {
    /// Word of the list in addresses.
    fn here(&self) -> &'static str {
        match &self.shown {
            Shown::Exceptions(list, _) => list.word(),
            Shown::Late(..) => LATE,
        }
    }

    fn total(&self) -> usize {
        let (Shown::Exceptions(_, ExceptionPage { total, .. }) | Shown::Late(LatePage { total, .. }, _)) = &self.shown;
        usize::try_from(*total).unwrap_or_default()
    }
}

/// Exceptions to requirements: what is asked for, what holds, who is late without one, and what is over.
#[component]
pub fn ExceptionsPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    lists: Exceptions,
    today: Day,
    form: Form,
) -> impl IntoView {
    let ([waiting, ..], _) = lists.counts;
    let title = match waiting {
        0 => "No exception waits".to_owned(),
        n => format!("{} to decide", when::count(n, "exception", "exceptions")),
    };
    let address = urls::office(&seat.organisation, "exceptions");
    let list = match &lists.shown {
        Shown::Exceptions(ExceptionList::Waiting, page) => cards(seat, structure, (page, &lists), &form),
        Shown::Exceptions(ExceptionList::InForce, page) => granted(seat, structure, (page, &lists)),
        Shown::Exceptions(ExceptionList::Over, page) => over(seat, structure, (page, &lists), today),
        Shown::Late(page, overdue) => late(seat, structure, (page, overdue), &lists),
    };
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="exceptions" />
            <h1>{title}</h1>
            <p>"A requirement can be lifted from a person for a time, for a reason: a leave, a booked exam, a role that ends. Until the last day the person is no gap, and every report says why."</p>
            {tabs(&lists, &address)}
        </header>
        <ErrorSummary form=form />
        {search(&lists, &address)}
        {list}
        {pages(&lists, &address)}
    }
}

/// Between the lists, each with how many stand in it.
fn tabs(lists: &Exceptions, address: &str) -> impl IntoView + use<> {
    let ([waiting, force, over], late) = lists.counts;
    let here = lists.here();
    let tabs = [
        (ExceptionList::Waiting.word(), "Waiting", waiting),
        (ExceptionList::InForce.word(), "In force", force),
        (LATE, "Late without one", late),
        (ExceptionList::Over.word(), "Over", over),
    ];
    let links = tabs.map(|(word, name, count)| {
        let address = format!("{address}{}", exceptions_query(word, &ExceptionFilter::default(), 0));
        view! { <a href=address aria-current=(word == here).then_some("page")>{format!("{name} ({count})")}</a> }
    });
    view! { <nav class="filters" aria-label="Lists of exceptions">{links.into_iter().collect_view()}</nav> }
}

/// A list and its filter as an address has them.
pub fn exceptions_query(list: &str, filter: &ExceptionFilter, page: i64) -> String {
    asked([
        ("list", if list == ExceptionList::Waiting.word() { String::new() } else { list.to_owned() }),
        ("words", filter.words.clone()),
        ("page", if page == 0 { String::new() } else { (page + 1).to_string() }),
    ])
}

fn search(lists: &Exceptions, address: &str) -> Option<impl IntoView + use<>> {
    let (here, words) = (lists.here(), lists.filter.words.clone());
    if words.is_empty() && lists.total() == 0 {
        return None;
    }
    let all = format!("{address}{}", exceptions_query(here, &ExceptionFilter::default(), 0));
    let clear = (!words.is_empty()).then(|| view! { <a href=all>"Clear"</a> });
    Some(view! {
        <form method="get" action=address.to_owned() class="inline" role="search">
            <input type="hidden" name="list" value=here />
            <label>"Name of the person "<input name="words" value=words maxlength="120" /></label>
            <button class="quiet">"Show"</button>
            {clear}
        </form>
    })
}

fn pages(lists: &Exceptions, address: &str) -> Option<AnyView> {
    let size = usize::try_from(EXCEPTIONS_PAGE).unwrap_or(1);
    let here = usize::try_from(lists.filter.page).unwrap_or_default();
    let link = |page: usize| {
        let page = i64::try_from(page).unwrap_or_default();
        format!("{address}{}", exceptions_query(lists.here(), &lists.filter, page))
    };
    pager((here, lists.total().saturating_sub(1) / size), link)
}

/// What stands in the place of a list without rows.
fn empty(lists: &Exceptions, words: &'static str) -> AnyView {
    let words = if lists.filter.words.is_empty() { words } else { "Nobody of that name stands in this list." };
    view! { <p class="empty">{words}</p> }.into_any()
}

fn cards(seat: &Seat, structure: &Structure, (page, lists): (&ExceptionPage, &Exceptions), form: &Form) -> AnyView {
    if page.rows.is_empty() {
        return empty(
            lists,
            "Whoever leads a person asks for an exception on the person's page: what is asked appears here.",
        );
    }
    let query = exceptions_query(lists.here(), &lists.filter, lists.filter.page);
    let cards = page.rows.iter().map(|one| card(seat, structure, (one, &query), form)).collect_view();
    view! { <section class="approvals">{cards}</section> }.into_any()
}

/// What a requirement is called.
fn requirement<'s>(structure: &'s Structure, row: &ExceptionRow) -> &'s str {
    let found = structure.requirements.iter().find(|one| one.id == row.exception.requirement);
    found.map_or("a requirement that was ended", |one| one.name.as_str())
}

fn person(seat: &Seat, row: &ExceptionRow) -> String {
    format!("{}/{}", urls::office(&seat.organisation, "people"), row.exception.member)
}

/// What waits. `query` is the list that the page goes on with.
fn card(seat: &Seat, structure: &Structure, (row, query): (&ExceptionRow, &str), form: &Form) -> impl IntoView + use<> {
    let until = when::day(&row.exception.until.to_string());
    let own = row.exception.member == seat.member;
    let decide = match (seat.managing().is_some(), own) {
        (false, _) => view! { <p class="help">"A manager decides."</p> }.into_any(),
        (true, true) => {
            view! { <p class="help">"This concerns yourself: another manager has to decide."</p> }.into_any()
        }
        (true, false) => decision(seat, (row, query), form).into_any(),
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

fn decision(seat: &Seat, (row, query): (&ExceptionRow, &str), form: &Form) -> impl IntoView + use<> {
    let action = format!("{}/{}{query}", urls::office(&seat.organisation, "exceptions"), row.id);
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

fn granted(seat: &Seat, structure: &Structure, (page, lists): (&ExceptionPage, &Exceptions)) -> AnyView {
    if page.rows.is_empty() {
        return empty(lists, "No exception is in force.");
    }
    let query = exceptions_query(lists.here(), &lists.filter, lists.filter.page);
    let may = seat.managing().is_some();
    let lines = page.rows.iter().map(|row| {
        let end = (may && row.exception.member != seat.member).then(|| ending(seat, row, &query));
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

fn ending(seat: &Seat, row: &ExceptionRow, query: &str) -> impl IntoView + use<> {
    let action = format!("{}/{}{query}", urls::office(&seat.organisation, "exceptions"), row.id);
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
