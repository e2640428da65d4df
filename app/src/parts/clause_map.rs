//! The clause map: the standard's shape, always in the same order and place.

use std::fmt::Write;

use domain::map::{Cell, ClauseMap, Strip};
use domain::mastery::Mastery;
use html_escape::encode_double_quoted_attribute;
use leptos::prelude::*;

use crate::urls;

/// What the cells say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// How well the viewer knows each clause.
    Mastery,
    /// How one paper went.
    Paper,
    /// Where the page is; nothing about the viewer.
    Place,
}

/// The map. Clauses 4 to 7 come before operation, clause 8 in its seven groups is operation, 9 and 10 come after.
#[component]
pub fn Map(map: ClauseMap, meaning: Meaning) -> impl IntoView {
    let (mut before, mut during, mut after) = (Vec::new(), Vec::new(), Vec::new());
    for strip in map.strips {
        match strip.number.main() {
            "8" => during.push(strip),
            "9" | "10" => after.push(strip),
            _ => before.push(strip),
        }
    }
    let block = |class: &'static str, name: &'static str, strips: Vec<Strip>| {
        let strips = strips.iter().fold(String::new(), |html, strip| written(html, strip, meaning));
        view! { <section class=format!("map-block {class}")><h3>{name}</h3><div class="strips" inner_html=strips></div></section> }
    };
    view! {
        <div class="map" role="group" aria-label="Clause map of ISO/IEC 20000-1:2018">
            {block("before", "Set up", before)}
            {block("during", "8 Operate", during)}
            {block("after", "Check and improve", after)}
        </div>
        {(meaning != Meaning::Place).then(|| legend(meaning))}
    }
}

/// A strip as HTML. The map stands on most pages and has 57 cells: written in one go it costs a fraction of as many views.
fn written(mut html: String, strip: &Strip, meaning: Meaning) -> String {
    let (number, address) = (&strip.number, urls::clause("2018", &strip.number));
    let title = encode_double_quoted_attribute(&strip.title);
    let _ =
        write!(html, r#"<div class="strip"><a class="strip-head" href="{address}"><b>{number}</b> {title}</a><ol>"#);
    for cell in &strip.cells {
        write_cell(&mut html, cell, meaning);
    }
    html.push_str("</ol></div>");
    html
}

fn write_cell(html: &mut String, cell: &Cell, meaning: Meaning) {
    let Cell { number, evidence, .. } = cell;
    let address = urls::clause("2018", number);
    let state = if meaning == Meaning::Place { "place" } else { cell.mastery().class() };
    let (here, current) = if cell.here { (" here", r#" aria-current="true""#) } else { ("", "") };
    let label = match meaning {
        Meaning::Place => format!("{number} {}", cell.title),
        _ => format!("{number} {}: {}", cell.title, spoken(cell, meaning)),
    };
    let label = encode_double_quoted_attribute(&label);
    let _ = write!(
        html,
        r#"<li><a class="cell {state}{here}" href="{address}" aria-label="{label}"{current} title="{label}"><span class="n">{number}</span><span class="f">"#
    );
    if evidence.answered > 0 {
        let _ = write!(html, "{}/{}", evidence.right, evidence.answered);
    }
    html.push_str("</span></a></li>");
}

fn spoken(cell: &Cell, meaning: Meaning) -> String {
    let evidence = cell.evidence;
    match (meaning, evidence.answered) {
        (Meaning::Paper, 0) => "not in this paper".to_owned(),
        (_, 0) => Mastery::Unseen.word().to_owned(),
        (Meaning::Paper, n) => format!("{} of {n} right", evidence.right),
        (_, n) => format!("{}, {} of {n} right", cell.mastery().word(), evidence.right),
    }
}

fn legend(meaning: Meaning) -> impl IntoView {
    let words: [(&str, &str); 4] = match meaning {
        Meaning::Paper => [
            ("unseen", "not in this paper"),
            ("weak", "under half right"),
            ("growing", "half or more right"),
            ("secure", "at least 80 % of three or more"),
        ],
        _ => [
            ("unseen", "not answered yet"),
            ("weak", "weak: under half right"),
            ("growing", "growing"),
            ("secure", "secure: at least 80 % of three or more"),
        ],
    };
    let each = words.map(|(class, word)| view! { <li><span class=format!("cell sample {class}")></span>{word}</li> });
    view! { <ul class="legend">{each.into_iter().collect_view()}</ul> }
}

/// The same as a table, for those who want or need one.
#[component]
pub fn ClauseTable(map: ClauseMap, meaning: Meaning) -> impl IntoView {
    let rows = map
        .cells()
        .map(|cell| {
            let state = match meaning {
                Meaning::Mastery => cell.mastery().word(),
                _ => "",
            };
            view! {
                <tr>
                    <th scope="row"><a href=urls::clause("2018", &cell.number)>{cell.number.to_string()}</a></th>
                    <td>{cell.title.clone()}</td>
                    <td class="num">{cell.evidence.answered}</td>
                    <td class="num">{cell.evidence.right}</td>
                    {(meaning == Meaning::Mastery).then(|| view! { <td>{state}</td> })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="as-table">
            <summary>"The same as a table"</summary>
            <div class="table" tabindex="0" role="region" aria-label="Clauses as a table">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Clause"</th>
                            <th scope="col">"Title"</th>
                            <th scope="col" class="num">"Answered"</th>
                            <th scope="col" class="num">"Right"</th>
                            {(meaning == Meaning::Mastery).then(|| view! { <th scope="col">"State"</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
