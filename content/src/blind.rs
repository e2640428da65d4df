//! Sheets for blind readers.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use domain::ids::{PoolId, ScenarioId};
use domain::item::{Item, ItemStatus};
use domain::question::{ASSERTION_REASON, Form, Level};

use crate::bank::additional;
use crate::library::Library;

/// Which draft items a sheet holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SheetOf {
    /// All.
    #[default]
    Whole,
    /// Those of a level.
    Level(Level),
    /// Those of a booklet or case.
    Scenario(ScenarioId),
    /// Those of a pool.
    Pool(PoolId),
}

impl SheetOf {
    fn holds(&self, item: &Item) -> bool {
        match self {
            Self::Whole => true,
            Self::Level(level) => item.level == *level,
            Self::Scenario(id) => item.scenario.as_ref() == Some(id),
            Self::Pool(id) => item.pool.as_ref() == Some(id),
        }
    }
}

/// Draft items as plain text, by level, without keys, explanations and hints, with the scenarios before their items:
/// what a blind reader answers.
pub fn blind_sheet(library: &Library, wanted: &SheetOf) -> String {
    let mut sheet = String::new();
    for level in Level::ALL {
        let drafts = library.items.iter().filter(|item| item.level == level && item.status == ItemStatus::Draft);
        let drafts = drafts.filter(|item| wanted.holds(item)).collect::<Vec<_>>();
        if drafts.is_empty() {
            continue;
        }
        let _ = writeln!(sheet, "{}: {} draft items", level.name(), drafts.len());
        let mut shown = BTreeSet::new();
        for item in drafts {
            if let Some(id) = &item.scenario {
                scenario(library, id, &mut shown, &mut sheet);
            }
            let _ = question(library, item, &mut sheet);
        }
        sheet.push('\n');
    }
    sheet
}

/// Writes a scenario, after the paper that it shares with others, unless it stands in the sheet already.
fn scenario(library: &Library, id: &ScenarioId, shown: &mut BTreeSet<ScenarioId>, sheet: &mut String) {
    let Some(scenario) = library.scenario(id).filter(|_| shown.insert(id.clone())) else { return };
    if let Some(supplement) = &scenario.supplement {
        self::scenario(library, supplement, shown, sheet);
    }
    let source = library.scenario_source(id).unwrap_or_default();
    let text = source.split_once("\n---\n").map_or(source, |(_, text)| text).trim();
    let _ = writeln!(sheet, "\n=== {id}: {} ===\n\n{text}\n\n=== end of {id} ===", scenario.title);
}

fn question(library: &Library, item: &Item, sheet: &mut String) -> fmt::Result {
    let question = item.question();
    writeln!(sheet, "\n{}", item.id)?;
    if question.marks != domain::marks::Marks::ONE || item.scenario.is_some() {
        writeln!(sheet, "({}, {} marks)", question.form.name().to_lowercase(), question.marks)?;
    }
    if let Some(additional) = library.item_source(&item.id).and_then(additional) {
        writeln!(sheet, "{additional}\n")?;
    }
    writeln!(sheet, "{}", question.stem)?;
    form(&question.form, sheet)
}

fn form(form: &Form, sheet: &mut String) -> fmt::Result {
    match form {
        Form::Single { options } | Form::Multiple { options, .. } => list(sheet, options),
        Form::Matching { rows, options, .. } => {
            list(sheet, options)?;
            writeln!(sheet, "  Rows:")?;
            list(sheet, rows)
        }
        Form::Sequencing { steps } => list(sheet, steps),
        Form::AssertionReason { assertion, reason } => {
            writeln!(sheet, "  Assertion: {assertion}\n  Reason: {reason}")?;
            list(sheet, &ASSERTION_REASON)
        }
        Form::Completion { pieces, options, .. } => {
            let gap = |(n, piece): (usize, &String)| if n == 0 { piece.clone() } else { format!("({n}) ____{piece}") };
            writeln!(sheet, "  {}", pieces.iter().enumerate().map(gap).collect::<String>())?;
            list(sheet, options)
        }
        Form::Finding { evidence, clauses, steps } => {
            writeln!(sheet, "  Evidence:")?;
            list(sheet, evidence)?;
            writeln!(sheet, "  Grade: conformity, minor, major or not_enough_evidence\n  Clause:")?;
            list(sheet, clauses)?;
            writeln!(sheet, "  Next step:")?;
            list(sheet, steps)
        }
        Form::Text { longest } => writeln!(sheet, "  (at most {longest} words)"),
    }
}

fn list(sheet: &mut String, texts: &[impl fmt::Display]) -> fmt::Result {
    texts.iter().enumerate().try_for_each(|(n, text)| writeln!(sheet, "  {}. {text}", n + 1))
}
