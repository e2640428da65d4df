use domain::question::Level;

use super::headings::Column;
use super::{Claim, Refusal, StaffRow, View, is_email};
use crate::day::Day;

/// Characters of a cell, and of each part of a department.
const LONGEST: usize = 200;
/// Departments one within another.
const DEEPEST: usize = 10;

/// Reads one row: a person, or everything that is wrong.
pub fn read(view: &View<'_>) -> Result<StaffRow, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let width = view.table.headers.len();
    if let Some(cell) = view.row.cells.get(width..).and_then(|rest| rest.iter().find(|cell| !cell.is_empty())) {
        let why = format!(
            "The row has {} cells and there are {width} headings. Put quotation marks around a text that holds the delimiter.",
            view.row.cells.len()
        );
        return Err(vec![Refusal { row: view.row.number, column: None, what: cell.clone(), why }]);
    }
    let email = email(view, &mut wrong);
    let name = name(view, &mut wrong);
    let department = department(view, &mut wrong);
    let position = words(view, Column::Position, &mut wrong);
    let starts_on = day(view, Column::StartsOn, &mut wrong);
    let ends_on = day(view, Column::EndsOn, &mut wrong);
    in_order(view, (Column::StartsOn, starts_on), (Column::EndsOn, ends_on), &mut wrong);
    let qualification = claim(view, &mut wrong);
    if wrong.is_empty() {
        Ok(StaffRow { row: view.row.number, email, name, department, position, starts_on, ends_on, qualification })
    } else {
        Err(wrong)
    }
}

fn email(view: &View<'_>, wrong: &mut Vec<Refusal>) -> String {
    let cell = view.cell(Column::Email).unwrap_or_default();
    let address = cell.strip_prefix("mailto:").unwrap_or(&cell).to_owned();
    if address.is_empty() {
        wrong.push(view.refusal(Column::Email, "", "The e-mail address is missing."));
    } else if !is_email(&address) {
        wrong.push(view.refusal(
            Column::Email,
            cell,
            "This is no e-mail address. It needs one name, one @ and one host, as in jo@example.com.",
        ));
    }
    address
}

fn name(view: &View<'_>, wrong: &mut Vec<Refusal>) -> String {
    let parts = [Column::Name, Column::FirstName, Column::LastName];
    let used = parts.into_iter().find(|column| view.headings.place(*column).is_some()).unwrap_or(Column::Name);
    let parts = parts.into_iter().filter_map(|column| words(view, column, wrong)).collect::<Vec<_>>();
    if parts.is_empty() && !wrong.iter().any(|refusal| refusal.column == view.headings.name(view.table, used)) {
        wrong.push(view.refusal(used, "", "The name is missing."));
    }
    parts.join(" ")
}

/// A department as a path: parts are divided by `>`, `»`, `›`, `→`, `\`, or by strokes with blanks around them; a path that
/// begins with a stroke, as directories write them, by every stroke.
fn department(view: &View<'_>, wrong: &mut Vec<Refusal>) -> Vec<String> {
    let Some(cell) = view.cell(Column::Department) else { return Vec::new() };
    let path = if cell.starts_with('/') { cell.replace('/', ">") } else { cell.replace(" / ", ">") };
    let parts = path.split(['>', '»', '›', '→', '\\']).map(str::trim).filter(|part| !part.is_empty());
    let parts = parts.map(str::to_owned).collect::<Vec<_>>();
    if parts.len() > DEEPEST {
        wrong.push(view.refusal(
            Column::Department,
            cell,
            format!("There are more than {DEEPEST} departments one within another."),
        ));
    } else if parts.iter().any(|part| part.chars().count() > LONGEST) {
        wrong.push(view.refusal(Column::Department, cell, too_long()));
    }
    parts
}

fn words(view: &View<'_>, column: Column, wrong: &mut Vec<Refusal>) -> Option<String> {
    let cell = view.cell(column)?;
    if cell.chars().count() > LONGEST {
        wrong.push(view.refusal(column, cell, too_long()));
        return None;
    }
    Some(cell)
}

fn too_long() -> String {
    format!("This is longer than {LONGEST} characters.")
}

fn day(view: &View<'_>, column: Column, wrong: &mut Vec<Refusal>) -> Option<Day> {
    let cell = view.cell(column)?;
    match view.dates.read(&cell) {
        Ok(day) => Some(day),
        Err(why) => {
            wrong.push(view.refusal(column, cell, why));
            None
        }
    }
}

/// Refuses a row whose later day comes first.
fn in_order(view: &View<'_>, begin: (Column, Option<Day>), end: (Column, Option<Day>), wrong: &mut Vec<Refusal>) {
    if let (Some(first), Some(last)) = (begin.1, end.1)
        && last < first
    {
        let heading = view.headings.name(view.table, begin.0).unwrap_or_default();
        wrong.push(view.refusal(end.0, last.to_string(), format!("This is before “{heading}”, {first}.")));
    }
}

fn claim(view: &View<'_>, wrong: &mut Vec<Refusal>) -> Option<Claim> {
    // An edition alone claims nothing: some lists name the standard in every row.
    let rest = [Column::Institute, Column::AwardedOn, Column::ExpiresOn, Column::CertificateNumber];
    let Some(qualification) = words(view, Column::Qualification, wrong) else {
        let lonely = rest.into_iter().find_map(|column| Some((column, view.cell(column)?)));
        if let Some((column, cell)) = lonely {
            let heading = view.headings.name(view.table, Column::Qualification).unwrap_or_default();
            wrong.push(view.refusal(
                column,
                cell,
                format!("It does not say which qualification is meant: “{heading}” is empty."),
            ));
        }
        return None;
    };
    let awarded_on = day(view, Column::AwardedOn, wrong);
    let expires_on = day(view, Column::ExpiresOn, wrong);
    in_order(view, (Column::AwardedOn, awarded_on), (Column::ExpiresOn, expires_on), wrong);
    Some(Claim {
        level: level(&qualification),
        qualification,
        institute: words(view, Column::Institute, wrong),
        awarded_on,
        expires_on,
        certificate_number: words(view, Column::CertificateNumber, wrong),
        edition: words(view, Column::Edition, wrong),
    })
}

/// The level that the words name, if they name exactly one.
fn level(words: &str) -> Option<Level> {
    let words = words.to_lowercase();
    let mut named = Level::ALL
        .into_iter()
        .filter(|level| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == level.word()));
    let level = named.next()?;
    if named.next().is_some() { None } else { Some(level) }
}
