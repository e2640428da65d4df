//! A staff list on its way into the books.

use std::collections::BTreeMap;

use domain::organisation::{Change, Fate, IntakeRow};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use store::{IntakeHead, IntakeState, Seat};

use super::nav::OfficeNav;
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

/// A list as it was read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReadList {
    /// Rows that can be taken.
    pub rows: Vec<IntakeRow>,
    /// Rows that cannot, with why.
    pub refused: Vec<RefusedRow>,
    /// Columns that were not used.
    pub ignored: Vec<String>,
    /// What was decided about the list as a whole.
    pub notes: Vec<String>,
}

/// Something that is wrong with a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefusedRow {
    /// The row.
    pub row: usize,
    /// What its cell holds.
    pub what: String,
    /// What is wrong and what to do.
    pub why: String,
}

/// A row and its fate, as the table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowLine {
    /// The row.
    pub row: usize,
    /// Whom or what it names.
    pub who: String,
    /// Its fate.
    pub fate: Fate,
    /// What it changes, or why it is refused.
    pub words: String,
}

/// What a list would do, or did.
#[derive(Clone, Debug, Default)]
pub struct TrialRun {
    /// Rows by fate.
    pub counts: BTreeMap<Fate, usize>,
    /// People who are new or change.
    pub people: usize,
    /// Departments that will be made.
    pub departments: Vec<String>,
    /// Positions that will be made.
    pub positions: Vec<String>,
    /// Columns that were not used.
    pub ignored: Vec<String>,
    /// What was decided about the list as a whole.
    pub notes: Vec<String>,
    /// The rows of this page.
    pub lines: Vec<RowLine>,
    /// Which fate is shown alone.
    pub only: Option<Fate>,
    /// This page and the last one, from 1.
    pub page: (usize, usize),
    /// Stands for all that is shown.
    pub shown: String,
}

/// The word of a fate in addresses, and its name on pages.
pub const FATES: [(Fate, &str, &str); 4] = [
    (Fate::Refused, "refused", "Refused"),
    (Fate::Changed, "changed", "Changed"),
    (Fate::Created, "created", "New"),
    (Fate::Unchanged, "unchanged", "Unchanged"),
];

/// What a row changes, in words.
pub fn change_words(changes: &[Change]) -> String {
    let day = |day: &domain::award::Day| when::day(&day.to_string());
    let words = changes.iter().map(|change| match change {
        Change::Person => "comes into the books".to_owned(),
        Change::Name(before) => format!("was called {before}"),
        Change::FirstDay(on) => format!("first day {}", day(on)),
        Change::LastDay(on) => format!("last day {}", day(on)),
        Change::Position(position, from) => format!("{position} from {}", day(from)),
        Change::Certificate(number) => format!("certificate {number}, to be verified"),
    });
    words.collect::<Vec<_>>().join("; ")
}

/// Where a list is chosen.
#[component]
pub fn ImportPage<'a>(seat: &'a Seat, lists: Vec<IntakeHead>, form: Form) -> impl IntoView {
    let address = urls::office(&seat.organisation, "import");
    let action = address.clone();
    let template = |kind: &str| format!("{address}/template/people.{kind}");
    let (csv, xlsx) = (template("csv"), template("xlsx"));
    let earlier = (!lists.is_empty()).then(|| {
        let lines = lists.into_iter().map(|list| {
            let state = match list.state {
                IntakeState::Draft => "not imported yet",
                IntakeState::Running => "being imported",
                IntakeState::Done => "imported",
            };
            view! { <li><a href=format!("{address}/{}", list.id)>{list.file_name}</a>{format!(", {state}, ")}{when::moment(list.made_at)}</li> }
        });
        view! { <section><h2>"Lists of the last 24 hours"</h2><ul>{lines.collect_view()}</ul></section> }
    });
    let error = form.error("file").map(str::to_owned);
    let wrong = error.is_some();
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="import" />
            <h1>"Import people"</h1>
            <p>"Choose a staff list. You see what would become of every row before anything is written."</p>
        </header>
        <section>
            <ErrorSummary form=form.clone() />
            <form method="post" action=action enctype="multipart/form-data" class="stack">
                <input type="hidden" name="id" value=form.value("id") />
                <div class="field" class:wrong=wrong>
                    <label for="file">"Staff list"</label>
                    <p class="help" id="file-help">"An Excel workbook (.xlsx) or a CSV file, at most 10 MB and 20,000 rows."</p>
                    {error.map(|message| view! { <p class="error" id="file-error">{message}</p> })}
                    <input id="file" name="file" type="file" accept=".csv,.xlsx,.txt,.tsv" required="" aria-describedby="file-help" />
                </div>
                <button class="button">"Look at the list"</button>
            </form>
        </section>
        <section>
            <h2>"What a list holds"</h2>
            <p>"Every row needs an e-mail address and a name. All else is optional: department (a path such as IT > Operations), position, start date, end date, and a certificate with qualification, institute, award date, expiry date and number. Headings may be in English, German, French or Spanish, in any order."</p>
            <p>"An empty cell takes nothing away, and people whom the list does not name stay as they are. The e-mail address says who somebody is: the same list twice changes nothing."</p>
            <p>"An empty list to fill in: "<a href=csv>"CSV"</a>" or "<a href=xlsx>"Excel"</a></p>
        </section>
        {earlier}
    }
}

/// What would become of a list.
#[component]
pub fn DraftPage<'a>(seat: &'a Seat, head: IntakeHead, preview: TrialRun, form: Form) -> impl IntoView {
    let address = format!("{}/{}", urls::office(&seat.organisation, "import"), head.id);
    let count = |fate| preview.counts.get(&fate).copied().unwrap_or(0);
    let summary = format!(
        "Of {}, {} would be new, {} changed, {} unchanged and {} refused.",
        when::count(preview.counts.values().sum(), "row", "rows"),
        count(Fate::Created),
        count(Fate::Changed),
        count(Fate::Unchanged),
        count(Fate::Refused)
    );
    let label = format!("Import {}", when::count(preview.people, "person", "people"));
    let go = (preview.people > 0).then(|| view! { <button class="button" name="go" value="import">{label}</button> });
    let none = (preview.people == 0).then(
        || view! { <p>"There is nothing to import: the books say all this already, or every row is refused."</p> },
    );
    let action = address.clone();
    let shown = preview.shown.clone();
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="import" />
            <h1>"Look before you import"</h1>
            <p>{head.file_name}": "{summary}" Nothing has been written yet."</p>
        </header>
        <ErrorSummary form=form />
        <section>
            {none}
            <form method="post" action=action class="inline">
                <input type="hidden" name="shown" value=shown />
                {go}
                <button class="quiet" name="go" value="discard">"Throw the list away"</button>
            </form>
            {remarks(&preview)}
        </section>
        <section>{rows(&address, preview)}</section>
    }
}

fn remarks(preview: &TrialRun) -> impl IntoView + use<> {
    let list = |title: &'static str, words: &[String]| {
        (!words.is_empty()).then(|| {
            let number = words.len();
            let lines = words.iter().map(|word| view! { <li>{word.clone()}</li> }).collect_view();
            view! { <details><summary>{title}{format!(" ({number})")}</summary><ul>{lines}</ul></details> }
        })
    };
    let notes = preview.notes.iter().map(|note| view! { <p>{note.clone()}</p> }).collect_view();
    let ignored = (!preview.ignored.is_empty())
        .then(|| view! { <p>"Columns that are not used: "{preview.ignored.join(", ")}</p> });
    view! {
        {notes}
        {ignored}
        {list("Departments that will be made", &preview.departments)}
        {list("Positions that will be made", &preview.positions)}
    }
}

fn rows(address: &str, preview: TrialRun) -> impl IntoView + use<> {
    let (page, last) = preview.page;
    let word = |fate| FATES.iter().find(|(one, ..)| *one == fate).map_or(("", ""), |(_, word, name)| (*word, *name));
    let filters = FATES.into_iter().map(|(fate, word, name)| {
        let number = preview.counts.get(&fate).copied().unwrap_or(0);
        let current = (preview.only == Some(fate)).then_some("page");
        view! { <a href=format!("{address}?fate={word}") aria-current=current>{format!("{name} ({number})")}</a> }
    });
    let filters = filters.collect_view();
    let all = preview.only.is_none().then_some("page");
    let lines = preview.lines.into_iter().map(|line| {
        view! {
            <tr>
                <td class="num">{line.row}</td>
                <td>{line.who}</td>
                <td>{word(line.fate).1}</td>
                <td>{line.words}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    let filter = preview.only.map_or_else(String::new, |fate| format!("&fate={}", word(fate).0));
    let way = |to: usize, words: &'static str| view! { <a href=format!("{address}?page={to}{filter}")>{words}</a>" " };
    let before = (page > 1).then(|| way(page - 1, "Rows before"));
    let after = (page < last).then(|| way(page + 1, "Rows after"));
    view! {
        <nav class="filters" aria-label="Rows"><a href=address.to_owned() aria-current=all>"All"</a>{filters}</nav>
        <div class="table" tabindex="0" role="region" aria-label="Rows of the list">
            <table>
                <thead>
                    <tr>
                        <th scope="col" class="num">"Row"</th>
                        <th scope="col">"Who"</th>
                        <th scope="col">"Fate"</th>
                        <th scope="col">"What happens, or why not"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p>{before}{after}{format!("Page {page} of {last}")}</p>
    }
}

/// A list that is being taken in, or was.
#[component]
pub fn ProgressPage<'a>(seat: &'a Seat, head: IntakeHead, counts: BTreeMap<Fate, usize>) -> impl IntoView {
    let count = |fate| counts.get(&fate).copied().unwrap_or(0);
    let body = match head.state {
        IntakeState::Done => view! {
            <p class="notice" role="status">{format!(
                "Imported: {} new, {} changed, {} unchanged, {} refused.",
                count(Fate::Created), count(Fate::Changed), count(Fate::Unchanged), count(Fate::Refused),
            )}</p>
            <p><a href=urls::office(&seat.organisation, "people")>"To the people"</a></p>
        }
        .into_any(),
        _ => view! {
            <p><label for="progress">{format!("{} of {} rows", head.taken, head.total)}</label></p>
            <progress id="progress" max=head.total value=head.taken></progress>
            <p>"This page renews itself. You may close it: the import goes on, also after the server was restarted."</p>
        }
        .into_any(),
    };
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="import" />
            <h1>{if head.state == IntakeState::Done { "Imported" } else { "Importing" }}</h1>
            <p>{head.file_name}</p>
        </header>
        <section>{body}</section>
    }
}
