//! The exam as its page shows it after an outage.

use anyhow::{Context, Result};

/// What the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The question, counted from 1.
    pub question: usize,
    /// The sequence that the next save carries.
    pub sequence: u64,
}

/// Reads the form.
pub fn read(html: &str) -> Result<Shown> {
    Ok(Shown {
        question: field(html, "item").context("the page names no question")?,
        sequence: field(html, "sequence").context("the page names no sequence")?,
    })
}

/// The value of a hidden field.
fn field<T: std::str::FromStr>(html: &str, name: &str) -> Option<T> {
    let tag = html.split("<input ").find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
    tag.split_once("value=\"")?.1.split_once('"')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_form() {
        let html =
            r#"<form><input type="hidden" name="item" value="7"/><input type="hidden" name="sequence" value="12">"#;
        assert_eq!(read(html).unwrap(), Shown { question: 7, sequence: 12 });
        assert!(read("<p>Please sign in</p>").is_err());
    }
}
