//! Certificates of completion of our own courses. They say themselves that they are no certificate of an institute.

use chrono::NaiveDate;
use domain::question::Level;
use serde::Serialize;
use serde_json::Value;

use crate::press::{Imprint, Press, PressError, Printed, Template, day, ink};

const TEMPLATE: Template = Template { name: "certificate.typ", text: include_str!("certificate.typ") };

/// Characters of a name or a title that a certificate shows; what is longer ends in an ellipsis.
const LONGEST: usize = 160;

/// A course of ours that somebody completed: everything that its certificate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// The name of the person, as that person writes it.
    pub holder: String,
    /// The course.
    pub course_title: String,
    /// The level of the course; gives the certificate its colour and letter.
    pub level: Level,
    /// The day on which the last lesson was completed.
    #[serde(with = "day")]
    pub completed_on: NaiveDate,
    /// Lessons of the course.
    pub lessons: u32,
    /// Hours of study that the course is made for, if it says so.
    pub hours: Option<u32>,
    /// The best practice exam, if one was sat.
    pub best_mock: Option<BestMock>,
    /// The code of the certificate, as people type it.
    pub code: String,
    /// Where anybody can see whether the certificate stands.
    pub verify_url: String,
    /// Who issues it: the name of this service, or of the organisation that runs it.
    pub issuer: String,
    /// The day of issue. Also the date of the file.
    #[serde(with = "day")]
    pub issued_on: NaiveDate,
    /// Whether it was withdrawn.
    pub withdrawn: Option<Withdrawal>,
}

/// The best practice exam that somebody sat with us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BestMock {
    /// Marks reached, as per cent of the marks of the paper.
    pub percent: u32,
    /// The day of the sitting.
    #[serde(with = "day")]
    pub on: NaiveDate,
}

/// A certificate taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdrawal {
    /// The day from which it is no longer valid.
    #[serde(with = "day")]
    pub on: NaiveDate,
    /// Why, in words for anybody.
    pub reason: String,
}

impl Press {
    /// Prints a certificate of completion: one page, A4 landscape.
    pub fn certificate(&self, completion: &Completion) -> Result<Printed, PressError> {
        let mut data = serde_json::to_value(completion)?;
        for (field, longest) in
            [("holder", LONGEST), ("course_title", LONGEST), ("issuer", 80), ("code", 40), ("verify_url", 200)]
        {
            shorten(&mut data[field], longest);
        }
        if completion.withdrawn.is_some() {
            shorten(&mut data["withdrawn"]["reason"], LONGEST);
        }
        let title = format!("Certificate of completion: {}, {}", completion.course_title, completion.holder);
        let address = Some(completion.verify_url.as_str());
        let imprint = Imprint { ident: &completion.code, title: &title, day: completion.issued_on, address };
        self.print(&TEMPLATE, &imprint, data)
    }
}

fn shorten(value: &mut Value, longest: usize) {
    if let Value::String(text) = value {
        ink::shorten(text, longest);
    }
}
