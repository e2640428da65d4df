//! Lists on their way into the books.

use domain::award::{Facts, Qualification, day_of};
use domain::organisation::{Fate, Intake, IntakeRow, Person};
use domain::question::Level;
use store::{IntakeState, Line, Lot, NewIntake, Written, fresh_id};

use crate::ground::{Ground, at};
use crate::organisations::{House, day, later};

fn row(number: usize) -> IntakeRow {
    IntakeRow {
        row: number,
        person: Person { name: format!("Person {number}"), email: format!("p{number}@larkfield.example") },
        department: vec!["IT".to_owned(), format!("Team {}", number % 3)],
        position: Some("Engineer".to_owned()),
        starts_on: Some(day("2026-01-01")),
        ends_on: None,
        certificate: number.is_multiple_of(2).then(|| Facts {
            qualification: Qualification::of(Level::Foundation),
            institute: "An institute".to_owned(),
            edition: String::new(),
            awarded_on: day("2026-02-01"),
            expires_on: None,
            certificate_number: format!("F {number}"),
            other: None,
        }),
    }
}

async fn plan(ground: &Ground, house: &House, rows: &[IntakeRow]) -> Intake {
    let now = at(20).wall;
    let known = ground.store.intake_ground(&house.manager).await.unwrap();
    Intake::of(rows, &known, day_of(now), &mut || fresh_id(now))
}

fn list(id: &str) -> NewIntake {
    NewIntake { id: id.to_owned(), file_name: "staff.csv".to_owned(), list: "{}".to_owned(), total: 9 }
}

fn lots(plan: Intake) -> Vec<Lot> {
    let structure = plan.structure.into_iter().map(Line::from).collect();
    let people = plan.steps.into_iter().zip(1..).map(|(step, taken)| {
        let lines = step.lines.into_iter().map(|(entry, person)| Line { entry, person });
        Lot { lines: lines.collect(), awards: step.award.into_iter().collect(), taken }
    });
    std::iter::once(Lot { lines: structure, ..Lot::default() }).chain(people).collect()
}

pub async fn a_list_taken_in_twice_stands_once(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let store = &ground.store;
    let rows = (2..11).map(row).collect::<Vec<_>>();
    store.keep_intake(&house.manager, list("one"), at(20).wall).await.unwrap();
    assert!(store.begin_intake(&house.manager, "one", "{}".to_owned()).await.unwrap());
    assert!(!store.begin_intake(&house.manager, "one", "{}".to_owned()).await.unwrap(), "one begins");
    let lots = lots(plan(&ground, &house, &rows).await);
    let (half, rest) = lots.split_at(5);
    for lot in half {
        assert_eq!(store.take_in(&house.manager, "one", lot.clone(), at(20).wall).await.unwrap(), Written::Done);
    }
    // The server ends here; afterwards the list is looked at anew.
    let again = plan(&ground, &house, &rows).await;
    assert_eq!(again.counts().get(&Fate::Unchanged), Some(&4));
    for lot in self::lots(again) {
        assert_eq!(store.take_in(&house.manager, "one", lot, at(30).wall).await.unwrap(), Written::Done);
    }
    assert_eq!(store.take_in(&house.manager, "one", rest[0].clone(), at(30).wall).await.unwrap(), Written::Taken);
    store.end_intake(&house.manager, "one", at(40).wall).await.unwrap();
    let head = store.intake(&house.manager, "one", at(40).wall).await.unwrap().unwrap();
    assert_eq!((head.state, head.taken, head.list.as_str()), (IntakeState::Done, 9, ""));
    assert_eq!(plan(&ground, &house, &rows).await.counts().get(&Fate::Unchanged), Some(&9));
    let counts = (ground.count("member").await, ground.count("award").await, ground.count("holding").await);
    assert_eq!(counts, (10, 5, 5));
    assert_eq!(store.verify_books(house.seat()).await.unwrap(), None);
    let logs = store.all_awards(house.seat(), at(50).wall).await.unwrap();
    assert!(logs.values().all(|logs| logs.len() == 1 && logs[0].entries.len() == 1));
}

pub async fn a_list_is_the_organisations_own_and_goes_after_a_day(ground: Ground) {
    let house = House::build(&ground, "larkfield").await;
    let other = House::build(&ground, "fernhill").await;
    let store = &ground.store;
    store.keep_intake(&house.manager, list("one"), later(0)).await.unwrap();
    store.keep_intake(&house.manager, list("one"), later(0)).await.unwrap();
    assert_eq!(store.intakes(&house.manager, later(0)).await.unwrap().len(), 1);
    assert!(store.intake(&other.manager, "one", later(0)).await.unwrap().is_none());
    assert!(!store.begin_intake(&other.manager, "one", String::new()).await.unwrap());
    assert!(!store.discard_intake(&other.manager, "one").await.unwrap());
    assert!(store.intake(&house.manager, "one", later(1)).await.unwrap().is_none(), "after a day it is gone");
    assert!(store.begin_intake(&house.manager, "one", String::new()).await.unwrap());
    assert_eq!(store.running_intakes().await.unwrap().len(), 1);
    assert_eq!(store.sweep_intakes(later(3)).await.unwrap(), 0, "what is being taken in stays");
    assert!(!store.discard_intake(&house.manager, "one").await.unwrap());
    store.pause_intake(&house.id, "one").await.unwrap();
    assert_eq!(store.sweep_intakes(later(3)).await.unwrap(), 1);
    store.keep_intake(&house.manager, list("two"), later(0)).await.unwrap();
    assert!(store.discard_intake(&house.manager, "two").await.unwrap());
    assert_eq!(ground.count("intake").await, 0);
}
