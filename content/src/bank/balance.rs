//! What holds for many items together: no pattern may give the key away.

use std::collections::BTreeMap;

use domain::item::{Item, ItemStatus};
use domain::question::Level;

use crate::report::{Found, Place, Report};

/// Live items from which a file's key positions are looked at.
const FEW: usize = 8;
/// Live items from which shares over a file or a level say something.
const MANY: usize = 30;
/// Items are single choice of so many options.
const OPTIONS: u8 = 4;

/// Checks key positions, the length of keys and negative stems.
pub(super) fn check(items: &[Found<Item>], report: &mut Report) {
    let mut files = BTreeMap::<&str, Vec<&Item>>::new();
    for item in items.iter().filter(|item| item.value.is_live()) {
        files.entry(&item.file).or_default().push(&item.value);
    }
    for (file, live) in &files {
        match live.len() {
            0..FEW => {}
            FEW..MANY => check_positions(live, (10, 40), file, report),
            _ => check_positions(live, (20, 30), file, report),
        }
    }
    for level in Level::ALL {
        let folder = format!("{}/items", level.word());
        let of_level = items.iter().filter(|item| item.value.level == level).collect::<Vec<_>>();
        check_negation(&of_level, report);
        let live = of_level.iter().map(|item| &item.value).filter(|item| item.is_live()).collect::<Vec<_>>();
        if live.len() >= MANY {
            check_positions(&live, (20, 30), &folder, report);
            check_longest(&live, &folder, report);
        }
    }
}

fn check_positions(live: &[&Item], (least, most): (usize, usize), file: &str, report: &mut Report) {
    for position in 0..OPTIONS {
        let count = live.iter().filter(|item| item.key == position).count();
        if count * 100 < least * live.len() || count * 100 > most * live.len() {
            let total = live.len();
            let message = format!(
                "the key is option {} in {count} of {total} reviewed items, outside {least} to {most} %",
                position + 1
            );
            report.add(Place::whole(file).line(1), message, "change the order of options in some items");
        }
    }
}

fn check_longest(live: &[&Item], folder: &str, report: &mut Report) {
    let count = live.iter().filter(|item| key_is_longest(item)).count();
    if count * 100 < 15 * live.len() || count * 100 > 35 * live.len() {
        let message =
            format!("the key is the longest option in {count} of {} reviewed items, outside 15 to 35 %", live.len());
        report.add(Place::whole(folder).line(1), message, "level the length of options in some items");
    }
}

fn key_is_longest(item: &Item) -> bool {
    let length = |n: usize| item.options[n].text.chars().count();
    let key = usize::from(item.key);
    (0..item.options.len()).all(|n| n == key || length(n) < length(key))
}

/// At most one stem in twenty may ask for what is NOT so; the first one too many is named.
fn check_negation(items: &[&Found<Item>], report: &mut Report) {
    let used = items.iter().filter(|item| item.value.status != ItemStatus::Retired).collect::<Vec<_>>();
    let negative =
        used.iter().filter(|item| item.value.stem.split(|c: char| !c.is_alphabetic()).any(|word| word == "NOT"));
    let allowed = used.len().div_ceil(20);
    let negative = negative.collect::<Vec<_>>();
    if let Some(item) = negative.get(allowed) {
        let message =
            format!("{} of {} stems ask for what is NOT so, more than one in twenty", negative.len(), used.len());
        report.add(item.at(), message, "ask for what is so");
    }
}
