//! Options with one key: what checks and items have in common.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::report::{At, Place, Report};

/// One option as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawOption {
    pub text: Spanned<String>,
    #[serde(default)]
    pub key: bool,
    pub misconception: Option<String>,
    pub feedback: Option<String>,
}

/// The options as written, each with its line.
pub(crate) type RawOptions = Spanned<Vec<RawOption>>;

/// Options and where their list begins.
pub(crate) struct Options<'a> {
    pub list: Vec<&'a RawOption>,
    pub at: At<'a>,
}

impl<'a> Options<'a> {
    /// The options of a list.
    pub fn of(options: &'a RawOptions, place: Place<'a>) -> Self {
        Self { list: options.value.iter().collect(), at: place.of(options) }
    }

    /// The places of the keys, counted from 0.
    pub fn keys(&self) -> Vec<u8> {
        (0..).zip(&self.list).filter(|(_, option)| option.key).map(|(n, _)| n).collect()
    }

    /// The place of the only key, counted from 0; a problem when there is none or more than one.
    pub fn key(&self, report: &mut Report) -> Option<u8> {
        let keys = self.keys();
        if let [key] = keys[..] {
            return Some(key);
        }
        let message = format!("{} options are marked as the key, not one", keys.len());
        report.add(self.at, message, "give exactly one option `key: true`");
        None
    }

    /// Checks the number of options, their explanations and their wording.
    pub fn check(&self, counts: RangeInclusive<usize>, place: Place<'_>, report: &mut Report) {
        check_count(self.list.len(), counts, "options", self.at, report);
        for option in &self.list {
            let at = place.of(&option.text);
            if is_blank(option.feedback.as_deref()) {
                report.add(at, "the option has no explanation", "add `feedback:` that says why it is right or wrong");
            }
            check_text(&option.text, place, report);
        }
    }
}

/// Checks the length of a list; `of` says what it holds.
pub(crate) fn check_count(count: usize, counts: RangeInclusive<usize>, of: &str, at: At<'_>, report: &mut Report) {
    if !counts.contains(&count) {
        let (least, most) = counts.into_inner();
        let wanted = if least == most { least.to_string() } else { format!("{least} to {most}") };
        let counted = if count == 1 && !of.contains(' ') { of.trim_end_matches('s') } else { of };
        report.add(at, format!("{count} {counted} instead of {wanted}"), format!("add or remove {of}"));
    }
}

/// Checks the text of an option.
pub(crate) fn check_text(text: &Spanned<String>, place: Place<'_>, report: &mut Report) {
    let at = place.of(text);
    if text.value.trim().is_empty() {
        report.add(at, "the option is empty", "write its text");
    }
    if is_sweeping(&text.value) {
        report.add(
            at,
            "the option sweeps over the others",
            "replace \"all/none of the above\" by an option of its own",
        );
    }
}

/// Whether nothing is said.
pub(crate) fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn is_sweeping(text: &str) -> bool {
    let text = text.to_lowercase();
    let whole = text.trim().trim_end_matches('.');
    ["all", "none", "both", "any"].iter().any(|word| text.contains(&format!("{word} of the above")))
        || ["all of these", "none of these", "all of them", "none of them"].contains(&whole)
}
