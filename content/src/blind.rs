//! Sheets for blind readers.

use std::fmt::Write;

use domain::item::ItemStatus;
use domain::question::Level;

use crate::library::Library;

/// All draft items as plain text, by level, without keys and explanations: what a blind reader answers.
pub fn blind_sheet(library: &Library) -> String {
    let mut sheet = String::new();
    for level in Level::ALL {
        let drafts = library.items.iter().filter(|item| item.level == level && item.status == ItemStatus::Draft);
        let drafts = drafts.collect::<Vec<_>>();
        if drafts.is_empty() {
            continue;
        }
        let _ = writeln!(sheet, "{}: {} draft items", level.name(), drafts.len());
        for item in drafts {
            let _ = writeln!(sheet, "\n{}\n{}", item.id, item.stem);
            for (n, option) in item.options.iter().enumerate() {
                let _ = writeln!(sheet, "  {}. {}", n + 1, option.text);
            }
        }
        sheet.push('\n');
    }
    sheet
}
