//! Signing up, in and out, guessing, and the first administrator.

use app::urls;
use axum::http::StatusCode;
use domain::time::Millis;
use store::Role;

use crate::people::{Anonymous, Candidate, PASSWORD, address};
use crate::server::{SETUP, Server};

#[tokio::test]
async fn a_new_and_a_known_address_get_the_same_answer() {
    let server = Server::start().await;
    let email = address("Ada Quill");
    let new = Anonymous::on(&server).sign_up("Ada Quill", &email).await;
    let known = Anonymous::on(&server).sign_up("Eve Thief", &email).await;
    assert_eq!(new.normalised(), known.normalised());
    let mut browser = Anonymous::on(&server);
    let after = browser.follow(known).await;
    after.shows("If this address was new here, your account is ready").shows("its password has not changed");
    assert_eq!(after.field("email"), email);
    let account = server.store().account_by_email(&email).await.unwrap().expect("it was made");
    assert_eq!((account.name.as_str(), account.role), ("Ada Quill", Role::Candidate));
}

#[tokio::test]
async fn signing_up_gives_no_role_that_was_asked_for() {
    let server = Server::start().await;
    let fields = [("name", "Eve"), ("email", "eve@example.org"), ("password", PASSWORD), ("role", "administrator")];
    Anonymous::on(&server).post(urls::SIGN_UP, &fields).await.is(StatusCode::SEE_OTHER);
    let account = server.store().account_by_email("eve@example.org").await.unwrap().expect("it was made");
    assert_eq!(account.role, Role::Candidate);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_alike() {
    let server = Server::start().await;
    let (known, unknown) = ("somebody@example.org", "nobodyxx@example.org");
    Anonymous::on(&server).sign_up("Ada Quill", known).await;
    let wrong = Anonymous::on(&server).try_sign_in(known, "not the password at all").await;
    let nobody = Anonymous::on(&server).try_sign_in(unknown, "not the password at all").await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).shows("do not belong together").hides("not the password");
    assert_eq!(wrong.field("email"), known);
    assert_eq!(wrong.normalised().replace(known, unknown), nobody.normalised());
}

#[tokio::test]
async fn guessing_is_slowed_down_alike_for_known_and_unknown_addresses() {
    let server = Server::start().await;
    Anonymous::on(&server).sign_up("Ada Quill", "ada@example.org").await;
    let mut answers = Vec::new();
    for email in ["ada@example.org", "nobody@example.org"] {
        let mut guesser = Anonymous::on(&server);
        for _ in 0..5 {
            guesser.try_sign_in(email, "a guess of this password").await.is(StatusCode::UNPROCESSABLE_ENTITY);
        }
        let refused = guesser.try_sign_in(email, PASSWORD).await;
        refused.is(StatusCode::TOO_MANY_REQUESTS).shows("Please wait 1 seconds");
        assert_eq!(refused.header("retry-after"), "1");
        answers.push(refused.normalised());
    }
    assert_eq!(answers[0], answers[1]);
    server.time.pass(Millis(1_001));
    Anonymous::on(&server).try_sign_in("ada@example.org", PASSWORD).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guesses_at_once_are_counted_before_they_are_compared() {
    let server = Server::start().await;
    Anonymous::on(&server).sign_up("Ada Quill", "ada@example.org").await;
    let guesses = (0..20).map(|_| async {
        Anonymous::on(&server).try_sign_in("ada@example.org", "a guess of this password").await.status
    });
    let reached = futures_of(guesses).await.into_iter().filter(|status| *status == StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reached.count() <= 5, "a burst must not reach the hash more often than guesses in a row");
}

/// Runs all at once on this task.
async fn futures_of<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut all = all.map(|one| (Box::pin(one), None)).collect::<Vec<_>>();
    std::future::poll_fn(|context| {
        for (one, done) in &mut all {
            if done.is_none()
                && let std::task::Poll::Ready(value) = one.as_mut().poll(context)
            {
                *done = Some(value);
            }
        }
        if all.iter().all(|(_, done)| done.is_some()) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    all.into_iter().filter_map(|(_, done)| done).collect()
}

#[tokio::test]
async fn the_owner_is_never_locked_out_of_a_browser_that_knows_the_account() {
    let server = Server::start().await;
    let mut owner = Candidate::on(&server, "Ada Quill").await;
    owner.post(urls::SIGN_OUT, &[]).await;
    let mut stranger = Anonymous::on(&server);
    for _ in 0..8 {
        stranger.try_sign_in(&address("Ada Quill"), "a guess of this password").await;
    }
    let fields = [("email", "ada.quill@example.org"), ("password", PASSWORD)];
    stranger.post(urls::SIGN_IN, &fields).await.is(StatusCode::TOO_MANY_REQUESTS);
    let page = owner.post(urls::SIGN_IN, &fields).await;
    assert_eq!(page.location(), urls::DASHBOARD);
}

#[tokio::test]
async fn a_refused_password_says_why_and_keeps_what_was_typed() {
    let server = Server::start().await;
    for (password, reason) in [
        ("fourteen chars", "fewer than 15 characters"),
        ("ada.quill@example.org", "made of your name"),
        ("aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
    ] {
        let fields = [("name", "Ada <Quill>"), ("email", "ada.quill@example.org"), ("password", password)];
        let page = Anonymous::on(&server).post(urls::SIGN_UP, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).shows(reason);
        assert_eq!((page.field("name").as_str(), page.field("password").as_str()), ("Ada <Quill>", ""));
        assert_eq!(page.field("email"), "ada.quill@example.org");
        page.hides(&format!("value=\"{password}\" type=\"password")).hides("<Quill>");
    }
    let empty = Anonymous::on(&server).post(urls::SIGN_UP, &[("email", "nothing")]).await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY).shows("Give your name").shows("Give an e-mail address such as");
    assert_eq!(server.store().count_accounts(None).await.unwrap(), 0);
}

#[tokio::test]
async fn signing_out_kills_the_session_in_one_request() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let kept = candidate.cookies.clone();
    candidate.get(urls::DASHBOARD).await.is(StatusCode::OK);
    assert_eq!(candidate.post(urls::SIGN_OUT, &[]).await.location(), urls::HOME);
    assert!(!candidate.cookies.contains_key("clausewise"), "the browser forgets the session");
    candidate.cookies = kept;
    let page = candidate.get(urls::DASHBOARD).await;
    assert_eq!(page.location(), "/sign-in?next=%2Fdashboard");
}

#[tokio::test]
async fn each_sign_in_begins_another_session_and_only_its_hash_is_stored() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    let first = candidate.cookies["clausewise"].clone();
    let fields = [("email", "ada.quill@example.org"), ("password", PASSWORD)];
    let page = candidate.post(urls::SIGN_IN, &fields).await;
    let cookies = page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
    assert!(cookies.iter().all(|cookie| cookie.contains("; HttpOnly; SameSite=Lax;")), "{cookies:?}");
    let second = candidate.cookies["clausewise"].clone();
    assert_ne!(first, second);
    let dump = server.dump().await.join("\n");
    assert!(!dump.contains(&first) && !dump.contains(&second), "a token is in the database");
}

#[tokio::test]
async fn cookies_are_secure_behind_tls() {
    let server = Server::start_with(crate::server::course(), "https://study.example.org").await;
    let mut door = Anonymous::on(&server);
    door.sign_up("Ada Quill", "ada@example.org").await;
    let page = door.try_sign_in("ada@example.org", PASSWORD).await;
    for cookie in page.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-") && cookie.ends_with("; Secure"), "{cookie}");
    }
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
}

#[tokio::test]
async fn the_setup_link_makes_one_administrator() {
    let server = Server::start().await;
    let (good, bad) = (format!("{}/{SETUP}", urls::SETUP), format!("{}/{}", urls::SETUP, SETUP.replace('0', "1")));
    let mut browser = Anonymous::on(&server);
    browser.get(&bad).await.is(StatusCode::NOT_FOUND);
    browser.get(&good).await.is(StatusCode::OK).shows("makes the first administrator");
    let short = [("name", "Ruth Head"), ("email", "ruth@example.org"), ("password", "short")];
    browser.post(&good, &short).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("fewer than 15");
    let fields = [("name", "Ruth Head"), ("email", "ruth@example.org"), ("password", PASSWORD)];
    assert_eq!(browser.post(&good, &fields).await.location(), urls::DASHBOARD);
    browser.get(urls::ACCOUNT).await.is(StatusCode::OK).shows("administrator");
    let again = [("name", "Eve Thief"), ("email", "eve@example.org"), ("password", PASSWORD)];
    Anonymous::on(&server).post(&good, &again).await.is(StatusCode::NOT_FOUND);
    Anonymous::on(&server).get(&good).await.is(StatusCode::NOT_FOUND);
    assert_eq!(server.store().count_accounts(Some(Role::Administrator)).await.unwrap(), 1);
}

#[tokio::test]
async fn the_setup_link_used_twice_at_once_makes_one_administrator() {
    let server = Server::start().await;
    let good = format!("{}/{SETUP}", urls::SETUP);
    let wave = (0..4).map(|n| {
        let (server, good) = (&server, good.as_str());
        async move {
            let email = format!("person{n}@example.org");
            let fields = [("name", "Ruth Head"), ("email", email.as_str()), ("password", PASSWORD)];
            Anonymous::on(server).post(good, &fields).await.status
        }
    });
    futures_of(wave).await;
    assert_eq!(server.store().count_accounts(Some(Role::Administrator)).await.unwrap(), 1);
}

#[tokio::test]
async fn an_expired_session_leads_to_signing_in_and_back() {
    let server = Server::start().await;
    let mut candidate = Candidate::on(&server, "Ada Quill").await;
    server.time.pass(Millis::minutes(60 * 24 * 13));
    candidate.get(urls::CREDITS).await.is(StatusCode::OK);
    server.time.pass(Millis::minutes(60 * 24 * 13));
    candidate.get(urls::CREDITS).await.is(StatusCode::OK);
    server.time.pass(Millis::minutes(60 * 24 * 15));
    let page = candidate.get(urls::CREDITS).await;
    assert_eq!(page.location(), "/sign-in?next=%2Fcredits");
    let page = candidate.follow(page).await;
    page.shows("Please sign in to go on. Nothing you saved is lost.");
    let (next, email) = (page.field("next"), address("Ada Quill"));
    let page = candidate.post(urls::SIGN_IN, &[("email", &email), ("password", PASSWORD), ("next", &next)]).await;
    assert_eq!(page.location(), urls::CREDITS);
}

#[tokio::test]
async fn signing_in_never_leads_to_another_site() {
    let server = Server::start().await;
    Anonymous::on(&server).sign_up("Ada Quill", "ada@example.org").await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nb: c"] {
        let fields = [("email", "ada@example.org"), ("password", PASSWORD), ("next", next)];
        assert_eq!(Anonymous::on(&server).post(urls::SIGN_IN, &fields).await.location(), urls::DASHBOARD, "{next:?}");
    }
}
