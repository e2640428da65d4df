//! Neutral items of every kind, at random.

use proptest::prelude::*;
use proptest::strategy::Union;

use crate::item::{Answer, Fill, Gap, NeutralBody, NeutralItem, NumberAnswer, Pair, Span, one_line};
use crate::text::{Markup, Text};
use crate::weight::Weight;

/// What a format can carry.
#[derive(Clone, Copy)]
pub struct Range {
    /// Whether texts of one question have different markup.
    pub mixed: bool,
    /// Kinds: choice, truth, short, number, matching, essay, description, ordering, gaps.
    pub kinds: [bool; 9],
    /// Whether ranges of numbers are kept as they are.
    pub between: bool,
    /// Whether it is kept that capital letters count, and what essays should contain.
    pub details: bool,
}

const CHARACTERS: &str = "[a-zA-Z0-9 =~#{}:\\\\\\[\\]%<>&\"'/.,;*_|`+é世\n-]{1,24}";

fn text(markup: Markup) -> BoxedStrategy<Text> {
    let source = if markup == Markup::Html {
        prop_oneof![
            CHARACTERS.prop_map(|words| format!("<p>{words}</p>")),
            CHARACTERS.prop_map(|words| format!("<ul><li>{words}</li><li><b>x</b> &amp; {words}</li></ul>")),
            Just("<pre>a\n  b</pre><a href=\"https://example.org/?a=1&amp;b=2#c\">d</a>".to_owned()),
        ]
        .boxed()
    } else {
        CHARACTERS.prop_map(|words| words).boxed()
    };
    let read = move |source: String| Text::read(markup, &source, &mut Vec::new()).ok();
    source
        .prop_filter_map("words", read)
        // Two brackets mark gaps, and an arrow divides pairs in GIFT and in tables: both have tests of their own.
        .prop_filter("no marks", |text| {
            !text.is_empty() && !text.source().contains("[[") && !text.source().contains("->")
        })
        .prop_filter("the same kind of markup", move |text| text.markup() == markup)
        .boxed()
}

fn line() -> BoxedStrategy<String> {
    let clean = |line: String| one_line(&line).filter(|line| !line.contains("->") && !line.contains("[["));
    CHARACTERS.prop_filter_map("a line", clean).boxed()
}

fn weight() -> BoxedStrategy<Weight> {
    proptest::sample::select(vec!["100", "50", "33.33333", "-50", "0", "12.5", "-100"])
        .prop_map(|text| Weight::read(text).unwrap())
        .boxed()
}

fn optional(text: BoxedStrategy<Text>) -> BoxedStrategy<Option<Text>> {
    proptest::option::of(text).boxed()
}

fn answer(text: BoxedStrategy<Text>, weight: BoxedStrategy<Weight>) -> BoxedStrategy<Answer> {
    (text.clone(), weight, optional(text))
        .prop_map(|(text, weight, feedback)| Answer { text, weight, feedback })
        .boxed()
}

fn choice(text: BoxedStrategy<Text>) -> BoxedStrategy<NeutralBody> {
    let others = proptest::collection::vec(answer(text.clone(), weight()), 1..5);
    (answer(text.clone(), Just(Weight::FULL).boxed()), answer(text, Just(Weight::NONE).boxed()), others, any::<bool>())
        .prop_map(|(right, wrong, mut options, multiple)| {
            options.insert(options.len() / 2, right);
            options.push(wrong);
            NeutralBody::Choice { multiple, options }
        })
        .boxed()
}

fn numbers(text: BoxedStrategy<Text>, range: Range) -> BoxedStrategy<NeutralBody> {
    let number = || proptest::sample::select(vec!["0", "12", "-3.25", "1e-3", "1822"]).prop_map(str::to_owned);
    let around = (number(), number()).prop_map(|(value, tolerance)| Span::Around { value, tolerance });
    let between = (number(), number()).prop_map(|(low, high)| Span::Between { low, high });
    let span = if range.between { prop_oneof![around, between].boxed() } else { around.boxed() };
    let some = (span, weight(), optional(text.clone()));
    let some = some.prop_map(|(span, weight, feedback)| NumberAnswer { span, weight, feedback });
    let other = (weight(), optional(text));
    let other = other.prop_map(|(weight, feedback)| NumberAnswer { span: Span::Anything, weight, feedback });
    (proptest::collection::vec(some, 1..4), proptest::option::of(other))
        .prop_map(|(mut answers, other)| {
            answers.extend(other);
            NeutralBody::Number { answers }
        })
        .boxed()
}

fn matching(text: BoxedStrategy<Text>, markup: Markup) -> BoxedStrategy<NeutralBody> {
    let nothing = Text::read(markup, "", &mut Vec::new()).unwrap();
    let question = prop_oneof![4 => text, 1 => Just(nothing)];
    let pair = (question, line()).prop_map(|(question, answer)| Pair { question, answer });
    proptest::collection::vec(pair, 1..5).prop_map(|pairs| NeutralBody::Matching { pairs }).boxed()
}

fn gaps(text: BoxedStrategy<Text>) -> BoxedStrategy<NeutralBody> {
    let fill = proptest::sample::select(vec![Fill::Chosen, Fill::Typed, Fill::TypedExactly]);
    let answers = proptest::collection::vec(answer(text, weight()), 1..4);
    let gap = (fill, 1_u16..4, answers).prop_map(|(fill, share, answers)| Gap { fill, share, answers });
    proptest::collection::vec(gap, 1..4).prop_map(|gaps| NeutralBody::Gaps { gaps }).boxed()
}

fn body(
    range: Range,
    outer: Markup,
    text: &BoxedStrategy<Text>,
    plain: &BoxedStrategy<Text>,
) -> BoxedStrategy<NeutralBody> {
    let some = || optional(text.clone());
    let truth = (any::<bool>(), some(), some()).prop_map(|(key, if_true, if_false)| NeutralBody::TrueFalse {
        key,
        if_true,
        if_false,
    });
    let exact = if range.details { any::<bool>().boxed() } else { Just(false).boxed() };
    let short = (proptest::collection::vec(answer(text.clone(), weight()), 1..4), exact)
        .prop_map(|(answers, exact_case)| NeutralBody::Short { answers, exact_case });
    let guidance = if range.details { some() } else { Just(None).boxed() };
    let steps = proptest::collection::vec(text.clone(), 2..6);
    let all = [
        choice(text.clone()),
        truth.boxed(),
        short.boxed(),
        numbers(text.clone(), range),
        matching(text.clone(), outer),
        guidance.prop_map(|guidance| NeutralBody::Essay { guidance }).boxed(),
        Just(NeutralBody::Description).boxed(),
        steps.prop_map(|steps| NeutralBody::Ordering { steps }).boxed(),
        gaps(plain.clone()),
    ];
    let kept = all.into_iter().zip(range.kinds).filter(|(_, kept)| *kept).map(|(strategy, _)| strategy);
    Union::new(kept.collect::<Vec<_>>()).boxed()
}

/// An item of which everything can be written in that range.
pub fn item(range: Range) -> BoxedStrategy<NeutralItem> {
    let markup = proptest::sample::select(vec![Markup::Auto, Markup::Html, Markup::Markdown, Markup::Plain]);
    markup
        .prop_flat_map(move |outer| {
            let own = text(outer);
            let any = if range.mixed {
                Union::new([Markup::Auto, Markup::Html, Markup::Markdown, Markup::Plain].map(text)).boxed()
            } else {
                own.clone()
            };
            let around = (line(), proptest::option::of(line()), proptest::collection::vec(line(), 0..3));
            let folders = proptest::collection::vec(line(), 0..3);
            (own.clone(), body(range, outer, &any, &own), optional(any), around, folders)
        })
        .prop_map(|(stem, body, feedback, (name, id, tags), category)| {
            let feedback = feedback.filter(|_| body != NeutralBody::Description);
            let stem = match &body {
                NeutralBody::Gaps { gaps } => {
                    let marks = (1..=gaps.len()).map(crate::item::gap_mark).collect::<Vec<_>>().join(" and ");
                    let end =
                        if stem.markup() == Markup::Html { format!("<p>{marks}</p>") } else { format!(" {marks}") };
                    stem.with_source(format!("{}{end}", stem.source()))
                }
                _ => stem,
            };
            let category = category.iter().flat_map(|folder| crate::gift::path(&folder.replace('/', " "))).collect();
            let tags = tags.iter().filter_map(|tag| one_line(&tag.replace([';', ','], " "))).collect();
            NeutralItem { name: Some(name), id, category, tags, feedback, ..NeutralItem::new(stem, body) }
        })
        .boxed()
}
