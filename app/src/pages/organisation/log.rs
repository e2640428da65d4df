//! What was written into the books, narrowed by what it is about, who wrote it, whom it is about and when.

mod narrow;

use domain::ids::MemberId;
use domain::organisation::Entry;
use leptos::prelude::*;
use store::{BookLine, LogFilter, Seat, Structure};

use super::nav::OfficeNav;
use super::people::{asked, name_of};
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

/// A line with the names that it needs.
#[derive(Clone, Debug)]
pub struct LogLine {
    /// As it was written.
    pub line: BookLine,
    /// The name of the person whom it is about; empty once it was taken out.
    pub name: String,
    /// The certificate that it is about.
    pub award: Option<String>,
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
    let what = log_words(one, structure);
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

/// What a line of the log says, with the certificate by its name.
pub fn log_words(one: &LogLine, structure: &Structure) -> String {
    match (&one.line.entry, &one.award) {
        (Entry::Award { what, reason, .. }, Some(name)) => {
            format!("{name}: {}", with_reason(award_words(what), reason))
        }
        (entry, _) => words(entry, structure),
    }
}

fn with_reason(words: &str, reason: &str) -> String {
    if reason.is_empty() { words.to_owned() } else { format!("{words}: {reason}") }
}

/// What happened to a certificate, in words.
fn award_words(what: &str) -> &str {
    match what {
        "claimed" => "recorded",
        "evidenced" => "proved with a file",
        "rejected" => "not accepted",
        "superseded" => "replaced by a newer one",
        "restored" => "made to count again, since the newer one does not",
        "revoked" => "taken back",
        "reinstated" => "put back, since it was taken back by mistake",
        other => other,
    }
}

/// What a line says, in words.
pub(super) fn words(entry: &Entry, structure: &Structure) -> String {
    let day = |day: &domain::award::Day| when::day(&day.to_string());
    match entry {
        Entry::Named { name } => format!("the organisation is called {name}"),
        Entry::Department { name, .. } => format!("department {name} was made or changed"),
        Entry::DepartmentClosed { .. } => "a department was removed".to_owned(),
        Entry::Position { name, .. } => format!("position {name} was made or changed"),
        Entry::PositionClosed { .. } => "a position was removed".to_owned(),
        Entry::Member { .. } => "name, address or days were entered".to_owned(),
        Entry::Role { role, .. } => format!("role is now {}", role.name()),
        Entry::Invited { .. } => "was invited".to_owned(),
        Entry::Joined { .. } => "joined, and agreed to show the own certificates".to_owned(),
        Entry::Left { on, .. } => format!("left on {}", day(on)),
        Entry::Erased { .. } => "name and address were taken out".to_owned(),
        Entry::Assigned { position, from, .. } => {
            format!("holds {} from {}", structure.position_words(position), day(from))
        }
        Entry::Unassigned { until, .. } => format!("a position ends on {}", day(until)),
        Entry::Requirement { requirement } => format!("requirement “{}” was stated or changed", requirement.name),
        Entry::Chosen { requirement, since, .. } => {
            let known = structure.requirements.iter().find(|one| one.id == *requirement);
            let name = known.map_or_else(|| "a requirement that was ended".to_owned(), |one| format!("“{}”", one.name));
            match since {
                Some(since) => format!("was chosen for {name} from {} on", day(since)),
                None => format!("was taken out of {name}"),
            }
        }
        Entry::RequirementEnded { .. } => "a requirement was ended".to_owned(),
        Entry::Award { what, reason, .. } => format!("a certificate was {}", with_reason(award_words(what), reason)),
        Entry::Observed { effect, words, .. } => format!("practice observed: {}: {words}", effect.name()),
        Entry::ExceptionAsked { until, words, .. } => {
            format!("an exception until {} was asked for: {words}", day(until))
        }
        Entry::ExceptionDecided { from: Some(_), words, .. } => format!("an exception was granted. {words}"),
        Entry::ExceptionDecided { from: None, words, .. } => format!("an exception was refused: {words}"),
        Entry::ExceptionEnded { last, .. } => format!("an exception ended on {}", day(last)),
        Entry::Planned { what, .. } => {
            format!("{} {} planned for {}", what.kind.name(), what.level.name(), day(&what.on))
        }
        Entry::PlanClosed { done: true, .. } => "a plan was carried out".to_owned(),
        Entry::PlanClosed { done: false, .. } => "a plan was given up".to_owned(),
        Entry::Linked { from, until, .. } => format!("a link for an auditor was made: {} to {}", day(from), day(until)),
        Entry::Unlinked { .. } => "a link for an auditor was ended".to_owned(),
        Entry::TakenOver { name, .. } => format!("cohort “{name}” had no trainer any more and was taken over"),
        Entry::Ruled { .. } => "the rules of the organisation were changed".to_owned(),
        Entry::Repaired { rows } => {
            let (rows, verb) = (usize::try_from(*rows).unwrap_or(usize::MAX), if *rows == 1 { "was" } else { "were" });
            format!("{} differed from this log and {verb} made anew from it", when::count(rows, "record", "records"))
        }
    }
}
