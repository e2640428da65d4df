use domain::attempt::Phase;
use domain::ids::{AccountId, OrganisationId};
use domain::time::Millis;
use store::{Decision, Role, Staff};

use crate::ground::{Ground, at, new_practice, trainer};

/// Somebody who teaches no cohort.
fn nobody() -> AccountId {
    AccountId::new("nobody")
}

pub async fn each_role_looks_after_its_own(_: Ground) {
    let org = OrganisationId::new("an organisation");
    for role in Role::ALL {
        let within = Staff::of(role, Some(&org), "A name");
        let alone = Staff::of(role, None, "A name");
        assert_eq!(within.is_some(), role != Role::Candidate, "{role:?}");
        assert_eq!(alone.is_some(), role == Role::Administrator, "{role:?}");
        for staff in within.iter().chain(&alone) {
            assert_eq!((staff.name(), staff.is_administrator()), ("A name", role == Role::Administrator));
        }
    }
}

pub async fn another_organisation_finds_nothing_and_changes_nothing(ground: Ground) {
    let (store, org, other) =
        (&ground.store, ground.organisation("Larkfield IT").await, ground.organisation("Brackwater").await);
    let (ada, ben) = (ground.member(&org, "ada").await, ground.member(&org, "ben").await);
    let ended = ground.exam(&ada, 2, at(0)).await;
    store.submit(&ada, &ended, at(5)).await.unwrap();
    let running = ground.exam(&ben, 2, at(1)).await;
    let practice = ground.start(new_practice(&ada, 2), at(2)).await;
    let listed = async |staff: &Staff| {
        let rows = store.sittings((staff, &nobody())).await.unwrap();
        rows.into_iter().map(|row| (row.id, row.account, row.name, row.phase)).collect::<Vec<_>>()
    };
    let own = trainer(&org);
    let (first, second) = (
        (running.clone(), ben.clone(), "ben".to_owned(), Phase::Running),
        (ended.clone(), ada.clone(), "ada".to_owned(), Phase::Submitted),
    );
    assert_eq!(listed(&own).await, [first, second], "running ones first, practice is nobody's business");
    let (row, attempt) = store.sitting((&own, &nobody()), &ended).await.unwrap().expect("it is in reach");
    assert_eq!((row.title.as_str(), row.started_at, &row.timing), ("An exam", at(0).wall, &attempt.head.timing));
    assert_eq!((row.account, attempt.head.id), (ada.clone(), ended.clone()));

    let alone = Staff::of(Role::Administrator, None, "Ann").expect("administrators look after somebody");
    let before = (ground.attempt(&ada, &ended).await.head, ground.attempt(&ben, &running).await.head);
    for staff in [&trainer(&other), &alone] {
        assert_eq!(listed(staff).await, []);
        for id in [&ended, &running] {
            assert!(store.sitting((staff, &nobody()), id).await.unwrap().is_none());
            for decision in [Decision::Grant(Millis(9)), Decision::Reopen(Millis(9)), Decision::Admit(1)] {
                let (reason, key) = ("no reason".to_owned(), format!("{decision:?}"));
                assert!(!store.decide((staff, &nobody()), id, decision, reason, key, at(9)).await.unwrap());
            }
        }
    }
    assert!(store.sitting((&own, &nobody()), &practice).await.unwrap().is_none());
    let (me, key) = (nobody(), "key".to_owned());
    let grant = store.decide((&own, &me), &practice, Decision::Grant(Millis(9)), String::new(), key, at(9));
    assert!(!grant.await.unwrap(), "practice has no time to grant");
    assert_eq!((ground.attempt(&ada, &ended).await.head, ground.attempt(&ben, &running).await.head), before);
}

pub async fn a_sitting_is_found_however_many_came_after_it(ground: Ground) {
    let org = ground.organisation("Larkfield IT").await;
    let (ada, staff) = (ground.member(&org, "ada").await, trainer(&org));
    let exam = ground.exam(&ada, 2, at(0)).await;
    ground.store.submit(&ada, &exam, at(5)).await.unwrap();
    let columns = "account_id, mode, level, title, seed, paper, layout, shape, pass_mark, started_service, timing, granted, \
        deadline_service, touched_service, finished_at, used, score, marks, result";
    ground
        .execute(&format!(
            "INSERT INTO attempt (id, started_at, phase, {columns}) \
             WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < 600) \
             SELECT 'copy-' || CAST(n AS TEXT), started_at + n, 'expired', {columns} FROM attempt, copy"
        ))
        .await;
    let rows = ground.store.sittings((&staff, &nobody())).await.unwrap();
    assert!(rows.len() == 500 && rows.iter().all(|row| row.id != exam), "the list has the latest");
    let found = ground.store.sitting((&staff, &nobody()), &exam).await.unwrap();
    assert_eq!(found.expect("it is found by its id").1.head.id, exam);
    ground.execute("DELETE FROM attempt WHERE phase = 'expired'").await;
}
