use app::pages::organisation::{ReadList, RefusedRow};
use documents::sheet::{self, Limits, Table};
use documents::staff_list::{self, Claim, Refusal, StaffRow};
use domain::award::{Day, Facts, Qualification};
use domain::organisation::{IntakeRow, Person};
use domain::question::Level;

/// Reads a staff list out of the bytes of a file, or says what is wrong with it and what to do.
pub fn read(bytes: &[u8]) -> Result<ReadList, String> {
    let list = staff_list::read(&table(bytes)?).map_err(|fault| fault.to_string())?;
    let mut read = ReadList { ignored: list.ignored_columns, notes: list.notes, ..ReadList::default() };
    read.refused.extend(list.refused.into_iter().map(refused));
    for row in list.rows {
        match certificate(row.qualification.as_ref()) {
            Ok(certificate) => read.rows.push(taken(row, certificate)),
            Err(why) => read.refused.push(RefusedRow { row: row.row, what: row.email, why }),
        }
    }
    read.refused.sort_by_key(|refused| refused.row);
    Ok(read)
}

/// Reads those whom a file names, and the rows that name nobody; or says what is wrong with it and what to do.
pub fn read_people(bytes: &[u8]) -> Result<(Vec<Person>, Vec<RefusedRow>), String> {
    let list = staff_list::read_people(&table(bytes)?).map_err(|fault| fault.to_string())?;
    let people = list.rows.into_iter().map(|row| Person { name: row.name, email: row.email });
    Ok((people.collect(), list.refused.into_iter().map(refused).collect()))
}

fn table(bytes: &[u8]) -> Result<Table, String> {
    sheet::read(bytes, &Limits::default()).map_err(|fault| fault.to_string())
}

fn refused(refusal: Refusal) -> RefusedRow {
    let Refusal { row, column, what, why } = refusal;
    RefusedRow { row, what: column.map_or_else(|| what.clone(), |column| format!("{column}: {what}")), why }
}

fn taken(row: StaffRow, certificate: Option<Facts>) -> IntakeRow {
    IntakeRow {
        row: row.row,
        person: Person { name: row.name, email: row.email },
        department: row.department,
        position: row.position,
        starts_on: row.starts_on.and_then(day),
        ends_on: row.ends_on.and_then(day),
        certificate,
    }
}

fn day(day: documents::day::Day) -> Option<Day> {
    Day::from_ymd_opt(i32::from(day.year()), u32::from(day.month()), u32::from(day.day()))
}

/// A certificate needs all that tells it from another one.
fn certificate(claim: Option<&Claim>) -> Result<Option<Facts>, String> {
    let Some(claim) = claim else { return Ok(None) };
    let Some(level) = level(claim) else {
        return Err(format!(
            "The qualification “{}” is not one of ISO/IEC 20000. Write Foundation, Practitioner or Auditor, or empty the cells of the certificate.",
            claim.qualification
        ));
    };
    let (Some(institute), Some(awarded_on), Some(certificate_number)) =
        (claim.institute.clone(), claim.awarded_on.and_then(day), claim.certificate_number.clone())
    else {
        return Err(
            "A certificate needs its institute, the day of the award and its number. Fill them in, or empty the cells of the certificate."
                .to_owned(),
        );
    };
    let edition = claim.edition.clone().unwrap_or_default();
    if edition.chars().count() > Facts::LONGEST_EDITION as usize {
        return Err(format!(
            "The edition is longer than {} characters. Name it shortly, for instance 2018, or empty the cell.",
            Facts::LONGEST_EDITION
        ));
    }
    Ok(Some(Facts {
        qualification: Qualification::of(level),
        institute,
        edition,
        awarded_on,
        expires_on: claim.expires_on.and_then(day),
        certificate_number,
        other: None,
    }))
}

/// The level, if the words mean one of this scheme: `Foundation`, `ISO/IEC 20000 Auditor`, `ISO20K_P`, but not the
/// foundation of another scheme.
fn level(claim: &Claim) -> Option<Level> {
    let words = claim.qualification.to_lowercase();
    if let Some(level) = Level::ALL.into_iter().find(|level| words == Qualification::of(*level).code().to_lowercase()) {
        return Some(level);
    }
    let plain = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_plain = plain.clone().all(|word| {
        let is_level = Level::ALL.iter().any(|level| level.word() == word);
        is_level || ["iso", "iec", "level", "certificate", "certified", "exam", "in"].contains(&word)
    });
    claim.level.filter(|_| is_plain || plain.clone().any(|word| word == "20000"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(qualification: &str) -> Result<Option<Facts>, String> {
        let list = format!(
            "Mail,Name,Qualification,Institute,Award date,Certificate number\nida@a.example,Ida,{qualification},An institute,2026-01-31,F 1\n"
        );
        let mut read = read(list.as_bytes())?;
        match read.refused.pop() {
            Some(refused) => Err(refused.why),
            None => Ok(read.rows.pop().and_then(|row| row.certificate)),
        }
    }

    #[test]
    fn only_qualifications_of_this_scheme_are_taken() {
        for (words, level) in [
            ("Foundation", Level::Foundation),
            ("ISO/IEC 20000 Practitioner", Level::Practitioner),
            ("ISO20K_A", Level::Auditor),
        ] {
            let facts = of(words).expect(words).expect(words);
            assert_eq!(facts.qualification.level(), Some(level), "{words}");
        }
        assert!(of("").expect_err("the other cells mean nothing alone").contains("which qualification"));
        for other in ["ITIL 4 Foundation", "Driving licence"] {
            assert!(of(other).expect_err(other).contains("not one of ISO/IEC 20000"));
        }
    }

    #[test]
    fn a_certificate_is_whole() {
        let list = b"Mail,Name,Qualification\nida@a.example,Ida,Foundation\n";
        let read = read(list).expect("a list");
        assert!(read.rows.is_empty() && read.refused[0].why.contains("needs its institute"), "{read:?}");
    }
}
