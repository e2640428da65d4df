//! Who is behind a request: a cookie with a random token, of which only the hash is stored.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use app::site::Viewer;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::ids::AccountId;
use domain::time::Millis;
use sha2::{Digest, Sha256};
use store::Token;

use crate::back;
use crate::entropy;
use crate::state::App;
use crate::stop::Stop;

/// A session lives so long after its last use.
pub const LIFE: Millis = Millis::minutes(60 * 24 * 14);
/// Use is noted at most so often.
const TOUCH_EVERY: Millis = Millis::minutes(5);

/// Somebody is signed in; without, the handler is not reached.
pub struct SignedIn(pub Viewer);

/// Perhaps somebody is signed in.
pub struct MaybeSignedIn(pub Option<Viewer>);

impl FromRequestParts<App> for MaybeSignedIn {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let Some(token) = cookie(&parts.headers, session_cookie(app)) else { return Ok(Self(None)) };
        let (site, token) = (app.site(), hashed(token));
        let now = site.now().wall;
        let Some(session) = site.store.session(&token, now).await? else { return Ok(Self(None)) };
        if now.since(session.seen_at).0 > TOUCH_EVERY.0 {
            site.store.touch_session(token, now, LIFE).await?;
        }
        Ok(Self(Some(Viewer {
            account: session.account,
            name: session.name,
            email: session.email,
            role: session.role,
            organisation: session.organisation,
            session: session.id,
            exam_date: session.exam_date,
            belongs: session.belongs,
        })))
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Stop;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Stop> {
        let MaybeSignedIn(viewer) = MaybeSignedIn::from_request_parts(parts, app).await?;
        // Whoever posts a form comes back to its page, where there is one.
        let back = || back::ours(parts.uri.path()).unwrap_or_default().to_owned();
        viewer.map(Self).ok_or_else(|| Stop::SignIn(back()))
    }
}

/// What a request tells about the browser and the network behind it.
pub struct Caller {
    /// The browser as it names itself, shortened.
    pub agent: String,
    /// Its network address.
    pub address: IpAddr,
    /// The token that this browser keeps from an earlier sign-in.
    pub device: Option<String>,
}

impl FromRequestParts<App> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self {
            agent: agent.chars().take(200).collect(),
            address: address(peer, &parts.headers, &app.0.proxies),
            device: cookie(&parts.headers, device_cookie(app)).map(str::to_owned),
        })
    }
}

/// The address of the other side; what a proxy says counts only when we were told to trust it.
fn address(peer: Option<IpAddr>, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if !proxies.contains(&peer) {
        return peer;
    }
    let forwarded = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok()).unwrap_or_default();
    forwarded.rsplit(',').filter_map(|one| one.trim().parse().ok()).find(|one| !proxies.contains(one)).unwrap_or(peer)
}

/// Begins a session; the cookies to set.
pub async fn begin(app: &App, account: &AccountId, caller: &Caller) -> Result<[HeaderValue; 2], Stop> {
    let (token, device) = (entropy::hex::<32>(), entropy::hex::<32>());
    let store = &app.site().store;
    let now = app.site().now().wall;
    store.begin_session(hashed(&token), store::fresh_id(now), account, caller.agent.clone(), now, LIFE).await?;
    let device = match &caller.device {
        Some(known) if is_token(known) => known.clone(),
        _ => device,
    };
    store.remember_device(hashed(&device), account, now).await?;
    let year = 60 * 60 * 24 * 365;
    Ok([
        set_cookie(app, session_cookie(app), &token, LIFE.0 / 1000),
        set_cookie(app, device_cookie(app), &device, year),
    ])
}

/// Whether this browser signed in to the account before.
pub async fn knows(app: &App, account: Option<&AccountId>, caller: &Caller) -> Result<bool, Stop> {
    match (account, &caller.device) {
        (Some(account), Some(device)) => Ok(app.site().store.knows_device(&hashed(device), account).await?),
        _ => Ok(false),
    }
}

/// The cookie that ends a session in the browser.
pub fn forget(app: &App) -> HeaderValue {
    set_cookie(app, session_cookie(app), "", 0)
}

fn set_cookie(app: &App, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if app.0.secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).expect("names and tokens are plain ASCII")
}

fn session_cookie(app: &App) -> &'static str {
    if app.0.secure { "__Host-clausewise" } else { "clausewise" }
}

fn device_cookie(app: &App) -> &'static str {
    if app.0.secure { "__Host-clausewise-browser" } else { "clausewise-browser" }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name && is_token(value)).then_some(value)
    })
}

fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What is stored of a token.
pub(crate) fn hashed(token: &str) -> Token {
    use std::fmt::Write;

    let digest = Sha256::digest(token.as_bytes());
    Token(digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
