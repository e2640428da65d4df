//! Faults in lessons, their checks and figures.

use super::super::read;
use super::super::tidy::{self, COURSE, FIGURE, LESSON};
use super::{expect, plant};

const TWO: &str = "foundation/lessons/f-two.md";

#[test]
fn links_lead_somewhere() {
    plant(LESSON, "(term:thing)", "(term:nothing¶)", "unknown term nothing");
    plant(LESSON, "(lesson:f-two)", "(lesson:f-three¶)", "unknown lesson f-three");
    plant(LESSON, "(lesson:f-two)", "(https://example.org¶)", "unknown kind of link https://example.org");
    plant(LESSON, "(figures/box.svg)", "(figures/ball.svg¶)", "unknown figure figures/ball.svg");
}

#[test]
fn markdown_keeps_to_the_format() {
    plant(LESSON, "![A box]", "![¶]", "no alternative text");
    plant(LESSON, "![A box]", "Look: ![A box¶]", "not alone in its paragraph");
    plant(LESSON, "### Detail", "¶<div>\nDetail\n</div>", "raw HTML");
    plant(LESSON, "speaks of", "speaks <b¶>of", "raw HTML");
    plant(LESSON, "### Detail", "# ¶Detail", "first level");
    plant(LESSON, "[!exam]", "[!exams]¶", "unknown aside [!exams]");
    plant(LESSON, "---\nid", "¶----\nid", "no front matter");
}

#[test]
fn checks_are_as_strict_as_items() {
    let option = "  - text: That\n    feedback: No.\n";
    plant(LESSON, option, "  - text: That¶\n", "no explanation");
    plant(
        LESSON,
        "options:\n",
        "options:\n  - text: ¶More\n    feedback: No.\n  - text: Most\n    feedback: No.\n",
        "5 options instead of 3 to 4",
    );
    plant(LESSON, "text: Neither", "text: All of the above¶", "sweeps over");
    plant(LESSON, "stem: What about f-one-2?", "stem: ¶''", "the stem is empty");
    plant(LESSON, "id: f-one-2\n", "id: ¶f-one-1\n", "check f-one-1 stands twice");
    plant(TWO, "id: f-two-1\n", "id: ¶f-one-1\n", "check f-one-1 stands twice, first in foundation/lessons/f-one.md");
    plant(
        LESSON,
        "options:\n  - text: This\n    key: true\n",
        "options:\n  - text: This¶\n",
        "0 options are marked as the key",
    );
}

#[test]
fn lessons_have_a_place_and_a_purpose() {
    plant(LESSON, "area: overview_series_relations", "area: ¶elsewhere", "unknown area elsewhere");
    plant(LESSON, "area: overview_series_relations", "area: ¶support", "course.yaml lists the lesson under overview");
    for (old, new, message) in [
        ("objective: You can do it.\n", "", "no objective"),
        ("objective: You can do it.", "objective: ' '", "no objective"),
        ("why: It matters.\n", "", "why it matters"),
        ("minutes: 9", "minutes: 0", "takes no time"),
        ("word word", &"word ".repeat(1_300), "words, not 500 to 1,800"),
        (&"word ".repeat(300), "", "words, not 500 to 1,800"),
    ] {
        let mut files = tidy::course();
        files.insert(LESSON.to_owned(), files[LESSON].replacen(old, new, 1));
        expect(&files, LESSON, 2, message);
    }
}

#[test]
fn lessons_have_two_to_five_checks() {
    for (ids, message) in [(1..2, "the lesson has 1 checks"), (1..7, "the lesson has 6 checks")] {
        let mut files = tidy::course();
        let (text, _) = files[LESSON].split_once("```check").expect("the lesson has a check");
        let text = text.to_owned() + &ids.map(|n| tidy::check(&format!("f-one-{n}"))).collect::<String>();
        files.insert(LESSON.to_owned(), text);
        expect(&files, LESSON, 2, message);
    }
}

#[test]
fn lessons_are_unique_and_listed() {
    let mut files = tidy::course();
    files.insert(TWO.to_owned(), files[TWO].replacen("id: f-two\n", "id: f-one\n", 1));
    let (_, report) = read(&files);
    let messages = report.problems.iter().map(|problem| (problem.line, problem.message.as_str())).collect::<Vec<_>>();
    let twice = "lesson f-one stands twice, first in foundation/lessons/f-one.md:2";
    assert_eq!(messages, [(2, twice), (2, "the id is f-one, the file f-two.md")]);
    let mut files = tidy::course();
    files.insert("foundation/lessons/f-six.md".to_owned(), files[TWO].replace("f-two", "f-six"));
    expect(&files, "foundation/lessons/f-six.md", 2, "course.yaml does not list the lesson f-six");
    let mut files = tidy::course();
    files.insert(COURSE.to_owned(), files[COURSE].clone() + "      - f-six\n");
    expect(&files, COURSE, 13, "lesson f-six has no file");
}

#[test]
fn figures_are_safe_and_follow_the_page() {
    plant(FIGURE, "<defs>", "¶<script>alert(1)</script><defs>", "<script> may not stand");
    plant(FIGURE, "<defs>", "¶<foreignObject/><defs>", "<foreignObject> may not stand");
    plant(FIGURE, "<rect ", "<rect ¶style=\"fill:red\" ", "style= may not stand");
    plant(FIGURE, "<rect ", "<rect ¶onclick=\"go()\" ", "onclick= is script");
    plant(FIGURE, "fill=\"none\"", "fill=\"#c00\"¶", "fill=\"#c00\" is a fixed colour");
    plant(FIGURE, "stroke=\"currentColor\"", "stroke=\"red\"¶", "fixed colour");
    plant(FIGURE, "<defs>", "¶<use href=\"https://example.org/a.svg\"/><defs>", "leaves the figure");
    plant(FIGURE, " viewBox=\"0 0 100 50\"", "¶", "no viewBox");
    plant(FIGURE, "0 0 100 50", "0 0 100¶", "not four numbers");
    plant(FIGURE, "0 0 100 50", "0 0 700 50¶", "700 units wide");
    plant(FIGURE, "role=\"img\"", "width=\"100\"¶", "fixed width");
    plant(FIGURE, "</text>", "</tspan>¶", "</tspan> closes nothing");
}
