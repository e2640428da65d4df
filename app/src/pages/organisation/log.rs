//! What was written into the books, narrowed by what it is about, who wrote it, whom it is about and when.

mod narrow;
mod words;

use domain::ids::MemberId;
use domain::organisation::Entry;
use leptos::prelude::*;
use store::{BookLine, LogFilter, Seat, Structure};

use super::nav::OfficeNav;
use super::people::{asked, name_of};
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

pub use words::log_words;

/// A line with the names that it needs.
#[derive(Clone, Debug)]
pub struct LogLine {
    /// As it was written.
    pub line: BookLine,
    /// The name of the person whom it is about; empty once it was taken out.
    pub name: String,
    /// The certificate that it is about.
    pub award: Option<String>,
    /// The last line before it about the same thing.
    pub before: Option<BookLine>,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Log {
    /// Which lines are wanted.
    pub filter: LogFilter,
    /// The name of the person whom they are about.
    pub person: Option<String>,
    /// The lines.
    pub lines: Vec<LogLine>,
    /// The number before which the next page begins.
    pub older: Option<i64>,
    /// Whether older lines than the newest were asked for.
    pub is_later_page: bool,
    /// The first line that is damaged, if the page was asked to check.
    pub damage: Option<Option<i64>>,
    /// People among whom one has to be chosen.
    pub people: Vec<(MemberId, String)>,
    /// Writers among whom one has to be chosen.
    pub writers: Vec<String>,
}

/// What was written into the books, the newest first.
#[component]
pub fn LogPage<'a>(seat: &'a Seat, structure: &'a Structure, log: Log, form: Form) -> impl IntoView {
    let address = urls::office(&seat.organisation, "log");
    let checked = log.damage.map(|damage| match damage {
        None => view! { <p class="notice" role="status">"Checked: every line is sealed with the one before it. Nothing was changed or taken out."</p> }.into_any(),
        Some(number) => view! { <p class="notice wrong" role="alert">"Line "{number}" does not fit the one before it. Somebody changed the database by hand; compare it with a backup."</p> }.into_any(),
    });
    let records = seat.managing().map(|_| {
        view! { " · "<a href=urls::office(&seat.organisation, "records")>"Compare the records with this log"</a> }
    });
    let is_sound = form.is_sound();
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="log" />
            <h1>"Log"</h1>
            <p>"Every change to these books, with who made it and when. Nothing here can be changed; a correction is a line of its own."</p>
            <p><a href=format!("{address}?check=yes")>"Check that no line was changed"</a>{records}</p>
        </header>
        <ErrorSummary form=form.clone() />
        {checked}
        {narrow::narrowing(&log, &address, form)}
        {narrow::choices(&log, &address)}
        {is_sound.then(|| lines(seat, structure, &log, &address))}
    }
}

/// The filter as an address has it; with a number, the lines before it.
pub fn log_query(filter: &LogFilter, before: Option<i64>) -> String {
    let last = filter.until.map(|until| when::iso_day(domain::time::Timestamp(until.0 - 1)));
    asked([
        ("kind", filter.kind.map_or("", domain::organisation::EntryKind::word).to_owned()),
        ("by", filter.by.clone()),
        ("person", filter.member.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("from", filter.since.map(when::iso_day).unwrap_or_default()),
        ("until", last.unwrap_or_default()),
        ("before", before.map(|number| number.to_string()).unwrap_or_default()),
    ])
}

fn lines(seat: &Seat, structure: &Structure, log: &Log, address: &str) -> Option<AnyView> {
    if log.lines.is_empty() {
        // Nothing is said of lines while somebody has to choose among names.
        let words = if log.is_later_page { "There is nothing older." } else { "No line fits this filter." };
        let is_open = log.people.is_empty() && log.writers.is_empty();
        return is_open.then(|| view! { <p class="empty">{words}</p> }.into_any());
    }
    let rows = log.lines.iter().map(|line| row(seat, structure, line)).collect_view();
    let older = log.older.map(|number| {
        view! { <a href=format!("{address}{}", log_query(&log.filter, Some(number))) rel="next">"Older lines"</a> }
    });
    let newest = log.is_later_page.then(|| {
        view! { <a href=format!("{address}{}", log_query(&log.filter, None))>"The newest"</a>" " }
    });
    let file = format!("{address}/csv{}", log_query(&log.filter, None));
    Some(
        view! {
            <section>
                <p class="list-head"><a href=file download="">"These lines as a file (CSV)"</a></p>
                <div class="table" tabindex="0" role="region" aria-label="Log">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col" class="num">"Line"</th>
                                <th scope="col">"When"</th>
                                <th scope="col">"Who"</th>
                                <th scope="col">"What"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p>{newest}{older}</p>
            </section>
        }
        .into_any(),
    )
}

fn row(seat: &Seat, structure: &Structure, one: &LogLine) -> impl IntoView + use<> {
    let LogLine { line, name, .. } = one;
    let person = line.member.as_ref().map(|member| {
        let address = format!("{}/{member}", urls::office(&seat.organisation, "people"));
        view! { <a href=address>{name_of(name)}</a>": " }
    });
    let writer = log_query(&LogFilter { by: line.by.clone(), ..LogFilter::default() }, None);
    let writer = format!("{}{writer}", urls::office(&seat.organisation, "log"));
    let what = log_words(one, structure, &seat.settings.currency);
    let opens = match (&line.entry, &line.member) {
        (Entry::Award { award, .. }, Some(member)) => Some(urls::award_of(&seat.organisation, member, award)),
        _ => None,
    };
    let what = match opens {
        Some(opens) => view! { <a href=opens>{what}</a> }.into_any(),
        None => what.into_any(),
    };
    view! {
        <tr>
            <td class="num">{line.number}</td>
            <td>{when::moment(line.at)}</td>
            <td><a href=writer>{line.by.clone()}</a></td>
            <td>{person}{what}</td>
        </tr>
    }
}
