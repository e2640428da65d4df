//! The course with all formats, and exercises beside it: six Foundation cases and an audit case. No fault.

use std::collections::BTreeMap;

use super::{rich, tidy};
use crate::Use;

pub(super) const CASE: &str = "foundation/scenarios/f-case-1.md";
pub(super) const CASE_ITEMS: &str = "foundation/items/f-case-1.yaml";
pub(super) const AUDIT: &str = "auditor/scenarios/a-audit-1.md";
pub(super) const REPORT: &str = "auditor/reports/a-audit-1.md";
pub(super) const AUDIT_ITEMS: &str = "auditor/items/a-audit-1.yaml";

/// The files of the course.
pub(super) fn course() -> BTreeMap<String, String> {
    let mut files = rich::course();
    for (n, shown) in (1..).zip(Use::ALL) {
        let id = format!("f-case-{n}");
        let case = scenario(&id, &format!("case\nuse: {}", shown.word()), "support", "Something happened.");
        files.insert(format!("foundation/scenarios/{id}.md"), case);
        files.insert(format!("foundation/items/{id}.yaml"), item(&id, "support", "cases"));
    }
    let audit = scenario("a-audit-1", "audit", "a_area", &"word ".repeat(1_100));
    let items = item("a-audit-1", "a_area", "audit_cases").replace("level: foundation", "level: auditor");
    files.extend([
        ("auditor/course.yaml".to_owned(), AREAS.to_owned()),
        (AUDIT.to_owned(), audit),
        (AUDIT_ITEMS.to_owned(), items),
        (REPORT.to_owned(), MODEL.to_owned()),
    ]);
    files
}

fn scenario(id: &str, kind: &str, area: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Case {id}\nkind: {kind}\narea: {area}\nclauses: ['7.1']\ndifficulty: 0.6\n\
         minutes: 2\n---\n{text}\n"
    )
}

fn item(scenario: &str, area: &str, pool: &str) -> String {
    let owned = format!("  scenario: {scenario}\n  pool: {pool}\n  stem:");
    tidy::item(&format!("{scenario}-01"), area, 1).replace("  stem:", &owned)
}

const MODEL: &str = "\
---
findings:
  - {id: NC-1, grade: minor, clause: '7.1', evidence: 'D1, R2', title: Nobody looked}
  - {id: C-1, grade: conformity, clause: '4.1', evidence: I1, title: Context determined}
---
## Summary

One minor nonconformity against [7.1](clause:7.1), see [things](term:thing) and [the lesson](lesson:f-one).
";

const AREAS: &str = "\
level: auditor
title: Auditor
areas:
  - {id: a_area, title: An area, summary: What it is., lessons: []}
";
