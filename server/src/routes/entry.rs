//! Signing up, in and out, and the first administrator.

use app::form::Form;
use app::pages::entry::{Notice, Setup, SignIn, SignUp};
use app::urls;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::ids::AccountId;
use leptos::prelude::*;
use serde::Deserialize;
use store::{Invitation, NewAccount, Role, email_key};

use crate::back;
use crate::fields::Fields;
use crate::page::{Counter, Desk, frame, status};
use crate::password::{Match, judge};
use crate::session::{self, Caller};
use crate::stop::Stop;
use crate::throttle::Counted;

#[derive(Deserialize, Default)]
pub struct SignInQuery {
    next: Option<String>,
    notice: Option<String>,
    email: Option<String>,
}

pub async fn show_sign_in(counter: Counter, Query(query): Query<SignInQuery>) -> Result<Response, Stop> {
    let next = query.next.as_deref().and_then(back::ours).unwrap_or_default();
    let invitation = invitation(&counter, next).await?;
    let notice = match query.notice.as_deref() {
        Some("signed-up") => Notice::SignedUp,
        Some("deleted") => Notice::Deleted,
        Some("password") => Notice::PasswordChanged,
        _ if invitation.is_some() => Notice::Invited,
        _ if query.next.is_some() => Notice::Expired,
        _ => Notice::None,
    };
    let email = query.email.clone().or_else(|| Some(invitation?.email)).unwrap_or_default();
    Ok(sign_in_page(&counter, Form::default().with("email", email), notice, next))
}

/// The invitation to which somebody comes back, while it is good.
async fn invitation(counter: &Counter, next: &str) -> Result<Option<Invitation>, Stop> {
    let Some(token) = back::invitation(next) else { return Ok(None) };
    let site = counter.site();
    Ok(site.store.invitation(&session::hashed(token), site.now().wall).await?)
}

fn sign_in_page(counter: &Counter, form: Form, notice: Notice, next: &str) -> Response {
    let next = back::ours(next).unwrap_or_default().to_owned();
    let frame = frame("sign-in", "Sign in", "Sign in to go on studying.");
    counter.page(status(&form), frame, || view! { <SignIn form=form notice=notice next=next /> })
}

pub async fn sign_in(counter: Counter, caller: Caller, fields: Fields) -> Result<Response, Stop> {
    let (email, password) = (fields.trimmed("email"), fields.get("password"));
    let mut form = Form::default().with("email", email);
    if email.is_empty() || password.is_empty() {
        form.refuse(if email.is_empty() { "email" } else { "password" }, "Give your e-mail address and your password.");
        return Ok(sign_in_page(&counter, form, Notice::None, fields.get("next")));
    }
    let site = counter.site();
    let account = site.store.account_by_email(email).await?;
    let known = session::knows(&counter.app, account.as_ref().map(|account| &account.id), &caller).await?;
    let mine = match caller.device.clone().filter(|_| known) {
        Some(device) => Counted::Device(email_key(email), device),
        None => Counted::Account(email_key(email)),
    };
    let address = Counted::Address(caller.address.to_string());
    let throttle = &counter.app.0.throttle;
    let now = site.now().wall;
    let wait = throttle.wait(&address, now).or_else(|| throttle.enter(&mine, now));
    if let Some(wait) = wait {
        return Err(Stop::Wait(wait.seconds_up()));
    }
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    let found = counter.app.0.hasher.compare(password, hash).await?;
    let Some(account) = account.filter(|_| found != Match::No) else {
        throttle.failed(address, site.now().wall);
        form.refuse("email", "The e-mail address and the password do not belong together. Check both and try again.");
        return Ok(sign_in_page(&counter, form, Notice::None, fields.get("next")));
    };
    throttle.succeeded(&mine);
    if found == Match::Old {
        let hash = counter.app.0.hasher.hash(password).await?;
        site.store.rehash(&account.id, hash).await?;
    }
    enter(&counter, &account.id, &caller, back::ours(fields.get("next")).unwrap_or(urls::DASHBOARD)).await
}

/// Begins a session and goes on: back into a running exam, if there is one and nothing else was asked for.
async fn enter(counter: &Counter, account: &AccountId, caller: &Caller, next: &str) -> Result<Response, Stop> {
    let [session, device] = session::begin(&counter.app, account, caller).await?;
    let running = counter.site().store.running_exam(account).await?;
    let next = match running {
        Some(attempt) if next == urls::DASHBOARD => urls::attempt(&attempt),
        _ => next.to_owned(),
    };
    let cookies = AppendHeaders([(header::SET_COOKIE, session), (header::SET_COOKIE, device)]);
    Ok((cookies, Redirect::to(&next)).into_response())
}

/// Ends the session. A guest, who could never come back, has to be sure.
pub async fn sign_out(desk: Desk, fields: Fields) -> Result<Response, Stop> {
    if desk.viewer.is_guest() && fields.get("sure") != "yes" {
        return Ok(Redirect::to(&format!("{}?notice=leaving", urls::ACCOUNT)).into_response());
    }
    desk.site().store.end_session(&desk.viewer.account, desk.viewer.session.clone()).await?;
    let cookies = AppendHeaders([(header::SET_COOKIE, session::forget(&desk.app))]);
    Ok((cookies, Redirect::to(urls::HOME)).into_response())
}

#[derive(Deserialize, Default)]
pub struct SignUpQuery {
    next: Option<String>,
}

/// Whoever comes from an invitation finds name and address filled in.
pub async fn show_sign_up(counter: Counter, Query(query): Query<SignUpQuery>) -> Result<Response, Stop> {
    let next = query.next.as_deref().and_then(back::ours).unwrap_or_default();
    let form = match invitation(&counter, next).await? {
        Some(invited) => Form::default().with("name", invited.name).with("email", invited.email),
        None => Form::default(),
    };
    sign_up_page(&counter, form, next).await
}

async fn sign_up_page(counter: &Counter, form: Form, next: &str) -> Result<Response, Stop> {
    let invited_by = invitation(counter, next).await?.map(|invited| invited.organisation_name);
    let next = next.to_owned();
    let frame = frame("sign-up", "Sign up", "Make an account to study for ISO/IEC 20000.");
    Ok(counter.page(status(&form), frame, || view! { <SignUp form=form next=next invited_by=invited_by /> }))
}

/// The fields of a new account, judged.
fn new_account_form(fields: &Fields) -> Form {
    let (name, email) = (fields.trimmed("name"), fields.trimmed("email"));
    let mut form = Form::default().with("name", name).with("email", email);
    judge_name(name, &mut form);
    judge_entrance(fields, name, &mut form);
    form
}

/// Refuses what is no name.
pub fn judge_name(name: &str, form: &mut Form) {
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        form.refuse("name", "Give your name, up to 120 characters.");
    }
}

/// Whether address and password will do to sign in with.
pub fn judge_entrance(fields: &Fields, name: &str, form: &mut Form) {
    let email = fields.trimmed("email");
    if !is_email(email) {
        form.refuse("email", "Give an e-mail address such as name@example.org.");
    }
    if let Err(refused) = judge(fields.get("password"), &[name, email]) {
        form.refuse("password", refused.to_string());
    }
}

fn is_email(text: &str) -> bool {
    let sound =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@');
    text.len() <= 254 && text.rsplit_once('@').is_some_and(|(local, host)| sound(local) && sound(host))
}

/// Signing up. A new address and a known one get the same answer after the same work.
pub async fn sign_up(counter: Counter, fields: Fields) -> Result<Response, Stop> {
    let (form, next) = (new_account_form(&fields), back::ours(fields.get("next")).unwrap_or_default());
    if !form.is_sound() {
        return sign_up_page(&counter, form, next).await;
    }
    make_account(&counter, &fields, Role::Candidate).await?;
    let email = form_urlencoded::byte_serialize(fields.trimmed("email").as_bytes()).collect::<String>();
    let next = form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>();
    let next = if next.is_empty() { next } else { format!("&next={next}") };
    Ok(Redirect::to(&format!("{}?notice=signed-up&email={email}{next}", urls::SIGN_IN)).into_response())
}

async fn make_account(counter: &Counter, fields: &Fields, role: Role) -> Result<(AccountId, store::SignUp), Stop> {
    let site = counter.site();
    let now = site.now().wall;
    let password_hash = counter.app.0.hasher.hash(fields.get("password")).await?;
    let id = AccountId::new(store::fresh_id(now));
    let new = NewAccount {
        id: id.clone(),
        organisation: None,
        email: fields.trimmed("email").to_owned(),
        name: fields.trimmed("name").to_owned(),
        role,
        password_hash,
    };
    Ok((id, site.store.make_account(new, now).await?))
}

pub async fn show_setup(counter: Counter, Path(token): Path<String>) -> Result<Response, Stop> {
    must_be_good(&counter, &token)?;
    Ok(setup_page(&counter, Form::default(), &token))
}

fn must_be_good(counter: &Counter, token: &str) -> Result<(), Stop> {
    if counter.app.setup_token().is_some_and(|good| good == token) { Ok(()) } else { Err(Stop::NotFound) }
}

fn setup_page(counter: &Counter, form: Form, token: &str) -> Response {
    let frame = frame("setup", "Set up", "Make the first administrator's account.");
    let address = format!("{}/{token}", urls::SETUP);
    counter.page(status(&form), frame, || view! { <Setup form=form address=address /> })
}

pub async fn setup(
    counter: Counter,
    caller: Caller,
    Path(token): Path<String>,
    fields: Fields,
) -> Result<Response, Stop> {
    must_be_good(&counter, &token)?;
    let mut form = new_account_form(&fields);
    if !form.is_sound() {
        return Ok(setup_page(&counter, form, &token));
    }
    if !counter.app.take_setup(&token) {
        return Err(Stop::NotFound);
    }
    let made = make_account(&counter, &fields, Role::Administrator).await;
    if !matches!(made, Ok((_, store::SignUp::Made))) {
        counter.app.return_setup(token.clone());
    }
    match made? {
        (id, store::SignUp::Made) => enter(&counter, &id, &caller, urls::DASHBOARD).await,
        (_, store::SignUp::Taken) => {
            form.refuse("email", "This address has an account already. Use another one for the administrator.");
            Ok(setup_page(&counter, form, &token))
        }
    }
}
