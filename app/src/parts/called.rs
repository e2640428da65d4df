//! What a question is called: those of the course by their ids, an organisation's own by their beginnings.

use domain::ids::ItemId;
use domain::item::Item;

/// Longest beginning of a stem, in characters.
const LONGEST: usize = 90;

/// What people call a question.
pub fn called(item: &Item) -> String {
    if is_own(&item.id) { format!("“{}”", short(&item.stem)) } else { item.id.to_string() }
}

/// Whether a question is an organisation's own: its id is one that a program made, and says nothing to people.
pub fn is_own(id: &ItemId) -> bool {
    let id = id.as_str();
    id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// The beginning of a stem, whole words.
pub fn short(stem: &str) -> String {
    if stem.chars().count() <= LONGEST {
        return stem.to_owned();
    }
    let cut = stem.chars().take(LONGEST).collect::<String>();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::samples::{item, single};

    #[test]
    fn an_own_question_is_called_by_its_beginning() {
        let mut item = item(single(&["plan", "policy", "process"], 0));
        item.id = ItemId::new("f-rf-01");
        assert_eq!(called(&item), "f-rf-01");
        item.id = ItemId::new("0198f000-0000-7000-8000-00000000c0c3");
        item.stem = "Which clause?".to_owned();
        assert_eq!(called(&item), "“Which clause?”");
    }

    #[test]
    fn a_long_stem_ends_after_a_word() {
        assert_eq!(short("Which clause?"), "Which clause?");
        let long = short(&"word ".repeat(40));
        assert!(long.ends_with("word …") && long.chars().count() <= 92, "{long}");
    }
}
