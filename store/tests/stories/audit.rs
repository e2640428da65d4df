//! Evidence packs, and links for external auditors.

use domain::award::Event;
use domain::ids::{AwardId, LinkId, MemberId};
use domain::organisation::{Draw, Entry, EvaluationKind, PackAsk, Role, Scope, Seed};
use domain::time::Timestamp;
use store::{NewLink, Opening, Shown, Token, Written, fresh_id};

use crate::ground::{Ground, at, right, saved, today};
use crate::organisations::{House, certificate, day, later, telling};
use crate::people::proof;

fn all_year() -> PackAsk {
    PackAsk { from: day("2026-01-01"), until: day("2026-11-22"), draw: None }
}

/// An organisation whose agent Ida joined, holds a confirmed certificate and sat a mock exam.
async fn qualified(ground: &Ground) -> (House, MemberId) {
    let house = House::build(ground, "larkfield").await;
    let (ida, account) = (house.person(ground, "ida", "agent").await, ground.person("ida").await);
    house.require(ground, Scope::Position(house.position("agent"))).await;
    house.write(ground, vec![Entry::Joined { member: ida.clone(), account: account.clone() }.into()]).await;
    let (store, new) = (&ground.store, certificate("F 1", None));
    store.record_award_of(&house.leading, &ida, new.clone(), at(20).wall).await.unwrap();
    let seen = Event::Verified { reason: "saw it".to_owned() };
    store.decide_award(&house.leading, &new.id, seen, &telling(), at(30).wall).await.unwrap();
    let exam = ground.exam(&account, 3, at(40)).await;
    store.save(&account, &exam, saved(1, right(0)), at(50)).await.unwrap();
    store.submit(&account, &exam, at(60)).await.unwrap();
    ground.exam(&account, 3, at(70)).await;
    let files = "INSERT INTO evidence (id, award_id, place, name, media_type, size, digest, made_at, made_by) \
                 SELECT 'file', id, 'x', 'scan.pdf', 'application/pdf', 1, 'd1', 0, 'Ida' FROM award";
    ground.execute(files).await;
    let proof = Event::Evidenced { evidence: domain::ids::EvidenceId::new("file") };
    store.decide_award(&house.leading, &new.id, proof, &telling(), at(35).wall).await.unwrap();
    (house, ida)
}

pub async fn a_pack_holds_the_evidence_as_it_was_known(ground: Ground) {
    let (house, ida) = qualified(&ground).await;
    let store = &ground.store;
    let pack = store.evidence_pack(house.seat(), all_year(), at(99).wall).await.unwrap().expect("the manager sees all");
    assert_eq!((pack.organisation.as_str(), pack.roles.len(), pack.people.len()), ("larkfield", 1, 2));
    let person = pack.people.iter().find(|person| person.state.member == ida).expect("she is in it");
    assert!(person.state.needs[0].met.is_some());
    assert_eq!(person.awards[0].files[0].digest, "d1");
    let judged = person.evaluations.iter().map(|line| (line.kind, line.what.contains("1 of 3 marks")));
    assert_eq!(judged.collect::<Vec<_>>(), [(EvaluationKind::Exam, false), (EvaluationKind::Mock, true)]);
    assert!(person.trail.iter().any(|line| line.what.contains("confirmed") && line.what.contains("saw it")));
    let before =
        store.evidence_pack(house.seat(), all_year(), at(25).wall).await.unwrap().expect("the manager sees all");
    let person = before.people.iter().find(|person| person.state.member == ida).expect("she was known");
    assert_eq!((&person.state.needs[0].met, person.evaluations.len()), (&None, 0), "nobody had confirmed it");
}

pub async fn a_pack_is_for_those_who_see_everybody(ground: Ground) {
    let (house, _) = qualified(&ground).await;
    let (lena, account) = (house.person(&ground, "lena", "agent").await, ground.person("lena").await);
    let lines = vec![
        Entry::Joined { member: lena.clone(), account: account.clone() }.into(),
        Entry::Role { member: lena, role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
    ];
    house.write(&ground, lines).await;
    let seat = ground.store.seat(&account, &house.id, today()).await.unwrap().expect("Lena joined");
    assert_eq!(ground.store.evidence_pack(&seat, all_year(), at(99).wall).await.unwrap(), None);
}

fn token(text: &str) -> Token {
    Token(text.to_owned())
}

fn link(token: Token, expires: Timestamp) -> NewLink {
    NewLink {
        id: LinkId::new(fresh_id(at(0).wall)),
        token,
        for_whom: "The auditors".to_owned(),
        from: day("2026-01-01"),
        until: day("2026-11-22"),
        seed: Seed::of(7),
        sample: Some(1),
        expires,
        shows: Shown::Files,
    }
}

pub async fn a_link_shows_what_was_known_when_it_was_made(ground: Ground) {
    let (house, _) = qualified(&ground).await;
    let store = &ground.store;
    let new = link(token("one"), later(14));
    assert_eq!(store.make_audit_link(&house.manager, new.clone(), at(100).wall).await.unwrap(), Written::Done);
    let again = NewLink { token: token("two"), ..new.clone() };
    assert_eq!(store.make_audit_link(&house.manager, again, at(101).wall).await.unwrap(), Written::Taken);
    assert!(store.open_audit_link(&token("two"), at(102).wall).await.unwrap().is_none());
    house.person_at(&ground, "zoe", "agent", later(1)).await;
    let open = store.open_audit_link(&token("one"), later(13)).await.unwrap().expect("it works");
    assert_eq!((open.link().seed, open.link().sample), (Seed::of(7), Some(1)));
    let pack = store.audited_pack(&open, open.link().seed).await.unwrap();
    let ask = PackAsk { draw: Some(Draw { number: 1, seed: Seed::of(7) }), ..all_year() };
    let own = store.evidence_pack(house.seat(), ask, at(100).wall).await.unwrap();
    assert_eq!(Some(&pack), own.as_ref(), "the organisation can draw the same");
    assert_eq!(pack.drawn.map(|drawn| drawn.of), Some(2), "who came later is not in it");
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..20 {
        let pack = store.audited_pack(&open, Seed::of(seed)).await.unwrap();
        assert_eq!(pack.people.len(), 1);
        seen.insert(pack.people[0].state.name.clone());
    }
    assert_eq!(seen.len(), 2, "other seeds draw others");
    assert!(store.open_audit_link(&token("one"), later(14)).await.unwrap().is_none(), "it has expired");
    assert!(!store.end_audit_link(&house.manager, &new.id, later(14)).await.unwrap(), "nothing is left to end");
}

pub async fn a_link_is_ended_by_its_organisation_and_stands_in_the_log(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let store = &ground.store;
    let new = link(token("one"), later(14));
    store.make_audit_link(&house.manager, new.clone(), at(100).wall).await.unwrap();
    assert_eq!(store.audit_links(&other.manager).await.unwrap(), []);
    assert!(!store.end_audit_link(&other.manager, &new.id, at(110).wall).await.unwrap());
    assert!(store.open_audit_link(&token("one"), at(111).wall).await.unwrap().is_some());
    assert!(store.end_audit_link(&house.manager, &new.id, at(120).wall).await.unwrap());
    assert!(!store.end_audit_link(&house.manager, &new.id, at(121).wall).await.unwrap());
    assert!(store.open_audit_link(&token("one"), at(122).wall).await.unwrap().is_none());
    let links = store.audit_links(&house.manager).await.unwrap();
    assert_eq!((links.len(), links[0].ended, links[0].for_whom.as_str()), (1, Some(at(120).wall), "The auditors"));
    let lines = store.log_page(house.seat(), i64::MAX, None, 2).await.unwrap();
    let entries = lines.into_iter().map(|line| line.entry).collect::<Vec<_>>();
    let made = Entry::Linked { link: new.id.clone(), from: new.from, until: new.until, expires: new.expires };
    assert_eq!(entries, [Entry::Unlinked { link: new.id }, made]);
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

/// The one award that somebody holds.
async fn award_of(ground: &Ground, house: &House, member: &MemberId) -> AwardId {
    let awards = ground.store.awards_of(house.seat(), member, at(99).wall).await.unwrap();
    awards[0].id.clone()
}

pub async fn a_link_opens_the_files_of_its_pack_and_no_others(ground: Ground) {
    let (house, ida) = qualified(&ground).await;
    let (store, award) = (&ground.store, award_of(&ground, &house, &ida).await);
    let new = link(token("one"), later(14));
    store.make_audit_link(&house.manager, new.clone(), at(100).wall).await.unwrap();
    let bare = NewLink { shows: Shown::Pack, ..link(token("bare"), later(14)) };
    store.make_audit_link(&house.manager, bare, at(100).wall).await.unwrap();
    let early = NewLink { until: day("2026-01-31"), ..link(token("early"), later(14)) };
    store.make_audit_link(&house.manager, early, at(15).wall).await.unwrap();
    // A file that came after the link was made, and one of somebody who is in other books.
    let late = proof("late.pdf");
    let by = store::Prover::Lead(house.leading.clone());
    store.add_evidence(by, &award, late.clone(), at(110).wall).await.unwrap();
    let other = House::build(&ground, "fernhill").await;
    let eve = other.person(&ground, "eve", "agent").await;
    let (foreign, letter) = (certificate("F 2", None), proof("foreign.pdf"));
    store.record_award_of(&other.leading, &eve, foreign.clone(), at(20).wall).await.unwrap();
    let by = store::Prover::Lead(other.leading.clone());
    store.add_evidence(by, &foreign.id, letter.clone(), at(21).wall).await.unwrap();
    let open = async |text: &str| store.open_audit_link(&token(text), later(1)).await.unwrap().expect("it works");
    let one = open("one").await;
    let file = store.audited_file(&one, &award, "file").await.unwrap().expect("the pack names it");
    assert_eq!((file.name.as_str(), file.digest.as_str(), file.award()), ("scan.pdf", "d1", award.clone()));
    for (award, file) in [(&award, late.id.as_str()), (&foreign.id, letter.id.as_str()), (&foreign.id, "file")] {
        assert_eq!(store.audited_file(&one, award, file).await.unwrap(), None, "{file}");
    }
    for bare in ["bare", "early"] {
        assert_eq!(store.audited_file(&open(bare).await, &award, "file").await.unwrap(), None, "{bare}");
    }
}

pub async fn what_is_opened_with_a_link_is_counted(ground: Ground) {
    let (house, _) = qualified(&ground).await;
    let store = &ground.store;
    store.make_audit_link(&house.manager, link(token("one"), later(14)), at(100).wall).await.unwrap();
    let open = async |now| store.open_audit_link(&token("one"), now).await.unwrap().expect("it works");
    let seen = async || store.audit_links(&house.manager).await.unwrap().remove(0);
    assert_eq!((seen().await.opened, seen().await.files_opened), (None, 0));
    let first = Timestamp(at(100).wall.0 + 5_000);
    store.note_opening(&open(first).await, Opening::Pack, first).await.unwrap();
    let soon = Timestamp(first.0 + 30_000);
    store.note_opening(&open(soon).await, Opening::Pack, soon).await.unwrap();
    assert_eq!((seen().await.opened, seen().await.files_opened), (Some(first), 0), "pages of one visit");
    for after in [40_000, 50_000] {
        let now = Timestamp(first.0 + after);
        store.note_opening(&open(now).await, Opening::File, now).await.unwrap();
    }
    store.note_opening(&open(soon).await, Opening::File, soon).await.unwrap();
    let last = Timestamp(first.0 + 50_000);
    assert_eq!((seen().await.opened, seen().await.files_opened), (Some(last), 3), "it never goes back");
    let later = Timestamp(first.0 + 200_000);
    store.note_opening(&open(later).await, Opening::Pack, later).await.unwrap();
    assert_eq!((seen().await.opened, seen().await.files_opened), (Some(later), 3));
}
