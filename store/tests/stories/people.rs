//! The people of an organisation: the list, the file of one, joining, leaving, and files that prove certificates.

use domain::award::Event;
use domain::ids::{AccountId, AssignmentId, AwardId, EvidenceId, MemberId, ObservationId, PlanId};
use domain::organisation::{Effect, Entry, Person, Plan, PlanKind, Role, Scope};
use domain::question::Level;
use domain::time::Timestamp;
use store::{
    Best, Deletion, Invited, Joined, Joining, Leaving, Line, MailKind, NewEvidence, NewInvitation, PeopleFilter,
    PeopleSort, PersonState, PositionFilter, PositionLevels, PositionSort, Prover, Recorded, RecordsAim, Seat, Token,
    Written, fresh_id,
};

use crate::ground::{Ground, at, today};
use crate::mail::letter;
use crate::organisations::{House, certificate, day, later, telling};

const TODAY: &str = "2026-11-21";
const SOON: &str = "2027-02-19";

async fn names(ground: &Ground, seat: &Seat, filter: &PeopleFilter) -> Vec<String> {
    let page = ground.store.matrix(seat, filter, (day(TODAY), day(SOON))).await.unwrap();
    assert_eq!(page.total, page.rows.len() as i64, "all of them are on the first page");
    let whole = ground.store.whole_matrix(seat, filter, (day(TODAY), day(SOON))).await.unwrap();
    assert_eq!(whole, page.rows);
    page.rows.into_iter().map(|row| row.name).collect()
}

fn verified() -> Event {
    Event::Verified { reason: "seen".to_owned() }
}

/// Records a certificate of somebody, and verifies it if wanted.
async fn holds(
    house: &House,
    ground: &Ground,
    member: &MemberId,
    expires: Option<&str>,
    event: Option<Event>,
) -> AwardId {
    let new = certificate(&fresh_id(at(0).wall), expires);
    let store = &ground.store;
    store.record_award_of(&house.leading, member, new.clone(), at(20).wall).await.unwrap();
    if let Some(event) = event {
        store.decide_award(&house.leading, &new.id, event, &telling(), at(30).wall).await.unwrap();
    }
    new.id
}

pub async fn the_list_is_filtered_and_sorted(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    House::build(&ground, "fernhill").await.person(&ground, "zoe", "agent").await;
    let requirement = house.require(&ground, Scope::Position(house.position("agent"))).await;
    let ada = house.person(&ground, "ada", "agent").await;
    let ben = house.person(&ground, "ben", "agent").await;
    let cleo = house.person(&ground, "cleo", "agent").await;
    house.person(&ground, "d_n", "clerk").await;
    holds(&house, &ground, &ada, None, Some(verified())).await;
    holds(&house, &ground, &ben, Some("2026-12-31"), Some(verified())).await;
    holds(&house, &ground, &cleo, None, None).await;
    let seat = house.seat();
    let all = PeopleFilter::default();
    assert_eq!(names(&ground, seat, &all).await, ["ada", "ben", "cleo", "d_n", "Fay Founder"]);
    let (store, days) = (&ground.store, (day(TODAY), day(SOON)));
    let rows = store.matrix(seat, &all, days).await.unwrap().rows;
    let foundation = rows.iter().map(|row| row.best[0]).collect::<Vec<_>>();
    let until = Best::Verified(Some(day("2026-12-31")));
    assert_eq!(foundation, [Some(Best::Verified(None)), Some(until), Some(Best::Claimed), None, None]);
    assert_eq!((rows[0].positions.as_str(), rows[0].joining, rows[2].gaps), ("agent", Joining::Listed, 1));
    assert_eq!(rows[0].best[1..], [None, None]);
    let of = |state| PeopleFilter { state: Some(state), ..all.clone() };
    let foundation = |state| PeopleFilter { level: Some(Level::Foundation), ..of(state) };
    let required = |state| PeopleFilter { requirement: Some(requirement.clone()), ..of(state) };
    for (filter, expected) in [
        (PeopleFilter { words: "ADA@".to_owned(), ..all.clone() }, vec!["ada"]),
        (PeopleFilter { words: "_".to_owned(), ..all.clone() }, vec!["d_n"]),
        (PeopleFilter { words: "%".to_owned(), ..all.clone() }, vec![]),
        (PeopleFilter { words: "\\".to_owned(), ..all.clone() }, vec![]),
        (PeopleFilter { department: Some(house.department("it")), ..all.clone() }, vec!["ada", "ben", "cleo"]),
        (PeopleFilter { position: Some(house.position("clerk")), ..all.clone() }, vec!["d_n"]),
        (PeopleFilter { requirement: Some(requirement.clone()), ..all.clone() }, vec!["ada", "ben", "cleo"]),
        (PeopleFilter { level: Some(Level::Foundation), ..all.clone() }, vec!["ada", "ben", "cleo"]),
        (of(PersonState::Met), vec!["ada", "ben"]),
        (of(PersonState::Gap), vec!["cleo"]),
        (of(PersonState::Ending), vec!["ben"]),
        (of(PersonState::Waiting), vec!["cleo"]),
        (of(PersonState::Nothing), vec!["d_n", "Fay Founder"]),
        (foundation(PersonState::Met), vec!["ada", "ben"]),
        (foundation(PersonState::Gap), vec!["cleo", "d_n", "Fay Founder"]),
        (foundation(PersonState::Ending), vec!["ben"]),
        (required(PersonState::Gap), vec!["cleo"]),
        (PeopleFilter { joining: Some(Joining::Joined), ..all.clone() }, vec!["Fay Founder"]),
        (PeopleFilter { joining: Some(Joining::Left), ..all.clone() }, vec![]),
        (PeopleFilter { sort: PeopleSort::NameDown, ..all.clone() }, vec!["Fay Founder", "d_n", "cleo", "ben", "ada"]),
        (PeopleFilter { sort: PeopleSort::Gaps, ..all.clone() }, vec!["cleo", "ada", "ben", "d_n", "Fay Founder"]),
        (
            PeopleFilter { sort: PeopleSort::Foundation, ..all.clone() },
            vec!["ada", "ben", "cleo", "d_n", "Fay Founder"],
        ),
        (PeopleFilter { page: 1, level: Some(Level::Auditor), ..all.clone() }, vec![]),
    ] {
        assert_eq!(names(&ground, seat, &filter).await, expected, "{filter:?}");
    }
}

pub async fn certificates_of_an_older_edition_are_found(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let store = &ground.store;
    let mut ids = Vec::new();
    for (name, edition) in
        [("ada", "ISO/IEC 20000-1:2011"), ("ben", "2018"), ("cleo", ""), ("dan", "2011"), ("eve", "2011")]
    {
        let member = house.person(&ground, name, "agent").await;
        let mut new = certificate(name, None);
        new.facts.edition = edition.to_owned();
        store.record_award_of(&house.leading, &member, new.clone(), at(20).wall).await.unwrap();
        if name != "eve" {
            store.decide_award(&house.leading, &new.id, verified(), &telling(), at(30).wall).await.unwrap();
        }
        ids.push((member, new));
    }
    // Dan has one of the present edition besides, from another institute.
    let mut newer = certificate("dan again", None);
    newer.facts.institute = "Another institute".to_owned();
    store.record_award_of(&house.leading, &ids[3].0, newer.clone(), at(31).wall).await.unwrap();
    store.decide_award(&house.leading, &newer.id, verified(), &telling(), at(32).wall).await.unwrap();
    let of = |state, level| PeopleFilter { state: Some(state), level, ..PeopleFilter::default() };
    let seat = house.seat();
    for (state, level, expected) in [
        (PersonState::Older, None, vec!["ada"]),
        (PersonState::Older, Some(Level::Foundation), vec!["ada"]),
        (PersonState::Older, Some(Level::Auditor), vec![]),
        (PersonState::Undated, None, vec!["cleo"]),
    ] {
        assert_eq!(names(&ground, seat, &of(state, level)).await, expected, "{state:?} {level:?}");
    }
    // Once corrected and verified anew, it is found no more.
    let (_, mut ada) = ids.swap_remove(0);
    ada.facts.edition = "2018".to_owned();
    let corrected = Event::Corrected { facts: ada.facts, reason: "misread".to_owned() };
    for event in [corrected, verified()] {
        store.decide_award(&house.leading, &ada.id, event, &telling(), at(40).wall).await.unwrap();
    }
    assert_eq!(names(&ground, seat, &of(PersonState::Older, None)).await, Vec::<String>::new());
    // What an earlier release recorded is read at the next start; what is wrong is found by the check.
    let editions = "SELECT edition FROM holding ORDER BY certificate_number";
    let known = ground.column(editions).await;
    ground.execute("UPDATE holding SET edition = NULL").await;
    let again = Ground::over(ground.url.clone()).await;
    assert_eq!(again.column(editions).await, known);
    again.execute("UPDATE holding SET edition = '1999' WHERE certificate_number = 'ben'").await;
    let found = crate::records::check(&again, RecordsAim::Tell).await;
    assert!(found.len() == 1 && format!("{found:?}").contains("edition 1999"), "{found:?}");
}

pub async fn positions_are_filtered_and_sorted(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    House::build(&ground, "fernhill").await.person(&ground, "zoe", "agent").await;
    house.require(&ground, Scope::Everyone).await;
    for (name, position, is_verified) in
        [("ada", "agent", true), ("ben", "agent", false), ("cleo", "clerk", false), ("dan", "agent", false)]
    {
        let member = house.person(&ground, name, position).await;
        if is_verified {
            holds(&house, &ground, &member, None, Some(verified())).await;
        }
    }
    let (store, seat) = (&ground.store, house.seat());
    let structure = store.structure(seat).await.unwrap();
    let listed =
        async |filter: PositionFilter| store.position_levels(seat, &structure, &filter, day(TODAY)).await.unwrap();
    let rows = listed(PositionFilter::default()).await;
    let figures = rows.iter().map(|row| (row.name.as_str(), row.holders, row.levels, row.needs, row.gaps));
    let expected = [("agent, DESK", 3, [1, 0, 0], 3, 2), ("clerk, HR", 1, [0, 0, 0], 1, 1)];
    assert_eq!(figures.collect::<Vec<_>>(), expected);
    assert_eq!(rows.iter().map(PositionLevels::coverage).collect::<Vec<_>>(), [Some(33), Some(0)]);
    let all = PositionFilter::default();
    for (filter, expected) in [
        (PositionFilter { words: " DESK ".to_owned(), ..all.clone() }, vec!["agent, DESK"]),
        (PositionFilter { words: "%".to_owned(), ..all.clone() }, vec![]),
        (PositionFilter { department: Some(house.department("it")), ..all.clone() }, vec!["agent, DESK"]),
        (PositionFilter { department: Some(house.department("hr")), ..all.clone() }, vec!["clerk, HR"]),
        (PositionFilter { sort: PositionSort::NameDown, ..all.clone() }, vec!["clerk, HR", "agent, DESK"]),
        (PositionFilter { sort: PositionSort::Coverage, ..all.clone() }, vec!["clerk, HR", "agent, DESK"]),
        (PositionFilter { sort: PositionSort::Gaps, ..all.clone() }, vec!["agent, DESK", "clerk, HR"]),
    ] {
        let names = listed(filter.clone()).await.into_iter().map(|row| row.name).collect::<Vec<_>>();
        assert_eq!(names, expected, "{filter:?}");
    }
    for sort in PositionSort::ALL {
        assert_eq!(PositionSort::from_word(sort.word()), Some(*sort));
        assert!(!sort.name().is_empty());
    }
}

pub async fn a_lead_lists_the_own_team(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (lena, ida) = (house.person(&ground, "lena", "agent").await, house.person(&ground, "ida", "agent").await);
    let carl = house.person(&ground, "carl", "clerk").await;
    let account = ground.person("lena").await;
    let lines = vec![
        Entry::Role { member: lena.clone(), role: Role::Lead, lead_of: Some(house.department("it")) }.into(),
        Entry::Joined { member: lena, account: account.clone() }.into(),
    ];
    house.write(&ground, lines).await;
    let store = &ground.store;
    let seat = store.seat(&account, &house.id, today()).await.unwrap().expect("Lena joined");
    assert_eq!(names(&ground, &seat, &PeopleFilter::default()).await, ["ida", "lena"]);
    let (idas, carls) =
        (holds(&house, &ground, &ida, None, None).await, holds(&house, &ground, &carl, None, None).await);
    let waiting = store.waiting(&seat, day(TODAY), 9).await.unwrap();
    assert_eq!(waiting, [(idas.clone(), ida.clone(), "ida".to_owned())]);
    assert_eq!(store.waiting(house.seat(), day(TODAY), 9).await.unwrap().len(), 2);
    assert_eq!(store.count_waiting(house.seat(), day(TODAY)).await.unwrap(), 2);
    assert!(store.person_file(&seat, &ida, later(1)).await.unwrap().is_some());
    assert!(store.person_file(&seat, &carl, later(1)).await.unwrap().is_none());
    assert_eq!(store.holder_of(&seat, &idas, later(1)).await.unwrap(), Some(ida));
    assert_eq!(store.holder_of(&seat, &carls, later(1)).await.unwrap(), None);
    let lead = seat.leading().expect("Lena leads");
    assert_eq!(store.invite(&lead, invitation(&carl, "t"), at(40).wall).await.unwrap(), Invited::Nobody);
    let structure = store.structure(&seat).await.unwrap();
    let positions = store.position_levels(&seat, &structure, &PositionFilter::default(), day(TODAY)).await.unwrap();
    assert_eq!(positions.len(), 1);
}

pub async fn the_file_of_a_person_holds_what_was_written(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let ida = house.person(&ground, "ida", "agent").await;
    let requirement = house.require(&ground, Scope::Everyone).await;
    let (plan, observation) = (PlanId::new("plan"), ObservationId::new("observation"));
    let what = Plan {
        member: ida.clone(),
        kind: PlanKind::Exam,
        level: Level::Foundation,
        on: day("2027-01-01"),
        cost: 25_000,
        refresher: String::new(),
    };
    let seen = Entry::Observed {
        observation: observation.clone(),
        member: ida.clone(),
        on: day(TODAY),
        effect: Effect::Competent,
        words: "led a review".to_owned(),
    };
    house.write(&ground, vec![Entry::Planned { plan: plan.clone(), what }.into(), seen.into()]).await;
    let store = &ground.store;
    let file = store.person_file(house.seat(), &ida, later(1)).await.unwrap().expect("she is in the books");
    assert_eq!((file.name.as_str(), file.role, file.joining), ("ida", Role::Member, Joining::Listed));
    assert_eq!((file.assignments.len(), &file.assignments[0].position), (1, &house.position("agent")));
    assert_eq!((file.needs[0].requirement.clone(), file.needs[0].is_met(day(TODAY))), (requirement, false));
    assert_eq!((&file.plans[0].id, file.plans[0].cost, file.plans[0].state.as_str()), (&plan, 25_000, "open"));
    assert_eq!((&file.observations[0].id, file.observations[0].by.as_str()), (&observation, "founder of larkfield"));
    holds(&house, &ground, &ida, Some("2026-12-31"), Some(verified())).await;
    let file = store.person_file(house.seat(), &ida, later(1)).await.unwrap().expect("she is in the books");
    assert_eq!((file.needs[0].is_met(day(TODAY)), file.needs[0].until()), (true, Some(day("2026-12-31"))));
    let other = House::build(&ground, "fernhill").await;
    assert!(
        store.person_file(other.seat(), &ida, later(1)).await.unwrap().is_none(),
        "elsewhere there is no such person"
    );
    let own = store.own_file(house.seat()).await.unwrap().expect("the founder is in the books");
    assert_eq!(own.account, Some(house.founder.clone()));
}

async fn account(ground: &Ground, who: &AccountId) -> (Option<String>, String) {
    let account = ground.store.account(who).await.unwrap().expect("it is there");
    (account.organisation.map(|id| id.to_string()), account.role.word().to_owned())
}

fn named(account: &AccountId) -> (AccountId, String) {
    (account.clone(), "Ida".to_owned())
}

pub async fn an_invitation_works_once_and_for_thirty_days(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let member = house.person(&ground, "ida", "agent").await;
    let (store, ida, eve) = (&ground.store, ground.person("ida").await, ground.person("eve").await);
    let token = |text: &str| Token(text.to_owned());
    let invite = async |token: &str, now| store.invite(&house.leading, invitation(&member, token), now).await.unwrap();
    assert_eq!(invite("first", at(10).wall).await, Invited::Made);
    assert_eq!(invite("second", at(20).wall).await, Invited::Made);
    let good = async |text: &str, now: Timestamp| store.invitation(&token(text), now).await.unwrap();
    assert_eq!(good("first", at(30).wall).await, None, "a new one ends the earlier one");
    let found = good("second", at(30).wall).await.expect("it is good");
    assert_eq!(
        (found.organisation_name.as_str(), found.by.as_str(), found.name.as_str()),
        ("larkfield", "founder of larkfield", "ida")
    );
    assert_eq!(found.expires, Timestamp(at(20).wall.0 + 30 * 24 * 60 * 60 * 1000));
    assert_eq!(good("second", found.expires).await, None);
    let join = async |who: &AccountId, text: &str, now| store.join(named(who), token(text), now).await.unwrap();
    assert_eq!(join(&ida, "first", at(40).wall).await, Joined::Gone);
    assert_eq!(join(&ida, "second", found.expires).await, Joined::Gone);
    assert_eq!(join(&house.founder, "second", at(40).wall).await, Joined::Already(house.id.clone()));
    assert_eq!(join(&ida, "second", at(40).wall).await, Joined::Done(house.id.clone()));
    assert_eq!(join(&eve, "second", at(40).wall).await, Joined::Gone, "it was used");
    assert_eq!(invite("third", at(50).wall).await, Invited::Nobody, "she has joined");
    assert_eq!(account(&ground, &ida).await, (Some(house.id.to_string()), "candidate".to_owned()));
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
    let joined = PeopleFilter { joining: Some(Joining::Joined), ..PeopleFilter::default() };
    assert_eq!(names(&ground, house.seat(), &joined).await, ["Fay Founder", "ida"]);
}

pub async fn a_role_in_the_books_is_the_role_of_staff_until_one_leaves(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let (store, tess) = (&ground.store, ground.person("tess").await);
    let joins = async |house: &House, role: Role| {
        let member = house.person(&ground, "tess", "agent").await;
        house.write(&ground, vec![Entry::Role { member: member.clone(), role, lead_of: None }.into()]).await;
        let token = Token(house.id.to_string());
        let invited = store.invite(&house.leading, invitation(&member, &token.0), at(20).wall).await.unwrap();
        assert_eq!(invited, Invited::Made);
        assert_eq!(store.join(named(&tess), token, at(30).wall).await.unwrap(), Joined::Done(house.id.clone()));
        member
    };
    let home = Some(house.id.to_string());
    let member = joins(&house, Role::Trainer).await;
    assert_eq!(account(&ground, &tess).await, (home.clone(), "trainer".to_owned()));
    joins(&other, Role::Manager).await;
    assert_eq!(account(&ground, &tess).await, (home.clone(), "trainer".to_owned()), "the first one looks after her");
    let role = |role| Entry::Role { member: member.clone(), role, lead_of: None };
    house.write(&ground, vec![role(Role::Member).into()]).await;
    assert_eq!(account(&ground, &tess).await, (home.clone(), "candidate".to_owned()));
    house.write(&ground, vec![role(Role::Manager).into()]).await;
    assert_eq!(account(&ground, &tess).await, (home, "manager".to_owned()));
    assert_eq!(store.leave(named(&tess), &house.id, at(40).wall).await.unwrap(), Leaving::Done);
    assert_eq!(account(&ground, &tess).await, (None, "candidate".to_owned()), "no power is taken along");
    assert!(store.seat(&tess, &other.id, today()).await.unwrap().is_some());
}

pub async fn who_answers_for_the_books_does_not_leave_them_alone(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let store = &ground.store;
    let founder = named(&house.founder);
    let member = &house.seat().member;
    let down = Entry::Role { member: member.clone(), role: Role::Member, lead_of: None };
    let left = Entry::Left { member: member.clone(), on: today() };
    let tried =
        async |entry: &Entry| store.keep_books(&house.manager, vec![entry.clone().into()], at(20).wall).await.unwrap();
    assert_eq!((tried(&down).await, tried(&left).await), (Written::LastManager, Written::LastManager));
    assert_eq!(store.leave(founder.clone(), &house.id, at(20).wall).await.unwrap(), Leaving::LastManager);
    let (second, account) = (house.person(&ground, "ida", "agent").await, ground.person("ida").await);
    let role = Entry::Role { member: second.clone(), role: Role::Manager, lead_of: None };
    house.write(&ground, vec![role.into()]).await;
    assert_eq!(tried(&down).await, Written::LastManager, "she has not joined");
    let gone = async || store.delete_account(&house.founder, at(20).wall).await.unwrap();
    let third = house.person(&ground, "tom", "agent").await;
    let joined = Entry::Joined { member: third, account: ground.person("tom").await };
    house.write(&ground, vec![joined.into()]).await;
    assert_eq!(gone().await, Deletion::LastManager, "Tom would be left alone");
    house.write(&ground, vec![Entry::Joined { member: second.clone(), account }.into()]).await;
    let ends = |ends_on| Line {
        entry: Entry::Member { member: second.clone(), starts_on: None, ends_on },
        person: Some(Person { name: "ida".to_owned(), email: "ida@larkfield.example".to_owned() }),
    };
    house.write(&ground, vec![ends(today().pred_opt())]).await;
    assert_eq!(tried(&down).await, Written::LastManager, "her last day was yesterday");
    house.write(&ground, vec![ends(None)]).await;
    assert_eq!(store.leave(founder.clone(), &house.id, at(20).wall).await.unwrap(), Leaving::Done);
    assert_eq!(store.leave(founder, &house.id, at(20).wall).await.unwrap(), Leaving::Nobody);
}

pub async fn who_left_may_come_back_as_somebody_new(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let (store, ida) = (&ground.store, ground.person("ida").await);
    let member = house.person(&ground, "ida", "agent").await;
    let come = async |member: &MemberId, token: &str| {
        let invited = store.invite(&house.leading, invitation(member, token), at(20).wall).await.unwrap();
        assert_eq!(invited, Invited::Made);
        let joined = store.join(named(&ida), Token(token.to_owned()), at(30).wall).await.unwrap();
        assert_eq!(joined, Joined::Done(house.id.clone()));
    };
    come(&member, "first").await;
    assert_eq!(store.leave(named(&ida), &house.id, at(40).wall).await.unwrap(), Leaving::Done);
    let again = house.person(&ground, "ida again", "agent").await;
    come(&again, "second").await;
    let seat = store.seat(&ida, &house.id, today()).await.unwrap().expect("she came back");
    assert_eq!(seat.member, again);
}

/// An invitation with its mail.
pub fn invitation(member: &MemberId, token: &str) -> NewInvitation {
    let letter = letter("somebody@example.org", MailKind::Invitation, &fresh_id(at(0).wall));
    NewInvitation { member: member.clone(), token: Token(token.to_owned()), letter }
}

pub fn proof(name: &str) -> NewEvidence {
    NewEvidence {
        id: EvidenceId::new(fresh_id(at(0).wall)),
        place: format!("place of {name}"),
        name: name.to_owned(),
        media_type: "application/pdf",
        size: 9,
        digest: "digest".to_owned(),
    }
}

pub async fn a_file_is_seen_by_its_holder_and_by_those_in_reach(ground: Ground) {
    let (house, other) = (House::build(&ground, "larkfield").await, House::build(&ground, "fernhill").await);
    let member = house.person(&ground, "ida", "agent").await;
    let (store, ida, eve) = (&ground.store, ground.person("ida").await, ground.person("eve").await);
    house.write(&ground, vec![Entry::Joined { member: member.clone(), account: ida.clone() }.into()]).await;
    let new = certificate("F 1", None);
    store.record_award(&ida, "Ida".to_owned(), new.clone(), at(10).wall).await.unwrap();
    let add = async |by: Prover, name: &str| store.add_evidence(by, &new.id, proof(name), at(20).wall).await.unwrap();
    let own = || Prover::Holder(ida.clone(), "Ida".to_owned());
    assert_eq!(add(own(), "scan.pdf").await, Recorded::New(new.id.clone()));
    assert_eq!(add(Prover::Lead(house.leading.clone()), "letter.pdf").await, Recorded::New(new.id.clone()));
    assert_eq!(add(Prover::Holder(eve.clone(), "Eve".to_owned()), "no.pdf").await, Recorded::Nobody);
    assert_eq!(add(Prover::Lead(other.leading.clone()), "no.pdf").await, Recorded::Nobody);
    let files = store.own_evidence(&ida, Some(&new.id)).await.unwrap();
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["scan.pdf", "letter.pdf"]);
    assert_eq!((store.own_evidence(&ida, None).await.unwrap().len(), files[0].award()), (2, new.id.clone()));
    assert_eq!(store.own_evidence(&eve, Some(&new.id)).await.unwrap(), []);
    assert_eq!(store.seen_evidence(house.seat(), &new.id, later(1)).await.unwrap(), files);
    assert_eq!(store.seen_evidence(other.seat(), &new.id, later(1)).await.unwrap(), []);
    store.leave(named(&ida), &house.id, at(30).wall).await.unwrap();
    for n in files.len()..10 {
        let one = proof(&format!("{n}.pdf"));
        let added = store.add_evidence(own(), &new.id, one, at(40).wall).await.unwrap();
        assert_eq!(added, Recorded::New(new.id.clone()));
    }
    assert!(matches!(add(own(), "one more.pdf").await, Recorded::Refused(_)));
    assert_eq!(ground.count("evidence").await, 10);
    let seen = store.seen_evidence(house.seat(), &new.id, later(1)).await.unwrap();
    assert_eq!(seen, files, "the others came after she left");
    assert_eq!(store.evidence_going(&ida).await.unwrap().len(), 8);
    assert_eq!(store.delete_account(&ida, at(0).wall).await.unwrap(), Deletion::Done);
    assert_eq!(ground.count("evidence").await, 2, "the organisation keeps what it saw");
}

/// The books of a large organisation answer as quickly as those of a small one: what is asked for a page is bounded.
pub async fn thousands_are_listed_page_by_page(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    house.require(&ground, Scope::Everyone).await;
    let mut lines = Vec::new();
    for n in 0..220 {
        let member = MemberId::new(format!("member {n:03}"));
        let person = Person { name: format!("Person {n:03}"), email: format!("{n}@example.org") };
        let came = Entry::Member { member: member.clone(), starts_on: None, ends_on: None };
        lines.push(Line { entry: came, person: Some(person) });
        let held = Entry::Assigned {
            assignment: AssignmentId::new(format!("assignment {n}")),
            member,
            position: house.position("agent"),
            from: day("2026-01-01"),
            until: None,
        };
        lines.push(held.into());
    }
    house.write(&ground, lines).await;
    let page = async |page| {
        let filter = PeopleFilter { words: "person".to_owned(), page, ..PeopleFilter::default() };
        let page = ground.store.matrix(house.seat(), &filter, (day(TODAY), day(SOON))).await.unwrap();
        (page.total, page.rows.len(), page.rows.first().map(|row| row.name.clone()))
    };
    assert_eq!(page(0).await, (220, 50, Some("Person 000".to_owned())));
    assert_eq!(page(4).await, (220, 20, Some("Person 200".to_owned())));
    assert_eq!(page(5).await, (220, 0, None));
}
