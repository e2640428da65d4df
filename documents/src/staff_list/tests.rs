//! Staff lists as personnel departments send them.

mod lists;

use proptest::prelude::*;

use super::*;
use crate::sheet::{self, Limits};

fn list(text: &str) -> Result<StaffList, ListFault> {
    read(&sheet::read(text.as_bytes(), &Limits::default()).unwrap())
}

fn day(text: &str) -> Option<Day> {
    Some(Day::from_iso(text).unwrap())
}

/// The refusals as row, column and reason.
fn refusals(list: &StaffList) -> Vec<(usize, &str, &str)> {
    list.refused
        .iter()
        .map(|refusal| (refusal.row, refusal.column.as_deref().unwrap_or(""), refusal.why.as_str()))
        .collect()
}

#[test]
fn a_whole_row_is_understood() {
    let text = "Full name,E-mail,Department,Job title,Start date,End date,Qualification,Institute,Issued on,Valid until,Certificate no,Edition,Shoe size\n\
                Jo Miller,Jo@Example.com,IT > Operations > Service desk,Analyst,2020-02-29,31.12.2026,ISO/IEC 20000 Foundation,Exam House,2024-05-06,2027-05-05,0012,ISO/IEC 20000-1:2018,43\n";
    let list = list(text).unwrap();
    assert_eq!(list.refused, []);
    assert_eq!(list.ignored_columns, ["Shoe size"]);
    let claim = Claim {
        qualification: "ISO/IEC 20000 Foundation".to_owned(),
        level: Some(Level::Foundation),
        institute: Some("Exam House".to_owned()),
        awarded_on: day("2024-05-06"),
        expires_on: day("2027-05-05"),
        certificate_number: Some("0012".to_owned()),
        edition: Some("ISO/IEC 20000-1:2018".to_owned()),
    };
    let row = StaffRow {
        row: 2,
        email: "Jo@Example.com".to_owned(),
        name: "Jo Miller".to_owned(),
        department: ["IT", "Operations", "Service desk"].map(str::to_owned).to_vec(),
        position: Some("Analyst".to_owned()),
        starts_on: day("2020-02-29"),
        ends_on: day("2026-12-31"),
        qualification: Some(claim),
    };
    assert_eq!(list.rows, [row]);
}

#[test]
fn headings_of_four_languages_and_of_other_systems_are_understood() {
    for (headings, cells) in [
        (
            "E-Mail;Vorname;Nachname;Abteilung;Funktion;Eintritt;Austritt",
            "j@x.example;Jo;Miller;IT;Chef;01.02.2020;31.12.2026",
        ),
        (
            "E-MAIL-ADRESSE;Vorname;Name;Abteilung;Stelle;Eintrittsdatum;Austrittsdatum",
            "j@x.example;Jo;Miller;IT;Chef;01.02.2020;31.12.2026",
        ),
        (
            "Courriel;Prénom;Nom;Département;Poste;Date d'entrée;Date de sortie",
            "j@x.example;Jo;Miller;IT;Chef;01.02.2020;31.12.2026",
        ),
        (
            "Correo electrónico;Nombre;Apellidos;Departamento;Puesto;Fecha de inicio;Fecha de fin",
            "j@x.example;Jo;Miller;IT;Chef;2020-02-01;2026-12-31",
        ),
        (
            "Email Address [Required];First Name [Required];Last Name [Required];Org Unit Path [Required];Title;Hire date;Termination date",
            "j@x.example;Jo;Miller;/IT;Chef;2020-02-01;2026-12-31",
        ),
        (
            "mail;displayName;department;jobTitle;START_DATE;EndDate",
            "j@x.example;Jo Miller;IT;Chef;2020-02-01;2026-12-31",
        ),
        (
            "Email - Primary Work;Legal Name;Supervisory Organization;Business Title;Hire Date;Termination Date",
            "j@x.example;Jo Miller;IT;Chef;2020-02-01;2026-12-31",
        ),
        (
            "user_email *;full_name;dept;role;Start (dd.mm.yyyy);Last day",
            "j@x.example;Jo Miller;IT;Chef;01.02.2020;31.12.2026",
        ),
    ] {
        let list = list(&format!("{headings}\n{cells}\n")).unwrap();
        assert_eq!((&list.refused[..], &list.ignored_columns[..]), (&[][..], &[][..]), "{headings}");
        let row = &list.rows[0];
        assert_eq!((row.email.as_str(), row.name.as_str()), ("j@x.example", "Jo Miller"), "{headings}");
        assert_eq!((row.department.join(">").as_str(), row.position.as_deref()), ("IT", Some("Chef")), "{headings}");
        assert_eq!((row.starts_on, row.ends_on), (day("2020-02-01"), day("2026-12-31")), "{headings}");
    }
}

#[test]
fn columns_that_are_missing_or_doubled_are_named() {
    let missing = list("Name,Phone\nJo,1\n").unwrap_err().to_string();
    assert!(
        missing.contains("e-mail address") && missing.contains("Name, Phone") && missing.contains("Courriel"),
        "{missing}"
    );
    let nameless = list("E-mail,Phone\nj@x.example,1\n").unwrap_err().to_string();
    assert!(nameless.contains("Vorname and Nachname"), "{nameless}");
    let twice = list("E-mail,Mail,Name\na@x.example,b@x.example,Jo\n").unwrap_err().to_string();
    assert!(twice.contains("“E-mail”") && twice.contains("“Mail”"), "{twice}");
    assert_eq!(list("E-mail,Name\n"), Err(ListFault::NoRows));
    let second = list("Name,Username,E-mail,Department,Team\nJo,jo,j@x.example,IT,Blue\n").unwrap();
    assert_eq!(second.ignored_columns, ["Username", "Team"], "the surer headings win");
    assert_eq!((second.rows[0].email.as_str(), second.rows[0].department.join(">").as_str()), ("j@x.example", "IT"));
}

#[test]
fn columns_about_an_unknown_qualification_are_not_used() {
    let list = list("Name,E-mail,Issued on,Certificate no\nJo,j@x.example,never,1\n").unwrap();
    assert_eq!(
        (list.rows.len(), &list.ignored_columns[..]),
        (1, &["Issued on".to_owned(), "Certificate no".to_owned()][..])
    );
    assert!(list.notes[0].contains("Qualification"), "{:?}", list.notes);
}

#[test]
fn the_order_of_day_and_month_comes_from_the_whole_list() {
    let dates = |cells: &[&str]| {
        let rows = cells.iter().enumerate().map(|(n, cell)| format!("p{n}@x.example,P,{cell}\n")).collect::<String>();
        list(&format!("E-mail,Name,Start date\n{rows}")).unwrap()
    };
    let starts = |list: &StaffList| list.rows.iter().map(|row| row.starts_on).collect::<Vec<_>>();
    let days = dates(&["31/12/2026", "03/04/2026", "5-6-2026"]);
    assert_eq!(starts(&days), [day("2026-12-31"), day("2026-04-03"), day("2026-06-05")]);
    assert!(days.notes[0].contains("day/month/year") && days.notes[0].contains("row 2"), "{:?}", days.notes);
    let months = dates(&["12/31/2026", "03/04/2026", "05.06.2026", "2026-07-08 00:00", "2026/07/09"]);
    assert_eq!(starts(&months), ["2026-12-31", "2026-03-04", "2026-06-05", "2026-07-08", "2026-07-09"].map(day));
    let unknown = dates(&["03/04/2026", "04/04/2026"]);
    assert_eq!(starts(&unknown), [day("2026-04-04")]);
    assert!(refusals(&unknown)[0].2.contains("two different days"));
    let mixed = dates(&["31/12/2026", "12/31/2026", "03/04/2026", "03.04.2026"]);
    assert_eq!(starts(&mixed), [day("2026-04-03")]);
    assert!(refusals(&mixed)[0].2.contains("Row 2 writes the day first and row 3 the month first"));
}

#[test]
fn wrong_dates_are_refused_with_the_reason() {
    for (cell, reason) in [
        ("2026-02-30", "No calendar"),
        ("31.04.2026", "No calendar"),
        ("31.12.26", "four digits"),
        ("12/31/26", "four digits"),
        ("46387", "a number, not a date"),
        ("soon", "no date"),
        ("2026-12", "no date"),
        ("1899-12-31", "outside 1950 to 2100"),
        ("0001-01-01", "outside"),
        ("9999-12-31", "outside"),
        ("2026-01-01 and later", "no date"),
        ("²⁰26-01-01", "no date"),
    ] {
        let list = list(&format!("E-mail,Name,Start date\nj@x.example,Jo,{cell}\n")).unwrap();
        let [(2, "Start date", why)] = refusals(&list)[..] else { panic!("{cell}: {list:?}") };
        assert!(why.contains(reason), "{cell}: {why}");
        assert_eq!((list.rows.len(), list.refused[0].what.as_str()), (0, cell));
    }
}

#[test]
fn all_that_is_wrong_with_a_row_is_said_at_once() {
    let long = "x".repeat(201);
    let text = format!(
        "E-mail,Name,Position,Start date,End date,Qualification,Issued on,Expires on\n\
         jo@x,,{long},2026-05-02,2026-05-01,,2026-01-01,\n\
         ok@x.example,Ok,,,,Auditor,2026-01-02,2026-01-01\n\
         ok2@x.example,Ok,a,b,c,d,e,f,g\n\
         ok3@x.example,Ok,,2026-05-01,2026-05-01,,,\n"
    );
    let list = list(&text).unwrap();
    let found = refusals(&list).into_iter().map(|(row, column, _)| (row, column)).collect::<Vec<_>>();
    let first = ["E-mail", "Name", "Position", "End date", "Issued on"].map(|column| (2, column));
    assert_eq!(found, [&first[..], &[(3, "Expires on"), (4, "")]].concat());
    assert!(refusals(&list)[6].2.contains("9 cells"));
    assert_eq!(list.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [5]);
}

proptest! {
    #[test]
    fn every_row_is_taken_or_refused(
        headings in prop::sample::subsequence(vec!["Name", "Start date", "Department", "Qualification", "Expires on", "Other"], 1..6),
        rows in prop::collection::vec(prop::collection::vec("[ab@.x0-9/> -]{0,9}|a@b\\.cd|2026-01-0[1-9]|[0-9]{1,2}/[0-9]{1,2}/2026", 1..8), 1..12),
    ) {
        let headers = std::iter::once("E-mail").chain(headings).chain(["Vorname", "Nachname"]).map(str::to_owned).collect::<Vec<_>>();
        let rows = rows.into_iter().zip(2..).map(|(cells, number)| Row { number, cells }).collect::<Vec<_>>();
        let table = Table { headers, rows, ..Table::default() };
        let list = read(&table).unwrap();
        for row in &table.rows {
            let taken = list.rows.iter().filter(|person| person.row == row.number).count();
            let refused = list.refused.iter().any(|refusal| refusal.row == row.number);
            prop_assert!(taken + usize::from(refused) == 1, "row {}: {:?}", row.number, list);
        }
    }
}
