//! Until when there is time for what is required, and people who are chosen for it one by one.

use std::collections::BTreeMap;

use domain::award::{Day, day_of};
use domain::ids::{AssignmentId, MemberId, RequirementId};
use domain::organisation::{Demand, Entry, NeedState, Person, Requirement, Scope};
use domain::time::Timestamp;
use store::{
    Choosing, ChosenRow, DigestAsk, FallsDue, Joining, Line, MailKind, Nearing, PeopleFilter, PersonState,
    PositionFilter, RecordsAim, RecordsScope, fresh_id,
};

use crate::ground::{Ground, at, today};
use crate::mail::letter;
use crate::organisations::{House, day, later};

/// States a requirement anew, with something changed.
async fn restate(ground: &Ground, house: &House, id: &RequirementId, change: impl FnOnce(&mut Requirement)) {
    let mut requirement = requirement_of(ground, house, id).await;
    change(&mut requirement);
    house.write(ground, vec![Entry::Requirement { requirement }.into()]).await;
}

pub async fn requirement_of(ground: &Ground, house: &House, id: &RequirementId) -> Requirement {
    let structure = ground.store.structure(house.seat()).await.unwrap();
    structure.requirements.into_iter().find(|one| one.id == *id).expect("it is stated")
}

/// Somebody who takes up a position.
async fn newcomer(ground: &Ground, house: &House, name: &str, from: &str) -> MemberId {
    let member = MemberId::new(fresh_id(at(0).wall));
    let person = Person { name: name.to_owned(), email: format!("{name}@{}.example", house.id) };
    let came = Entry::Member { member: member.clone(), starts_on: Some(day(from)), ends_on: None };
    let held = Entry::Assigned {
        assignment: AssignmentId::new(fresh_id(at(0).wall)),
        member: member.clone(),
        position: house.position("agent"),
        from: day(from),
        until: None,
    };
    house.write(ground, vec![Line { entry: came, person: Some(person) }, held.into()]).await;
    member
}

/// Brings the books into the day so many days on; the day.
pub async fn turn(ground: &Ground, days: i64) -> Day {
    ground.store.turn_the_page(later(days)).await.unwrap();
    day_of(later(days))
}

/// What differs from the log.
pub async fn differing(ground: &Ground, house: &House, aim: RecordsAim, now: Timestamp) -> Vec<&'static str> {
    let found = ground.store.check_organisation(&house.id, (RecordsScope::Whole, aim), now).await.unwrap();
    found.into_iter().map(|one| one.table).collect()
}

pub async fn newcomers_have_time_and_are_late_afterwards(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let other = House::build(&ground, "fernhill").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let ida = house.person(&ground, "ida", "agent").await;
    let ben = newcomer(&ground, &house, "ben", "2026-11-01").await;
    restate(&ground, &house, &requirement, |one| one.within = Some(3)).await;
    let (store, seat) = (&ground.store, house.seat());
    let covered = async |today: Day| {
        let row = store.coverage(seat, (today, today)).await.unwrap().remove(0);
        (row.needed, row.missing(), row.late(), row.next_due)
    };
    let end = day("2027-01-31");
    assert_eq!(covered(today()).await, (2, 2, 1, Some(end)));
    let state = async |member: &MemberId, today: Day| {
        let file = store.person_file(seat, member, later(0)).await.unwrap().expect("in the books");
        file.needs[0].state(today)
    };
    let since = NeedState::Late(Some(day("2026-04-01")));
    assert_eq!((state(&ida, today()).await, state(&ben, today()).await), (since, NeedState::Open(end)));
    let known = requirement_of(&ground, &house, &requirement).await;
    let gaps = store.gaps(seat, &known, (today(), today()), 9).await.unwrap();
    let told = gaps.iter().map(|gap| (gap.name.as_str(), gap.state(today()))).collect::<Vec<_>>();
    assert_eq!(told, [("ida", since), ("ben", NeedState::Open(end))], "who is late comes first");
    let late = |state| PeopleFilter { state: Some(state), ..PeopleFilter::default() };
    let people = async |filter: PeopleFilter| {
        let rows = store.matrix(seat, &filter, (today(), today())).await.unwrap().rows;
        rows.into_iter().map(|row| (row.name.clone(), row.gaps, row.late(), row.next_due)).collect::<Vec<_>>()
    };
    let [of_ida, of_ben] = [("ida".to_owned(), 1, 1, None), ("ben".to_owned(), 1, 0, Some(end))];
    assert_eq!(people(late(PersonState::Late)).await, std::slice::from_ref(&of_ida));
    assert_eq!(people(late(PersonState::Gap)).await, [of_ben, of_ida]);
    let elsewhere = PeopleFilter { requirement: Some(RequirementId::new("another")), ..late(PersonState::Late) };
    assert_eq!(people(elsewhere).await, []);
    let structure = store.structure(seat).await.unwrap();
    let rows = store.position_levels(seat, &structure, &PositionFilter::default(), today()).await.unwrap();
    assert_eq!((rows[0].gaps, rows[0].late), (2, 1));
    let january = FallsDue { month: day("2027-01-01"), requirement: requirement.clone(), needs: 1 };
    assert_eq!(store.falls_due(seat, today()).await.unwrap(), [january]);
    assert_eq!(store.falls_due(other.seat(), today()).await.unwrap(), [], "another organisation's is nothing to them");
    // The last day is one with time; the day after it is late.
    assert_eq!(covered(turn(&ground, 70).await).await, (2, 2, 1, Some(end)));
    assert_eq!(covered(turn(&ground, 71).await).await, (2, 2, 2, None));
    assert_eq!(store.falls_due(seat, day_of(later(71))).await.unwrap(), []);
    let report = store.report(seat, today(), later(71)).await.unwrap();
    assert_eq!((report.requirements[0].missing(), report.requirements[0].open), (2, 1), "on that day he had time");
    let due = report.people.iter().flat_map(|person| &person.needs).map(|asked| asked.due).collect::<Vec<_>>();
    assert_eq!(due, [Some(end), Some(day("2026-03-31"))]);
    assert_eq!(differing(&ground, &house, RecordsAim::Tell, later(71)).await, [""; 0]);
    ground.execute("UPDATE need SET due_on = '2030-01-01'").await;
    assert_eq!(differing(&ground, &house, RecordsAim::Repair, later(71)).await, ["need", "need"]);
    assert_eq!(differing(&ground, &house, RecordsAim::Tell, later(71)).await, [""; 0]);
}

pub async fn those_who_are_asked_for_together_share_one_day(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    house.person(&ground, "ida", "agent").await;
    let due = day("2027-03-31");
    restate(&ground, &house, &requirement, |one| {
        (one.demand, one.due, one.within) = (Demand::AtLeast(2), Some(due), Some(60));
    })
    .await;
    let store = &ground.store;
    let covered = async |today: Day| {
        let row = store.coverage(house.seat(), (today, today)).await.unwrap().remove(0);
        (row.missing(), row.late(), row.next_due)
    };
    assert_eq!(covered(today()).await, (2, 0, Some(due)));
    let march = FallsDue { month: day("2027-03-01"), requirement, needs: 2 };
    assert_eq!(store.falls_due(house.seat(), today()).await.unwrap(), [march]);
    assert_eq!(covered(day("2027-04-01")).await, (2, 2, None));
    assert_eq!(store.falls_due(house.seat(), day("2027-04-01")).await.unwrap(), []);
}

pub async fn people_are_chosen_one_by_one(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let other = House::build(&ground, "fernhill").await;
    let requirement = house.require(&ground, Scope::People(BTreeMap::new())).await;
    let (ida, ben) = (house.person(&ground, "ida", "agent").await, house.person(&ground, "ben", "agent").await);
    let eve = other.person(&ground, "eve", "agent").await;
    restate(&ground, &house, &requirement, |one| one.within = Some(1)).await;
    let store = &ground.store;
    let choose = async |by: &House, member: &MemberId| {
        store.choose(&by.manager, (&requirement, member), at(20).wall).await.unwrap()
    };
    assert_eq!((choose(&house, &ida).await, choose(&house, &ida).await), (Choosing::Done, Choosing::Known));
    assert_eq!(choose(&house, &eve).await, Choosing::Absent, "another organisation's person");
    assert_eq!(choose(&other, &eve).await, Choosing::Absent, "another organisation's requirement");
    let by_place = house.require(&ground, Scope::Position(house.position("clerk"))).await;
    let refused = store.choose(&house.manager, (&by_place, &ida), at(20).wall).await.unwrap();
    assert_eq!(refused, Choosing::Absent, "nobody is chosen for it");
    let concerned = async |member: &MemberId| {
        let file = store.person_file(house.seat(), member, at(30).wall).await.unwrap().expect("in the books");
        file.needs.iter().map(|need| need.due).collect::<Vec<_>>()
    };
    assert_eq!((concerned(&ida).await, concerned(&ben).await), (vec![Some(day("2026-12-21"))], vec![]));
    // New words keep those who were chosen, whatever the form knew of them.
    restate(&ground, &house, &requirement, |one| {
        (one.name, one.scope) = ("Anew".to_owned(), Scope::People(BTreeMap::new()));
    })
    .await;
    let anew = requirement_of(&ground, &house, &requirement).await;
    let listed = store.chosen(house.seat(), &anew, today()).await.unwrap();
    let row = ChosenRow { member: ida.clone(), name: "ida".to_owned(), joining: Joining::Listed, since: today() };
    assert_eq!((anew.name.as_str(), listed), ("Anew", vec![row]));
    assert_eq!(store.chosen(other.seat(), &anew, today()).await.unwrap(), [], "names stay in their books");
    let several = Requirement { demand: Demand::AtLeast(1), ..anew };
    house.write(&ground, vec![Entry::Requirement { requirement: several.clone() }.into()]).await;
    let could = store.who_could_help(house.seat(), &several, today(), 9).await.unwrap();
    assert_eq!(could.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["ida"]);
    // What was asked is known for its days.
    let figures = async |on: &str| {
        let report = store.report(house.seat(), day(on), later(3)).await.unwrap();
        let of = report.requirements.into_iter().find(|state| state.requirement.id == requirement);
        of.map(|state| state.concerned)
    };
    assert_eq!((figures("2026-11-21").await, figures("2026-11-22").await), (Some(0), Some(1)));
    assert_eq!(differing(&ground, &house, RecordsAim::Tell, at(40).wall).await, [""; 0]);
    ground.execute("UPDATE requirement SET body = REPLACE(body, '2026-11-22', '2026-11-01')").await;
    assert_eq!(differing(&ground, &house, RecordsAim::Repair, at(40).wall).await[0], "requirement");
    assert_eq!(differing(&ground, &house, RecordsAim::Tell, at(40).wall).await, [""; 0]);
    let out = async |by: &House| store.take_out_chosen(&by.manager, (&requirement, &ida), at(50).wall).await.unwrap();
    assert!(!out(&other).await, "another organisation's requirement");
    assert!(out(&house).await && !out(&house).await, "once");
    assert_eq!(concerned(&ida).await, []);
    let lines = store.log_page(house.seat(), i64::MAX, Some(&ida), 2).await.unwrap();
    let told = lines.iter().map(|line| matches!(&line.entry, Entry::Chosen { since, .. } if since.is_some()));
    assert_eq!(told.collect::<Vec<_>>(), [false, true], "the log says both of her");
    house.write(&ground, vec![Entry::Left { member: ben.clone(), on: today() }.into()]).await;
    assert_eq!(choose(&house, &ben).await, Choosing::Absent, "who has left is asked for nothing");
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
}

pub async fn so_many_people_can_be_chosen_and_no_more(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let many = (0..Scope::MOST_CHOSEN).map(|number| (MemberId::new(format!("m{number}")), today())).collect();
    let requirement = house.require(&ground, Scope::People(many)).await;
    let ida = house.person(&ground, "ida", "agent").await;
    let chosen = ground.store.choose(&house.manager, (&requirement, &ida), at(20).wall).await.unwrap();
    assert_eq!(chosen, Choosing::Full);
}

pub async fn the_day_is_told_in_time_and_once(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let ida = house.person(&ground, "ida", "agent").await;
    house.person(&ground, "ben", "agent").await;
    let account = ground.person("ida").await;
    house.write(&ground, vec![Entry::Joined { member: ida.clone(), account: account.clone() }.into()]).await;
    let due = day("2027-01-20");
    let store = &ground.store;
    // What the person is told, in every organisation of the own ones.
    let told = async |account, on| {
        let required = store.required_of(account, on).await.unwrap();
        required.into_iter().map(|one| (one.organisation, one.requirement.id, one.state)).collect::<Vec<_>>()
    };
    let is = |state| [(house.id.clone(), requirement.clone(), state)];
    assert_eq!(told(&account, today()).await, is(NeedState::Late(None)));
    restate(&ground, &house, &requirement, |one| one.due = Some(due)).await;
    assert_eq!(told(&account, today()).await, is(NeedState::Open(due)));
    assert_eq!(told(&account, day("2027-01-21")).await, is(NeedState::Late(Some(day("2027-01-21")))));
    assert_eq!(told(&ground.person("eve").await, today()).await, [], "nobody asks her for anything");
    let nearing = async |days: i64| {
        turn(&ground, days).await;
        let found = store.nearing_needs(later(days), 9).await.unwrap();
        found.into_iter().map(|one| (one.member.clone(), one.nearing, one.occasion())).collect::<Vec<_>>()
    };
    let tell = async |kind, occasion: &str, days| {
        store.enqueue_mail(letter("ida@larkfield.example", kind, occasion), later(days)).await.unwrap();
    };
    assert_eq!(nearing(0).await, [], "there are 59 days");
    let gap = store.new_gaps(later(0)).await.unwrap().remove(0);
    assert_eq!((gap.due, gap.member.clone()), (Some(due), ida.clone()), "the first mail tells the day");
    tell(MailKind::RequirementGap, &gap.occasion(), 28).await;
    assert_eq!(nearing(30).await, [], "she was told two days ago");
    for (days, expected) in [(37, Nearing::Month), (53, Nearing::Week), (60, Nearing::Late)] {
        let found = nearing(days).await;
        let occasion = format!("due:{requirement}:{ida}:{due}:{}", expected.word());
        assert_eq!(found, [(ida.clone(), expected, occasion.clone())], "Ben has not joined");
        tell(MailKind::RequirementDue, &occasion, days).await;
        assert_eq!(nearing(days).await, [], "once");
    }
    assert_eq!(nearing(130).await, [], "what is late for months is said once");
}

pub async fn a_summary_names_who_is_late_and_what_falls_due(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    house.person(&ground, "ida", "agent").await;
    let due = day("2027-01-20");
    restate(&ground, &house, &requirement, |one| one.due = Some(due)).await;
    let store = &ground.store;
    // Monday 4, 25 January and 1 February 2027, each with the week before.
    let told = async |days: i64| {
        let today = turn(&ground, days).await;
        let ask = DigestAsk { today, soon: today, since: later(days - 7), until: later(days), most: 9 };
        let digest = store.digest(house.seat(), ask).await.unwrap();
        let names = |listed: store::Listed<store::DeadlineRow>| {
            let rows = listed.first.into_iter().map(|row| (row.name, row.requirement, row.last));
            (listed.total, rows.collect::<Vec<_>>())
        };
        (names(digest.late), names(digest.falling))
    };
    let (none, one) = ((0, vec![]), (1, vec![("ida".to_owned(), requirement.clone(), due)]));
    assert_eq!(told(29).await, (none.clone(), none.clone()), "it is more than four weeks away");
    assert_eq!(told(43).await, (none.clone(), one.clone()));
    assert_eq!(told(64).await, (one, none.clone()));
    assert_eq!(told(71).await, (none.clone(), none), "the week before told it");
}
