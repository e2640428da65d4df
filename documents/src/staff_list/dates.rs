use super::YEARS;
use super::headings::{Column, Headings};
use crate::day::Day;
use crate::sheet::Table;

/// How a list writes dates like `03/04/2026`, as far as its own dates tell.
pub struct Dates {
    order: Order,
}

#[derive(Clone, Copy)]
enum Order {
    DayFirst,
    MonthFirst,
    /// No date of the list tells.
    Unknown,
    /// Dates of the list tell both; the rows that do.
    Mixed(usize, usize),
}

impl Dates {
    const COLUMNS: [Column; 4] = [Column::StartsOn, Column::EndsOn, Column::AwardedOn, Column::ExpiresOn];

    /// Looks at all dates of a list. What was decided is a note.
    pub fn of(table: &Table, headings: &Headings) -> (Self, Option<String>) {
        let (mut day_first, mut month_first, mut open) = (None, None, false);
        for row in &table.rows {
            let places = Self::COLUMNS.iter().filter_map(|column| headings.place(*column));
            for cell in places.filter_map(|place| row.cells.get(place)) {
                match slashed(date_part(cell)) {
                    Some((first, second, _)) if first > 12 && second <= 12 => {
                        day_first = day_first.or(Some((row.number, cell)))
                    }
                    Some((first, second, _)) if second > 12 && first <= 12 => {
                        month_first = month_first.or(Some((row.number, cell)))
                    }
                    Some((first, second, _)) if first != second => open = true,
                    _ => {}
                }
            }
        }
        let note = |order: &str, row: usize, cell: &str| {
            open.then(|| {
                format!("Dates like 03/04/2026 were read as {order}, because row {row} holds {}.", cell.trim())
            })
        };
        match (day_first, month_first) {
            (Some((row, cell)), None) => (Self { order: Order::DayFirst }, note("day/month/year", row, cell)),
            (None, Some((row, cell))) => (Self { order: Order::MonthFirst }, note("month/day/year", row, cell)),
            (None, None) => (Self { order: Order::Unknown }, None),
            (Some((day, _)), Some((month, _))) => (Self { order: Order::Mixed(day, month) }, None),
        }
    }

    /// Reads a date, or says what to do about it.
    pub fn read(&self, cell: &str) -> Result<Day, String> {
        let text = date_part(cell);
        let day = match (year_first(text), dotted(text), slashed(text)) {
            (Some((year, month, day)), ..) | (_, Some((day, month, year)), _) => calendar(year, month, day)?,
            (.., Some(parts)) => self.ordered(parts)?,
            _ => return Err(unread(text)),
        };
        if YEARS.contains(&day.year()) {
            Ok(day)
        } else {
            Err(format!("The year {} is outside {} to {}.", day.year(), YEARS.start(), YEARS.end()))
        }
    }

    fn ordered(&self, (first, second, year): (u16, u16, u16)) -> Result<Day, String> {
        match self.order {
            Order::DayFirst => calendar(year, second, first),
            Order::MonthFirst => calendar(year, first, second),
            Order::Unknown if first == second => calendar(year, first, second),
            Order::Unknown => {
                Err("This can be two different days, and no other date of the list shows which number is the month. \
                                   Write it as 2026-12-31 or 31.12.2026."
                    .to_owned())
            }
            Order::Mixed(day, month) => Err(format!(
                "Row {day} writes the day first and row {month} the month first, so this can be two different days. \
                 Write all dates as 2026-12-31 or 31.12.2026."
            )),
        }
    }
}

fn calendar(year: u16, month: u16, day: u16) -> Result<Day, String> {
    let narrow = |number: u16| u8::try_from(number).unwrap_or(0);
    Day::new(year, narrow(month), narrow(day)).ok_or_else(|| "No calendar has this day.".to_owned())
}

fn unread(text: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = text.split(['.', '/', '-']).collect::<Vec<_>>();
    if digits(text) {
        "This is a number, not a date. Give the column the format “date” in Excel and save the file again.".to_owned()
    } else if parts.len() == 3 && parts.iter().all(|part| digits(part)) {
        "Write the year with four digits, as in 2026-12-31 or 31.12.2026.".to_owned()
    } else {
        "This is no date. Write it as 2026-12-31 or 31.12.2026.".to_owned()
    }
}

/// The date before a time of day.
fn date_part(cell: &str) -> &str {
    let cell = cell.trim();
    let (date, time) = cell.split_once([' ', 'T']).unwrap_or((cell, ""));
    let is_time = time.bytes().all(|byte| byte.is_ascii_digit() || b":.Z+ AMPamp-".contains(&byte));
    if is_time { date } else { cell }
}

/// `2026-12-31`, `2026/12/31`, `2026.12.31`.
fn year_first(text: &str) -> Option<(u16, u16, u16)> {
    let [year, month, day] = parts(text, &['-', '/', '.'])?;
    (year.len() == 4).then_some(())?;
    Some((number(year, 4)?, number(month, 2)?, number(day, 2)?))
}

/// `31.12.2026`: with dots the day always comes first.
fn dotted(text: &str) -> Option<(u16, u16, u16)> {
    let [day, month, year] = parts(text, &['.'])?;
    (year.len() == 4).then_some(())?;
    Some((number(day, 2)?, number(month, 2)?, number(year, 4)?))
}

/// `31/12/2026` or `12/31/2026`, with strokes or hyphens: two numbers and the year.
fn slashed(text: &str) -> Option<(u16, u16, u16)> {
    let [first, second, year] = parts(text, &['/', '-'])?;
    (year.len() == 4).then_some(())?;
    Some((number(first, 2)?, number(second, 2)?, number(year, 4)?))
}

/// Three parts with the same character between them.
fn parts<'a>(text: &'a str, between: &[char]) -> Option<[&'a str; 3]> {
    between.iter().find_map(|c| <[&str; 3]>::try_from(text.split(*c).collect::<Vec<_>>()).ok())
}

fn number(text: &str, most: usize) -> Option<u16> {
    let sound = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}
