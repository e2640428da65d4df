//! Whether the records that pages go by are what the log says.

use std::collections::BTreeMap;

use leptos::prelude::*;
use store::{Difference, Seat};

use super::nav::OfficeNav;
use crate::{urls, when};

/// What came of comparing.
#[derive(Clone, Debug)]
pub enum Compared {
    /// Nobody has asked for it.
    NotYet,
    /// It is being done for somebody else.
    Busy,
    /// This differs.
    Done {
        /// What is not as the log says.
        left: Vec<Difference>,
        /// Whether it was tried to put that right.
        was_repaired: bool,
    },
    /// So many records were put right, and nothing differs any more.
    Repaired(usize),
}

/// Differences that are shown one by one.
const SHOWN: usize = 100;

/// Compares the records with the log, and puts right what differs.
#[component]
pub fn RecordsPage<'a>(seat: &'a Seat, compared: Compared) -> impl IntoView {
    let address = urls::office(&seat.organisation, "records");
    let outcome = match compared {
        Compared::NotYet => None,
        Compared::Busy => Some(view! { <p class="notice" role="status">"The records of this organisation are being compared just now. Try again in a minute."</p> }.into_any()),
        Compared::Repaired(0) => Some(view! { <p class="notice" role="status">"Nothing differed."</p> }.into_any()),
        Compared::Repaired(rows) => Some(view! { <p class="notice" role="status">{records_words(rows)}" put right. The log says so."</p> }.into_any()),
        Compared::Done { left, .. } if left.is_empty() => Some(view! { <p class="notice" role="status">"Every record is what the log says."</p> }.into_any()),
        Compared::Done { left, was_repaired } => Some(differing(seat, &left, was_repaired, &address)),
    };
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="log" />
            <h1>"Check the records"</h1>
            <p>"Pages, reports and mails go by records that are made from the log. Here they are compared with it, all of them. In a large organisation that takes some seconds; others can go on working."</p>
            <p><a href=urls::office(&seat.organisation, "log")>"Back to the log"</a></p>
        </header>
        {outcome}
        <form method="post" action=address>
            <button class="button" name="go" value="check">"Compare now"</button>
        </form>
    }
}

fn records_words(rows: usize) -> String {
    format!("{} {}", when::count(rows, "record", "records"), if rows == 1 { "was" } else { "were" })
}

fn differing(seat: &Seat, left: &[Difference], was_repaired: bool, address: &str) -> AnyView {
    let mut kinds = BTreeMap::<&str, usize>::new();
    for one in left {
        *kinds.entry(one.table).or_default() += 1;
    }
    let kinds = kinds.into_iter().map(|(table, rows)| view! { <li>{kind_words(table)}": "{rows}</li> });
    let is_broken = left.iter().any(|one| one.table == "organisation_entry");
    let next = match (is_broken, was_repaired) {
        (true, _) => view! { <p>"Lines of the log itself were changed by hand. Nothing is made anew from such a log: whoever looks after the program has to compare it with a backup."</p> }.into_any(),
        (false, true) => view! { <p>"These could not be put right. Whoever looks after the program should look at them."</p> }.into_any(),
        (false, false) => view! {
            <form method="post" action=address.to_owned()>
                <p>"Putting right makes these records anew from the log. The log itself is not changed; a line is added that says so."</p>
                <button class="button" name="go" value="repair">"Put them right"</button>
            </form>
        }
        .into_any(),
    };
    let rows = left.iter().take(SHOWN).map(|one| row(seat, one)).collect_view();
    let more = left.len().checked_sub(SHOWN).filter(|more| *more > 0);
    let more =
        more.map(|more| view! { <p class="help">{when::count(more, "other is", "others are")}" not shown."</p> });
    view! {
        <section>
            <div class="notice wrong" role="alert">
                <p><strong>{when::count(left.len(), "record differs", "records differ")}" from what the log says"</strong></p>
                <ul class="plain-list">{kinds.collect_view()}</ul>
            </div>
            {next}
            <details>
                <summary>"One by one"</summary>
                <div class="table" tabindex="0" role="region" aria-label="What differs">
                    <table>
                        <thead><tr><th scope="col">"What"</th><th scope="col">"There is"</th><th scope="col">"There should be"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {more}
            </details>
        </section>
    }
    .into_any()
}

fn row(seat: &Seat, one: &Difference) -> impl IntoView + use<> {
    let words = |words: &Option<String>| words.clone().unwrap_or_else(|| "nothing".to_owned());
    let what = match one.table {
        "member" => {
            let address = format!("{}/{}", urls::office(&seat.organisation, "people"), one.row);
            view! { <a href=address>{kind_words(one.table)}</a> }.into_any()
        }
        "organisation_entry" => format!("{} {}", kind_words(one.table), one.row).into_any(),
        table => kind_words(table).into_any(),
    };
    view! { <tr><th scope="row">{what}</th><td>{words(&one.there)}</td><td>{words(&one.due)}</td></tr> }
}

/// What the rows of a table are, as people call them.
fn kind_words(table: &str) -> &'static str {
    match table {
        "organisation" => "Name and rules of the organisation",
        "department" => "Department",
        "staff_position" => "Position",
        "member" => "Person",
        "assignment" => "Who holds which position",
        "requirement" => "Requirement",
        "exception" => "Exception",
        "holding" => "Certificate as it is seen here",
        "need" => "What is required of a person",
        "organisation_entry" => "Line of the log",
        _ => "Another record",
    }
}
