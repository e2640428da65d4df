//! The exam as its page shows it after an outage.

use anyhow::{Context, Result};

/// What the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The question, counted from 1.
    pub question: usize,
    /// The sequence that the next save carries.
    pub sequence: u64,
    /// Time left, in milliseconds.
    pub left: i64,
}

/// Reads the form and what the island begins with.
pub fn read(html: &str) -> Result<Shown> {
    Ok(Shown {
        question: field(html, "item").context("the page names no question")?,
        sequence: field(html, "sequence").context("the page names no sequence")?,
        left: left(html).context("the page tells no time")?,
    })
}

/// The value of a hidden field.
fn field<T: std::str::FromStr>(html: &str, name: &str) -> Option<T> {
    let tag = html.split("<input ").find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
    tag.split_once("value=\"")?.1.split_once('"')?.0.parse().ok()
}

/// `"remaining":` of the island's properties, whose quotes are escaped within the attribute.
fn left(html: &str) -> Option<i64> {
    let after = html.split_once("&quot;remaining&quot;:")?.1;
    after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_form_and_the_island() {
        let html = r#"<leptos-island data-props="{&quot;remaining&quot;:3599999,&quot;position&quot;:6}">
            <form><input type="hidden" name="item" value="7"/><input type="hidden" name="sequence" value="12">"#;
        assert_eq!(read(html).unwrap(), Shown { question: 7, sequence: 12, left: 3_599_999 });
        assert!(read("<p>Please sign in</p>").is_err());
    }
}
