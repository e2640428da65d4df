//! Questions as GIFT. Every text stands on one line, so that nothing in it can be taken for an empty line or a comment.

use super::path_text;
use super::question::BLANK;
use crate::item::{Answer, Fill, NeutralBody, NeutralItem, NumberAnswer, Pair, Span, gap_mark, one_line};
use crate::output::{Hindrance, Loss, Output, ROW_FEEDBACK};
use crate::text::{Markup, Text};
use crate::weight::Weight;

const GIFT: &str = "GIFT";

/// Writes questions. Those without a folder come first, because GIFT cannot leave a folder again.
pub fn write(items: &[NeutralItem]) -> Output<String> {
    let mut output = Output::<String>::default();
    let mut order = (0..items.len()).collect::<Vec<_>>();
    order.sort_by_key(|at| !items[*at].category.is_empty());
    let mut category: &[String] = &[];
    for at in order {
        let item = &items[at];
        match question(item, &mut |loss| output.lost.push((at, loss))) {
            Err(hindrance) => output.left_out.push((at, hindrance)),
            Ok(text) => {
                if item.category != category {
                    category = &item.category;
                    output.file.push_str(&format!("$CATEGORY: {}\n\n", path_text(category)));
                }
                output.file.push_str(&text);
                output.file.push_str("\n\n");
            }
        }
    }
    output.left_out.sort_by_key(|(at, _)| *at);
    output.lost.sort_by_key(|(at, _)| *at);
    output
}

fn question(item: &NeutralItem, lose: &mut dyn FnMut(Loss)) -> Result<String, Hindrance> {
    if !item.row_feedback.is_empty() {
        lose(Loss::NoPlace { format: GIFT, what: ROW_FEEDBACK });
    }
    let replaced = one_gap(item);
    if replaced.is_some() {
        lose(Loss::Blank);
    }
    let item = replaced.as_ref().unwrap_or(item);
    let outer = item.stem.markup();
    let mut text = comment(item);
    if let Some(name) = item.name.as_deref().and_then(one_line) {
        text.push_str(&format!("::{}::", escaped(&name)));
    }
    text.push_str(&marked(&item.stem, None));
    let Some(answers) = answers(&item.body, outer, lose)? else {
        if item.feedback.is_some() {
            lose(Loss::NoPlace { format: GIFT, what: "feedback to a text without a question" });
        }
        return Ok(text);
    };
    let feedback = item.feedback.as_ref().map(|feedback| format!("####{}", marked(feedback, Some(outer))));
    let feedback = feedback.unwrap_or_default();
    text.push_str(&match answers.as_slice() {
        [one] if !one.starts_with(['=', '~']) => format!(" {{{one}{feedback}}}"),
        [] => format!(" {{{feedback}}}"),
        several => {
            let lines = several.iter().map(|line| format!("\t{line}\n")).collect::<String>();
            let hash = if matches!(item.body, NeutralBody::Number { .. }) { "#" } else { "" };
            let feedback = if feedback.is_empty() { feedback } else { format!("\t{feedback}\n") };
            format!(" {{{hash}\n{lines}{feedback}}}")
        }
    });
    Ok(text)
}

/// The answers, each with its sign; `None` where there is no question.
fn answers(body: &NeutralBody, outer: Markup, lose: &mut dyn FnMut(Loss)) -> Result<Option<Vec<String>>, Hindrance> {
    let ambiguous = || Hindrance::Ambiguous { format: GIFT };
    Ok(Some(match body {
        NeutralBody::Description => return Ok(None),
        NeutralBody::Essay { guidance } => {
            if guidance.is_some() {
                lose(Loss::NoPlace { format: GIFT, what: "hints for those who mark" });
            }
            Vec::new()
        }
        NeutralBody::Choice { multiple, options } => {
            let full = |option: &Answer| !multiple && option.weight == Weight::FULL;
            let right = options.iter().filter(|option| full(option)).count();
            if options.len() < 2 || right == options.len() || (!multiple && right == 0) {
                return Err(ambiguous());
            }
            options.iter().map(|option| answer(option, if full(option) { '=' } else { '~' }, outer)).collect()
        }
        NeutralBody::TrueFalse { key, if_true, if_false } => {
            let (right, wrong) = if *key { (if_true, if_false) } else { (if_false, if_true) };
            let feedback =
                |text: &Option<Text>| text.as_ref().map(|text| marked(text, Some(outer))).unwrap_or_default();
            let mut line = if *key { "TRUE" } else { "FALSE" }.to_owned();
            if wrong.is_some() || right.is_some() {
                line = format!("{line}#{}", feedback(wrong));
            }
            if right.is_some() {
                line = format!("{line}#{}", feedback(right));
            }
            vec![line]
        }
        NeutralBody::Short { answers, exact_case } => {
            let arrow = |one: &Answer| one.text.source().contains("->");
            if answers.iter().all(arrow) {
                return Err(ambiguous());
            }
            if *exact_case {
                lose(Loss::NoPlace { format: GIFT, what: "whether capital letters count" });
            }
            answers.iter().map(|one| answer(one, '=', outer)).collect()
        }
        NeutralBody::Number { answers } if !answers.is_empty() => {
            answers.iter().map(|answer| number(answer, outer)).collect()
        }
        NeutralBody::Matching { pairs } if !pairs.is_empty() => {
            pairs.iter().map(|one| pair(one, outer).ok_or_else(ambiguous)).collect::<Result<Vec<_>, _>>()?
        }
        other => return Err(Hindrance::Kind { format: GIFT, kind: other.kind() }),
    }))
}

fn answer(answer: &Answer, sign: char, outer: Markup) -> String {
    let usual = if sign == '=' { Weight::FULL } else { Weight::NONE };
    let text = marked(&answer.text, Some(outer));
    let weight =
        if answer.weight != usual || text.starts_with('%') { format!("%{}%", answer.weight) } else { String::new() };
    // `&#` would begin a character reference.
    let apart = if text.ends_with('&') { " " } else { "" };
    format!("{sign}{weight}{text}{apart}{}", feedback(answer.feedback.as_ref(), outer))
}

fn number(answer: &NumberAnswer, outer: Markup) -> String {
    let feedback = feedback(answer.feedback.as_ref(), outer);
    let span = match &answer.span {
        Span::Around { value, tolerance } => format!("{value}:{tolerance}"),
        Span::Between { low, high } => format!("{low}..{high}"),
        Span::Anything if answer.weight == Weight::NONE => {
            return format!("~{}", if feedback.is_empty() { "#" } else { &feedback });
        }
        Span::Anything => "*".to_owned(),
    };
    let weight = if answer.weight == Weight::FULL { String::new() } else { format!("%{}%", answer.weight) };
    format!("={weight}{span}{feedback}")
}

/// In plain words, an arrow in a row would be taken for the one between row and answer.
fn pair(pair: &Pair, outer: Markup) -> Option<String> {
    let arrow = |text: &Text| text.source().contains("->");
    let question = if arrow(&pair.question) { pair.question.to_html() } else { pair.question.clone() };
    let line = format!("={} -> {}", marked(&question, Some(outer)), escaped(&pair.answer));
    (!arrow(&question)).then_some(line)
}

fn feedback(feedback: Option<&Text>, outer: Markup) -> String {
    feedback.map(|feedback| format!("#{}", marked(feedback, Some(outer)))).unwrap_or_default()
}

/// A text with its markup before it, unless it is that of the question.
fn marked(text: &Text, outer: Option<Markup>) -> String {
    let markup = match text.markup() {
        Markup::Auto => "[moodle]",
        Markup::Html => "[html]",
        Markup::Markdown => "[markdown]",
        Markup::Plain => "[plain]",
    };
    let known = text.source().is_empty() || outer == Some(text.markup()) && !text.source().starts_with('[');
    format!("{}{}", if known { "" } else { markup }, escaped(text.source()))
}

/// Backslashes before GIFT's own characters, and `\n` for the end of a line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            c => {
                if r"~=#{}:\".contains(c) {
                    escaped.push('\\');
                }
                escaped.push(c);
            }
        }
    }
    escaped
}

/// Number and tags, as Moodle writes them.
fn comment(item: &NeutralItem) -> String {
    let value = |kind: &str, value: &str| {
        let value = one_line(value)?.replace('\\', "\\\\").replace(']', "\\]");
        Some(format!(" [{kind}:{value}]"))
    };
    let id = item.id.iter().filter_map(|id| value("id", id));
    let tags = item.tags.iter().filter_map(|tag| value("tag", tag));
    let values = id.chain(tags).collect::<String>();
    if values.is_empty() { values } else { format!("//{values}\n") }
}

/// A passage with a single gap is a question with a blank.
fn one_gap(item: &NeutralItem) -> Option<NeutralItem> {
    let NeutralBody::Gaps { gaps } = &item.body else { return None };
    let [gap] = gaps.as_slice() else { return None };
    let answers = gap.answers.clone();
    let body = match gap.fill {
        Fill::Chosen => NeutralBody::Choice { multiple: false, options: answers },
        Fill::Typed | Fill::TypedExactly => NeutralBody::Short { answers, exact_case: gap.fill == Fill::TypedExactly },
    };
    let stem = item.stem.with_source(item.stem.source().replace(&gap_mark(1), BLANK));
    Some(NeutralItem { stem, body, ..item.clone() })
}
