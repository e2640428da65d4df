mod words;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::ListFault;
use crate::sheet::Table;

use words::WORDS;

/// What a column of a staff list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Email,
    Name,
    FirstName,
    LastName,
    Department,
    Position,
    StartsOn,
    EndsOn,
    Qualification,
    Institute,
    AwardedOn,
    ExpiresOn,
    CertificateNumber,
    Edition,
}

use Column::{
    AwardedOn, CertificateNumber, Edition, Email, ExpiresOn, FirstName, Institute, LastName, Name, Qualification,
};

/// Where each column of a list stands.
pub struct Headings {
    places: [Option<usize>; WORDS.len()],
    /// What was decided about columns.
    pub notes: Vec<String>,
}

impl Headings {
    /// Finds the columns by their headings, whatever their order, case, accents and punctuation.
    pub fn of(headers: &[String]) -> Result<Self, ListFault> {
        let mut found = Self::among(headers, |_| true)?;
        found.settle_claims(headers);
        Ok(found)
    }

    /// Finds the columns for names and e-mail addresses alone.
    pub fn of_people(headers: &[String]) -> Result<Self, ListFault> {
        Self::among(headers, |column| matches!(column, Email | Name | FirstName | LastName))
    }

    fn among(headers: &[String], wanted: impl Fn(Column) -> bool) -> Result<Self, ListFault> {
        let plain = headers.iter().map(|header| plain(header)).collect::<Vec<_>>();
        let mut found = Self { places: [None; WORDS.len()], notes: Vec::new() };
        for words in WORDS.iter().filter(|words| wanted(words.column)) {
            let matching = |means: &dyn Fn(&str) -> bool| {
                let places = plain.iter().enumerate().filter(|(_, heading)| means(heading));
                places.map(|(place, _)| place).collect::<Vec<_>>()
            };
            let sure = matching(&|heading| words.sure(heading));
            if let [first, second, ..] = sure[..] {
                let (first, second) = (headers[first].clone(), headers[second].clone());
                return Err(ListFault::Twice { what: words.what, first, second });
            }
            let likely = matching(&|heading| words.likely(heading));
            found.places[words.column as usize] = sure.first().or(likely.first()).copied();
        }
        found.settle_names(headers);
        found.require(headers)?;
        Ok(found)
    }

    /// Where a column stands.
    pub const fn place(&self, column: Column) -> Option<usize> {
        self.places[column as usize]
    }

    /// Its heading in the file.
    pub fn name(&self, table: &Table, column: Column) -> Option<String> {
        table.headers.get(self.place(column)?).cloned()
    }

    /// The headings of columns that hold something and are not used.
    pub fn ignored(&self, table: &Table) -> Vec<String> {
        let unused = table.headers.iter().enumerate().filter(|(place, _)| !self.places.contains(&Some(*place)));
        let words = unused.map(|(place, header)| match header.is_empty() {
            true => format!("column {} (no heading)", place + 1),
            false => header.clone(),
        });
        words.collect()
    }

    /// “Name” beside a first name is the last name (German, French), beside a last name the first (Spanish), and beside
    /// both it is the full name.
    fn settle_names(&mut self, headers: &[String]) {
        let Some(name) = self.place(Name) else { return };
        let heading = &headers[name];
        match (self.place(FirstName), self.place(LastName)) {
            (Some(_), None) => {
                self.places[LastName as usize] = self.places[Name as usize].take();
                self.notes
                    .push(format!("“{heading}” was read as the last name, because the first name has its own column."));
            }
            (None, Some(_)) => {
                self.places[FirstName as usize] = self.places[Name as usize].take();
                self.notes
                    .push(format!("“{heading}” was read as the first name, because the last name has its own column."));
            }
            (Some(_), Some(_)) => {
                self.places[FirstName as usize] = None;
                self.places[LastName as usize] = None;
                self.notes.push(format!("The names were taken from “{heading}”; first and last name were not used."));
            }
            (None, None) => {}
        }
    }

    /// Without a column that says which qualification, the other columns about it mean nothing.
    fn settle_claims(&mut self, headers: &[String]) {
        if self.place(Qualification).is_some() {
            return;
        }
        let rest = [Institute, AwardedOn, ExpiresOn, CertificateNumber, Edition];
        let lost = rest.into_iter().filter_map(|column| self.places[column as usize].take()).collect::<Vec<_>>();
        if !lost.is_empty() {
            let names = lost.iter().map(|place| format!("“{}”", headers[*place])).collect::<Vec<_>>().join(", ");
            self.notes.push(format!(
                "{names} cannot be used, because no column says which qualification is meant. Add one, with the heading “Qualification”."
            ));
        }
    }

    fn require(&self, headers: &[String]) -> Result<(), ListFault> {
        let missing = |column: Column, understood: &str| {
            let found = headers.iter().filter(|header| !header.is_empty()).cloned().collect::<Vec<_>>().join(", ");
            ListFault::Missing { what: WORDS[column as usize].what, found, understood: understood.to_owned() }
        };
        if self.place(Email).is_none() {
            return Err(missing(
                Email,
                "E-mail, Mail, E-mail address, Work email, E-Mail-Adresse, Courriel, Correo electrónico",
            ));
        }
        let named = [Name, FirstName, LastName].iter().any(|column| self.place(*column).is_some());
        if named {
            return Ok(());
        }
        let understood =
            "Name, Full name, First name and Last name, Vorname and Nachname, Prénom and Nom, Nombre and Apellidos";
        Err(missing(Name, understood))
    }
}

/// A heading without case, accents, punctuation, blanks and what stands in brackets.
fn plain(heading: &str) -> String {
    let mut depth = 0_usize;
    let outside = heading.chars().filter(|c| match c {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let outside = outside.collect::<String>();
    let letters = outside.nfkd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect::<String>().replace('ß', "ss")
}
