//! What the rules say about files, said about a form.

/// What stands in sentences about files, and what people read instead; the longer ones first.
const WORDS: [(&str, &str); 25] = [
    ("add `feedback:` that says", "say"),
    ("add `misconception:` that says", "say under “Misconception”"),
    (
        "name in `feedback` of the key, or of a wrong answer, the clause that decides",
        "name the clause that decides in an explanation",
    ),
    ("write `reuse: true`, or", "allow options to serve more than once, or"),
    ("give exactly one option `key: true`", "mark exactly one option as right"),
    ("give the right ones `key: true`", "mark those that are right"),
    ("as the key", "as right"),
    ("as a key", "as right"),
    ("are keys, and", "are marked as right, and"),
    ("is the key twice", "is the right one twice"),
    ("every line is a key", "every line is marked"),
    ("correct the keys", "correct which are right"),
    ("write `explains: false`, or", "say that the reason does not explain it, or"),
    ("for each entry of `gaps`", "for each gap below"),
    ("write its `text:`", "write its text"),
    ("`shown` does not", "the order shown does not"),
    ("estimate `minutes`", "estimate the minutes"),
    ("correct `longest`", "ask for 30 to 400 words"),
    ("correct `marks`", "correct the marks"),
    ("give it `marks`", "give it marks"),
    ("add `accept:` with the words", "add the words"),
    ("to `accept`", "to the words that are taken"),
    ("`deduct` is", "what a wrong answer takes off is"),
    ("`floor` is", "the least that can be earned is"),
    ("the stem", "the question"),
];

/// A sentence of the rules as people read it who never saw a file: with a capital letter and a full stop.
pub(super) fn plain(sentence: &str) -> String {
    let mut text = match sentence {
        _ if sentence.starts_with("name a clause of editions/") => {
            "Name a clause of the edition, for instance 8.6.1".to_owned()
        }
        _ if sentence.starts_with("name an area of course.yaml") => "Choose an area of the level".to_owned(),
        _ if sentence.starts_with("expected_facility") => {
            "The expected share is not between 5 and 99 of a hundred".to_owned()
        }
        _ if sentence.starts_with("bloom ") => "What the question asks of a candidate is not chosen".to_owned(),
        _ if sentence.starts_with("write it as content/README.md shows") => "Look at the field again".to_owned(),
        _ => sentence.to_owned(),
    };
    for (from, to) in WORDS {
        text = text.replace(from, to);
    }
    let mut letters = text.chars();
    let text = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    if text.ends_with(['.', '?', '!']) { text } else { text + "." }
}
