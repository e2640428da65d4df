use super::*;
use crate::award::Qualification;
use crate::ids::{AssignmentId, DepartmentId, PositionId};
use crate::organisation::{Assignment, Department, Position};
use crate::question::Level;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A list in short: `name; department; position; first day; last day; number of a certificate`.
fn rows(lines: &[&str]) -> Vec<IntakeRow> {
    let row = |(line, row): (&&str, usize)| {
        let cells = line.split(';').map(str::trim).collect::<Vec<_>>();
        let cell = |place: usize| cells.get(place).copied().filter(|cell| !cell.is_empty());
        let name = cell(0).expect("a name");
        IntakeRow {
            row,
            person: Person { name: name.to_owned(), email: format!("{}@larkfield.example", name.to_lowercase()) },
            department: cell(1)
                .map(|path| path.split('>').map(|part| part.trim().to_owned()).collect())
                .unwrap_or_default(),
            position: cell(2).map(str::to_owned),
            starts_on: cell(3).map(day),
            ends_on: cell(4).map(day),
            certificate: cell(5).map(|number| Facts {
                qualification: Qualification::of(Level::Foundation),
                institute: "An institute".to_owned(),
                edition: String::new(),
                awarded_on: day(if number == "tomorrow" { "2026-11-30" } else { "2026-02-01" }),
                expires_on: None,
                certificate_number: number.to_owned(),
                other: None,
            }),
        }
    };
    lines.iter().zip(2..).map(row).collect()
}

struct Office {
    ground: IntakeGround,
    ids: usize,
}

impl Office {
    /// IT with a service desk, and a position there that Ida holds.
    fn new() -> Self {
        let mut ground = IntakeGround::default();
        let books = &mut ground.books;
        books.name = "Larkfield".to_owned();
        let [it, desk] = ["it", "desk"].map(DepartmentId::new);
        books.departments.insert(it.clone(), Department { parent: None, name: "IT".to_owned() });
        books.departments.insert(desk.clone(), Department { parent: Some(it), name: "Service desk".to_owned() });
        let agent = PositionId::new("agent");
        books.positions.insert(agent.clone(), Position { department: desk, name: "Agent".to_owned() });
        let ida = MemberId::new("ida");
        let person = Person { name: "Ida".to_owned(), email: "Ida@larkfield.example".to_owned() };
        let member = crate::organisation::Member { person, ..Default::default() };
        books.members.insert(ida.clone(), member);
        let held = Assignment { member: ida, position: agent, from: day("2026-01-01"), until: None };
        books.assignments.insert(AssignmentId::new("held"), held);
        Self { ground, ids: 0 }
    }

    fn plan(&mut self, rows: &[IntakeRow]) -> Intake {
        let ids = &mut self.ids;
        Intake::of(rows, &self.ground, day("2026-11-29"), &mut || {
            *ids += 1;
            format!("new-{ids}")
        })
    }

    /// Does what a plan says.
    fn carry_out(&mut self, plan: Intake) {
        plan.structure.into_iter().for_each(|entry| self.ground.books.take(entry, None));
        for step in plan.steps {
            step.lines.into_iter().for_each(|(entry, person)| self.ground.books.take(entry, person));
            let certificate = step.award.map(|award| (award.member, award.facts.identity()));
            self.ground.certificates.extend(certificate);
        }
    }
}

fn fates(plan: &Intake) -> Vec<Fate> {
    plan.steps.iter().map(|step| step.fate).collect()
}

#[test]
fn every_row_has_a_fate_and_the_second_time_all_are_unchanged() {
    let list = rows(&[
        "Ida; Service desk; Agent",
        "Ben; IT > Service desk; Agent; 2026-02-01",
        "Carl; HR; Clerk; 2025-01-01; 2026-03-01; F 1",
        "Dora; HR > Payroll",
        "Dora; HR > Payroll; ; ; ; F 2",
        "Eve; ; Caretaker",
        "Fay",
        "Gus; ; Agent; 2027-01-01",
    ]);
    let mut office = Office::new();
    let plan = office.plan(&list);
    use Fate::{Changed, Created, Unchanged};
    assert_eq!(fates(&plan), [Unchanged, Created, Created, Created, Changed, Created, Created, Created]);
    assert_eq!(plan.departments, ["HR", "HR > Payroll", "Larkfield"]);
    assert_eq!(plan.positions, ["Clerk, HR", "Staff, HR > Payroll", "Caretaker, Larkfield"]);
    assert_eq!(plan.steps[2].changes.len(), 3, "{:?}", plan.steps[2]);
    office.carry_out(plan);
    let again = office.plan(&list);
    assert_eq!(fates(&again), [Unchanged; 8], "{again:?}");
    assert!(again.structure.is_empty() && again.steps.iter().all(|step| step.lines.is_empty() && step.award.is_none()));
    let mut backwards = list;
    backwards.reverse();
    assert_eq!(fates(&office.plan(&backwards)), [Unchanged; 8]);
}

#[test]
fn what_a_list_says_otherwise_is_changed_and_no_more() {
    let mut office = Office::new();
    let mut list = rows(&["Ida; IT; Architect; 2020-05-01; 2027-05-31; F 1"]);
    list[0].person.name = "Ida New".to_owned();
    let plan = office.plan(&list);
    let expected = [
        Change::Name("Ida".to_owned()),
        Change::FirstDay(day("2020-05-01")),
        Change::LastDay(day("2027-05-31")),
        Change::Position("Architect, IT".to_owned(), day("2026-11-29")),
        Change::Certificate("F 1".to_owned()),
    ];
    assert_eq!(plan.steps[0].changes, expected);
    office.carry_out(plan);
    let before = &office.ground.books.assignments[&AssignmentId::new("held")];
    assert_eq!(before.until, Some(day("2026-11-28")), "the position before it ends");
    let ida = &office.ground.books.members[&MemberId::new("ida")];
    assert_eq!(ida.person.email, "Ida@larkfield.example", "the address stays as the books write it");
    assert_eq!(fates(&office.plan(&list)), [Fate::Unchanged]);
    let mut short = rows(&["Ida"]);
    short[0].person.name = "Ida New".to_owned();
    assert_eq!(fates(&office.plan(&short)), [Fate::Unchanged], "an empty cell says nothing");
}

#[test]
fn a_list_brings_somebody_back_by_a_later_first_day() {
    let mut office = Office::new();
    let lou = MemberId::new("lou");
    let person = Person { name: "Lou".to_owned(), email: "lou@larkfield.example".to_owned() };
    let (first, last) = (Some(day("2024-01-01")), Some(day("2026-06-30")));
    let member = crate::organisation::Member { person, starts_on: first, ends_on: last, ..Default::default() };
    office.ground.books.members.insert(lou.clone(), member);
    office.ground.left.insert(lou.clone());
    let list = rows(&["Lou; Service desk; Agent; 2026-09-01"]);
    let plan = office.plan(&list);
    assert_eq!(fates(&plan), [Fate::Created]);
    office.carry_out(plan);
    assert_eq!(fates(&office.plan(&list)), [Fate::Unchanged], "the present line is meant");
    let before = office.plan(&rows(&["Lou; ; ; 2024-01-01; 2026-06-30", "Lou; ; ; 2026-09-01"]));
    assert_eq!(fates(&before), [Fate::Unchanged; 2], "{before:?}");
    assert_eq!(office.ground.books.members[&lou].ends_on, last);
}

#[test]
fn what_cannot_be_taken_says_why_and_touches_nothing() {
    let table = [
        (&["Ben; IT > IT"][..], "stands below itself"),
        (&["Ben; Sales > Shops", "Cy; Shops > Sales"][..], "above it in row 2"),
        (&["Ben; ; ; ; ; tomorrow"][..], "still to come"),
        (&["Ben; ; ; 2026-02-01; 2026-01-01"][..], "before the first day"),
        (&["Ben; A > Desk", "Cy; B > Desk", "Di; Desk"][..], "Several departments"),
        (&["Ben; A; Clerk", "Cy; B; Clerk", "Di; ; Clerk"][..], "Several departments have a position"),
        (&["Lou"][..], "left on 2026-06-30"),
    ];
    for (lines, words) in table {
        let mut office = Office::new();
        let lou = MemberId::new("lou");
        let person = Person { name: "Lou".to_owned(), email: "lou@larkfield.example".to_owned() };
        let member = crate::organisation::Member { person, ends_on: Some(day("2026-06-30")), ..Default::default() };
        office.ground.books.members.insert(lou.clone(), member);
        office.ground.left.insert(lou);
        let plan = office.plan(&rows(lines));
        let last = plan.steps.last().expect("a row");
        let why = last.refusal.as_ref().map(ToString::to_string).unwrap_or_default();
        assert!(last.fate == Fate::Refused && why.contains(words), "{lines:?}: {last:?}");
        assert!(last.lines.is_empty() && last.award.is_none());
    }
}
