//! Read-only links for external auditors.

use app::form::Form;
use app::pages::organisation::{LinksPage, Made};
use app::urls;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::LinkId;
use domain::organisation::Seed;
use domain::time::{Millis, Timestamp};
use leptos::prelude::*;
use store::{NewLink, Shown, Written};

use super::pack::{fresh_range, read_range, read_sample};
use super::{fresh, text};
use crate::entropy;
use crate::fields::Fields;
use crate::office::ManagingOffice;
use crate::page::{frame, status};
use crate::session::hashed;
use crate::stop::Stop;

/// Days of validity at most.
const LONGEST: i64 = 90;
const DAY: Millis = Millis::minutes(24 * 60);

pub async fn show(office: ManagingOffice) -> Result<Response, Stop> {
    render(&office, fresh_form(&office), None).await
}

fn fresh_form(office: &ManagingOffice) -> Form {
    let id = store::fresh_id(office.site().now().wall);
    fresh_range(office.today()).with("id", id).with("days", "14").with("files", "yes")
}

async fn render(office: &ManagingOffice, form: Form, made: Option<Made>) -> Result<Response, Stop> {
    let site = office.site();
    let links = site.store.audit_links(&office.managing).await?;
    let (seat, now) = (&office.seat, site.now().wall);
    let frame = frame("organisation", "Links for external auditors", "Read-only links to the evidence pack.");
    Ok(office.page(status(&form), frame, || {
        view! { <LinksPage seat=seat links=links made=made form=form now=now /> }
    }))
}

/// Makes a link and shows its address, this once.
pub async fn make(office: ManagingOffice, fields: Fields) -> Result<Response, Stop> {
    let typed = ["for_whom", "from", "until", "sample", "days", "files"];
    let form = Form::default().with("id", fresh(&fields, "id")?);
    let mut form = typed.into_iter().fold(form, |form, name| form.with(name, fields.trimmed(name)));
    let (token, now) = (entropy::hex::<32>(), office.site().now().wall);
    let Some(new) = read(&office, &fields, &mut form, (&token, now)) else { return render(&office, form, None).await };
    let made = match office.site().store.make_audit_link(&office.managing, new, now).await? {
        Written::Done => Made::Now(format!("{}{}", office.app.0.public_url, urls::audit(&token))),
        Written::Taken | Written::LastManager => Made::Before,
    };
    render(&office, fresh_form(&office), Some(made)).await
}

fn read(office: &ManagingOffice, fields: &Fields, form: &mut Form, (token, now): (&str, Timestamp)) -> Option<NewLink> {
    let for_whom = text(fields, "for_whom", "for whom it is", form);
    let range = read_range(form, office.today());
    let sample = read_sample(form);
    let days = form.value("days").parse::<i64>().ok().filter(|days| (1..=LONGEST).contains(days));
    if days.is_none() {
        form.refuse("days", format!("Give a number of days from 1 to {LONGEST}."));
    }
    let ((from, until), for_whom, days) = (range?, for_whom?, days?);
    form.is_sound().then(|| NewLink {
        id: LinkId::new(form.value("id")),
        token: hashed(token),
        for_whom,
        from,
        until,
        seed: Seed::of(office.site().entropy()),
        sample,
        expires: now.plus(Millis(DAY.0 * days)),
        shows: if form.value("files").is_empty() { Shown::Pack } else { Shown::Files },
    })
}

/// Ends a link.
pub async fn end(office: ManagingOffice, Path((_, link)): Path<(String, String)>) -> Result<Response, Stop> {
    let site = office.site();
    if !site.store.end_audit_link(&office.managing, &LinkId::new(link), site.now().wall).await? {
        return Err(Stop::NotFound);
    }
    Ok(Redirect::to(&urls::office(&office.seat.organisation, "links")).into_response())
}
