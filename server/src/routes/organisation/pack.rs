//! The evidence pack for clause 7.2.

use app::form::Form;
use app::pages::evidence::{MOST_PRINTED, PEOPLE};
use app::pages::organisation::PackPage;
use app::urls;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike;
use documents::sheet::write_xlsx;
use domain::award::{Day, day_of};
use domain::organisation::{Draw, Pack, PackAsk, Seed};
use domain::time::Timestamp;
use leptos::prelude::*;
use serde::Deserialize;

use super::as_of::{day, known, page};
use crate::attachment::{Kind, attachment};
use crate::evidence::{Reader, document, sheet_day, sheets};
use crate::office::WholeOffice;
use crate::page::{frame, status};
use crate::stop::Stop;

#[derive(Default, Deserialize)]
pub struct PackQuery {
    from: Option<String>,
    until: Option<String>,
    known: Option<String>,
    sample: Option<String>,
    seed: Option<String>,
    page: Option<String>,
}

/// What was asked for.
enum Asked {
    /// Nothing yet, or something that makes no sense: the form says what.
    Form(Form),
    /// A sample without a seed: the same address with a seed, so that it can be drawn again.
    Seedless(String),
    /// A pack, as it was known at a moment; with the address that shows it again.
    Pack(Form, String, (PackAsk, Timestamp)),
}

pub async fn show(office: WholeOffice, Query(query): Query<PackQuery>) -> Result<Response, Stop> {
    match asked(&office, &query) {
        Asked::Form(form) => Ok(render(&office, form, None, 0)),
        Asked::Seedless(address) => Ok(Redirect::to(&address).into_response()),
        Asked::Pack(form, query_again, ask) => {
            let pack = made(&office, ask).await?;
            let last = pack.people.len().saturating_sub(1) / PEOPLE;
            let page = page(query.page.as_deref()).min(last);
            Ok(render(&office, form, Some((query_again, pack)), page))
        }
    }
}

fn render(office: &WholeOffice, form: Form, shown: Option<(String, Pack)>, page: usize) -> Response {
    let seat = &office.seat;
    let frame = frame("organisation", "Evidence pack", "Evidence of competence for clause 7.2.");
    office.page(status(&form), frame, || view! { <PackPage seat=seat form=form shown=shown page=page /> })
}

async fn made(office: &WholeOffice, (ask, known): (PackAsk, Timestamp)) -> Result<Pack, Stop> {
    office.site().store.evidence_pack(&office.seat, ask, known).await?.ok_or(Stop::NotFound)
}

fn asked(office: &WholeOffice, query: &PackQuery) -> Asked {
    let today = office.today();
    if query.from.is_none() && query.until.is_none() {
        return Asked::Form(fresh_range(today));
    }
    let [from, until, sample, seed] = [&query.from, &query.until, &query.sample, &query.seed]
        .map(|typed| typed.as_deref().unwrap_or_default().trim());
    let mut form = Form::default().with("from", from).with("until", until).with("sample", sample).with("seed", seed);
    let range = read_range(&mut form, today);
    let (known, at) = known(&mut form, query.known.as_deref(), (today, office.site().now().wall));
    if known.zip(range).is_some_and(|(known, (_, until))| known < until) {
        form.refuse("known", "This day lies before the last day of the range. Give that day or a later one.");
    }
    let number = read_sample(&mut form);
    let seed = (!seed.is_empty()).then(|| Seed::read(seed));
    if seed == Some(None) && number.is_some() {
        form.refuse("seed", "Give a number of at most nine digits, or nothing.");
    }
    let Some((from, until)) = range.filter(|_| form.is_sound()) else { return Asked::Form(form) };
    let known = known.map(|known| format!("&known={known}")).unwrap_or_default();
    let range = format!("from={from}&until={until}{known}");
    let Some(number) = number else { return Asked::Pack(form, range, (PackAsk { from, until, draw: None }, at)) };
    let Some(seed) = seed.flatten() else {
        let (address, seed) = (urls::office(&office.seat.organisation, "pack"), Seed::of(office.site().entropy()));
        return Asked::Seedless(format!("{address}?{range}&sample={number}&seed={}", seed.number()));
    };
    let query = format!("{range}&sample={number}&seed={}", seed.number());
    Asked::Pack(form, query, (PackAsk { from, until, draw: Some(Draw { number, seed }) }, at))
}

/// The form before it was filled: this year until today.
pub(super) fn fresh_range(today: Day) -> Form {
    let first = today.with_ordinal(1).unwrap_or(today);
    Form::default().with("from", first.to_string()).with("until", today.to_string())
}

/// The range that was typed.
pub(super) fn read_range(form: &mut Form, today: Day) -> Option<(Day, Day)> {
    let (from, until) = (form.value("from"), form.value("until"));
    let (from, until) = (day(form, "from", &from), day(form, "until", &until));
    let (from, until) = (from?, until?);
    if until < from {
        form.refuse("until", "The last day is before the first.");
    } else if until > today {
        form.refuse("until", "Evidence ends today at the latest.");
    }
    Some((from, until))
}

/// How many people were asked for; none for everybody.
pub(super) fn read_sample(form: &mut Form) -> Option<usize> {
    let typed = form.value("sample");
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse::<usize>().ok().filter(|number| (1..1_000_000).contains(number));
    if number.is_none() {
        form.refuse("sample", "Give a number of people from 1 on, or nothing for everybody.");
    }
    number
}

pub async fn pdf(office: WholeOffice, Query(query): Query<PackQuery>) -> Result<Response, Stop> {
    let printing = &office.app.0.printing;
    let place = printing.place().await?;
    let (mut form, query, ask) = match asked(&office, &query) {
        Asked::Form(form) => return Ok(render(&office, form, None, 0)),
        Asked::Seedless(address) => return Ok(Redirect::to(&address).into_response()),
        Asked::Pack(form, query, ask) => (form, query, ask),
    };
    let pack = made(&office, ask).await?;
    if pack.people.len() > MOST_PRINTED {
        form.refuse("sample", too_many(pack.people.len()));
        return Ok(render(&office, form, Some((query, pack)), 0));
    }
    let pdf = printing.audit_pack(place, document(&pack, &reader(&office))).await?;
    Ok(attachment(Kind::Pdf, &file_name(&pack), pdf))
}

/// Why there is no document of so many people.
fn too_many(people: usize) -> String {
    format!(
        "A PDF holds at most {MOST_PRINTED} people, and these are {people}. Draw a sample, or take the workbook, which holds everybody."
    )
}

pub async fn xlsx(office: WholeOffice, Query(query): Query<PackQuery>) -> Result<Response, Stop> {
    match asked(&office, &query) {
        Asked::Form(form) => Ok(render(&office, form, None, 0)),
        Asked::Seedless(address) => Ok(Redirect::to(&address).into_response()),
        Asked::Pack(_, _, ask) => workbook(&made(&office, ask).await?, &reader(&office)),
    }
}

fn reader(office: &WholeOffice) -> Reader<'_> {
    let opens = Some((office.app.0.public_url.as_str(), &office.seat.organisation));
    Reader { made_by: &office.viewer.name, opens, now: office.site().now().wall }
}

/// The pack as a workbook.
pub(in crate::routes) fn workbook(pack: &Pack, reader: &Reader<'_>) -> Result<Response, Stop> {
    let made_on = sheet_day(day_of(reader.now));
    let bytes = write_xlsx(&sheets(pack, reader), made_on).map_err(|fault| {
        tracing::error!(%fault, "a workbook was not written");
        Stop::Internal
    })?;
    Ok(attachment(Kind::Xlsx, &file_name(pack), bytes))
}

/// What the files of a pack are called.
pub(in crate::routes) fn file_name(pack: &Pack) -> String {
    format!("evidence-pack-{}-{}", pack.from, pack.until)
}
