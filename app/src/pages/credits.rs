//! Credits: official results as they were recorded, and what the credit figure means today.

use chrono::Datelike;
use content::Library;
use domain::credits::{HalfCredits, Worth, total, worth};
use domain::question::Level;
use leptos::prelude::*;
use store::OfficialResult;

use crate::form::{ErrorSummary, Field, Form};
use crate::parts::level_badge;
use crate::{urls, when};

/// The page.
#[component]
pub fn CreditsPage<'a>(library: &'a Library, held: Vec<OfficialResult>, form: Form) -> impl IntoView {
    let value = |level: Level| library.credits.values.get(&level).copied().unwrap_or_default();
    let sum = total(held.iter().map(|result| result.level), value);
    let values = Level::ALL
        .map(|level| {
            let has = held.iter().any(|result| result.level == level);
            let state = if has { "● recorded" } else { "○ not recorded" };
            view! { <tr><th scope="row">{level_badge(level)}</th><td class="num">{value(level).to_string()}</td><td>{state}</td></tr> }
        })
        .into_iter()
        .collect_view();
    let notices = library.credits.notices.iter().map(|notice| view! { <li>{notice.clone()}</li> }).collect_view();
    view! {
        <header class="page-head">
            <h1>"Official results and credits"</h1>
            <p class="big">{sum.to_string()}<small>" ITIL Expert credit equivalents, as they once counted"</small></p>
        </header>
        <section>
            <h2>"What the figure means today"</h2>
            <ul>{notices}</ul>
            <div class="table" tabindex="0" role="region" aria-label="Credit values">
                <table>
                    <thead><tr><th scope="col">"Qualification"</th><th scope="col" class="num">"Credits"</th><th scope="col">"You"</th></tr></thead>
                    <tbody>{values}</tbody>
                </table>
            </div>
            <p class="help">
                <a href=urls::QUALIFICATIONS>"The qualifications today, and what follows ITIL Expert"</a>". "
                {format!("Each level counts once. Source: {}, checked {}.", library.credits.source.trim_end_matches('.'), when::day(&library.credits.checked_on))}
            </p>
        </section>
        <section>
            <h2>"Your official results"</h2>
            {results(library, held)}
        </section>
        {record_form(form)}
    }
}

fn results(library: &Library, held: Vec<OfficialResult>) -> AnyView {
    if held.is_empty() {
        return view! { <p class="empty">"None recorded yet. Passing a mock exam here never grants a credit: record the certificate that an institute gave you."</p> }
            .into_any();
    }
    let year = |result: &OfficialResult| when::parse_day(&result.awarded_on).map_or(i32::MAX, |day| day.year());
    let dated = held.iter().map(|result| (result.level, year(result))).collect::<Vec<_>>();
    let rows = held
        .into_iter()
        .zip(worth(&dated, library.credits.closed_year))
        .map(|(result, worth)| {
            let value = library.credits.values.get(&result.level).copied().unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{result.level.name()}</th>
                    <td>{result.institute}</td>
                    <td>{when::day(&result.awarded_on)}</td>
                    <td>{result.certificate_number}</td>
                    <td>{worth_words(worth, value, library.credits.closed_year)}</td>
                    <td>
                        <form method="post" action=format!("{}/{}/remove", urls::CREDITS, result.id)>
                            <button class="quiet">"Remove"<span class="unseen">{format!(" {}", result.level.name())}</span></button>
                        </form>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Official results">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Level"</th>
                        <th scope="col">"Institute"</th>
                        <th scope="col">"Date"</th>
                        <th scope="col">"Certificate"</th>
                        <th scope="col">"Credits"</th>
                        <th scope="col"><span class="unseen">"Remove"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn worth_words(worth: Worth, value: HalfCredits, closed_year: i32) -> String {
    match worth {
        Worth::Value => value.to_string(),
        Worth::Reference => format!("{value}, for reference only: dated after {closed_year}"),
        Worth::Repeat => "0.0: this level stands above already".to_owned(),
    }
}

fn record_form(form: Form) -> impl IntoView {
    let typed = form.value("level");
    let levels = Level::ALL.map(|level| {
        let selected = typed == level.word();
        view! { <option value=level.word() selected=selected>{level.name()}</option> }
    });
    view! {
        <section>
            <h2>"Record an official result"</h2>
            <ErrorSummary form=form.clone() />
            <form method="post" action=urls::CREDITS class="stack">
                <div class="field">
                    <label for="level">"Level"</label>
                    <select id="level" name="level">{levels.into_iter().collect_view()}</select>
                </div>
                <Field form=form.clone() name="institute" label="Institute" help="The one on the certificate, for instance APMG-International or EXIN." longest=120 />
                <Field form=form.clone() name="awarded_on" label="Date on the certificate" kind="date" />
                <Field form=form name="certificate_number" label="Certificate number" longest=80 />
                <button class="button">"Record"</button>
            </form>
        </section>
    }
}
