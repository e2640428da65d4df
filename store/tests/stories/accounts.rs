use domain::accommodation::Accommodation;
use domain::attempt::Stretch;
use domain::ids::{AccommodationId, AccountId, OrganisationId};
use domain::time::{Millis, Timestamp};
use store::{NewAccount, PersonRow, Role, SignUp, Staff, fresh_id};

use crate::ground::{Ground, at, new_account};

pub async fn an_address_has_one_account(ground: Ground) {
    let store = &ground.store;
    let first = AccountId::new(fresh_id(at(0).wall));
    let new = new_account(&first, "Ada", " Ada.Quill@Example.ORG ");
    assert_eq!(store.make_account(new, at(0).wall).await.unwrap(), SignUp::Made);
    for email in ["ada.quill@example.org", "ADA.QUILL@EXAMPLE.ORG", "ada.quill@example.org\n"] {
        let other = new_account(&AccountId::new(fresh_id(at(1).wall)), "Eve", email);
        assert_eq!(store.make_account(other, at(1).wall).await.unwrap(), SignUp::Taken, "{email:?}");
        let found = store.account_by_email(email).await.unwrap().expect("it is found in any spelling");
        assert_eq!(
            (found.id, found.name.as_str(), found.email.as_str()),
            (first.clone(), "Ada", " Ada.Quill@Example.ORG ")
        );
    }
    assert_eq!(store.account_by_email("ada@example.org").await.unwrap(), None);
    let found = store.account(&first).await.unwrap().expect("it is found by its id");
    assert_eq!((found.created_at, found.role, found.exam_date), (at(0).wall, Role::Candidate, None));
    assert_eq!(store.account(&AccountId::new("nobody")).await.unwrap(), None);
}

pub async fn roles_passwords_and_exam_days_change(ground: Ground) {
    let store = &ground.store;
    let (ada, ben) = (ground.person("ada").await, ground.person("ben").await);
    let ids = store.accounts().await.unwrap().into_iter().map(|account| account.id).collect::<Vec<_>>();
    assert_eq!(ids, [ada.clone(), ben.clone()]);
    for role in Role::ALL {
        assert!(store.set_role(&ada, role).await.unwrap());
        assert_eq!(store.account(&ada).await.unwrap().expect("it is there").role, role);
    }
    assert_eq!(store.count_accounts(None).await.unwrap(), 2);
    assert_eq!(store.count_accounts(Some(Role::Administrator)).await.unwrap(), 1);
    assert_eq!(store.count_accounts(Some(Role::Trainer)).await.unwrap(), 0);
    let nobody = AccountId::new("nobody");
    assert!(!store.set_role(&nobody, Role::Trainer).await.unwrap());
    assert!(!store.set_password(&nobody, "x".to_owned()).await.unwrap());
    for day in [Some("2027-01-19".to_owned()), None] {
        store.set_exam_date(&ada, day.clone()).await.unwrap();
        assert_eq!(store.account(&ada).await.unwrap().expect("it is there").exam_date, day);
    }
    store.set_name(&ada, "Ada Oak".to_owned()).await.unwrap();
    assert_eq!(store.account(&ada).await.unwrap().expect("it is there").name, "Ada Oak");
    store.rehash(&ada, "a stronger hash".to_owned()).await.unwrap();
    assert_eq!(store.account(&ada).await.unwrap().expect("it is there").password_hash, "a stronger hash");
    assert_eq!(store.account(&ben).await.unwrap().expect("it is there").password_hash, "a hash");
}

pub async fn an_organisation_is_kept(ground: Ground) {
    let organisation = OrganisationId::new(fresh_id(at(0).wall));
    ground.store.make_organisation(organisation.clone(), "Larkfield IT".to_owned(), at(0).wall).await.unwrap();
    let id = AccountId::new(fresh_id(at(0).wall));
    let new = NewAccount { organisation: Some(organisation.clone()), ..new_account(&id, "Ada", "ada@example.org") };
    ground.store.make_account(new, at(0).wall).await.unwrap();
    assert_eq!(ground.store.account(&id).await.unwrap().expect("it is there").organisation, Some(organisation));
    let stray = NewAccount {
        organisation: Some(OrganisationId::new("nowhere")),
        ..new_account(&AccountId::new("stray"), "Eve", "eve@example.org")
    };
    assert!(ground.store.make_account(stray, at(0).wall).await.is_err(), "an organisation must exist");
}

pub async fn staff_reach_the_people_of_their_organisation(ground: Ground) {
    let store = &ground.store;
    let mut staff = Vec::new();
    for name in ["larkfield", "fernhill"] {
        let organisation = OrganisationId::new(name);
        store.make_organisation(organisation.clone(), name.to_owned(), at(0).wall).await.unwrap();
        for (person, role) in [("Zoe", Role::Trainer), ("ada", Role::Candidate)] {
            let id = AccountId::new(format!("{name}-{person}"));
            let new = new_account(&id, person, &format!("{id}@example.org"));
            let new = NewAccount { organisation: Some(organisation.clone()), role, ..new };
            store.make_account(new, at(0).wall).await.unwrap();
        }
        staff.push(Staff::of(Role::Trainer, Some(&organisation), "Zoe").expect("trainers look after people"));
    }
    let nowhere = ground.person("nowhere").await;
    let alone = Staff::of(Role::Administrator, None, "Root").expect("so do administrators");
    let (ada, [larkfield, fernhill]) = (AccountId::new("larkfield-ada"), [&staff[0], &staff[1]]);
    let exam = ground.exam(&ada, 3, at(0)).await;
    let half_an_hour = Accommodation {
        id: AccommodationId::new("half-an-hour"),
        stretch: Stretch { extra: Millis::minutes(30), ..Stretch::default() },
        reason: "agreed".to_owned(),
        approved_by: "Zoe".to_owned(),
        approved_at: at(0).wall,
        valid_from: at(10).wall,
        valid_until: Some(at(20).wall),
    };
    assert!(store.approve(larkfield, &ada, half_an_hour, at(0)).await.unwrap().is_some());

    let found = store.person(larkfield, &ada).await.unwrap();
    assert_eq!(found, Some(("ada".to_owned(), "larkfield-ada@example.org".to_owned())));
    for (staff, id) in [(fernhill, &ada), (&alone, &ada), (larkfield, &nowhere)] {
        assert_eq!(store.person(staff, id).await.unwrap(), None, "{id} is out of reach");
    }
    assert!(store.person(&alone, &nowhere).await.unwrap().is_some());

    let people = async |staff: &Staff, now: Timestamp| store.people(staff, now).await.unwrap();
    let [first, second] = &people(larkfield, at(10).wall).await[..] else { panic!("Larkfield has two people") };
    let wanted =
        PersonRow { id: ada, name: "ada".to_owned(), role: Role::Candidate, exam: Some(exam), accommodated: true };
    assert_eq!((first, second.name.as_str(), second.role), (&wanted, "Zoe", Role::Trainer));
    assert_eq!((&second.exam, second.accommodated), (&None, false));
    for moment in [at(9), at(20)] {
        assert!(!people(larkfield, moment.wall).await[0].accommodated, "it holds from 10 until 20");
    }
    assert!(people(fernhill, at(10).wall).await.iter().all(|one| one.exam.is_none() && !one.accommodated));
    assert_eq!(people(&alone, at(10).wall).await.len(), 1);
}
