use domain::award::Day;
use domain::organisation::{Month, Requirement, Shortfall};
use domain::question::Level;
use leptos::prelude::*;
use store::{FallsDue, Seat};

use super::deadline::falling_due;
use super::nav::OfficeNav;
use crate::urls;

/// What is to be expected of one level.
pub struct LevelForecast {
    /// Which.
    pub level: Level,
    /// Who holds it today.
    pub today: u32,
    /// The coming months.
    pub months: Vec<Month>,
}

/// A requirement that will be missed.
pub struct Missed {
    /// Which.
    pub requirement: Requirement,
    /// How many must meet it.
    pub needed: u32,
    /// When it is missed.
    pub short: Shortfall,
}

/// A month as pages write it.
fn month(day: Day) -> String {
    day.format("%B %Y").to_string()
}

/// Holders over the coming months, with and without what is planned.
#[component]
pub fn ForecastPage<'a>(
    seat: &'a Seat,
    levels: Vec<LevelForecast>,
    missed: Vec<Missed>,
    requirements: &'a [Requirement],
    due: Vec<FallsDue>,
    today: Day,
) -> impl IntoView {
    let sections = levels.into_iter().map(|level| section(seat, level)).collect_view();
    let reach = seat
        .is_partial()
        .then(|| view! { <p class="help">"You see your own team: your department and those below it."</p> });
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="forecast" />
            <h1>"Forecast"</h1>
            <p>"Who will hold each qualification over the next 24 months: if nobody renews, and if every exam and refresher that is planned succeeds."</p>
            {reach}
        </header>
        <section>
            <h2>"Where a requirement falls short"</h2>
            {shortfalls(seat, missed, today)}
        </section>
        <section>
            <h2>"What falls due"</h2>
            {falling_due(seat, requirements, &due)}
        </section>
        {sections}
    }
}

fn shortfalls(seat: &Seat, missed: Vec<Missed>, today: Day) -> AnyView {
    if missed.is_empty() {
        return view! { <p class="empty">"No requirement falls short within 24 months, even if nobody renews."</p> }
            .into_any();
    }
    let lines = missed.into_iter().map(|Missed { requirement, needed, short }| {
        let address = format!("{}/{}", urls::office(&seat.organisation, "requirements"), requirement.id);
        let is_now = today.format("%Y-%m").to_string() == short.month.format("%Y-%m").to_string();
        let when = if is_now { "this month".to_owned() } else { format!("in {}", month(short.month)) };
        view! { <li><a href=address>{requirement.name}</a>{format!(": {when}, {} of {needed} meet it if nobody renews.", short.met)}</li> }
    });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

fn section(seat: &Seat, forecast: LevelForecast) -> impl IntoView + use<> {
    let LevelForecast { level, today, months } = forecast;
    let people = format!("{}?level={}&state=ending", urls::office(&seat.organisation, "people"), level.word());
    let body = if today == 0 && months.iter().all(|month| month.planned == 0) {
        view! { <p class="empty">"Nobody holds it, and nothing is planned."</p> }.into_any()
    } else {
        view! {
            {chart(level, today, &months)}
            <p><a href=people>"Whose award ends"</a></p>
            <details>
                <summary>"The figures, month by month"</summary>
                {table(level, &months)}
            </details>
        }
        .into_any()
    };
    view! { <section><h2>{level.name()}</h2>{body}</section> }
}

const WIDTH: usize = 480;
const HEIGHT: u32 = 96;

/// Two lines from today to the end of the last month: without what is planned, and with it.
fn chart(level: Level, today: u32, months: &[Month]) -> impl IntoView + use<> {
    let most = months.iter().map(|month| month.hoped).max().unwrap_or(0).max(today).max(1);
    let step = WIDTH as f64 / months.len().max(1) as f64;
    let line = |figure: fn(&Month) -> u32| {
        let all = std::iter::once(today).chain(months.iter().map(figure));
        let points = all.enumerate().map(|(n, figure)| {
            format!("{:.1},{:.1}", n as f64 * step, f64::from(HEIGHT) * (1.0 - f64::from(figure) / f64::from(most)))
        });
        points.collect::<Vec<_>>().join(" ")
    };
    let (bare, hoped) = (line(|month| month.holders), line(|month| month.hoped));
    let end = months.last().map_or((0, 0), |month| (month.holders, month.hoped));
    let last = months.last().map(|last| month(last.first)).unwrap_or_default();
    let words = format!(
        "{} hold {} today. At the end of {last}: {} if nobody renews, {} with what is planned.",
        today,
        level.name(),
        end.0,
        end.1
    );
    let first = months.first().map(|first| month(first.first)).unwrap_or_default();
    view! {
        <figure class="forecast">
            <figcaption>{words.clone()}</figcaption>
            <svg viewBox=format!("-2 -4 {} {}", WIDTH + 4, HEIGHT + 8) role="img" aria-label=words>
                <line class="base" x1="0" x2=WIDTH.to_string() y1=HEIGHT.to_string() y2=HEIGHT.to_string() />
                <polyline class="hoped" points=hoped />
                <polyline class="bare" points=bare />
            </svg>
            <p class="axis" aria-hidden="true"><span>{first}</span><span class="key">"── if nobody renews   ┄┄ with what is planned"</span><span>{last}</span></p>
        </figure>
    }
}

fn table(level: Level, months: &[Month]) -> impl IntoView + use<> {
    let rows = months.iter().map(|line| {
        view! {
            <tr>
                <th scope="row">{month(line.first)}</th>
                <td class="num">{line.expiring}</td>
                <td class="num">{line.planned}</td>
                <td class="num">{line.holders}</td>
                <td class="num">{line.hoped}</td>
            </tr>
        }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label=format!("Forecast {}", level.name())>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Month"</th>
                        <th scope="col" class="num">"End"</th>
                        <th scope="col" class="num">"Planned"</th>
                        <th scope="col" class="num">"Hold it then"</th>
                        <th scope="col" class="num">"With what is planned"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
