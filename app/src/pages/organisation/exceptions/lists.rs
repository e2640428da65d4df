//! Lists of exceptions in which nothing is to be decided: what is over, and who is late without one.

use domain::award::Day;
use domain::organisation::Demand;
use leptos::prelude::*;
use store::{CoverageRow, ExceptionPage, ExceptionRow, ExceptionState, LatePage, Seat, Structure};

use super::super::deadline::time_words;
use super::super::people::name_of;
use super::{Exceptions, empty, person, requirement};
use crate::{urls, when};

/// What is over: how each came to its end.
pub(super) fn over(
    seat: &Seat,
    structure: &Structure,
    (page, lists): (&ExceptionPage, &Exceptions),
    today: Day,
) -> AnyView {
    if page.rows.is_empty() {
        return empty(lists, "No exception was refused or is over.");
    }
    let lines = page.rows.iter().map(|row| {
        view! {
            <tr>
                <th scope="row"><a href=person(seat, row)>{name_of(&row.name)}</a></th>
                <td>{requirement(structure, row).to_owned()}</td>
                <td>{end_words(row, today)}</td>
                <td>{row.exception.reason.clone()}</td>
                <td>{row.answer.clone()}</td>
            </tr>
        }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Exceptions that are over">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"Requirement"</th>
                        <th scope="col">"How it ended"</th>
                        <th scope="col">"Why it was asked for"</th>
                        <th scope="col">"What was said to it"</th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How an exception came to its end, in words.
fn end_words(row: &ExceptionRow, today: Day) -> String {
    let until = when::day(&row.exception.until.to_string());
    match row.state {
        ExceptionState::Asked if row.exception.until < today => {
            format!("asked for until {until} by {}; nobody decided in time", row.asked_by)
        }
        ExceptionState::Asked => format!("asked for by {}; the person left", row.asked_by),
        ExceptionState::Granted if row.exception.until < today => {
            format!("held until {until}, granted by {}", row.decided_by)
        }
        ExceptionState::Granted => format!("granted by {}; the person left", row.decided_by),
        ExceptionState::Refused => format!("refused by {}", row.decided_by),
        ExceptionState::Ended => format!("ended early, on {until}"),
    }
}

/// Who is late without an exception, below the requirements that are.
pub(super) fn late(
    seat: &Seat,
    structure: &Structure,
    (page, required): (&LatePage, &[CoverageRow]),
    lists: &Exceptions,
) -> AnyView {
    let lines = page.rows.iter().map(|row| {
        let person = format!("{}/{}", urls::office(&seat.organisation, "people"), row.member);
        let one = structure.requirements.iter().find(|one| one.id == row.requirement);
        let due = when::day(&row.due.to_string());
        view! {
            <tr>
                <th scope="row"><a href=person>{name_of(&row.name)}</a></th>
                <td>{one.map(|one| one.name.clone())}</td>
                <td>{due}</td>
            </tr>
        }
    });
    let table = if page.rows.is_empty() {
        (!required.is_empty()).then(|| empty(lists, "Nobody is late who is asked alone."))
    } else {
        Some(
            view! {
                <div class="table" tabindex="0" role="region" aria-label="Late without an exception">
                    <table>
                        <thead><tr><th scope="col">"Person"</th><th scope="col">"Requirement"</th><th scope="col">"To be met by"</th></tr></thead>
                        <tbody>{lines.collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <section>
            <h2>"Requirements that are late"</h2>
            {overdue(seat, structure, required)}
        </section>
        {table}
    }
    .into_any()
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
