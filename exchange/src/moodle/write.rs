//! Questions as Moodle XML. quick-xml escapes every text and every attribute.

use std::io::Result as Written;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::gift::path_text;
use crate::item::{Answer, Fill, Gap, NeutralBody, NeutralItem, NumberAnswer, Span, gap_mark, one_line};
use crate::output::{Hindrance, Loss, Output, ROW_FEEDBACK};
use crate::text::{Markup, Text};
use crate::weight::Weight;

const MOODLE: &str = "Moodle XML";

type Xml = Writer<Vec<u8>>;

/// Writes questions. Those without a folder come first, because a file cannot leave a folder again. A question without a
/// name gets the beginning of its text as one, because Moodle lists questions by their names.
pub fn write(items: &[NeutralItem]) -> Output<String> {
    let mut output = Output::<String>::default();
    let mut order = (0..items.len()).collect::<Vec<_>>();
    order.sort_by_key(|at| !items[*at].category.is_empty());
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    let declared = xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let written = declared.and_then(|()| {
        xml.create_element("quiz").write_inner_content(|xml| {
            let mut category: &[String] = &[];
            for at in order {
                let item = match writable(&items[at], &mut |loss| output.lost.push((at, loss))) {
                    Ok(item) => item,
                    Err(hindrance) => {
                        output.left_out.push((at, hindrance));
                        continue;
                    }
                };
                if items[at].category != category {
                    category = &items[at].category;
                    write_category(xml, category)?;
                }
                question(xml, &item)?;
            }
            Ok(())
        })
    });
    written.map(drop).expect("memory takes all that is written");
    output.left_out.sort_by_key(|(at, _)| *at);
    output.lost.sort_by_key(|(at, _)| *at);
    output.file = String::from_utf8(xml.into_inner()).expect("texts and names are UTF-8");
    output.file.push('\n');
    output
}

/// The question in words that Moodle's kinds have.
fn writable(item: &NeutralItem, lose: &mut dyn FnMut(Loss)) -> Result<NeutralItem, Hindrance> {
    let mut item = item.clone();
    if !item.row_feedback.is_empty() {
        lose(Loss::NoPlace { format: MOODLE, what: ROW_FEEDBACK });
    }
    let ambiguous = Err(Hindrance::Ambiguous { format: MOODLE });
    match &mut item.body {
        NeutralBody::Choice { options, .. } if options.len() < 2 => return ambiguous,
        NeutralBody::Ordering { steps } if steps.len() < 2 => return ambiguous,
        NeutralBody::Number { answers } => {
            for answer in answers {
                if around(&mut answer.span) {
                    lose(Loss::Marking("A range was written as its middle with a tolerance."));
                }
            }
        }
        NeutralBody::Gaps { gaps } => {
            let texts =
                gaps.iter().flat_map(|gap| &gap.answers).flat_map(|one| [Some(&one.text), one.feedback.as_ref()]);
            let mixed = texts.flatten().any(|text| text.markup() != item.stem.markup());
            let brace = item.stem.markup() != Markup::Html && item.stem.source().contains('{');
            if mixed || brace {
                lose(Loss::OneMarkup { format: MOODLE });
                item.stem = item.stem.to_html();
                for answer in gaps.iter_mut().flat_map(|gap| &mut gap.answers) {
                    answer.text = answer.text.to_html();
                    answer.feedback = answer.feedback.as_ref().map(Text::to_html);
                }
            }
            item.stem = item.stem.with_source(passage(&item.stem, gaps));
        }
        _ => {}
    }
    Ok(item)
}

/// Makes a range a number with a tolerance. Whether it was one.
fn around(span: &mut Span) -> bool {
    let Span::Between { low, high } = span else { return false };
    let (Ok(low), Ok(high)) = (low.parse::<f64>(), high.parse::<f64>()) else { return false };
    let (value, tolerance) = (f64::midpoint(low, high), (high - low).abs() / 2.0);
    *span = Span::Around { value: value.to_string(), tolerance: tolerance.to_string() };
    true
}

/// The passage with Moodle's own words for its gaps.
fn passage(stem: &Text, gaps: &[Gap]) -> String {
    let mut text = stem.source().to_owned();
    if stem.markup() == Markup::Html {
        text = text.replace('{', "&#123;");
    }
    for (gap, number) in gaps.iter().zip(1..) {
        text = text.replacen(&gap_mark(number), &gap_text(gap), 1);
    }
    text
}

fn gap_text(gap: &Gap) -> String {
    let kind = match gap.fill {
        Fill::Chosen => "MULTICHOICE",
        Fill::Typed => "SHORTANSWER",
        Fill::TypedExactly => "SHORTANSWER_C",
    };
    let escaped = |text: &Text| {
        let mut escaped = String::new();
        for c in text.source().chars() {
            if r#"}#~/"\"#.contains(c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    };
    let answer = |answer: &Answer| {
        let weight = match answer.weight {
            Weight::FULL => "=".to_owned(),
            weight => format!("%{weight}%"),
        };
        let feedback = answer.feedback.as_ref().map(|feedback| format!("#{}", escaped(feedback)));
        // `&#` would begin a character reference.
        let apart = if answer.text.source().ends_with('&') { " " } else { "" };
        format!("{weight}{}{apart}{}", escaped(&answer.text), feedback.unwrap_or_default())
    };
    format!("{{{}:{kind}:{}}}", gap.share, gap.answers.iter().map(answer).collect::<Vec<_>>().join("~"))
}

fn write_category(xml: &mut Xml, path: &[String]) -> Written<()> {
    let question = xml.create_element("question").with_attribute(("type", "category"));
    question.write_inner_content(|xml| worded(xml, "category", &path_text(path))).map(drop)
}

fn question(xml: &mut Xml, item: &NeutralItem) -> Written<()> {
    let kind = match &item.body {
        NeutralBody::Choice { .. } => "multichoice",
        NeutralBody::TrueFalse { .. } => "truefalse",
        NeutralBody::Short { .. } => "shortanswer",
        NeutralBody::Number { .. } => "numerical",
        NeutralBody::Matching { .. } => "matching",
        NeutralBody::Ordering { .. } => "ordering",
        NeutralBody::Gaps { .. } => "cloze",
        NeutralBody::Essay { .. } => "essay",
        NeutralBody::Description => "description",
    };
    let question = xml.create_element("question").with_attribute(("type", kind));
    question
        .write_inner_content(|xml| {
            worded(xml, "name", &name(item))?;
            rich(xml, "questiontext", &item.stem)?;
            if let Some(feedback) = &item.feedback {
                rich(xml, "generalfeedback", feedback)?;
            }
            if let Some(id) = item.id.as_deref().and_then(one_line) {
                plain(xml, "idnumber", &id)?;
            }
            body(xml, &item.body)?;
            if !item.tags.is_empty() {
                let tags = |xml: &mut Xml| item.tags.iter().try_for_each(|tag| worded(xml, "tag", tag));
                xml.create_element("tags").write_inner_content(tags)?;
            }
            Ok(())
        })
        .map(drop)
}

fn name(item: &NeutralItem) -> String {
    const MOST: usize = 60;
    let named = item.name.as_deref().and_then(one_line);
    named.unwrap_or_else(|| one_line(&item.stem.words()).unwrap_or_default().chars().take(MOST).collect())
}

fn body(xml: &mut Xml, body: &NeutralBody) -> Written<()> {
    match body {
        NeutralBody::Choice { multiple, options } => {
            plain(xml, "single", if *multiple { "false" } else { "true" })?;
            plain(xml, "shuffleanswers", "true")?;
            plain(xml, "answernumbering", "abc")?;
            options.iter().try_for_each(|option| answer(xml, option))
        }
        NeutralBody::TrueFalse { key, if_true, if_false } => {
            let row = |xml: &mut Xml, said: bool, feedback: &Option<Text>| {
                let weight = if said == *key { Weight::FULL } else { Weight::NONE };
                let row = with_weight(xml, weight, Markup::Auto);
                row.write_inner_content(|xml| {
                    plain(xml, "text", if said { "true" } else { "false" })?;
                    feedback.as_ref().map_or(Ok(()), |feedback| rich(xml, "feedback", feedback))
                })
                .map(drop)
            };
            row(xml, true, if_true)?;
            row(xml, false, if_false)
        }
        NeutralBody::Short { answers, exact_case } => {
            plain(xml, "usecase", if *exact_case { "1" } else { "0" })?;
            answers.iter().try_for_each(|one| answer(xml, one))
        }
        NeutralBody::Number { answers } => answers.iter().try_for_each(|answer| number(xml, answer)),
        NeutralBody::Matching { pairs } => {
            plain(xml, "shuffleanswers", "true")?;
            pairs.iter().try_for_each(|pair| {
                let row = xml.create_element("subquestion").with_attribute(("format", format(pair.question.markup())));
                row.write_inner_content(|xml| {
                    plain(xml, "text", pair.question.source())?;
                    worded(xml, "answer", &pair.answer)
                })
                .map(drop)
            })
        }
        NeutralBody::Ordering { steps } => steps.iter().zip(1..).try_for_each(|(step, place)| {
            let row = xml.create_element("answer").with_attribute(("fraction", place.to_string().as_str()));
            let row = row.with_attribute(("format", format(step.markup())));
            row.write_inner_content(|xml| plain(xml, "text", step.source())).map(drop)
        }),
        NeutralBody::Essay { guidance } => {
            plain(xml, "responseformat", "editor")?;
            guidance.as_ref().map_or(Ok(()), |guidance| rich(xml, "graderinfo", guidance))
        }
        NeutralBody::Gaps { .. } | NeutralBody::Description => Ok(()),
    }
}

fn answer(xml: &mut Xml, answer: &Answer) -> Written<()> {
    let row = with_weight(xml, answer.weight, answer.text.markup());
    row.write_inner_content(|xml| {
        plain(xml, "text", answer.text.source())?;
        answer.feedback.as_ref().map_or(Ok(()), |feedback| rich(xml, "feedback", feedback))
    })
    .map(drop)
}

fn number(xml: &mut Xml, answer: &NumberAnswer) -> Written<()> {
    let (value, tolerance) = match &answer.span {
        Span::Around { value, tolerance } => (value.as_str(), tolerance.as_str()),
        Span::Between { low, .. } => (low.as_str(), "0"),
        Span::Anything => ("*", "0"),
    };
    let row = with_weight(xml, answer.weight, Markup::Plain);
    row.write_inner_content(|xml| {
        plain(xml, "text", value)?;
        plain(xml, "tolerance", tolerance)?;
        answer.feedback.as_ref().map_or(Ok(()), |feedback| rich(xml, "feedback", feedback))
    })
    .map(drop)
}

fn with_weight(xml: &mut Xml, weight: Weight, markup: Markup) -> quick_xml::writer::ElementWriter<'_, Vec<u8>> {
    let row = xml.create_element("answer").with_attribute(("fraction", weight.to_string().as_str()));
    row.with_attribute(("format", format(markup)))
}

/// A text with its markup, in an element of its own.
fn rich(xml: &mut Xml, name: &str, text: &Text) -> Written<()> {
    let element = xml.create_element(name).with_attribute(("format", format(text.markup())));
    element.write_inner_content(|xml| plain(xml, "text", text.source())).map(drop)
}

/// An element with a `<text>` inside.
fn worded(xml: &mut Xml, name: &str, text: &str) -> Written<()> {
    xml.create_element(name).write_inner_content(|xml| plain(xml, "text", text)).map(drop)
}

fn plain(xml: &mut Xml, name: &str, text: &str) -> Written<()> {
    xml.create_element(name).write_text_content(BytesText::new(text)).map(drop)
}

const fn format(markup: Markup) -> &'static str {
    match markup {
        Markup::Auto => "moodle_auto_format",
        Markup::Html => "html",
        Markup::Markdown => "markdown",
        Markup::Plain => "plain_text",
    }
}
