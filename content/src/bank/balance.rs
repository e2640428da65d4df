//! What holds for many items together: no pattern may give the key away.

use std::collections::BTreeMap;

use domain::item::{Body, Item, ItemOption, ItemStatus};
use domain::question::Level;

use crate::report::{Found, Place, Report};

/// Single-choice items from which a file's key positions are looked at.
const FEW: usize = 8;
/// Single-choice items from which shares over a file or a level say something.
const MANY: usize = 30;
/// Single choice is one of so many options.
const OPTIONS: u8 = 4;
/// Assertion-reason items of a level that may all have the same answer.
const ALIKE: usize = 2;

/// Checks key positions, the length of keys, the answers of assertion-reason items, and negative stems.
pub(super) fn check(items: &[Found<Item>], report: &mut Report) {
    for level in Level::ALL {
        let of_level = items.iter().filter(|item| item.value.level == level).collect::<Vec<_>>();
        check_negation(&of_level, report);
        // A level of which nothing is live yet is looked at as it will be.
        let any_live = of_level.iter().any(|item| item.value.is_live());
        let counts = |item: &Item| item.is_live() || (!any_live && item.status == ItemStatus::Draft);
        let of_level = of_level.into_iter().filter(|item| counts(&item.value)).collect::<Vec<_>>();
        check_keys(&of_level, &format!("{}/items", level.word()), report);
        check_combinations(&of_level, report);
    }
}

fn check_keys(items: &[&Found<Item>], folder: &str, report: &mut Report) {
    let mut files = BTreeMap::<&str, Vec<Single<'_>>>::new();
    for item in items {
        if let Body::Single { options, key } = &item.value.body {
            files.entry(&item.file).or_default().push(Single { options, key: *key });
        }
    }
    for (file, singles) in &files {
        match singles.len() {
            0..FEW => {}
            FEW..MANY => check_positions(singles, (10, 40), file, report),
            _ => check_positions(singles, (20, 30), file, report),
        }
    }
    let all = files.into_values().flatten().collect::<Vec<_>>();
    if all.len() >= MANY {
        check_positions(&all, (20, 30), folder, report);
        check_longest(&all, folder, report);
    }
}

struct Single<'a> {
    options: &'a [ItemOption],
    key: u8,
}

impl Single<'_> {
    fn key_is_longest(&self) -> bool {
        let length = |n: usize| self.options[n].text.chars().count();
        let key = usize::from(self.key);
        (0..self.options.len()).all(|n| n == key || length(n) < length(key))
    }
}

fn check_positions(singles: &[Single<'_>], (least, most): (usize, usize), file: &str, report: &mut Report) {
    let total = singles.len();
    for position in 0..OPTIONS {
        let count = singles.iter().filter(|single| single.key == position).count();
        if count * 100 < least * total || count * 100 > most * total {
            let message = format!(
                "the key is option {} in {count} of {total} single-choice items, outside {least} to {most} %",
                position + 1
            );
            report.add(Place::whole(file).line(1), message, "change the order of options in some items");
        }
    }
}

fn check_longest(singles: &[Single<'_>], folder: &str, report: &mut Report) {
    let (count, total) = (singles.iter().filter(|single| single.key_is_longest()).count(), singles.len());
    if count * 100 < 15 * total || count * 100 > 35 * total {
        let message =
            format!("the key is the longest option in {count} of {total} single-choice items, outside 15 to 35 %");
        report.add(Place::whole(folder).line(1), message, "level the length of options in some items");
    }
}

/// If every assertion-reason item of a level has the same answer, nobody needs to read them.
fn check_combinations(items: &[&Found<Item>], report: &mut Report) {
    let pairs = items.iter().filter(|item| matches!(item.value.body, Body::AssertionReason { .. }));
    let pairs = pairs.collect::<Vec<_>>();
    let alike = pairs.windows(2).all(|pair| pair[0].value.body.key() == pair[1].value.body.key());
    if pairs.len() > ALIKE && alike {
        let message = format!("all {} assertion-reason items have the same answer", pairs.len());
        report.add(pairs[0].at(), message, "vary which statements are true, and whether one explains the other");
    }
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
