//! Certificates of completion and their badges: earned, shown, checked, withdrawn.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use app::urls;
use axum::http::StatusCode;
use documents::badge::{BadgeFault, PublicKey, Signer, StatusList, Verified, verify};
use domain::completion::Code;
use domain::question::Level;
use domain::time::{Millis, Timestamp};
use serde_json::Value;
use store::{Completion, FreshKey, Retired};

use super::exam::items;
use crate::page::Page;
use crate::people::{Anonymous, Candidate, PASSWORD};
use crate::server::Server;

const ADA: &str = "Ada Quill";
const DAY: Millis = Millis(86_400_000);

/// Reads every lesson of Foundation to its end and answers its checks.
async fn read_all(candidate: &mut Candidate<'_>) {
    let lessons = candidate.server.library().lessons.iter().filter(|lesson| lesson.level == Level::Foundation);
    for lesson in lessons {
        for check in &lesson.checks {
            candidate.post(&urls::check(&lesson.id, &check.id), &[("choice", "0")]).await.is(StatusCode::SEE_OTHER);
        }
        candidate.post(&format!("{}/end", urls::lesson(&lesson.id)), &[]).await.is(StatusCode::SEE_OTHER);
    }
}

/// Sits a Foundation paper and answers all of it rightly, or nothing.
async fn sit(candidate: &mut Candidate<'_>, knows: bool) {
    let exam = candidate.start_exam().await;
    for (place, item) in items(candidate, &exam).await.iter().enumerate().filter(|_| knows) {
        candidate.save_answer(&exam, place, item.body.key()).await.shows("\"reply\":\"saved\"");
    }
    candidate.post(&urls::submit(&exam), &[]).await.is(StatusCode::SEE_OTHER);
}

async fn ask(candidate: &mut Candidate<'_>) -> Page {
    candidate.post(urls::CERTIFICATES, &[("level", "foundation")]).await
}

/// Somebody who has earned a certificate and asked for it; its address.
async fn holder<'s>(server: &'s Server, name: &str) -> (Candidate<'s>, String) {
    let mut holder = Candidate::on(server, name).await;
    read_all(&mut holder).await;
    sit(&mut holder, true).await;
    let address = ask(&mut holder).await.location().to_owned();
    (holder, address)
}

async fn held(holder: &Candidate<'_>, name: &str) -> Vec<Completion> {
    let account = holder.account(name).await;
    holder.server.store().completions(&account).await.expect("the store answers")
}

#[tokio::test]
async fn a_certificate_is_earned_and_issued_once() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    let page = ada.get(urls::CERTIFICATES).await;
    let lessons = server.library().lessons.iter().filter(|lesson| lesson.level == Level::Foundation).count();
    let open = format!("{lessons} of {lessons} lessons are not complete.");
    page.shows(&open).shows("No mock exam of this level is passed.").hides("Get the");
    ask(&mut ada)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .shows(&format!("ISO/IEC 20000 Foundation was not issued. {open}"));
    ada.get(urls::DASHBOARD).await.hides(urls::CERTIFICATES);
    read_all(&mut ada).await;
    ask(&mut ada).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("was not issued. No mock exam of this level");
    sit(&mut ada, false).await;
    server.time.pass(DAY);
    ask(&mut ada).await.is(StatusCode::UNPROCESSABLE_ENTITY).shows("No mock exam");
    sit(&mut ada, true).await;
    assert_eq!(held(&ada, ADA).await, []);
    ada.get(urls::CERTIFICATES).await.shows("Get the certificate").hides(&open);
    ada.get(urls::DASHBOARD).await.shows("Certificate of completion");
    ada.get(&urls::course(Level::Foundation)).await.shows("Get your certificate of completion");

    let first = ask(&mut ada).await.location().to_owned();
    assert_eq!(ask(&mut ada).await.location(), first, "sent twice it is the same one");
    let page = ada.get(&first).await;
    page.shows("Completed22 November 2026")
        .shows("Issued23 November 2026")
        .shows("100 % on 23 November 2026")
        .shows(ADA);
    page.shows("It is no qualification");
    ada.get(urls::CERTIFICATES).await.shows("Yours, issued on 23 November 2026").hides("Get the certificate");
    assert_eq!(held(&ada, ADA).await.len(), 1);
    for wrong in [&[("level", "expert")][..], &[]] {
        ada.post(urls::CERTIFICATES, wrong).await.is(StatusCode::BAD_REQUEST);
    }
    let pdf = ada.bytes(&format!("{first}/pdf")).await;
    assert!(pdf.0 == StatusCode::OK && pdf.1.starts_with(b"%PDF"));

    let mut ben = Candidate::on(&server, "Ben Oak").await;
    for page in ["", "/pdf", "/badge", "/bundle", "/withdraw"] {
        let nothing = ben.get(&format!("{}{page}", urls::completion("nothing"))).await;
        nothing.is(StatusCode::NOT_FOUND);
        assert_eq!(ben.get(&format!("{first}{page}")).await.normalised(), nothing.normalised(), "{page}");
    }
    ben.post(&first, &[("shown", "name")]).await.is(StatusCode::NOT_FOUND);
    ben.post(&format!("{first}/withdraw"), &[("sure", "yes")]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn forms_sent_at_once_issue_one() {
    let server = Server::start().await;
    let mut ada = Candidate::on(&server, ADA).await;
    read_all(&mut ada).await;
    sit(&mut ada, true).await;
    let (mut one, mut two, mut three) = (ada.clone(), ada.clone(), ada.clone());
    let fields = [("level", "foundation")];
    let (first, second, third) = tokio::join!(
        one.post(urls::CERTIFICATES, &fields),
        two.post(urls::CERTIFICATES, &fields),
        three.post(urls::CERTIFICATES, &fields)
    );
    let led = [first, second, third].map(|page| page.location().to_owned());
    assert_eq!(BTreeSet::from(led.clone()).len(), 1, "{led:?}");
    assert_eq!(held(&ada, ADA).await.len(), 1);
}

#[tokio::test]
async fn a_code_shows_what_the_holder_allows_however_it_is_typed() {
    let server = Server::start().await;
    let (mut ada, address) = holder(&server, ADA).await;
    let code = held(&ada, ADA).await.remove(0).code.to_string();
    let mut anyone = Anonymous::on(&server);
    let page = anyone.get(&urls::verify(&code)).await;
    page.is(StatusCode::OK)
        .shows("This certificate is valid")
        .shows("ISO/IEC 20000 Foundation")
        .shows("22 November 2026");
    page.hides("Quill").hides("100 %").hides("@").shows("It is no qualification");
    assert_eq!(page.header("x-robots-tag"), "noindex");
    assert!(page.tags().iter().any(|tag| tag.is("meta", "content", "noindex")));

    let shown = ada.submit(&address, &[("shown", "name"), ("shown", "mock")]).await;
    shown.shows("Your choice is kept.");
    anyone.get(&urls::verify(&code)).await.shows("HolderAda Quill").shows("100 % on 22 November 2026").hides("@");
    ada.post(&address, &[("shown", "mock"), ("shown", "anything")]).await;
    anyone.get(&urls::verify(&code)).await.hides("Quill").shows("100 %");
    ada.post(&address, &[]).await;
    anyone.get(&urls::verify(&code)).await.hides("Quill").hides("100 %");

    anyone.get(urls::VERIFY).await.is(StatusCode::OK).shows("Check a certificate");
    let typed = code.to_lowercase().replace('-', "+").replace('0', "o").replace('1', "l");
    let page = anyone.get(&format!("{}?code=+{typed}+", urls::VERIFY)).await;
    assert_eq!(page.location(), urls::verify(&code));
    anyone.follow(page).await.shows("This certificate is valid");
    anyone.get(&urls::verify(code.to_lowercase())).await.shows("This certificate is valid");
    let page = anyone.get(&format!("{}?code=%3Cb%3Ewhat", urls::VERIFY)).await;
    page.is(StatusCode::NOT_FOUND).shows("No certificate has this code").hides("<b>");
    assert_eq!(page.field("code"), "<b>what", "what was typed stays");

    let page = ada.get(&address).await;
    let tags = page.tags();
    let link = tags.iter().filter_map(|tag| tag.get("href")).find(|link| link.contains("linkedin"));
    let link = link.expect("there is a link").to_owned();
    for part in [
        "https://www.linkedin.com/profile/add?startTask=CERTIFICATION%5FNAME&name=Course%20completed%3A%20ISO",
        "&organizationName=Clausewise&issueYear=2026&issueMonth=11&certUrl=http%3A%2F%2F127%2E0%2E0%2E1%3A3000%2Fverify%2F",
        &format!("&certId={}", code.replace('-', "%2D")),
    ] {
        assert!(link.contains(part), "{part} in {link}");
    }
}

#[tokio::test]
async fn who_guesses_codes_waits() {
    let server = Server::start().await;
    let (ada, _) = holder(&server, ADA).await;
    let code = held(&ada, ADA).await.remove(0).code;
    let mut anyone = Anonymous::on(&server);
    let guess = |n: u8| urls::verify(Code::of([n; 10]));
    let nothing = anyone.get(&guess(0)).await;
    nothing.is(StatusCode::NOT_FOUND).shows("No certificate has this code");
    assert_eq!(nothing.header("x-robots-tag"), "noindex");
    for n in 1..20 {
        anyone.get(&urls::verify(&code)).await.is(StatusCode::OK);
        anyone.get(&guess(n)).await.is(StatusCode::NOT_FOUND);
    }
    let page = anyone.get(&guess(20)).await;
    page.is(StatusCode::TOO_MANY_REQUESTS).shows("Waiting protects certificates from guessing.");
    assert_eq!((page.header("retry-after"), page.header("x-robots-tag")), ("1", "noindex"));
    anyone.get(&urls::verify(&code)).await.is(StatusCode::TOO_MANY_REQUESTS);
    anyone.try_sign_in("ada.quill@example.org", PASSWORD).await.is(StatusCode::SEE_OTHER);
    server.time.pass(Millis(1_000));
    anyone.get(&urls::verify(&code)).await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_withdrawn_certificate_says_so_everywhere_and_a_new_one_is_issued() {
    let server = Server::start().await;
    let (mut ada, address) = holder(&server, ADA).await;
    let code = held(&ada, ADA).await.remove(0).code;
    let before = ada.bytes(&format!("{address}/pdf")).await.1;
    assert_eq!(ada.bytes(&format!("{address}/pdf")).await.1, before, "the same file again");
    let withdraw = format!("{address}/withdraw");
    ada.get(&withdraw).await.shows("Withdraw this certificate?").shows("You cannot undo this.");
    ada.post(&withdraw, &[]).await.is(StatusCode::BAD_REQUEST);
    Anonymous::on(&server).get(&urls::verify(&code)).await.shows("This certificate is valid");
    server.time.pass(DAY);
    for _ in 0..2 {
        assert_eq!(ada.post(&withdraw, &[("sure", "yes")]).await.location(), address);
    }
    ada.get(&address).await.shows("You withdrew it on 23 November 2026.").hides("linkedin").hides("Download the badge");
    ada.get(&withdraw).await.is(StatusCode::NOT_FOUND);
    ada.get(&format!("{address}/badge")).await.is(StatusCode::NOT_FOUND);
    let page = Anonymous::on(&server).get(&urls::verify(&code)).await;
    page.is(StatusCode::OK).shows("It was withdrawn on 23 November 2026").hides("is valid").hides("Quill");
    let (status, after) = ada.bytes(&format!("{address}/pdf")).await;
    assert!(status == StatusCode::OK && after != before, "the document says so too");

    let page = ada.get(urls::CERTIFICATES).await;
    page.shows("Get the certificate").shows("You withdrew it on 23 November 2026.");
    let again = ask(&mut ada).await.location().to_owned();
    assert_ne!(again, address);
    let now = held(&ada, ADA).await;
    assert_eq!(now.len(), 2);
    Anonymous::on(&server).get(&urls::verify(&now[0].code)).await.shows("This certificate is valid");

    let reason = "The account was lent to somebody else.".to_owned();
    server.store().withdraw_by_code(&now[0].code, reason, server.time_wall()).await.expect("the store answers");
    ada.get(&again).await.shows("The service withdrew it on 23 November 2026: The account was lent");
    Anonymous::on(&server).get(&urls::verify(&now[0].code)).await.shows("was withdrawn").hides("lent");
}

#[tokio::test]
async fn what_was_erased_is_as_if_it_had_never_been() {
    let server = Server::start().await;
    let (mut ada, _) = holder(&server, ADA).await;
    let certificate = held(&ada, ADA).await.remove(0);
    let never = Code::of([7; 10]);
    let data = ada.get(urls::EXPORT).await;
    let data: Value = serde_json::from_str(&data.body).expect("it is JSON");
    let own = &data["certificates_of_completion"][0];
    assert_eq!((own["holder"].as_str(), own["code"].as_str()), (Some(ADA), Some(certificate.code.as_str())));
    assert!(!data.to_string().contains("code_hash") && !data.to_string().contains("secret"));
    ada.get(urls::DELETE).await.shows("can no longer be checked");
    ada.post(urls::DELETE, &[("current", PASSWORD)]).await.is(StatusCode::SEE_OTHER);
    let page = async |code: &Code| {
        let page = Anonymous::on(&server).get(&urls::verify(code)).await.normalised();
        page.replace(&code.to_string(), "a code")
    };
    let erased = page(&certificate.code).await;
    assert!(erased.contains("No certificate has this code"));
    assert_eq!(erased, page(&never).await);
}

/// A key as the server makes one, the same each time.
fn key(seed: u8) -> FreshKey {
    FreshKey { id: Signer::new(&[seed; 32]).id(), secret: format!("{seed:02x}").repeat(32) }
}

async fn json(page: &Page, kind: &str) -> Value {
    page.is(StatusCode::OK);
    assert_eq!(page.header("content-type"), kind);
    serde_json::from_str(&page.body).expect("it is JSON")
}

/// What anybody can fetch: the keys that are named, with the times that the operator knows.
async fn keys(server: &Server) -> Vec<PublicKey> {
    let page = Anonymous::on(server).get(urls::BADGE_ISSUER).await;
    let document = json(&page, "application/ld+json").await;
    assert_eq!(page.header("cache-control"), "public, max-age=300");
    assert_eq!(page.header("access-control-allow-origin"), "*");
    assert_eq!(document["id"], format!("http://127.0.0.1:3000{}", urls::BADGE_ISSUER));
    let named = document["verificationMethod"].as_array().expect("it is a list").iter();
    let named = named.filter_map(|method| method["publicKeyMultibase"].as_str()).collect::<Vec<_>>();
    let history = server.store().key_history().await.expect("the store answers");
    assert_eq!(history.iter().map(|key| key.id.as_str()).collect::<Vec<_>>(), named);
    let parsed = history.into_iter().map(|key| PublicKey::parse(&key.id, key.created, key.retired));
    parsed.collect::<Result<_, _>>().expect("keys can be read")
}

async fn download(holder: &mut Candidate<'_>, address: &str) -> Value {
    let page = holder.get(&format!("{address}/badge")).await;
    assert!(page.header("content-disposition").starts_with("attachment; filename=\"badge-foundation-2026-11-"));
    json(&page, "application/vc+ld+json").await
}

/// The files of a badge's bundle, by name.
async fn unpacked(holder: &mut Candidate<'_>, address: &str) -> BTreeMap<String, String> {
    let (status, bytes) = holder.bytes(&format!("{address}/bundle")).await;
    assert_eq!(status, StatusCode::OK);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut files = BTreeMap::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).expect("it can be read");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("it is text");
        files.insert(file.name().expect("names are text").into_owned(), text);
    }
    files
}

/// What a holder keeps is enough: no other document is asked for.
#[tokio::test]
async fn a_bundle_is_checked_without_the_service() {
    let server = Server::start().await;
    let (mut ada, address) = holder(&server, ADA).await;
    let page = ada.get(&address).await;
    page.shows("Badge with what is needed to check it offline");
    assert!(page.tags().iter().any(|tag| tag.is("a", "href", &format!("{address}/bundle"))));
    let head = ada.get(&format!("{address}/bundle")).await;
    assert_eq!((head.header("content-type"), head.header("cache-control")), ("application/zip", "no-store"));
    assert!(head.header("content-disposition").starts_with("attachment; filename=\"badge-to-keep-foundation-2026-11-"));
    let store = server.store();
    server.time.pass(DAY);
    assert!(store.rotate_signing_key(key(5), Retired::InTime, server.time_wall()).await.expect("the store answers"));
    let files = unpacked(&mut ada, &address).await;
    let json = |name: &str| serde_json::from_str::<Value>(&files[name]).expect("it is JSON");
    let (badge, issuer, list) = (json("badge.json"), json("issuer.json"), json("withdrawn.json"));
    let named = issuer["verificationMethod"].as_array().expect("it is a list").iter();
    let named = named.filter_map(|method| method["publicKeyMultibase"].as_str());
    let keys = named.map(|id| PublicKey::parse(id, Timestamp(0), None)).collect::<Result<Vec<_>, _>>();
    let keys = keys.expect("keys can be read");
    assert_eq!(keys.len(), 2, "the history of keys is in it");
    let verified = verify(&badge, &keys).expect("it is ours");
    assert_eq!(
        (issuer["id"].as_str(), list["id"].as_str()),
        (Some(verified.facts.issuer.id.as_str()), Some(verified.facts.status.list.as_str()))
    );
    let list = StatusList::verify(&list, &keys).expect("the list is ours");
    assert_eq!(list.is_revoked(&verified.facts.status), Ok(false));
    assert_eq!(files["keys.txt"].lines().filter(|line| line.starts_with("z6Mk")).count(), 2);
    assert!(
        !files.values().any(|text| text.contains("Quill") || text.contains("@example.org")),
        "no more than the badge says"
    );
    ada.post(&format!("{address}/withdraw"), &[("sure", "yes")]).await;
    ada.get(&format!("{address}/bundle")).await.is(StatusCode::NOT_FOUND);
    ada.get(&address).await.hides("/bundle");
}

/// A phone has no session: the link alone opens the badge, for a quarter of an hour.
#[tokio::test]
async fn a_badge_is_taken_to_a_phone() {
    let server = Server::start().await;
    let (mut ada, address) = holder(&server, ADA).await;
    ada.get(&address).await.shows("Take the badge to your phone");
    let make = format!("{address}/phone");
    let page = ada.post(&make, &[]).await;
    page.is(StatusCode::OK).shows("It works for 15 minutes and is shown only now.").shows("Badge for your phone");
    assert!(page.tags().iter().any(|tag| tag.is("svg", "aria-label", "The address of the badge, as a QR code")));
    let words = page.words();
    let at = words.find(&urls::badge_link("")).expect("the address is shown");
    let link = words[at..at + urls::badge_link("").len() + 64].to_owned();
    let mut phone = Anonymous::on(&server);
    let taken = phone.get(&link).await;
    assert_eq!(taken.header("cache-control"), "no-store");
    let badge = json(&taken, "application/vc+ld+json").await;
    verify(&badge, &keys(&server).await).expect("it is ours");
    Candidate::on(&server, "Ben Stranger").await.post(&make, &[]).await.is(StatusCode::NOT_FOUND);
    phone.get(&urls::badge_link("0".repeat(64))).await.is(StatusCode::NOT_FOUND);
    server.time.pass(Millis::minutes(15));
    phone.get(&link).await.is(StatusCode::NOT_FOUND);
    ada.post(&format!("{address}/withdraw"), &[("sure", "yes")]).await;
    ada.post(&make, &[]).await.is(StatusCode::NOT_FOUND);
    ada.get(&address).await.hides("/phone");
}

/// Whether the list that a badge names says that it was withdrawn.
async fn is_withdrawn(server: &Server, badge: &Verified) -> bool {
    let status = &badge.facts.status;
    let path = status.list.strip_prefix("http://127.0.0.1:3000").expect("it is ours");
    let document = json(&Anonymous::on(server).get(path).await, "application/vc+ld+json").await;
    let list = StatusList::verify(&document, &keys(server).await).expect("the list is ours");
    list.is_revoked(status).expect("the badge has a place in it")
}

#[tokio::test]
async fn badges_are_verified_after_their_key_was_changed_and_refused_when_withdrawn() {
    let server = Server::start().await;
    let mut anyone = Anonymous::on(&server);
    anyone.get(urls::BADGE_ISSUER).await.is(StatusCode::NOT_FOUND);
    anyone.get(&urls::withdrawn_badges(1)).await.is(StatusCode::NOT_FOUND);
    let (mut ada, address) = holder(&server, ADA).await;
    let badge = download(&mut ada, &address).await;
    let old = verify(&badge, &keys(&server).await).expect("it is ours");
    assert_eq!(old.facts.course.name(), "Course completed: ISO/IEC 20000 Foundation");
    assert!(old.facts.holder.len() == 1 && old.facts.holder[0].is_email("ada.quill@example.org"));
    assert!(!badge.to_string().contains("Quill") && !badge.to_string().contains("@example"));
    assert!(!is_withdrawn(&server, &old).await);

    ada.post(&address, &[("shown", "name")]).await;
    server.time.pass(DAY);
    let store = server.store();
    assert!(store.rotate_signing_key(key(5), Retired::InTime, server.time_wall()).await.expect("the store answers"));
    let both = keys(&server).await;
    assert_eq!(both.len(), 2);
    assert_eq!(verify(&badge, &both), Ok(old.clone()), "what the old key signed still counts");
    let newer = download(&mut ada, &address).await;
    let new = verify(&newer, &both).expect("it is ours");
    assert_eq!((&new.signed.key, new.facts.holder.len()), (&key(5).id, 2));
    assert_eq!(
        (&new.facts.id, &new.facts.status, new.facts.valid_from),
        (&old.facts.id, &old.facts.status, old.facts.valid_from)
    );
    assert_eq!(verify(&newer, &both[..1]), Err(BadgeFault::UnknownKey));
    let mut tampered = newer.clone();
    tampered["credentialSubject"]["identifier"][1]["identityHash"] = "Somebody Else".into();
    assert_eq!(verify(&tampered, &both), Err(BadgeFault::Signature));
    assert!(!is_withdrawn(&server, &new).await, "the list is signed by the new key");

    let listed = anyone.get(&urls::withdrawn_badges(1)).await;
    assert_eq!(listed.body, anyone.get(&urls::withdrawn_badges(1)).await.body, "the same until something changes");
    for nothing in ["0", "2", "01", "+1", "x", "4294967296"] {
        anyone.get(&format!("/badges/withdrawn/{nothing}")).await.is(StatusCode::NOT_FOUND);
    }
    ada.post(&format!("{address}/withdraw"), &[("sure", "yes")]).await;
    assert!(is_withdrawn(&server, &old).await && is_withdrawn(&server, &new).await);

    let again = ask(&mut ada).await.location().to_owned();
    let fresh = download(&mut ada, &again).await;
    server.time.pass(DAY);
    assert!(store.rotate_signing_key(key(6), Retired::Stolen, server.time_wall()).await.expect("the store answers"));
    let all = keys(&server).await;
    assert_eq!(verify(&fresh, &all), Err(BadgeFault::KeyNotInForce), "the key was stolen");
    assert!(verify(&badge, &all).is_ok(), "the one before it was not");
    let fresh = verify(&download(&mut ada, &again).await, &all).expect("it is signed again");
    assert!(!is_withdrawn(&server, &fresh).await);
}
