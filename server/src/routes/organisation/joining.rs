//! Joining an organisation, what it sees of oneself, and leaving it.

use std::collections::BTreeMap;

use app::form::Form;
use app::pages::message::Message;
use app::pages::organisation::{InvitationPage, JoinPage, MePage, Proved};
use app::shell::{Frame, Robots};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::award::day_of;
use domain::ids::OrganisationId;
use leptos::prelude::*;
use store::{Joined, Leaving};

use crate::office::Office;
use crate::page::{Counter, Desk, frame, status};
use crate::session::hashed;
use crate::stop::Stop;

/// An invitation: to those who are not signed in, who invites to what; to others, what will be seen of them, and the button that agrees.
pub async fn show(counter: Counter, Path(token): Path<String>) -> Result<Response, Stop> {
    let site = counter.site();
    let invitation = site.store.invitation(&hashed(&token), site.now().wall).await?.ok_or(Stop::NotFound)?;
    let Some(desk) = counter.desk() else {
        let frame = frame("organisation", "Invitation", "Who invites you, and to what.");
        let frame = Frame { robots: Robots::StayAway, ..frame };
        return Ok(counter.page(StatusCode::OK, frame, || {
            view! { <InvitationPage invitation=invitation address=urls::join(&token) /> }
        }));
    };
    let site = desk.site();
    if site.store.seat(&desk.viewer.account, &invitation.organisation, day_of(site.now().wall)).await?.is_some() {
        return Ok(already(&desk, &invitation.organisation));
    }
    let (email, is_first) = (desk.viewer.email.clone(), desk.viewer.organisation.is_none());
    let action = urls::join(&token);
    let frame = frame("organisation", "Invitation", "What an organisation will see once you join it.");
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <JoinPage invitation=invitation email=email action=action is_first=is_first /> }
    }))
}

fn already(desk: &Desk, organisation: &OrganisationId) -> Response {
    let text = "Your account is in its books already. If the invitation was meant for another account of yours, sign in with that one.".to_owned();
    let way_on = (urls::office(organisation, "me"), "See what it sees of me".to_owned());
    let frame = frame("organisation", "You belong to it already", "There is nothing to join.");
    desk.page(StatusCode::OK, frame, || {
        view! { <Message heading="You belong to this organisation already".to_owned() text=text way_on=way_on request=None /> }
    })
}

pub async fn join(desk: Desk, Path(token): Path<String>) -> Result<Response, Stop> {
    let (site, viewer) = (desk.site(), &desk.viewer);
    let who = (viewer.account.clone(), viewer.name.clone());
    match site.store.join(who, hashed(&token), site.now().wall).await? {
        Joined::Done(organisation) => Ok(Redirect::to(&urls::office(&organisation, "me")).into_response()),
        Joined::Already(organisation) => Ok(already(&desk, &organisation)),
        Joined::Gone => Err(Stop::NotFound),
    }
}

pub async fn me(office: Office) -> Result<Response, Stop> {
    render(&office, Form::default()).await
}

async fn render(office: &Office, form: Form) -> Result<Response, Stop> {
    let (site, seat, today) = (office.site(), &office.seat, office.today());
    let file = site.store.own_file(seat).await?.ok_or(Stop::NotFound)?;
    let structure = site.store.structure(seat).await?;
    let mut files = BTreeMap::<_, Vec<_>>::new();
    for file in site.store.own_evidence(&seat.account, None).await? {
        files.entry(file.award()).or_default().push(file);
    }
    let logs = site.store.awards(&seat.account).await?;
    let awards = logs.into_iter().map(|log| {
        let files = files.remove(&log.id).unwrap_or_default();
        Proved::of(&site.library().credits.rules, seat, log, files)
    });
    let awards = awards.collect::<Vec<_>>();
    let frame = frame("organisation", "What it sees of me", "My requirements, my certificates, and leaving.");
    Ok(office.page(status(&form), frame, || {
        view! { <MePage seat=seat structure=&structure file=&file awards=awards today=today form=form /> }
    }))
}

pub async fn leave(office: Office) -> Result<Response, Stop> {
    let (site, seat) = (office.site(), &office.seat);
    let who = (seat.account.clone(), seat.name.clone());
    match site.store.leave(who, &seat.organisation, site.now().wall).await? {
        Leaving::Done => Ok(Redirect::to(urls::ORGANISATIONS).into_response()),
        Leaving::LastManager => {
            let mut form = Form::default();
            form.refuse("leave", "Nobody else answers for these books. Make somebody else a manager first.");
            render(&office, form).await
        }
        Leaving::Nobody => Err(Stop::NotFound),
    }
}
