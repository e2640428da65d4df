//! Everything out of the books, in open formats.

use leptos::prelude::*;
use store::Seat;

use super::nav::OfficeNav;
use crate::urls;

/// The tables that can be taken out: part of the address, name, and what stands in them.
pub const SHEETS: [(&str, &str, &str); 9] = [
    ("people", "People", "Name, address, department, position, first and last day, role. Can be imported again."),
    ("positions", "Positions", "Who holds or held which position, from when until when."),
    ("requirements", "Requirements", "What is required of whom, and since when."),
    ("awards", "Certificates", "Every certificate with its state and who decided."),
    ("plan", "Plan", "Exams, courses and refreshers: for whom, by when, what they cost, how they stand."),
    ("observations", "Observations", "How work in practice went: of whom, on which day, in which words, by whom."),
    ("exceptions", "Exceptions", "What was not asked of whom, from when until when, why, and who decided."),
    ("settings", "Settings", "The rules that hold for the whole organisation."),
    ("log", "Log", "Every line of the books, the newest first."),
];

/// Where the files are.
#[component]
pub fn ExportPage<'a>(seat: &'a Seat) -> impl IntoView {
    let address = urls::office(&seat.organisation, "export");
    let rows = SHEETS.into_iter().map(|(file, name, words)| {
        let link = |kind: &str| format!("{address}/{file}.{kind}");
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{words}</td>
                <td><a href=link("csv")>"CSV"<span class="unseen">{format!(" of {name}")}</span></a></td>
                <td><a href=link("xlsx")>"Excel"<span class="unseen">{format!(" of {name}")}</span></a></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let [archive, everything] = ["zip", "json"].map(|kind| format!("{address}/everything.{kind}"));
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="export" />
            <h1>"Export"</h1>
            <p>"The books belong to you: take everything out, in formats that other programs read."</p>
        </header>
        <section>
            <div class="table" tabindex="0" role="region" aria-label="Files">
                <table>
                    <thead>
                        <tr><th scope="col">"Table"</th><th scope="col">"What it holds"</th><th scope="col">"CSV"</th><th scope="col">"Excel"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <h2>"Everything at once"</h2>
            <p><a href=archive download="">"Everything with the files that prove certificates (ZIP)"</a></p>
            <p>"The archive holds each table as CSV, the file below, and a folder of the files. Its index.csv names each file with whose it is, its size and its SHA-256, and says which are missing. With many files it takes a while."</p>
            <p><a href=everything>"Everything but these files in one file (JSON)"</a></p>
            <p>"The file holds the settings and the lists departments, positions, people, assignments, requirements, awards, plans, observations, exceptions and log. Every entry has an id; where one names another it gives that id. Days are written as 2026-12-31, moments in milliseconds since 1 January 1970 (UTC)."</p>
        </section>
    }
}
