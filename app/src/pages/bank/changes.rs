//! What changed from one version of a question to the next.

use content::{Written, WrittenLine, WrittenPick};

/// Something that changed: what it is called, and what it said before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub what: String,
    pub before: String,
    pub after: String,
}

/// All that changed, in the order of the form.
pub(super) fn changes(before: &Written, after: &Written) -> Vec<Change> {
    let (before, after) = (told(before), told(after));
    let gone = before.iter().filter(|(what, _)| after.iter().all(|(other, _)| other != what));
    let gone = gone.map(|(what, text)| Change { what: what.clone(), before: text.clone(), after: String::new() });
    let other = after.iter().filter_map(|(what, text)| {
        let earlier = before.iter().find(|(other, _)| other == what).map_or("", |(_, text)| text.as_str());
        let change = || Change { what: what.clone(), before: earlier.to_owned(), after: text.clone() };
        (earlier != text).then(change)
    });
    other.chain(gone).collect()
}

/// Each field of a question with what it says.
fn told(written: &Written) -> Vec<(String, String)> {
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let fields = [
        ("Kind", written.kind.name()),
        ("Question", &written.stem),
        ("Additional information", &written.additional),
        ("Passage", &written.passage),
        ("Options", &written.list),
        ("An option may serve more than once", yes(written.reuse)),
        ("Order shown", &written.shown),
        ("The reason explains the assertion", yes(written.explains)),
        ("Misconception", &written.misconception),
        ("Grade", &written.grade),
        ("Why this grade", &written.grade_feedback),
        ("Weights", &written.weights),
        ("Most words", &written.longest),
        ("Model answer", &written.answer),
        ("Level", &written.level),
        ("Area", &written.area),
        ("Clauses", &written.clauses),
        ("What it asks of a candidate", &written.bloom),
        ("Expected minutes", &written.minutes),
        ("How many will be right", &written.facility),
        ("Name", &written.label),
        ("Family", &written.family),
        ("Marks", &written.marks),
        ("How parts count", &written.rule),
        ("What a wrong answer takes off", &written.deduct),
        ("The least that can be earned", &written.floor),
    ];
    let mut all = fields.map(|(what, text)| (what.to_owned(), text.trim().to_owned())).to_vec();
    for (line, n) in written.lines.iter().zip(1..) {
        let words = line_words(line);
        if !words.is_empty() {
            all.push((format!("Line {n}"), words));
        }
    }
    for (what, pick) in [("Clause that it bears on", &written.clause), ("Next step", &written.next)] {
        all.push((what.to_owned(), pick_words(pick)));
    }
    all
}

fn line_words(line: &WrittenLine) -> String {
    let key = match line.key.as_str() {
        "" => String::new(),
        "yes" => "right".to_owned(),
        number => format!("option {number}"),
    };
    let parts = [&line.text, &key, &line.feedback, &line.misconception, &line.accept, &line.marks];
    let parts = parts.map(|part| part.trim()).into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

fn pick_words(pick: &WrittenPick) -> String {
    let parts = [&pick.list, &pick.key, &pick.feedback].map(|part| part.trim());
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use content::OwnKind;

    use super::*;

    #[test]
    fn only_what_changed_is_told() {
        let before = Written { stem: "What?".to_owned(), ..Written::fresh(OwnKind::SingleChoice) };
        assert!(changes(&before, &before).is_empty());
        let mut after = Written { stem: "Why?".to_owned(), ..before.clone() };
        after.lines[1].text = "Because".to_owned();
        after.lines[1].key = "yes".to_owned();
        let change = |what: &str, before: &str, after: &str| Change {
            what: what.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let told = [change("Question", "What?", "Why?"), change("Line 2", "", "Because\nright")];
        assert_eq!(changes(&before, &after), told);
        assert_eq!(changes(&after, &before)[1], change("Line 2", "Because\nright", ""));
    }
}
