use domain::ids::{ItemId, ReportId};
use domain::time::Timestamp;
use store::{ItemReport, ReportState, Role, Staff, fresh_id};

use crate::ground::{Ground, at, item, trainer};

pub fn report(item: ItemId, body: &str, made_at: Timestamp) -> ItemReport {
    ItemReport {
        id: ReportId::new(fresh_id(at(0).wall)),
        item,
        digest: "a version".to_owned(),
        body: body.to_owned(),
        made_at,
        state: ReportState::Open,
        answer: String::new(),
        decided_at: None,
    }
}

fn administrator() -> Staff {
    Staff::of(Role::Administrator, None, "Ann Administrator").expect("administrators look after somebody")
}

pub async fn a_report_is_added_to_while_it_is_open(ground: Ground) {
    let (store, ada, ben) = (&ground.store, ground.person("ada").await, ground.person("ben").await);
    let first = report(item(0), "B is right too.", at(1).wall);
    let told = async |who, body: &str, digest: &str| {
        let new = ItemReport { digest: digest.to_owned(), ..report(item(0), body, at(2).wall) };
        store.report_item(who, new).await.unwrap();
    };
    store.report_item(&ada, first.clone()).await.unwrap();
    told(&ada, "B is right too.", "a version").await;
    assert_eq!(store.reports(&ada).await.unwrap(), std::slice::from_ref(&first), "the same words once");
    told(&ada, "See 8.5.1.", "a version").await;
    told(&ada, "Still so.", "another version").await;
    told(&ben, "A typing error.", "a version").await;
    let bodies =
        async |who| store.reports(who).await.unwrap().into_iter().map(|report| report.body).collect::<Vec<_>>();
    assert_eq!(bodies(&ada).await, ["Still so.", "B is right too.\n\nSee 8.5.1."], "the newest first");
    assert_eq!(bodies(&ben).await, ["A typing error."], "each person's own");

    let words = "You are right; it is corrected.".to_owned();
    assert!(store.decide_report(&administrator(), &first.id, ReportState::Accepted, words, at(9).wall).await.unwrap());
    told(&ada, "There is more.", "a version").await;
    assert_eq!(bodies(&ada).await.len(), 3, "what is decided is not added to");
    let decided = store.reports(&ada).await.unwrap().into_iter().find(|one| one.id == first.id).expect("it stays");
    assert_eq!((decided.state, decided.decided_at), (ReportState::Accepted, Some(at(9).wall)));
    assert_eq!(decided.answer, "You are right; it is corrected.", "the reporter is told");
}

pub async fn administrators_alone_see_all_reports_and_decide(ground: Ground) {
    let (store, org) = (&ground.store, ground.organisation("Larkfield IT").await);
    let (ada, ben) = (ground.member(&org, "ada").await, ground.person("ben").await);
    let made = [
        report(item(0), "One.", at(1).wall),
        report(item(1), "Two.", at(2).wall),
        report(item(2), "Three.", at(3).wall),
    ];
    for (who, one) in [&ada, &ben, &ben].into_iter().zip(&made) {
        store.report_item(who, one.clone()).await.unwrap();
    }
    let manager = Staff::of(Role::Manager, Some(&org), "Max Manager").expect("managers look after their people");
    for staff in [trainer(&org), manager] {
        assert_eq!(store.all_reports(&staff).await.unwrap(), []);
        let decided = store.decide_report(&staff, &made[0].id, ReportState::Declined, String::new(), at(4).wall);
        assert!(!decided.await.unwrap());
    }
    let own = Staff::of(Role::Administrator, Some(&org), "Olga").expect("administrators look after their people");
    let decide = async |id: &ReportId, state| {
        store.decide_report(&own, id, state, "So it is.".to_owned(), at(5).wall).await.unwrap()
    };
    assert!(!decide(&ReportId::new("nothing"), ReportState::Accepted).await);
    assert!(decide(&made[2].id, ReportState::Declined).await);
    let listed = store.all_reports(&administrator()).await.unwrap();
    let listed = listed.iter().map(|one| (one.body.as_str(), one.state)).collect::<Vec<_>>();
    let open = ReportState::Open;
    assert_eq!(listed, [("Two.", open), ("One.", open), ("Three.", ReportState::Declined)], "open ones first");
    assert_eq!(
        ground.column("SELECT decided_by FROM item_report WHERE state = 'declined'").await,
        [Some("Olga".to_owned())]
    );
    for state in ReportState::ALL {
        assert_eq!(ReportState::from_word(state.word()), Some(state));
    }
}
