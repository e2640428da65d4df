//! The own account.

use app::form::Form;
use app::pages::account::{AccountPage, DeletePage};
use app::urls;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use leptos::prelude::*;
use serde::Deserialize;
use store::{Deletion, SignUp};

use crate::fields::Fields;
use crate::page::{Desk, frame, status};
use crate::password::{Match, judge};
use crate::session::{self, Caller};
use crate::stop::Stop;
use crate::throttle::Counted;

use super::entry::{judge_entrance, judge_name};

#[derive(Deserialize)]
pub struct Asked {
    notice: Option<String>,
}

pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let notice = match asked.notice.as_deref() {
        Some("kept") if !desk.viewer.is_guest() => {
            Some("This account is yours for good: sign in with your address and password wherever you are.")
        }
        Some("name") => Some("Your name is changed. What was written under the old one keeps it."),
        Some("leaving") if desk.viewer.is_guest() => Some(
            "You were not signed out: nobody could come back into this account. Give it an address and a password first, or give it up below.",
        ),
        _ => None,
    };
    account_page(&desk, notice, Form::default()).await
}

async fn render(desk: &Desk, form: Form) -> Result<Response, Stop> {
    account_page(desk, None, form).await
}

async fn account_page(desk: &Desk, notice: Option<&'static str>, form: Form) -> Result<Response, Stop> {
    let (site, viewer) = (desk.site(), desk.viewer.clone());
    let now = site.now().wall;
    let sessions = site.store.sessions(&viewer.account, now).await?;
    let accommodations = site.store.accommodations(&viewer.account).await?;
    let frame = frame("account", "Your account", "Name, password, sessions, extra time and data.");
    Ok(desk.page(status(&form), frame, || {
        view! { <AccountPage viewer=viewer sessions=sessions accommodations=accommodations now=now notice=notice form=form /> }
    }))
}

/// Whether this is the person's password; a guest has none. Guesses from inside a session are slowed down too.
async fn is_password(desk: &Desk, password: &str) -> Result<bool, Stop> {
    if desk.viewer.is_guest() {
        return Ok(true);
    }
    let site = desk.site();
    let counted = Counted::Device(desk.viewer.email.clone(), desk.viewer.session.clone());
    let throttle = &desk.app.0.throttle;
    if let Some(wait) = throttle.enter(&counted, site.now().wall) {
        return Err(Stop::Wait(wait.seconds_up()));
    }
    let account = site.store.account(&desk.viewer.account).await?.ok_or(Stop::NotFound)?;
    let found = desk.app.0.hasher.compare(password, Some(&account.password_hash)).await?;
    if found != Match::No {
        throttle.succeeded(&counted);
    }
    Ok(found != Match::No)
}

const WRONG: &str = "This is not your password. Nothing was changed.";

pub async fn change_password(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let mut form = Form::default();
    if !is_password(&desk, fields.get("current")).await? {
        form.refuse("current", WRONG);
    }
    if let Err(refused) = judge(fields.get("password"), &[&desk.viewer.name, &desk.viewer.email]) {
        form.refuse("password", refused.to_string());
    }
    if !form.is_sound() {
        return render(&desk, form).await;
    }
    let hash = desk.app.0.hasher.hash(fields.get("password")).await?;
    desk.site().store.set_password(&desk.viewer.account, hash).await?;
    Ok(signed_out(&desk, "password"))
}

pub async fn change_name(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let name = fields.trimmed("name");
    let mut form = Form::default().with("name", name);
    judge_name(name, &mut form);
    if !form.is_sound() {
        return render(&desk, form).await;
    }
    desk.site().store.set_name(&desk.viewer.account, name.to_owned()).await?;
    Ok(Redirect::to(&format!("{}?notice=name", urls::ACCOUNT)).into_response())
}

/// A guest takes an address and a password, and can sign in anywhere with them from now on.
pub async fn keep(desk: Desk, caller: Caller, fields: Fields) -> Result<Response, Stop> {
    let (site, viewer) = (desk.site(), &desk.viewer);
    if !viewer.is_guest() {
        return Ok(Redirect::to(urls::ACCOUNT).into_response());
    }
    let email = fields.trimmed("email");
    let mut form = Form::default().with("email", email);
    judge_entrance(&fields, &viewer.name, &mut form);
    if !form.is_sound() {
        return render(&desk, form).await;
    }
    let (throttle, now) = (&desk.app.0.throttle, site.now().wall);
    let address = Counted::Address(caller.address.to_string());
    if let Some(wait) = throttle.wait(&address, now) {
        return Err(Stop::Wait(wait.seconds_up()));
    }
    let hash = desk.app.0.hasher.hash(fields.get("password")).await?;
    match site.store.keep_guest(&viewer.account, email, hash).await? {
        SignUp::Made => {
            // From here on it opens more than a guest's name: whoever knew the old session is out.
            site.store.end_session(&viewer.account, viewer.session.clone()).await?;
            let [session, device] = session::begin(&desk.app, &viewer.account, &caller).await?;
            let cookies = AppendHeaders([(header::SET_COOKIE, session), (header::SET_COOKIE, device)]);
            Ok((cookies, Redirect::to(&format!("{}?notice=kept", urls::ACCOUNT))).into_response())
        }
        // Whoever tries addresses to learn who has an account is slowed down as one who tries passwords.
        SignUp::Taken => {
            throttle.failed(address, now);
            form.refuse("email", "This address cannot be used for this account. If you have another account with it, sign in there and join the class by its code.");
            render(&desk, form).await
        }
    }
}

fn signed_out(desk: &Desk, notice: &str) -> Response {
    let cookies = AppendHeaders([(header::SET_COOKIE, session::forget(&desk.app))]);
    (cookies, Redirect::to(&format!("{}?notice={notice}", urls::SIGN_IN))).into_response()
}

pub async fn end_sessions(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    let (store, account) = (&desk.site().store, &desk.viewer.account);
    let which = fields.get("session");
    if which == "all" {
        store.end_sessions(account).await?;
    } else if !store.end_session(account, which.to_owned()).await? {
        return Err(Stop::NotFound);
    }
    if which == "all" || which == desk.viewer.session {
        let cookies = AppendHeaders([(header::SET_COOKIE, session::forget(&desk.app))]);
        return Ok((cookies, Redirect::to(urls::SIGN_IN)).into_response());
    }
    Ok(Redirect::to(urls::ACCOUNT).into_response())
}

pub async fn export(desk: Desk) -> Result<Response, Stop> {
    let data = desk.site().store.personal_data(&desk.viewer.account).await?.ok_or(Stop::NotFound)?;
    let body = serde_json::to_string_pretty(&data).map_err(|_| Stop::Internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"clausewise-my-data.json\"")),
    ];
    Ok((StatusCode::OK, headers, body).into_response())
}

pub async fn show_delete(desk: Desk) -> Response {
    delete_page(&desk, Form::default())
}

fn delete_page(desk: &Desk, form: Form) -> Response {
    let frame = frame("account", "Delete your account", "What deleting means.");
    let is_guest = desk.viewer.is_guest();
    desk.page(status(&form), frame, || view! { <DeletePage is_guest=is_guest form=form /> })
}

pub async fn delete(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    if !is_password(&desk, fields.get("current")).await? {
        let mut form = Form::default();
        form.refuse("current", WRONG);
        return Ok(delete_page(&desk, form));
    }
    let store = &desk.site().store;
    let places = store.evidence_going(&desk.viewer.account).await?;
    if store.delete_account(&desk.viewer.account, desk.site().now().wall).await? == Deletion::LastManager {
        let mut form = Form::default();
        form.refuse(
            "current",
            "You alone answer for the books of an organisation to which others belong. Make somebody else a manager there first.",
        );
        return Ok(delete_page(&desk, form));
    }
    desk.app.files().remove_all(&places).await;
    Ok(signed_out(&desk, "deleted"))
}
