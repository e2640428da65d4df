use std::collections::HashMap;

use super::{Refusal, StaffRow, email_key};

/// Settles rows with the same e-mail address.
///
/// Several rows of one address are one person with several certificates, if whatever they say about the person is the same
/// (an empty cell says nothing). If not, nobody knows which row is right, and none of them is taken. A row that adds no
/// certificate to the earlier ones is a repetition: the first is taken, the later is refused.
pub fn settle(rows: Vec<StaffRow>, column: Option<String>) -> (Vec<StaffRow>, Vec<Refusal>) {
    settle_by(rows, |group| settle_one(group, column.as_ref()))
}

/// The same where names and addresses are all that counts: several rows of one address and name are one person.
pub fn settle_people(rows: Vec<StaffRow>, column: Option<String>) -> (Vec<StaffRow>, Vec<Refusal>) {
    settle_by(rows, |mut group| {
        if group.iter().any(|row| row.name != group[0].name) {
            return contradicted(&group, column.as_ref());
        }
        group.truncate(1);
        (group, Vec::new())
    })
}

/// Settles the rows of each address that stands in several.
fn settle_by(
    rows: Vec<StaffRow>,
    settle: impl Fn(Vec<StaffRow>) -> (Vec<StaffRow>, Vec<Refusal>),
) -> (Vec<StaffRow>, Vec<Refusal>) {
    let mut places = HashMap::<String, Vec<usize>>::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        places.entry(email_key(&row.email)).or_default().push(place);
    }
    let mut rows = rows.into_iter().map(Some).collect::<Vec<_>>();
    let mut refused = Vec::new();
    for same in places.into_values().filter(|same| same.len() > 1) {
        let group = same.iter().filter_map(|place| rows[*place].take()).collect::<Vec<_>>();
        let (kept, wrong) = settle(group);
        for (row, place) in kept.into_iter().zip(same) {
            rows[place] = Some(row);
        }
        refused.extend(wrong);
    }
    let mut rows = rows.into_iter().flatten().collect::<Vec<_>>();
    rows.sort_by_key(|row| row.row);
    (rows, refused)
}

fn refusal(row: &StaffRow, column: Option<&String>, why: String) -> Refusal {
    Refusal { row: row.row, column: column.cloned(), what: row.email.clone(), why }
}

/// Refuses all of a group.
fn contradicted(group: &[StaffRow], column: Option<&String>) -> (Vec<StaffRow>, Vec<Refusal>) {
    let numbers = listed(group);
    let why = format!(
        "Rows {numbers} have the same e-mail address and say different things about the person. Correct them or keep one."
    );
    (Vec::new(), group.iter().map(|row| refusal(row, column, why.clone())).collect())
}

fn settle_one(mut group: Vec<StaffRow>, column: Option<&String>) -> (Vec<StaffRow>, Vec<Refusal>) {
    let Some(whole) = merged(&group) else { return contradicted(&group, column) };
    let mut kept: Vec<StaffRow> = Vec::new();
    let mut refused = Vec::new();
    for row in group.drain(..) {
        let adds = row.qualification.is_some() && kept.iter().all(|other| other.qualification != row.qualification);
        match kept.first() {
            Some(first) if !adds => {
                let why = format!(
                    "Row {} has the same e-mail address and row {} adds no other qualification to it. Delete one of the two.",
                    first.row, row.row
                );
                refused.push(refusal(&row, column, why));
            }
            _ => kept.push(StaffRow { row: row.row, qualification: row.qualification, ..whole.clone() }),
        }
    }
    (kept, refused)
}

/// What all rows say about the person together; nothing if they contradict each other.
fn merged(group: &[StaffRow]) -> Option<StaffRow> {
    let mut whole = group.first()?.clone();
    for row in group {
        let same_name = row.name == whole.name;
        let department = agreed(some(&whole.department), some(&row.department))?.cloned().unwrap_or_default();
        let position = agreed(whole.position.as_ref(), row.position.as_ref())?.cloned();
        let starts_on = agreed(whole.starts_on, row.starts_on)?;
        let ends_on = agreed(whole.ends_on, row.ends_on)?;
        if !same_name || starts_on.zip(ends_on).is_some_and(|(first, last)| last < first) {
            return None;
        }
        whole = StaffRow { department, position, starts_on, ends_on, ..whole };
    }
    Some(whole)
}

fn some(path: &Vec<String>) -> Option<&Vec<String>> {
    (!path.is_empty()).then_some(path)
}

/// The one of two statements that is there; nothing if they differ.
fn agreed<T: PartialEq>(one: Option<T>, other: Option<T>) -> Option<Option<T>> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => Some(one.or(other)),
    }
}

fn listed(group: &[StaffRow]) -> String {
    const SHOWN: usize = 5;
    let mut words = group.iter().take(SHOWN).map(|row| row.row.to_string()).collect::<Vec<_>>().join(", ");
    if group.len() > SHOWN {
        words.push_str(&format!(" and {} more", group.len() - SHOWN));
    }
    words
}
