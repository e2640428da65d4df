//! What files could do, and do not.

use proptest::prelude::*;

use super::{import, one, refusal};
use crate::fault::{FileFault, Reason};
use crate::intake::{Format, Limits, read};
use crate::plan::plan;
use crate::table::{self, Row, Table};
use crate::text::{Markup, Text};
use crate::{gift, moodle};

const FILES: [&str; 3] =
    [include_str!("files/shop.gift"), include_str!("files/shop.xml"), "Q?\nA) a\nB) b\nANSWER: B\n"];
const FORMATS: [Format; 3] = [Format::Gift, Format::MoodleXml, Format::Aiken];

fn clean(source: &str) -> String {
    Text::read(Markup::Html, source, &mut Vec::new()).unwrap().rendered()
}

#[test]
fn hostile_html_is_made_harmless() {
    let cases = [
        ("<script>alert(1)</script>words", "words"),
        ("<img src=x onerror=alert(1)>words", "words"),
        ("<p onclick='x()' style='position:fixed' class=c id=i>words</p>", "<p>words</p>"),
        ("<a href=\"javascript:alert(1)\">words</a>", "<a rel=\"nofollow noopener noreferrer\">words</a>"),
        ("<iframe src=//evil.example></iframe>words", "words"),
        ("<svg><script>alert(1)</script></svg>words", "words"),
        ("<style>*{display:none}</style>words", "words"),
        ("<form action=/x><input name=y>words</form>", "words"),
        ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""),
    ];
    for (hostile, harmless) in cases {
        assert_eq!(clean(hostile), harmless, "{hostile}");
    }
}

#[test]
fn elements_in_markdown_and_in_plain_words_do_nothing_either() {
    let read = |markup, source: &str| Text::read(markup, source, &mut Vec::new()).unwrap();
    let markdown = read(Markup::Markdown, "**a** <script>alert(1)</script> [x](javascript:alert(1))");
    assert!(!markdown.rendered().contains("script"), "{}", markdown.rendered());
    assert_eq!(read(Markup::Plain, "<b>a</b>").rendered(), "&lt;b&gt;a&lt;/b&gt;");
    let auto = read(Markup::Auto, "a <b onclick=x>b</b>\nc");
    assert_eq!((auto.markup(), auto.source()), (Markup::Html, "a <b>b</b><br>c"));
    assert_eq!(read(Markup::Auto, "1 < 2 & 3 > 2").source(), "1 < 2 & 3 > 2");
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = "<div>".repeat(5_000);
    assert!(matches!(Text::read(Markup::Html, &deep, &mut Vec::new()), Err(Reason::DeepText { .. })));
    let long = "x".repeat(40_000);
    assert!(matches!(Text::read(Markup::Plain, &long, &mut Vec::new()), Err(Reason::LongText { .. })));
    let (_, reason) = refusal(Format::Gift, &format!("{long} {{T}}"));
    assert!(reason.contains("longer than 32000"), "{reason}");
    let (_, reason) = refusal(Format::Gift, &format!("Q {{{}}}", "~a".repeat(101)));
    assert!(reason.contains("more than 100 answers"), "{reason}");
    let small = Limits { bytes: 10, questions: 1 };
    assert_eq!(read("f", Format::Gift, b"A question {T}", &small), Err(FileFault::TooLarge { most: 10 }));
    let one = Limits { questions: 1, ..Limits::default() };
    assert_eq!(read("f", Format::Gift, b"A {T}\n\nB {T}", &one), Err(FileFault::TooMany { most: 1 }));
    let xml = format!("<quiz>{}", "<a>".repeat(100_000));
    assert!(read("f", Format::MoodleXml, xml.as_bytes(), &Limits::default()).is_err());
}

/// Each takes far less than a second when the work grows with the length, and minutes when it grows with its square.
#[test]
fn large_files_cost_no_more_than_their_length() {
    let blocks = "Q {=a\n\n".repeat(4_900);
    assert_eq!(import(Format::Gift, &blocks).refused.len(), 4_900);
    let one_block = format!("Q {{=a\n\n{}", "b\n\n".repeat(4_900));
    assert_eq!(import(Format::Gift, &one_block).entries.len(), 4_900);
    let tags = "<a<b<c".repeat(5_000);
    assert!(Text::read(Markup::Html, &tags, &mut Vec::new()).is_ok() || tags.len() < 32_000);
    let question = "<question type=\"description\"><questiontext><text>Q</text></questiontext></question>\n";
    let xml = format!("<quiz>{}</quiz>", question.repeat(4_900));
    assert_eq!(import(Format::MoodleXml, &xml).entries.last().unwrap().place.to_string(), "line 4900");
}

#[test]
fn control_characters_are_removed_and_told() {
    let entry = one(Format::Gift, "A\u{7}B\u{1B} {T}");
    assert_eq!(entry.item.stem.source(), "AB");
    assert_eq!(entry.warnings.len(), 1);
}

/// Whatever comes in goes through to the end of the pipeline.
fn through(format: Format, bytes: &[u8]) {
    let Ok(import) = read("file", format, bytes, &Limits::default()) else { return };
    let items = import.entries.iter().map(|entry| entry.item.clone()).collect::<Vec<_>>();
    let planned = plan(&import);
    assert_eq!(planned.taken.len() + planned.misfits.len(), items.len(), "each question is taken or is told");
    for item in &items {
        let rendered = item.stem.rendered().to_ascii_lowercase();
        assert!(!rendered.contains("<script") && !rendered.contains("<img"), "{rendered}");
    }
    let written = gift::write(&items);
    let back = import_count(Format::Gift, &written.file);
    assert_eq!(back, items.len() - written.left_out.len(), "{}", written.file);
    let written = moodle::write(&items);
    let back = import_count(Format::MoodleXml, &written.file);
    assert_eq!(back, items.len() - written.left_out.len(), "{}", written.file);
    let written = table::write(&items);
    assert_eq!(written.file.rows.len(), items.len() - written.left_out.len());
}

fn import_count(format: Format, text: &str) -> usize {
    match read("back", format, text.as_bytes(), &Limits::default()) {
        Ok(import) => {
            assert!(import.refused.is_empty(), "{:?}\n{text}", import.refused);
            import.entries.len()
        }
        Err(FileFault::Empty) => 0,
        Err(fault) => panic!("{fault}\n{text}"),
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600), format in 0_usize..3) {
        through(FORMATS[format], &bytes);
    }

    #[test]
    fn any_words_of_a_format_are_read_or_refused(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "{", "}", "=", "~", "#", "####", "->", "::", ":", "\n", "\n\n", "\\", "%50%", "%", "[html]", "[", "[[1]]",
                "<p>", "</p>", "<script>", "&lt;", "&#39;", "TRUE", "1..5", "1:2", "A) ", "B) ", "ANSWER: A", "//", "x", "é ",
                "$CATEGORY: a", "{1:MULTICHOICE:", "[markdown]", "`", "|", "*", "_____", "<a href='", "\"",
            ]),
            0..40,
        ),
        format in 0_usize..3,
    ) {
        through(FORMATS[format], words.concat().as_bytes());
    }

    #[test]
    fn damaged_files_are_read_or_refused(file in 0_usize..3, at in 0_usize..4_000, cut in 0_usize..60, with in "[{}=~#<>&;\\\\\n\"a-c]{0,6}") {
        let mut bytes = FILES[file].as_bytes().to_vec();
        let begin = at.min(bytes.len());
        let end = (begin + cut).min(bytes.len());
        bytes.splice(begin..end, with.bytes());
        through(FORMATS[file], &bytes);
    }

    #[test]
    fn any_table_is_read_or_refused(cells in proptest::collection::vec("[a-c1-3;,>={}\\[\\]<-]{0,8}|true|gaps|matching|numerical|html", 12), wide in 0_usize..3) {
        let headers = ["Question", "Type", "Option 1", "Option 2", "Feedback 1", "Correct", "Weights", "Markup", "Explanation"];
        let headers = headers.map(str::to_owned).to_vec();
        let mut cells = cells;
        cells.truncate(9 + wide);
        let table = Table { headers, rows: vec![Row { number: 2, cells }] };
        let import = table::read("file", &table, &Limits::default()).or_else(|fault| match fault {
            FileFault::Empty => Ok(Default::default()),
            fault => Err(fault),
        }).unwrap();
        prop_assert!(import.entries.len() + import.refused.len() <= 1);
        plan(&import);
    }
}
