//! One question.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::xml::{child, children, content, markup, rich, rich_child, word};
use super::{cloze, kinds};
use crate::fault::{Reason, Warning};
use crate::intake::Reading;
use crate::item::{NeutralItem, one_line};
use crate::text::{Markup, Text, warn};

/// Elements that are read, or that only say how a question looks.
const UNDERSTOOD: [&str; 39] = [
    "name",
    "questiontext",
    "generalfeedback",
    "defaultgrade",
    "penalty",
    "hidden",
    "idnumber",
    "single",
    "shuffleanswers",
    "answernumbering",
    "showstandardinstruction",
    "shownumcorrect",
    "answer",
    "subquestion",
    "tags",
    "usecase",
    "unitgradingtype",
    "unitpenalty",
    "showunits",
    "unitsleft",
    "responseformat",
    "responserequired",
    "responsefieldlines",
    "minwordlimit",
    "maxwordlimit",
    "attachments",
    "attachmentsrequired",
    "maxbytes",
    "filetypeslist",
    "graderinfo",
    "selectoption",
    "layouttype",
    "selecttype",
    "selectcount",
    "gradingtype",
    "showgrading",
    "numberingstyle",
    "text",
    "questionid",
];

pub fn read(node: Node<'_, '_>) -> Reading {
    let mut warnings = Vec::new();
    let kind = node.attribute("type").ok_or(Reason::NoKind)?;
    let text = child(node, "questiontext");
    let outer = text.map_or(Markup::Html, |text| markup(text, Markup::Html));
    let (stem, body) = if matches!(kind, "cloze" | "multianswer") {
        cloze::read(&text.map(content).unwrap_or_default(), outer, &mut warnings)?
    } else {
        let mut stem = text.map(|text| rich(text, outer, &mut warnings)).transpose()?.unwrap_or_default();
        let body = kinds::read(node, kind, &mut stem, &mut warnings)?;
        (stem, body)
    };
    if stem.is_empty() {
        return Err(Reason::NoStem);
    }
    let item = NeutralItem {
        name: one_line(Text::plain(&word(node, "name")).source()),
        id: one_line(Text::plain(&word(node, "idnumber")).source()),
        tags: child(node, "tags").map(tags).unwrap_or_default(),
        feedback: rich_child(node, "generalfeedback", outer, &mut warnings)?,
        ..NeutralItem::new(stem, body)
    };
    leave_behind(node, &mut warnings);
    Ok((item, warnings))
}

fn tags(node: Node<'_, '_>) -> Vec<String> {
    children(node, "tag").filter_map(|tag| one_line(Text::plain(&content(tag)).source())).collect()
}

/// Says what of a question is not kept.
fn leave_behind(node: Node<'_, '_>, warnings: &mut Vec<Warning>) {
    let mut others = BTreeMap::<&str, usize>::new();
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        if !UNDERSTOOD.contains(&name) && !content(child).trim().is_empty() {
            *others.entry(name).or_default() += 1;
        }
    }
    for (name, times) in others.into_iter().take(20) {
        let what = match name {
            "hint" => "hints",
            "correctfeedback" => "the text shown after a right answer",
            "partiallycorrectfeedback" => "the text shown after a partly right answer",
            "incorrectfeedback" => "the text shown after a wrong answer",
            "responsetemplate" => "the text that an answer begins with",
            "units" => "units",
            "image" | "image_base64" => "a picture",
            name => name,
        };
        let what = what.chars().take(60).collect::<String>();
        let what = if times == 1 { what } else { format!("{what} ({times})") };
        warn(warnings, Warning::NotKept { what });
    }
    let grade = word(node, "defaultgrade");
    if !grade.is_empty() && grade.parse::<f64>().ok() != Some(1.0) {
        let grade = grade.trim_end_matches('0').trim_end_matches('.').chars().take(20).collect::<String>();
        warn(warnings, Warning::NotKept { what: format!("that the question is worth {grade} marks") });
    }
    let penalty = word(node, "penalty").parse::<f64>().ok().filter(|penalty| *penalty > 0.0);
    if let Some(penalty) = penalty {
        let what = format!("that each further try costs {:.0} %", (penalty * 100.0).min(100.0));
        warn(warnings, Warning::NotKept { what });
    }
    let files = node.descendants().filter(|inner| inner.is_element() && inner.tag_name().name() == "file");
    for file in files.take(20) {
        let name = file.attribute("name").and_then(one_line).unwrap_or_default();
        let name = name.chars().take(60).collect::<String>();
        warn(warnings, Warning::NotKept { what: format!("the file {name}") });
    }
}
