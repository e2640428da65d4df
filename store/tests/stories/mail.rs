use std::collections::BTreeSet;

use domain::ids::{MailId, OrganisationId};
use domain::time::{Millis, Timestamp};
use store::{
    DueMail, Enqueued, Failure, MAIL_LEASE, MOST_MAIL_TRIES, MailKind, MailState, NewMail, Role, Staff, Store,
    Subscription, fresh_id,
};

use crate::ground::{Ground, at, trainer};
use crate::races::all;

/// A mail without an account or organisation; its occasion also names its token.
pub fn letter(email: &str, kind: MailKind, occasion: &str) -> NewMail {
    NewMail {
        id: MailId::new(fresh_id(at(0).wall)),
        account: None,
        organisation: None,
        email: email.to_owned(),
        kind,
        occasion: occasion.to_owned(),
        subject: format!("About {occasion}"),
        text: format!("Text of {occasion}"),
        html: format!("<p>Text of {occasion}</p>"),
        unsubscribe: format!("token of {occasion}"),
        not_before: at(0).wall,
    }
}

const ADA: &str = "ada@example.org";

async fn ask(store: &Store, new: NewMail) -> Enqueued {
    store.enqueue_mail(new, at(0).wall).await.unwrap()
}

async fn take(store: &Store, lease: &str, now: Timestamp) -> Vec<DueMail> {
    store.take_due_mail(lease.to_owned(), 50, now).await.unwrap()
}

/// The administrator of a service without organisations.
fn alone() -> Staff {
    Staff::of(Role::Administrator, None, "Ann Administrator").expect("administrators look after somebody")
}

async fn state(ground: &Ground) -> MailState {
    let rows = ground.store.outbox(&alone(), None).await.unwrap();
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].state
}

pub async fn one_occasion_makes_one_mail(ground: Ground) {
    let store = &ground.store;
    assert!(!store.is_mail_due(at(0).wall).await.unwrap());
    assert_eq!(ask(store, letter(ADA, MailKind::ExpiryReminder, "award-1")).await, Enqueued::Queued);
    let other =
        NewMail { subject: "Other words".to_owned(), ..letter("ben@example.org", MailKind::Invitation, "award-1") };
    assert_eq!(ask(store, other).await, Enqueued::Known);
    let later = NewMail { not_before: at(10).wall, ..letter(ADA, MailKind::ExpiryReminder, "award-2") };
    assert_eq!(ask(store, later).await, Enqueued::Queued);
    assert!(store.is_mail_due(at(9).wall).await.unwrap());
    let taken = take(store, "first", at(9).wall).await;
    let [mail] = &taken[..] else { panic!("the second has to wait: {taken:?}") };
    assert_eq!((mail.subject.as_str(), mail.tries, mail.made_at), ("About award-1", 1, at(0).wall));
    assert_eq!((mail.text.as_str(), mail.html.as_str()), ("Text of award-1", "<p>Text of award-1</p>"));
    assert!(!store.is_mail_due(at(9).wall).await.unwrap(), "one is held, the other waits");
    assert!(store.mark_mail_sent(mail, at(9).wall).await.unwrap());
    assert!(!store.mark_mail_sent(mail, at(9).wall).await.unwrap(), "once");
    assert_eq!(ask(store, letter(ADA, MailKind::ExpiryReminder, "award-1")).await, Enqueued::Known, "sent stays sent");
    assert_eq!(take(store, "second", at(10).wall).await.len(), 1);
}

pub async fn many_who_ask_at_once_make_one_mail(ground: Ground) {
    let asked = all((0..30).map(|_| {
        let (store, new) = (ground.store.clone(), letter(ADA, MailKind::ExamBooked, "the same"));
        let new = NewMail { unsubscribe: new.id.to_string(), ..new };
        tokio::spawn(async move { store.enqueue_mail(new, at(0).wall).await })
    }))
    .await;
    assert_eq!(asked.iter().filter(|outcome| **outcome == Enqueued::Queued).count(), 1, "{asked:?}");
    assert_eq!(ground.count("mail").await, 1);
}

pub async fn two_workers_never_hold_the_same_mail(ground: Ground) {
    for n in 0..40 {
        ask(&ground.store, letter(ADA, MailKind::ExamBooked, &format!("booked-{n}"))).await;
    }
    let taken = all((0..20).map(|worker| {
        let store = ground.store.clone();
        tokio::spawn(async move { store.take_due_mail(format!("worker-{worker}"), 5, at(1).wall).await })
    }))
    .await;
    let mut ids = taken.iter().flatten().map(|mail| mail.id.clone()).collect::<Vec<_>>();
    let held = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), held, "two hold the same mail");
    // Workers that met at the same rows got fewer; what is left is taken by the next.
    let rest = take(&ground.store, "the next", at(1).wall).await;
    let sent = all(taken.into_iter().flatten().chain(rest).map(|mail| {
        let store = ground.store.clone();
        tokio::spawn(async move { store.mark_mail_sent(&mail, at(2).wall).await })
    }))
    .await;
    assert_eq!((sent.len(), sent.iter().all(|sent| *sent)), (40, true), "each was held once, and marked by its holder");
    assert_eq!(ground.count("mail WHERE state = 'sent' AND tries = 1").await, 40);
}

pub async fn a_killed_workers_mail_is_taken_again_and_marked_once(ground: Ground) {
    let store = &ground.store;
    ask(store, letter(ADA, MailKind::ExamBooked, "booked")).await;
    let killed = take(store, "killed", at(0).wall).await.remove(0);
    let over = at(MAIL_LEASE.0).wall;
    assert_eq!(take(store, "early", at(MAIL_LEASE.0 - 1).wall).await, [], "it is held as long as the lease runs");
    let second = take(store, "second", over).await.remove(0);
    assert_eq!((&second.id, second.tries), (&killed.id, 2), "the same mail, by the same id");
    assert!(!store.mark_mail_sent(&killed, over).await.unwrap(), "the first has lost it");
    let why = Failure::Final("too late".to_owned());
    assert!(!store.mark_mail_failed(&killed, why, over).await.unwrap());
    assert!(store.mark_mail_sent(&second, over).await.unwrap());
    assert_eq!(state(&ground).await, MailState::Sent);

    // One that breaks its worker each time does not go round for ever.
    ask(store, letter(ADA, MailKind::ExamBooked, "breaks")).await;
    let mut now = over;
    for n in 1..=MOST_MAIL_TRIES {
        assert_eq!(take(store, &format!("worker-{n}"), now).await.remove(0).tries, n);
        now = now.plus(MAIL_LEASE);
    }
    assert_eq!(take(store, "the last", now).await, []);
    let failed = store.outbox(&alone(), Some(MailState::Failed)).await.unwrap();
    assert!(failed[0].last_error.contains("broken off"), "{failed:?}");
}

pub async fn what_fails_is_tried_again_and_given_up(ground: Ground) {
    let store = &ground.store;
    ask(store, letter(ADA, MailKind::ExamBooked, "booked")).await;
    let mut now = at(0).wall;
    for tries in 1..MOST_MAIL_TRIES {
        let mail = take(store, &format!("worker-{tries}"), now).await.remove(0);
        assert_eq!(mail.tries, tries);
        assert!(store.mark_mail_failed(&mail, Failure::Passing("451 busy".to_owned()), now).await.unwrap());
        let row = store.outbox(&alone(), None).await.unwrap().remove(0);
        assert_eq!((row.state, row.last_error.as_str()), (MailState::Queued, "451 busy"));
        assert_eq!(row.not_before, now.plus(Millis::minutes(4_i64.pow(tries as u32 - 1))));
        assert_eq!(take(store, "too early", Timestamp(row.not_before.0 - 1)).await, []);
        now = row.not_before;
    }
    let mail = take(store, "the last", now).await.remove(0);
    assert!(store.mark_mail_failed(&mail, Failure::Passing("451 busy".to_owned()), now).await.unwrap());
    let row = store.outbox(&alone(), None).await.unwrap().remove(0);
    assert_eq!(
        (row.state, row.last_error.as_str()),
        (MailState::Failed, "given up after 7 tries; the last time: 451 busy")
    );

    assert!(store.retry_mail(&alone(), &row.id, now).await.unwrap());
    assert!(!store.retry_mail(&alone(), &row.id, now).await.unwrap(), "it waits already");
    let mail = take(store, "after all", now).await.remove(0);
    assert_eq!(mail.tries, 1, "it begins anew");
    assert!(store.mark_mail_failed(&mail, Failure::Final("550 unknown".to_owned()), now).await.unwrap());
    assert_eq!(state(&ground).await, MailState::Failed, "at once");
}

pub async fn what_nobody_wants_is_not_sent(ground: Ground) {
    let store = &ground.store;
    ground.person("ada").await;
    let kind = MailKind::ExpiryReminder;
    let prefer = async |kind, wanted| store.prefer_mail(" ADA@example.org", kind, wanted, at(1).wall).await.unwrap();
    assert!(!prefer(MailKind::Invitation, false).await, "invitations stay on");
    ask(store, letter(ADA, kind, "before")).await;
    assert!(prefer(kind, false).await);
    assert_eq!(store.unwanted_mail(ADA).await.unwrap(), [kind]);
    assert_eq!(state(&ground).await, MailState::Declined, "what waited is not sent");
    assert_eq!(ask(store, letter("Ada@Example.org", kind, "after")).await, Enqueued::Declined);
    assert_eq!(ask(store, letter(ADA, MailKind::ExamBooked, "other")).await, Enqueued::Queued);
    let taken = take(store, "worker", at(1).wall).await;
    assert_eq!(taken.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["About other"]);
    // It is turned off while a worker holds one; that one fails, and is not tried again.
    assert!(prefer(MailKind::ExamBooked, false).await);
    store.mark_mail_failed(&taken[0], Failure::Passing("busy".to_owned()), at(1).wall).await.unwrap();
    assert_eq!(take(store, "again", at(10_000_000).wall).await, []);
    assert_eq!(ground.count("mail WHERE state = 'declined'").await, 3);

    assert!(prefer(kind, true).await);
    assert_eq!(ask(store, letter(ADA, kind, "wanted again")).await, Enqueued::Queued);
    assert_eq!(store.unwanted_mail(ADA).await.unwrap(), [MailKind::ExamBooked]);
    for kind in MailKind::ALL {
        assert_eq!(MailKind::from_word(kind.word()), Some(kind));
    }
}

pub async fn a_link_turns_mail_off_without_an_account(ground: Ground) {
    let store = &ground.store;
    ask(store, letter("nobody@example.org", MailKind::RequirementGap, "gap")).await;
    ask(store, letter("nobody@example.org", MailKind::Invitation, "invited")).await;
    let about = async |token: &str| store.subscription(token).await.unwrap();
    let kind = MailKind::RequirementGap;
    assert_eq!(about("token of gap").await, Some(Subscription { kind, wanted: true }));
    assert_eq!((about("token of invited").await, about("no token").await), (None, None));
    let unsubscribe = async |token: &str| store.unsubscribe(token.to_owned(), at(2).wall).await.unwrap();
    assert_eq!((unsubscribe("token of invited").await, unsubscribe("no token").await), (None, None));
    for _ in 0..2 {
        assert_eq!(unsubscribe("token of gap").await, Some(kind));
    }
    assert_eq!(about("token of gap").await, Some(Subscription { kind, wanted: false }));
    let left = take(store, "worker", at(2).wall).await;
    assert_eq!(left.iter().map(|mail| mail.kind).collect::<Vec<_>>(), [MailKind::Invitation]);
    assert_eq!(ask(store, letter("nobody@example.org", kind, "gap-2")).await, Enqueued::Declined);
    assert_eq!(
        ask(store, letter("other@example.org", kind, "gap-3")).await,
        Enqueued::Queued,
        "for this address alone"
    );
}

pub async fn without_a_server_mail_is_held_and_released(ground: Ground) {
    let store = &ground.store;
    let day = Millis::minutes(24 * 60);
    store.enqueue_mail(letter(ADA, MailKind::ExamBooked, "old"), at(0).wall).await.unwrap();
    let now = at(10 * day.0).wall;
    store.enqueue_mail(letter(ADA, MailKind::ExamBooked, "new"), now).await.unwrap();
    assert_eq!(store.hold_mail(now).await.unwrap(), 2);
    assert!(!store.is_mail_due(now).await.unwrap());
    assert_eq!(store.count_outbox(&alone()).await.unwrap(), [(MailState::Held, 2)]);
    assert_eq!(store.release_mail(&trainer(&OrganisationId::new("")), day, now).await.unwrap(), 0);
    assert_eq!(store.release_mail(&alone(), day, now).await.unwrap(), 1, "the old one means nothing any more");
    let taken = take(store, "worker", now).await;
    assert_eq!(taken.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>(), ["About new"]);
    let held = store.outbox(&alone(), Some(MailState::Held)).await.unwrap();
    assert_eq!(held.iter().map(|row| row.subject.as_str()).collect::<Vec<_>>(), ["About old"]);
    assert!(store.retry_mail(&alone(), &held[0].id, now).await.unwrap(), "by itself it can still be sent");
}

pub async fn administrators_see_the_outbox_of_their_own(ground: Ground) {
    let (store, org) = (&ground.store, ground.organisation("Larkfield IT").await);
    let own = Staff::of(Role::Administrator, Some(&org), "Olga").expect("administrators look after their people");
    let other = Staff::of(Role::Administrator, Some(&ground.organisation("Fernhill").await), "Otto");
    let other = other.expect("administrators look after their people");
    let mail = NewMail { organisation: Some(org.clone()), ..letter(ADA, MailKind::Invitation, "invited") };
    ask(store, mail.clone()).await;
    let found = store.outbox_mail(&own, &mail.id).await.unwrap().expect("it is theirs");
    assert_eq!((found.text, found.html), (mail.text.clone(), mail.html.clone()));
    assert_eq!((found.row.email.as_str(), found.row.sent_at), (ADA, None));
    store.hold_mail(at(1).wall).await.unwrap();
    for staff in [&other, &alone(), &trainer(&org)] {
        assert_eq!(store.outbox(staff, None).await.unwrap(), []);
        assert_eq!(store.count_outbox(staff).await.unwrap(), []);
        assert_eq!(store.outbox_mail(staff, &mail.id).await.unwrap(), None);
        assert!(!store.retry_mail(staff, &mail.id, at(1).wall).await.unwrap());
        assert_eq!(store.release_mail(staff, Millis::minutes(60), at(1).wall).await.unwrap(), 0);
    }
    assert_eq!(store.outbox(&own, Some(MailState::Held)).await.unwrap().len(), 1);
    let states = MailState::ALL.map(MailState::word).into_iter().collect::<BTreeSet<_>>();
    assert_eq!((states.len(), MailState::from_word("held")), (6, Some(MailState::Held)));
}
