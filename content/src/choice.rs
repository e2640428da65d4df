//! Options with one key: what checks and items have in common.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::report::{Place, Report};

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

/// The place of the only key, counted from 0; a problem when there is none or more than one.
pub(crate) fn key(options: &RawOptions, place: Place<'_>, report: &mut Report) -> Option<u8> {
    let keys = options.value.iter().enumerate().filter(|(_, option)| option.key).map(|(n, _)| n).collect::<Vec<_>>();
    if let [key] = keys[..] {
        return u8::try_from(key).ok();
    }
    let message = format!("{} options are marked as the key, not one", keys.len());
    report.add(place.of(options), message, "give exactly one option `key: true`");
    None
}

/// Checks the number of options, their explanations and their wording.
pub(crate) fn check(options: &RawOptions, counts: RangeInclusive<usize>, place: Place<'_>, report: &mut Report) {
    let count = options.value.len();
    if !counts.contains(&count) {
        let (least, most) = counts.into_inner();
        let wanted = if least == most { least.to_string() } else { format!("{least} to {most}") };
        report.add(place.of(options), format!("{count} options instead of {wanted}"), "add or remove options");
    }
    for option in &options.value {
        let at = place.of(&option.text);
        if is_blank(option.feedback.as_deref()) {
            report.add(at, "the option has no explanation", "add `feedback:` that says why it is right or wrong");
        }
        if option.text.value.trim().is_empty() {
            report.add(at, "the option is empty", "write its text");
        }
        if is_sweeping(&option.text.value) {
            report.add(
                at,
                "the option sweeps over the others",
                "replace \"all/none of the above\" by an option of its own",
            );
        }
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
