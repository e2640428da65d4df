//! What organisations write to people: invitations, decisions, the week, and what is removed of it.

use domain::award::{Event, day_of};
use domain::ids::{AwardId, MemberId};
use domain::organisation::{Entry, Role, Scope};
use domain::time::{Millis, Timestamp};
use store::{
    Decided, DigestAsk, Enqueued, Erasure, Invited, Joined, MAIL_KEPT_FOR, MailKind, MailState, NewInvitation, NewMail,
    Prover, Recorded, Recording, Seat, Token, fresh_id,
};

use crate::ground::{Ground, at, today};
use crate::mail::letter;
use crate::organisations::{House, certificate, day, later, telling};
use crate::people::{invitation, proof};

async fn mail_of(ground: &Ground, house: &House, member: &MemberId) -> Option<MailState> {
    let file = ground.store.person_file(house.seat(), member, at(60).wall).await.unwrap().expect("in the books");
    file.invitation_mail.map(|mail| mail.state)
}

pub async fn who_joined_is_told_of_what_is_new(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let ida = house.person(&ground, "ida", "agent").await;
    house.person(&ground, "ben", "agent").await;
    let account = ground.person("ida").await;
    house.write(&ground, vec![Entry::Joined { member: ida.clone(), account: account.clone() }.into()]).await;
    let store = &ground.store;
    let long_after = later(40);
    house.require(&ground, Scope::Position(house.position("agent"))).await;
    let told = async |now| {
        let gaps = store.new_gaps(now).await.unwrap();
        gaps.into_iter().map(|gap| (gap.member.clone(), gap.position.clone(), gap.occasion())).collect::<Vec<_>>()
    };
    let new = told(later(1)).await;
    assert_eq!(new.len(), 1, "Ben is in the list only: {new:?}");
    assert_eq!((&new[0].0, new[0].1.as_deref()), (&ida, Some("agent")));
    assert_eq!(told(long_after).await, [], "it is new no more");
    let mail = letter("ida@larkfield.example", MailKind::RequirementGap, &new[0].2);
    store.enqueue_mail(mail, later(1)).await.unwrap();
    assert_eq!(told(later(1)).await, [], "once");
}

pub async fn one_invitation_makes_one_mail(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let ida = house.person(&ground, "ida", "agent").await;
    let store = &ground.store;
    let invite = async |token: &str| store.invite(&house.leading, invitation(&ida, token), at(20).wall).await.unwrap();
    assert_eq!(mail_of(&ground, &house, &ida).await, None);
    assert_eq!((invite("first").await, invite("first").await), (Invited::Made, Invited::Known));
    assert_eq!((ground.count("mail").await, mail_of(&ground, &house, &ida).await), (1, Some(MailState::Queued)));
    let mail = store.take_due_mail("worker".to_owned(), 9, at(20).wall).await.unwrap().remove(0);
    assert!(store.mark_mail_sent(&mail, at(21).wall).await.unwrap());
    let file = store.person_file(house.seat(), &ida, at(30).wall).await.unwrap().expect("in the books");
    let kept = file.invitation_mail.expect("it has a mail");
    assert_eq!((kept.state, kept.sent_at), (MailState::Sent, Some(at(21).wall)));
    assert_eq!(invite("second").await, Invited::Made);
    assert_eq!((ground.count("mail").await, mail_of(&ground, &house, &ida).await), (2, Some(MailState::Queued)));
    assert_eq!(invite("first").await, Invited::Nobody, "a form left open brings no earlier invitation back");
    assert!(store.invitation(&Token("second".to_owned()), at(40).wall).await.unwrap().is_some());
    assert_eq!(ground.count("organisation_entry WHERE body LIKE '%\"invited\"%'").await, 2);
    assert_eq!(ground.count("mail").await, 2);
}

/// An invitation of somebody to the address in the books.
fn to(member: &MemberId, name: &str, house: &House) -> NewInvitation {
    let letter = letter(&format!("{name}@{}.example", house.id), MailKind::Invitation, &fresh_id(at(0).wall));
    NewInvitation { member: member.clone(), token: Token(format!("token of {name}")), letter }
}

pub async fn those_without_an_account_are_invited_together_and_once(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (ada, ben) = (house.person(&ground, "ada", "agent").await, house.person(&ground, "ben", "agent").await);
    let (carl, lena) = (house.person(&ground, "carl", "clerk").await, house.person(&ground, "lena", "agent").await);
    let account = ground.person("lena").await;
    let lines = vec![
        Entry::Role { member: lena.clone(), role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
        Entry::Joined { member: lena, account: account.clone() }.into(),
    ];
    house.write(&ground, lines).await;
    let (store, today) = (&ground.store, day("2026-11-22"));
    let lead = store.seat(&account, &house.id, today).await.unwrap().expect("Lena joined");
    let names = async |seat: &Seat, most| {
        let people = store.uninvited(seat, today, most).await.unwrap();
        let total = store.count_uninvited(seat, today).await.unwrap();
        (people.into_iter().map(|one| one.name).collect::<Vec<_>>(), total)
    };
    assert_eq!(names(house.seat(), 2).await, (vec!["ada".to_owned(), "ben".to_owned()], 3));
    assert_eq!(names(&lead, 9).await, (vec!["ada".to_owned(), "ben".to_owned()], 2), "the own team");
    let lot =
        |house: &House| vec![to(&ada, "ada", house), to(&carl, "carl", house), to(&ben, "an earlier address", house)];
    let leading = lead.leading().expect("she leads");
    assert_eq!(store.invite_all(&leading, lot(&house), at(20).wall).await.unwrap(), 1, "Ada alone");
    assert_eq!(store.invite_all(&house.leading, lot(&house), at(30).wall).await.unwrap(), 1, "Carl");
    assert_eq!(store.invite_all(&house.leading, lot(&house), at(40).wall).await.unwrap(), 0);
    assert_eq!(names(house.seat(), 9).await, (vec!["ben".to_owned()], 1));
    assert_eq!(ground.count("mail").await, 2);
    assert_eq!(mail_of(&ground, &house, &carl).await, Some(MailState::Queued));
    let joined =
        store.join((ground.person("ada").await, "Ada".to_owned()), Token("token of ada".to_owned()), at(50).wall);
    assert_eq!(joined.await.unwrap(), Joined::Done(house.id.clone()));
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

/// What the mails about decisions say, the earliest first.
async fn told(ground: &Ground) -> Vec<String> {
    let sql = "SELECT email || ' ' || subject FROM mail WHERE kind = 'certificate_decided' ORDER BY id";
    ground.column(sql).await.into_iter().flatten().collect()
}

pub async fn who_entered_a_certificate_is_told_what_was_decided(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, member, ida) = (&ground.store, house.person(&ground, "ida", "agent").await, ground.person("ida").await);
    house.write(&ground, vec![Entry::Joined { member: member.clone(), account: ida.clone() }.into()]).await;
    let enters = async |number: &str, awarded: &str| {
        let mut new = certificate(number, None);
        new.facts.awarded_on = day(awarded);
        assert_eq!(
            store.record_award(&ida, "Ida".to_owned(), new.clone(), at(20).wall).await.unwrap(),
            Recorded::New(new.id.clone())
        );
        new.id
    };
    let decide = async |award: &AwardId, event: Event| {
        store.decide_award(&house.leading, award, event, &telling(), at(30).wall).await.unwrap()
    };
    let reason = || "the scan is of another person".to_owned();
    let verified = || Event::Verified { reason: "seen".to_owned() };
    let (old, new) = (enters("F 1", "2026-01-01").await, enters("F 2", "2026-03-01").await);
    for decided in [Decided::Done, Decided::Refused(domain::award::Refusal::Decided)] {
        assert_eq!(decide(&old, verified()).await, decided);
    }
    assert_eq!(told(&ground).await, ["ida@example.org larkfield: Verified { reason: \"seen\" }"]);
    assert_eq!(decide(&new, verified()).await, Decided::Done);
    let told_now = told(&ground).await;
    assert_eq!(told_now.len(), 3);
    assert!(told_now[1].contains("Verified") && told_now[2].contains("Superseded"), "{told_now:?}");
    let third = enters("F 3", "2026-02-01").await;
    assert_eq!(decide(&third, Event::Rejected { reason: reason() }).await, Decided::Done);
    let revoked = Event::Revoked { on: day("2026-11-22"), reason: "a mistake".to_owned() };
    assert_eq!(decide(&new, revoked.clone()).await, Decided::Done);
    let told_now = told(&ground).await;
    assert!(told_now[3].contains("another person") && told_now[4].contains("a mistake"), "{told_now:?}");
    // What the organisation entered itself, what was not decided, and what somebody does to the own award make no mail.
    let entered: Recording = certificate("F 4", None);
    store.record_award_of(&house.leading, &member, entered.clone(), at(40).wall).await.unwrap();
    assert_eq!(decide(&entered.id, verified()).await, Decided::Done);
    let own = certificate("F 5", None);
    store.record_award(&house.founder, "Fay".to_owned(), own.clone(), at(40).wall).await.unwrap();
    assert_eq!(decide(&own.id, revoked).await, Decided::Done);
    assert_eq!(decide(&AwardId::new("none"), verified()).await, Decided::Absent);
    // The first one counts again, since the newer one was taken back, until the one that the organisation entered.
    let told_now = told(&ground).await;
    assert!(told_now.len() == 6 && told_now[5].contains("Superseded"), "{told_now:?}");
    // Who wants no such mail gets none.
    assert!(store.prefer_mail("ida@example.org", MailKind::CertificateDecided, false, at(50).wall).await.unwrap());
    let last = enters("F 6", "2026-04-01").await;
    assert_eq!(decide(&last, verified()).await, Decided::Done);
    assert_eq!(ground.count("mail WHERE state = 'queued'").await, 0);
}

pub async fn a_week_is_summed_up_for_each_reader(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.require(&ground, Scope::Everyone).await;
    let (store, clerk) = (&ground.store, house.person(&ground, "carl", "clerk").await);
    let (lena, ida) = (house.person(&ground, "lena", "agent").await, house.person(&ground, "ida", "agent").await);
    let account = ground.person("lena").await;
    let lines = vec![
        Entry::Role { member: lena.clone(), role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
        Entry::Joined { member: lena.clone(), account: account.clone() }.into(),
    ];
    house.write(&ground, lines).await;
    for (member, number) in [(&ida, "F 1"), (&clerk, "F 2"), (&lena, "F 3")] {
        store
            .record_award_of(&house.leading, member, certificate(number, Some("2026-12-24")), at(20).wall)
            .await
            .unwrap();
    }
    let waiting = store.waiting(house.seat(), day("2026-11-22"), 9).await.unwrap();
    let idas = waiting.iter().find(|(_, member, _)| *member == ida).expect("it waits");
    let seen = Event::Verified { reason: "seen".to_owned() };
    store.decide_award(&house.leading, &idas.0, seen, &telling(), at(30).wall).await.unwrap();
    let left = Entry::Left { member: clerk.clone(), on: day("2026-11-22") };
    house.write(&ground, vec![left.into()]).await;

    // Whoever left yesterday counts until the day changes, as the job lets it change before it sums up.
    store.turn_the_page(later(1)).await.unwrap();
    let week = "2026-W48".to_owned();
    assert_eq!(store.digests_due(&week, at(0).wall).await.unwrap(), [], "it was not there before the week began");
    assert_eq!(store.digests_due(&week, later(1)).await.unwrap(), std::slice::from_ref(&house.id));
    let readers = store.digest_readers(&house.id, today()).await.unwrap();
    let emails = readers.iter().map(|(_, email)| email.as_str()).collect::<Vec<_>>();
    assert_eq!(emails, ["founder of larkfield@example.org", "lena@example.org"]);
    let ask =
        DigestAsk { today: day("2026-11-23"), soon: day("2027-01-22"), since: at(0).wall, until: later(1), most: 10 };
    let all = store.digest(&readers[0].0, ask).await.unwrap();
    assert_eq!((all.waiting.total, all.waiting.first[0].name.as_str()), (1, "lena"), "who left does not wait");
    assert_eq!((all.ending.total, all.ending.first[0].last), (1, day("2026-12-24")));
    assert_eq!(all.gaps.iter().map(|row| (row.needed, row.met)).collect::<Vec<_>>(), [(3, 1)]);
    assert_eq!((all.joined.total, all.left.total, all.left.first[0].name.as_str()), (2, 1, "carl"));
    let team = store.digest(&readers[1].0, ask).await.unwrap();
    assert_eq!((team.waiting.total, team.ending.total, team.joined.total), (1, 1, 1));
    assert_eq!((team.left.total, team.gaps[0].needed), (0, 2), "the own team alone");
    let few = store.digest(&readers[0].0, DigestAsk { most: 1, ..ask }).await.unwrap();
    assert_eq!((few.joined.first.len(), few.joined.total), (1, 2));
    let next = DigestAsk { since: later(1), until: later(8), ..ask };
    assert_eq!(store.digest(&readers[0].0, next).await.unwrap().joined.total, 0, "the week before told it");

    assert!(store.finish_digest(&house.id, week.clone()).await.unwrap());
    assert!(!store.finish_digest(&house.id, week.clone()).await.unwrap());
    assert_eq!(store.digests_due(&week, later(1)).await.unwrap(), []);
    assert_eq!(store.digests_due("2026-W49", later(8)).await.unwrap(), std::slice::from_ref(&house.id));
}

async fn mailed(ground: &Ground, house: &House, email: &str, kind: MailKind, text: &str) {
    let mail = letter(email, kind, &fresh_id(at(0).wall));
    let mail = NewMail { organisation: Some(house.id.clone()), text: text.to_owned(), ..mail };
    assert_eq!(ground.store.enqueue_mail(mail, at(20).wall).await.unwrap(), Enqueued::Queued);
}

pub async fn who_is_taken_out_by_hand_leaves_no_mail_and_no_file(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, canary) = (&ground.store, house.person(&ground, "canary_bird", "agent").await);
    let other = house.person(&ground, "canaryXbird", "agent").await;
    let new = certificate("canary_bird 1", None);
    store.record_award_of(&house.leading, &canary, new.clone(), at(20).wall).await.unwrap();
    let by = Prover::Lead(house.leading.clone());
    store.add_evidence(by, &new.id, proof("canary_bird.pdf"), at(20).wall).await.unwrap();
    let email = format!("canary_bird@{}.example", house.id);
    mailed(&ground, &house, &email, MailKind::Invitation, "canary_bird is invited").await;
    mailed(&ground, &house, "fay@larkfield.example", MailKind::DigestForManagers, "- canary_bird: Foundation").await;
    mailed(&ground, &house, "fay@larkfield.example", MailKind::DigestForManagers, "- canaryXbird: Foundation").await;
    let erase = async |member: &MemberId| store.erase_member(&house.manager, member, at(50).wall).await.unwrap();
    assert_eq!(erase(&canary).await, None, "who has not left is not taken out");
    for member in [&canary, &other] {
        let left = Entry::Left { member: member.clone(), on: day("2026-11-22") };
        store.keep_books_of(&house.leading, member, vec![left.into()], at(40).wall).await.unwrap();
    }
    let place = "place of canary_bird.pdf".to_owned();
    let unnamed = async || store.unnamed_files(vec![place.clone(), "another".to_owned()]).await.unwrap();
    assert_eq!(unnamed().await, ["another"]);
    assert_eq!(erase(&canary).await, Some(Erasure { people: 1, files: vec![place.clone()] }));
    assert_eq!(erase(&canary).await, None, "once");
    assert_eq!(unnamed().await, [place.as_str(), "another"]);
    for (table, columns) in [
        ("member", "name || name_key || email || email_key"),
        ("organisation_entry", "body || COALESCE(personal, '')"),
        ("holding", "certificate_number"),
        ("evidence", "name || place"),
        ("mail", "email || email_key || body_text"),
    ] {
        let found = ground
            .column(&format!("SELECT {columns} FROM {table} WHERE {columns} LIKE '%canary!_bird%' ESCAPE '!'"))
            .await;
        assert!(found.is_empty(), "{table}: {found:?}");
    }
    assert_eq!(ground.count("mail").await, 1, "a summary that names somebody else stays");
    assert_eq!(ground.count("award_entry").await, 2, "reports of earlier days stay until the time is over");
    let erased = store.erase_those_who_left(later(3 * 366)).await.unwrap();
    assert_eq!((erased.people, ground.count("award_entry").await, ground.count("holding").await), (2, 0, 0));
    assert_eq!(store.erase_those_who_left(later(3 * 366)).await.unwrap(), Erasure::default());
    assert_eq!(ground.count("organisation_entry WHERE body LIKE '%\"erased\"%'").await, 2, "each is said once");
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn mail_is_kept_for_ninety_days(ground: Ground) {
    let store = &ground.store;
    for occasion in ["sent", "waits"] {
        store.enqueue_mail(letter("ada@example.org", MailKind::ExamBooked, occasion), at(0).wall).await.unwrap();
    }
    let mail = store.take_due_mail("worker".to_owned(), 1, at(0).wall).await.unwrap().remove(0);
    store.mark_mail_sent(&mail, at(0).wall).await.unwrap();
    let end = Timestamp(at(0).wall.0 + MAIL_KEPT_FOR.0);
    assert_eq!(store.forget_old_mail(end).await.unwrap(), 0);
    assert_eq!(store.forget_old_mail(end.plus(Millis(1))).await.unwrap(), 1, "what waits is not forgotten");
    assert_eq!(ground.count("mail WHERE state = 'queued'").await, 1);
    assert_eq!(day_of(end), day("2027-02-20"));
}
