//! Names, departments, repeated addresses, and lists as long as a company.

use super::*;
use crate::sheet::{Cell, NamedTable, write_csv, write_xlsx};

fn names(heading: &str, cells: &str) -> (String, Vec<String>) {
    let list = list(&format!("E-mail;{heading}\nj@x.example;{cells}\n")).unwrap();
    (list.rows[0].name.clone(), list.notes)
}

#[test]
fn names_come_together_whatever_the_columns() {
    assert_eq!(names("Name", "  Jo \u{A0} Miller ").0, "Jo Miller");
    assert_eq!(names("Nachname;Vorname", "Miller;Jo").0, "Jo Miller");
    assert_eq!(names("Last name", "Miller").0, "Miller");
    let (name, notes) = names("Name;Vorname", "Miller;Jo");
    assert!(name == "Jo Miller" && notes[0].contains("last name"), "{name} {notes:?}");
    let (name, notes) = names("Name;First name;Last name", "Jo van Miller;Jo;Miller");
    assert!(name == "Jo van Miller" && notes[0].contains("not used"), "{name} {notes:?}");
}

#[test]
fn departments_are_paths() {
    let path = |cell: &str| {
        list(&format!("E-mail;Name;Abteilung\nj@x.example;Jo;{cell}\n")).unwrap().rows[0].department.join("|")
    };
    assert_eq!(path("IT > Operations >Service  desk"), "IT|Operations|Service desk");
    assert_eq!(path("IT / Operations"), "IT|Operations");
    assert_eq!(path("Sales/Marketing"), "Sales/Marketing", "a stroke without blanks belongs to the name");
    assert_eq!(path("/IT/Operations"), "IT|Operations");
    assert_eq!(path("IT\\Operations » Desk"), "IT|Operations|Desk");
    assert_eq!(path(" > "), "");
}

#[test]
fn several_certificates_of_one_person_are_several_rows() {
    let text = "E-mail,Name,Position,Qualification,Certificate no\n\
                jo@x.example,Jo,Analyst,Foundation,1\n\
                al@x.example,Al,,,\n\
                JO@x.example,Jo,,Auditor / Practitioner,2\n\
                jo@x.example,Jo,Analyst,Foundation,1\n\
                al@x.example,Al,,,\n";
    let list = list(text).unwrap();
    let taken = list.rows.iter().map(|row| (row.row, row.name.as_str(), row.position.as_deref())).collect::<Vec<_>>();
    assert_eq!(taken, [(2, "Jo", Some("Analyst")), (3, "Al", None), (4, "Jo", Some("Analyst"))]);
    let claims =
        list.rows.iter().filter_map(|row| row.qualification.as_ref()).map(|claim| claim.level).collect::<Vec<_>>();
    assert_eq!(claims, [Some(Level::Foundation), None], "two levels in one cell are none");
    let refused = refusals(&list);
    assert!(matches!(refused[..], [(5, "E-mail", _), (6, "E-mail", _)]), "{refused:?}");
    assert!(refused[0].2.starts_with("Row 2 ") && refused[1].2.starts_with("Row 3 "), "{refused:?}");
}

#[test]
fn rows_that_contradict_each_other_are_all_refused() {
    let text = "E-mail,Name,Start date,End date,Qualification\n\
                jo@x.example,Jo,2020-01-01,,Foundation\n\
                jo@x.example,Joan,2020-01-01,,Auditor\n\
                al@x.example,Al,2020-01-01,,Foundation\n\
                al@x.example,Al,,2019-01-01,Auditor\n";
    let list = list(text).unwrap();
    assert_eq!(list.rows, []);
    let refused = refusals(&list);
    assert_eq!(refused.iter().map(|refusal| refusal.0).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert!(refused[0].2.contains("Rows 2, 3") && refused[3].2.contains("Rows 4, 5"), "{refused:?}");
}

#[test]
fn a_workbook_and_its_text_make_the_same_list() {
    let first = Day::from_iso("2026-03-04").unwrap();
    let row =
        ["jo@x.example", "Jo Miller", "IT > Desk"].map(Cell::from).into_iter().chain([Cell::Day(first)]).collect();
    let headers = ["Mail", "Name", "Abteilung", "Eintritt"].map(str::to_owned).to_vec();
    let named = NamedTable { name: "Liste".to_owned(), headers, rows: vec![row] };
    let book = write_xlsx(std::slice::from_ref(&named), first).unwrap();
    let text = write_csv(&Table::from(&named));
    let [book, text] = [book, text].map(|bytes| read(&sheet::read(&bytes, &Limits::default()).unwrap()).unwrap());
    assert_eq!(book, text);
    assert_eq!(book.rows[0].starts_on, Some(first));
}

#[test]
fn a_list_of_twenty_thousand_is_read_whole() {
    let mut text = String::from(
        "E-mail;Vorname;Nachname;Abteilung;Funktion;Eintritt;Austritt;Zertifikat;Aussteller;Ausgestellt am;Gültig bis;Zertifikatsnummer\r\n",
    );
    for n in 0..20_000 {
        let (day, month, year) = (n % 28 + 1, n % 12 + 1, 1990 + n % 30);
        text.push_str(&format!(
            "person.{n}@example.com;Jörg;Müller-{n};IT > Betrieb > Team {};Fachkraft;{day}/{month}/{year};31.12.2030;Foundation;Prüfhaus;{day}/{month}/2024;{day}/{month}/2027;{n:08}\r\n",
            n % 40
        ));
    }
    let list = list(&text).unwrap();
    assert_eq!((list.rows.len(), list.refused.len()), (20_000, 0));
    assert_eq!(list.rows[19_999].row, 20_001);
}

#[test]
fn a_list_of_people_needs_names_and_addresses_alone() {
    let text = "Name,E-mail,Qualification,Institute,Start date,Role,Job title\n\
                Jo Miller,jo@x.example,Driving licence,,soon,Lead,Analyst\n\
                Al Moss,al@x.example,,Exam House,2026-31-31,,\n\
                Jo Miller,JO@x.example,Foundation,,,,\n\
                No Body,nobody,,,,,\n\
                Bo Reed,bo@x.example,,,,,\n\
                Beau Reed,bo@x.example,,,,,\n";
    let list = read_people(&sheet::read(text.as_bytes(), &Limits::default()).unwrap()).unwrap();
    let people = list.rows.iter().map(|row| (row.row, row.name.as_str(), row.email.as_str())).collect::<Vec<_>>();
    assert_eq!(people, [(2, "Jo Miller", "jo@x.example"), (3, "Al Moss", "al@x.example")]);
    assert!(list.rows.iter().all(|row| row.qualification.is_none() && row.position.is_none()));
    assert_eq!(list.ignored_columns, ["Qualification", "Institute", "Start date", "Role", "Job title"]);
    let refused = refusals(&list);
    assert_eq!(refused.iter().map(|refusal| refusal.0).collect::<Vec<_>>(), [5, 6, 7]);
    assert!(refused[0].2.contains("no e-mail address") && refused[2].2.contains("Rows 6, 7"), "{refused:?}");
}
