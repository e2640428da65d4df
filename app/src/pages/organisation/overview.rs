use domain::award::Day;
use domain::organisation::{Demand, Requirement};
use leptos::prelude::*;
use store::{CoverageRow, Overview, Seat, Structure};

use super::deadline::{gap_mark, missing_words};
use super::nav::OfficeNav;
use super::requirements::scope_words;
use crate::parts::Meter;
use crate::{urls, when};

/// Who is qualified today, what ends soon, what is planned.
#[component]
pub fn OverviewPage<'a>(seat: &'a Seat, structure: &'a Structure, overview: &'a Overview, today: Day) -> impl IntoView {
    let title = verdict(structure, overview);
    let reach = seat
        .is_partial()
        .then(|| view! { <p class="help">"You see your own team: your department and those below it."</p> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="" />
            <h1>{title}</h1>
            {time(seat, structure, overview)}
            {reach}
        </header>
        {first_steps(seat, structure, overview)}
        {figures(seat, overview)}
        <section>
            <h2>"Coverage today"</h2>
            {coverage(seat, structure, overview)}
        </section>
        {trend(overview, today)}
    }
}

/// The state in one sentence.
fn verdict(structure: &Structure, overview: &Overview) -> String {
    let (needs, met) = sum(&overview.coverage);
    let gaps = needs - met;
    match () {
        () if structure.requirements.is_empty() => "Nothing is required yet".to_owned(),
        () if needs == 0 => "Nobody is concerned by a requirement yet".to_owned(),
        () if gaps == 0 => format!("Every requirement is met: {needs} of {needs}"),
        () => format!("{met} of {needs} needs are met, {gaps} {} not", if gaps == 1 { "is" } else { "are" }),
    }
}

/// How many of the gaps are late, and until when the others have time; nothing where no requirement gives any.
fn time(seat: &Seat, structure: &Structure, overview: &Overview) -> Option<impl IntoView + use<>> {
    let gaps = overview.coverage.iter().map(CoverageRow::missing).sum::<i64>();
    if gaps == 0 || !structure.requirements.iter().any(Requirement::gives_time) {
        return None;
    }
    let open = overview.coverage.iter().map(|row| row.open).sum::<i64>();
    let next = overview.coverage.iter().filter_map(|row| row.next_due).min().map(|day| when::day(&day.to_string()));
    let late = match gaps - open {
        0 => view! { "none is late" }.into_any(),
        late => {
            // What is asked of so many together is late, and nobody in particular is.
            let together = |row: &&CoverageRow| {
                let one = structure.requirements.iter().find(|one| one.id == row.requirement);
                row.late() > 0 && one.is_some_and(|one| one.demand != Demand::Each)
            };
            let address = match overview.coverage.iter().find(together) {
                Some(_) => urls::office(&seat.organisation, "requirements"),
                None => format!("{}?state=late", urls::office(&seat.organisation, "people")),
            };
            view! { <a href=address>{late}{if late == 1 { " is late" } else { " are late" }}</a> }.into_any()
        }
    };
    let open = match next {
        Some(next) if open == 1 => format!("; one is due by {next}"),
        Some(next) => format!("; {open} have time, the next is due by {next}"),
        None => String::new(),
    };
    Some(view! { <p>"Of what is missing, "{late}{open}"."</p> })
}

fn sum(coverage: &[CoverageRow]) -> (i64, i64) {
    (coverage.iter().map(|row| row.needed).sum(), coverage.iter().map(|row| row.met).sum())
}

/// What to do first in empty books.
fn first_steps(seat: &Seat, structure: &Structure, overview: &Overview) -> Option<impl IntoView + use<>> {
    seat.managing()?;
    let address = |page: &str| urls::office(&seat.organisation, page);
    let (address, words, why) = if overview.people <= 1 {
        (address("import"), "Bring in your people", "Import a staff list, or enter people one by one.")
    } else if structure.requirements.is_empty() {
        (
            address("requirements"),
            "State what is required",
            "Say which positions need which qualification; gaps show at once.",
        )
    } else if overview.waiting > 0 {
        (
            address("approvals"),
            "Look at new certificates",
            "New certificates wait. They count once somebody has seen the proof.",
        )
    } else {
        return None;
    };
    Some(
        view! { <section class="next-step"><h2>"Your next step"</h2><p>{why}</p><p><a class="button next" href=address>{words}</a></p></section> },
    )
}

fn figures(seat: &Seat, overview: &Overview) -> impl IntoView + use<> {
    let ending = overview.coverage.iter().map(|row| row.ending).sum::<i64>();
    let entries = [
        (overview.people, "people", "people"),
        (overview.joined, "of them with an account", "people"),
        (overview.waiting, "certificates to look at", "approvals"),
        (ending, "needs end within 90 days", "forecast"),
        (overview.planned, "exams and courses planned", "plan"),
    ];
    let entries = entries.map(|(figure, words, page)| {
        view! { <li><a href=urls::office(&seat.organisation, page)><strong>{figure}</strong>" "{words}</a></li> }
    });
    view! { <ul class="figures-row">{entries.into_iter().collect_view()}</ul> }
}

fn coverage(seat: &Seat, structure: &Structure, overview: &Overview) -> AnyView {
    if structure.requirements.is_empty() {
        return view! { <p class="empty">"State requirements first: then this table shows who meets them."</p> }
            .into_any();
    }
    let lines = structure.requirements.iter().map(|requirement| {
        let row = overview.coverage.iter().find(|row| row.requirement == requirement.id);
        let (needed, met, ending) = row.map_or((0, 0, 0), |row| (row.needed, row.met, row.ending));
        let (mark, word) = row.filter(|row| row.missing() > 0).map_or(("●", "met"), gap_mark);
        let missing = row.filter(|row| row.missing() > 0);
        let missing = missing.map(|row| format!(", {}", missing_words(row, requirement.gives_time())));
        let address = format!("{}/{}", urls::office(&seat.organisation, "requirements"), requirement.id);
        let percent = (met.min(needed) * 100 / needed.max(1)) as u32;
        view! {
            <tr>
                <th scope="row"><a href=address>{requirement.name.clone()}</a></th>
                <td>{scope_words(requirement, structure)}</td>
                <td>{requirement.criticality.word()}</td>
                <td class="num">{met}" of "{needed}</td>
                <td><Meter percent=percent /></td>
                <td>{mark}" "{word}{missing}</td>
                <td class="num">{ending}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Coverage today">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Requirement"</th>
                        <th scope="col">"Whom it concerns"</th>
                        <th scope="col">"Criticality"</th>
                        <th scope="col" class="num">"Met by"</th>
                        <th scope="col"><span class="unseen">"Share"</span></th>
                        <th scope="col">"State"</th>
                        <th scope="col" class="num">"End within 90 days"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The last figure of each month, as a line and as a table.
fn trend(overview: &Overview, today: Day) -> Option<impl IntoView + use<>> {
    let mut months = Vec::<(String, i64, i64)>::new();
    for (day, needs, met) in &overview.trend {
        let month = day.get(..7).unwrap_or_default();
        match months.last_mut().filter(|last| last.0.starts_with(month)) {
            Some(last) => *last = (day.clone(), *needs, *met),
            None => months.push((day.clone(), *needs, *met)),
        }
    }
    if months.len() < 2 {
        return None;
    }
    let percent = |needs: i64, met: i64| if needs == 0 { 0 } else { met * 100 / needs };
    let step = 240 / (months.len() as i64 - 1);
    let points = months
        .iter()
        .enumerate()
        .map(|(n, (_, needs, met))| format!("{},{}", n as i64 * step, 50 - percent(*needs, *met) / 2));
    let points = points.collect::<Vec<_>>().join(" ");
    let rows = months
        .into_iter()
        .rev()
        .map(|(day, needs, met)| {
            view! { <tr><th scope="row">{when::day(&day)}</th><td class="num">{met}" of "{needs}</td><td class="num">{percent(needs, met)}" %"</td></tr> }
        })
        .collect_view();
    Some(view! {
        <section>
            <h2>"Trend over the last year"</h2>
            <svg class="spark" viewBox="-2 -2 244 54" role="img" aria-label=format!("Share of needs met, until {}", when::day(&today.to_string()))>
                <polyline points=points fill="none" stroke="currentColor" stroke-width="2" />
            </svg>
            <details>
                <summary>"The figures"</summary>
                <div class="table" tabindex="0" role="region" aria-label="Trend">
                    <table>
                        <thead><tr><th scope="col">"Day"</th><th scope="col" class="num">"Met"</th><th scope="col" class="num">"Share"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </section>
    })
}
