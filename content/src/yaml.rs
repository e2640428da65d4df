//! Reads YAML strictly and turns whatever cannot be read into one problem with its line.

use serde::de::DeserializeOwned;
use serde_saphyr::{RenderOptions, SnippetMode, UserMessageFormatter};

use crate::report::{Place, Report};

/// Reads one value. A text that cannot be read adds one problem and gives nothing.
pub(crate) fn read<T: DeserializeOwned>(text: &str, place: Place<'_>, report: &mut Report) -> Option<T> {
    let options = serde_saphyr::options! { strict_booleans: true, with_snippet: false };
    match serde_saphyr::from_str_with_options(text, options) {
        Ok(value) => Some(value),
        Err(error) => {
            let line = error.location().map_or(1, |location| usize::try_from(location.line()).unwrap_or(1));
            report.add(place.line(line), message(&error), "write it as content/README.md shows");
            None
        }
    }
}

/// The parser's sentence without its place, which the problem states by itself.
fn message(error: &serde_saphyr::Error) -> String {
    let mut options = RenderOptions::new(&UserMessageFormatter);
    options.snippets = SnippetMode::Off;
    let text = error.render_with_options(options);
    let sentence = text.rsplit_once(" at line ").map_or(text.as_str(), |(sentence, _)| sentence);
    format!("cannot be read: {}", sentence.trim())
}
