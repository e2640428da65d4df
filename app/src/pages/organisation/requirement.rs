use domain::award::Day;
use domain::organisation::{Demand, Requirement, conflict_words};
use leptos::prelude::*;
use store::{ChosenRow, CoverageRow, ExceptionRow, GapRow, Seat, Structure};

use super::candidates::Candidate;
use super::chosen;
use super::deadline::{missing_words, months_words, state_words};
use super::nav::OfficeNav;
use super::people::name_of;
use super::requirements::{RequirementForm, demand_words, department_words, scope_words};
use crate::form::{ErrorSummary, Form};
use crate::{urls, when};

/// One requirement: who meets it, who does not, and who is closest.
#[component]
pub fn RequirementPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    requirement: Requirement,
    coverage: Option<CoverageRow>,
    candidates: Vec<Candidate>,
    exceptions: Vec<ExceptionRow>,
    /// Those who were chosen one by one.
    chosen: Vec<ChosenRow>,
    today: Day,
    form: Form,
) -> impl IntoView {
    let change = seat.managing().map(|_| {
        let action = format!("{}/{}", urls::office(&seat.organisation, "requirements"), requirement.id);
        let is_wrong = !form.is_sound() && form.error("person").is_none();
        let form = form.clone();
        view! {
            <section>
                <details open=is_wrong>
                    <summary>"Change or end this requirement"</summary>
                    <RequirementForm structure=structure form=form action=action.clone() button="Keep the change" />
                    <form method="post" action=action class="stack">
                        <input type="hidden" name="go" value="end" />
                        <p class="help">"Ended requirements concern nobody from today on. Reports about the days before still show them."</p>
                        <button class="quiet">"End this requirement"</button>
                    </form>
                </details>
            </section>
        }
    });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="requirements" />
            <h1>{requirement.name.clone()}</h1>
            <p>{sentence(&requirement, structure)}</p>
            <p class="big">{state(&requirement, coverage.as_ref(), today)}</p>
            {late(seat, &requirement, coverage.as_ref())}
        </header>
        <ErrorSummary form=form.clone() />
        <section>
            <h2>{if requirement.demand == Demand::Each { "Gaps, and who is closest" } else { "Who is closest" }}</h2>
            {gaps(seat, structure, candidates, today)}
        </section>
        {(!exceptions.is_empty()).then(|| lifted(seat, &exceptions))}
        {chosen::section(seat, &requirement, &chosen, &form)}
        {change}
    }
}

/// Of whom it is not asked for the time being.
fn lifted(seat: &Seat, rows: &[ExceptionRow]) -> impl IntoView + use<> {
    let lines = rows.iter().map(|row| {
        let address = format!("{}/{}", urls::office(&seat.organisation, "people"), row.exception.member);
        let until = when::day(&row.exception.until.to_string());
        view! { <li><a href=address>{name_of(&row.name)}</a>": until "{until}". "{row.exception.reason.clone()}</li> }
    });
    let queue = urls::office(&seat.organisation, "exceptions");
    view! {
        <section>
            <h2>"Not asked for the time being"</h2>
            <ul class="plain-list">{lines.collect_view()}</ul>
            <p><a href=queue>"All exceptions"</a></p>
        </section>
    }
}

fn sentence(requirement: &Requirement, structure: &Structure) -> String {
    let valid = requirement.valid_months.map(|months| format!(" An award counts for {months} months."));
    let due = requirement.due.map(|due| format!(" To be met by {}.", when::day(&due.to_string())));
    let within = requirement.months_for_newcomers();
    let within = within.map(|months| match requirement.due {
        Some(_) => format!(" Whoever it comes to concern later has {} from then.", months_words(months)),
        None => format!(" Everybody has {} from the day on which it comes to concern them.", months_words(months)),
    });
    let until = requirement.until.map(|last| format!(" It is asked until {}.", when::day(&last.to_string())));
    let apart = requirement.apart_words(|id| department_words(id, structure));
    let apart = apart.map(|words| format!(" Whoever meets it {words}."));
    format!(
        "{}: {} {} {}.{}{}{}{}{} Criticality: {}.",
        scope_words(requirement, structure),
        demand_words(requirement.demand),
        if requirement.demand == Demand::Each { "needs" } else { "need" },
        requirement.levels_words(),
        valid.unwrap_or_default(),
        due.unwrap_or_default(),
        within.unwrap_or_default(),
        until.unwrap_or_default(),
        apart.unwrap_or_default(),
        requirement.criticality.word(),
    )
}

fn state(requirement: &Requirement, coverage: Option<&CoverageRow>, today: Day) -> String {
    if let Some(last) = requirement.until.filter(|last| *last < today) {
        return format!("It asks for nothing any more: its last day was {}.", when::day(&last.to_string()));
    }
    let Some(row) = coverage else {
        let words = match requirement.demand {
            Demand::Each => "It concerns nobody today.",
            Demand::AtLeast(_) => "It asks nothing of those whom you see today.",
        };
        return words.to_owned();
    };
    match row.missing() {
        missing if missing > 0 => {
            format!("{} of {}: {}", row.met, row.needed, missing_words(row, requirement.gives_time()))
        }
        _ => format!("{} of {}: met", row.holders, row.needed),
    }
}

/// The way to those who are late.
fn late(seat: &Seat, requirement: &Requirement, coverage: Option<&CoverageRow>) -> Option<impl IntoView + use<>> {
    let late = coverage.map(CoverageRow::late).filter(|late| *late > 0)?;
    let has_names = requirement.gives_time() && requirement.demand == Demand::Each;
    let people = urls::office(&seat.organisation, "people");
    has_names.then(|| {
        view! { <p><a href=format!("{people}?requirement={}&state=late", requirement.id)>{if late == 1 { "See who is late".to_owned() } else { format!("See the {late} who are late") }}</a></p> }
    })
}

/// What somebody misses, and until when there is time for it.
fn gap_words(gap: &GapRow, hindered: Option<String>, today: Day) -> String {
    let state = gap.state(today);
    let what = match gap.until() {
        _ if hindered.is_some() => hindered.unwrap_or_default(),
        Some(last) if gap.is_met(today) => return format!("◐ ends {}", when::day(&last.to_string())),
        None => "no certificate".to_owned(),
        Some(last) if last < today => format!("ended {}", when::day(&last.to_string())),
        Some(_) => "not yet awarded".to_owned(),
    };
    match state_words(state) {
        Some((mark, time)) => format!("{mark} {what}, {time}"),
        None if gap.until().is_some_and(|last| last >= today) => format!("◔ {what}"),
        None => format!("○ {what}"),
    }
}

fn gaps(seat: &Seat, structure: &Structure, candidates: Vec<Candidate>, today: Day) -> AnyView {
    if candidates.is_empty() {
        return view! { <p class="empty">"Nobody is missing, and nothing ends within 90 days."</p> }.into_any();
    }
    let percent = |figure: Option<u32>| figure.map_or("no record".to_owned(), |percent| format!("{percent} %"));
    let lines = candidates.into_iter().map(|candidate| {
        let Candidate { gap, lessons, mock, conflict } = candidate;
        let planned = gap.planned();
        let member = gap.member();
        let hindered = conflict.map(|one| {
            conflict_words(one.holds.map(|(_, level)| level), &department_words(&one.department, structure))
        });
        let state = gap_words(&gap, hindered, today);
        let address = format!("{}/{member}", urls::office(&seat.organisation, "people"));
        view! {
            <tr>
                <th scope="row"><a href=address>{gap.name.clone()}</a></th>
                <td>{state}</td>
                <td class="num">{percent(lessons)}</td>
                <td class="num">{percent(mock)}</td>
                <td>{planned.map_or("not planned".to_owned(), |day| when::day(&day.to_string()))}</td>
            </tr>
        }
    });
    let lines = lines.collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Gaps">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Person"</th>
                        <th scope="col">"State"</th>
                        <th scope="col" class="num">"Lessons done"</th>
                        <th scope="col" class="num">"Best mock"</th>
                        <th scope="col">"Exam"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        <p class="help">"Who is late comes first, then who has time, then whose certificate ends; among them the closest: best mock exam of the level, then lessons. People without an account study elsewhere, so nothing is known of their progress."</p>
    }
    .into_any()
}
