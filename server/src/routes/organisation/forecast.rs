//! What is to be expected if nobody does anything, and if everything that is planned succeeds.

use app::pages::organisation::{ForecastPage, LevelForecast, Missed};
use axum::http::StatusCode;
use axum::response::Response;
use domain::award::Day;
use domain::organisation::{Demand, Shortfall, falls_short, forecast};
use domain::question::Level;
use leptos::prelude::*;
use store::{CoverageRow, ForecastCounts};

use crate::office::ReadingOffice;
use crate::page::frame;
use crate::stop::Stop;

const MONTHS: u32 = 24;

pub async fn show(office: ReadingOffice) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let counts = site.store.forecast_counts(seat, today).await?;
    let coverage = site.store.coverage(seat, (today, today)).await?;
    let levels = Level::ALL.map(|level| level_forecast(level, &counts, today)).into();
    let missed = missed(&coverage, &counts, today);
    let due = site.store.falls_due(seat, today).await?;
    let requirements = counts.requirements.as_slice();
    let frame = frame("organisation", "Forecast", "Who will hold each qualification over the next 24 months.");
    Ok(office.page(StatusCode::OK, frame, || {
        view! { <ForecastPage seat=seat levels=levels missed=missed requirements=requirements due=due today=today /> }
    }))
}

fn level_forecast(level: Level, counts: &ForecastCounts, today: Day) -> LevelForecast {
    let held = counts.holders.get(&level).cloned().unwrap_or_default();
    let planned = counts.planned.get(&level).cloned().unwrap_or_default();
    let successes = counts.successes.get(&level).cloned().unwrap_or_default();
    let holders = held.iter().map(|(_, count)| count).sum();
    LevelForecast { level, today: holders, months: forecast(today, MONTHS, held, planned, successes) }
}

/// The requirements that are missed within the months, the most urgent first.
fn missed(coverage: &[CoverageRow], counts: &ForecastCounts, today: Day) -> Vec<Missed> {
    let missed = counts.requirements.iter().filter_map(|requirement| {
        let row = coverage.iter().find(|row| row.requirement == requirement.id)?;
        let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let mut ends = counts.ends.get(&requirement.id).cloned().unwrap_or_default();
        // Who has an exception is no gap until it ends, as who holds a certificate is none.
        let each = requirement.demand == Demand::Each;
        let excepted = counts.excepted.get(&requirement.id).filter(|_| each).cloned().unwrap_or_default();
        let lifted = excepted.iter().map(|(_, count)| count).sum::<u32>();
        ends.extend(excepted);
        let needed = number(row.needed) + lifted;
        let short = falls_short(today, MONTHS, (number(row.holders) + lifted, needed), ends)?;
        // What is asked no more by then is missed by nobody.
        let lasts = |short: &Shortfall| requirement.lasts(short.month);
        let short = Some(short).filter(lasts)?;
        Some(Missed { requirement: requirement.clone(), needed, short })
    });
    missed.collect()
}
