//! The fields in which a question is answered, for each format, as HTML: rendered by the server for exam and practice, and by
//! the browser when it goes on to another question. The browser then only keeps them in step with the sheet.

use std::fmt::Write;

use domain::attempt::{Confidence, LONGEST_NOTE, Row};
use domain::question::{ASSERTION_REASON, Form, GRADES, Question, Terms, letter};
use domain::response::{Finding, Response};

/// What of a question is already given, and whether options can be struck out.
#[derive(Clone, Copy, Default)]
pub struct Given<'a> {
    /// The answer.
    pub response: Option<&'a Response>,
    /// Options struck out, as bits; nothing where they cannot be.
    pub struck: Option<u32>,
}

/// The stem and all that stands below it, for the exam.
pub(super) fn sheet(question: &Question, row: &Row) -> String {
    let mut html = format!("<p class=\"stem\" data-text=\"0\">{}</p>", Text(&question.stem));
    if let Some(additional) = &question.additional {
        // Made from checked Markdown by the course: HTML as it is.
        let _ = write!(
            html,
            "<div class=\"additional\"><h3>Additional information</h3><div data-text=\"1\">{additional}</div></div>"
        );
    }
    let _ = write!(html, "<p class=\"terms\">{}</p>", terms(question));
    html.push_str(&fields(&question.form, Given { response: row.response.as_ref(), struck: Some(row.struck) }));
    beside(&mut html, row);
    html
}

/// The fields of a question.
pub fn fields(form: &Form, given: Given<'_>) -> String {
    let mut html = String::new();
    let page = &mut html;
    match form {
        Form::Single { options } => choices(page, options, Box::One, given),
        Form::Multiple { options, choose } => choices(page, options, Box::Many(*choose), given),
        Form::AssertionReason { assertion, reason } => {
            let _ = write!(
                page,
                "<dl class=\"statements\"><dt>Assertion</dt><dd>{}</dd><dt>Because: reason</dt><dd>{}</dd></dl>",
                Text(assertion),
                Text(reason)
            );
            choices(page, &ASSERTION_REASON.map(str::to_owned), Box::One, given);
        }
        Form::Matching { rows, options, reuse } => {
            shared(page, options, *reuse);
            slots(page, rows, options, given);
        }
        Form::Sequencing { steps } => {
            page.push_str("<p class=\"help\">Give each step its place, 1 for the first.</p>");
            let places = (1..=steps.len()).map(|place| place.to_string()).collect::<Vec<_>>();
            slots(page, steps, &places, given);
        }
        Form::Completion { pieces, options, reuse } => {
            shared(page, options, *reuse);
            page.push_str("<p class=\"gaps\">");
            for (n, piece) in pieces.iter().enumerate() {
                let _ = write!(page, "{}", Text(piece));
                if n + 1 < pieces.len() {
                    select(page, n, options, given);
                }
            }
            page.push_str("</p>");
        }
        Form::Finding { evidence, clauses, steps } => finding(page, [evidence, clauses, steps], given),
        Form::Text { longest } => {
            let text = if let Some(Response::Text(text)) = given.response { text.as_str() } else { "" };
            let rows = if *longest > 120 { 16 } else { 7 };
            let _ = write!(
                page,
                "<label class=\"own-words\"><span class=\"unseen\">Your answer</span><textarea name=\"text\" rows=\"{rows}\">\n{}</textarea>\
                 <span class=\"help\">At most {longest} words. Full sentences are not needed; a list is fine.</span></label>",
                Text(text)
            );
        }
    }
    html
}

/// What a question is worth and how it is marked, before it is answered.
pub fn terms(question: &Question) -> String {
    let Terms { partial, net, deduct } = question.terms;
    let plural = if question.marks == domain::marks::Marks::ONE { "" } else { "s" };
    let parts = match (net, partial) {
        (true, _) => ". Right parts earn marks; a wrong choice cancels a right one, never below nothing",
        (_, true) => ". Each right part earns its share",
        _ => "",
    };
    let cost = if deduct.0 > 0 { format!(". A wrong part costs {deduct}") } else { String::new() };
    format!("{}, {} mark{plural}{parts}{cost}.", question.form.name(), question.marks)
}

/// Text in HTML.
struct Text<'a>(&'a str);

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            c => f.write_char(c),
        })
    }
}

/// How many options of a list may be chosen.
#[derive(Clone, Copy)]
enum Box {
    One,
    Many(u8),
}

fn number(n: u8) -> String {
    match n {
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        n => n.to_string(),
    }
}

fn choices(page: &mut String, options: &[String], many: Box, given: Given<'_>) {
    let (kind, name, legend, class) = match many {
        Box::One => ("radio", "choice", "Choose one answer".to_owned(), "unseen"),
        Box::Many(count) => ("checkbox", "choices", format!("Choose {}", number(count)), "legend-line"),
    };
    let _ = write!(page, "<fieldset class=\"options\"><legend class=\"{class}\">{legend}</legend>");
    for (n, text) in (0u8..).zip(options) {
        let chosen = match given.response {
            Some(Response::Choice(chosen)) => *chosen == n,
            Some(Response::Choices(chosen)) => chosen.contains(&n),
            _ => false,
        };
        let struck = given.struck.is_some_and(|struck| struck & (1 << n) != 0);
        option(page, (kind, name, n), Some(letter(n)), text, (chosen, struck));
        if given.struck.is_some() {
            let _ = write!(
                page,
                "<button name=\"go\" value=\"strike-{n}\" class=\"strike\" aria-label=\"Strike out option {}\" aria-pressed=\"{struck}\"></button>",
                letter(n)
            );
        }
        page.push_str("</div>");
    }
    page.push_str("</fieldset>");
}

/// The beginning of one option's row; whoever calls it closes the row.
fn option(
    page: &mut String,
    (kind, name, n): (&str, &str, u8),
    mark: Option<char>,
    text: &str,
    (chosen, struck): (bool, bool),
) {
    let _ = write!(
        page,
        "<div class=\"option{}{}\"><label><input type=\"{kind}\" name=\"{name}\" value=\"{n}\"{}>",
        if chosen { " chosen" } else { "" },
        if struck { " struck" } else { "" },
        if chosen { " checked" } else { "" },
    );
    if let Some(mark) = mark {
        let _ = write!(page, "<span class=\"letter\">{mark}</span>");
    }
    let _ = write!(page, "<span class=\"option-text\">{}</span></label>", Text(text));
}

/// The list that all rows share, to be read before choosing.
fn shared(page: &mut String, options: &[String], reuse: bool) {
    page.push_str("<ul class=\"shared\" role=\"list\">");
    for (n, text) in (0u8..).zip(options) {
        let _ = write!(page, "<li><span class=\"letter\">{}</span><span>{}</span></li>", letter(n), Text(text));
    }
    let rule = if reuse {
        "An option may be used more than once, or not at all."
    } else {
        "Each option is used once at most."
    };
    let _ = write!(page, "</ul><p class=\"help\">{rule}</p>");
}

fn slots(page: &mut String, rows: &[String], options: &[String], given: Given<'_>) {
    page.push_str("<ol class=\"slots\">");
    for (n, text) in rows.iter().enumerate() {
        let _ = write!(page, "<li><label><span class=\"row-text\">{}</span>", Text(text));
        select(page, n, options, given);
        page.push_str("</label></li>");
    }
    page.push_str("</ol>");
}

fn select(page: &mut String, row: usize, options: &[String], given: Given<'_>) {
    let at = match given.response {
        Some(Response::Slots(slots)) => slots.get(row).copied().flatten(),
        _ => None,
    };
    let _ = write!(
        page,
        "<select name=\"slot-{row}\" aria-label=\"Place {}\"><option value=\"\">Choose…</option>",
        row + 1
    );
    let lettered = options.iter().any(|option| option.parse::<u8>().is_err());
    for (n, text) in (0u8..).zip(options) {
        let selected = if at == Some(n) { " selected" } else { "" };
        let _ = write!(page, "<option value=\"{n}\"{selected}>");
        if lettered {
            let _ = write!(page, "{}: ", letter(n));
        }
        let _ = write!(page, "{}</option>", Text(text));
    }
    page.push_str("</select>");
}

fn finding(page: &mut String, [evidence, clauses, steps]: [&[String]; 3], given: Given<'_>) {
    let finding = match given.response {
        Some(Response::Finding(finding)) => finding.clone(),
        _ => Finding::default(),
    };
    let grades = GRADES.map(str::to_owned);
    let lists: [(&str, &str, &[String], Vec<u8>); 4] = [
        ("1. Which lines are evidence for it?", "evidence", evidence, finding.evidence),
        ("2. Grade", "grade", &grades, finding.grade.into_iter().collect()),
        ("3. Clause", "clause", clauses, finding.clause.into_iter().collect()),
        ("4. Next step", "next", steps, finding.next.into_iter().collect()),
    ];
    for (legend, name, options, chosen) in lists {
        let kind = if name == "evidence" { "checkbox" } else { "radio" };
        let _ = write!(page, "<fieldset class=\"options\"><legend class=\"legend-line\">{legend}</legend>");
        for (n, text) in (0u8..).zip(options) {
            option(page, (kind, name, n), None, text, (chosen.contains(&n), false));
            page.push_str("</div>");
        }
        page.push_str("</fieldset>");
    }
}

/// How sure, and a note: neither has any effect on the score.
fn beside(page: &mut String, row: &Row) {
    page.push_str("<div class=\"beside-question\">");
    confidence(page, row.confidence);
    let open = if row.note.is_empty() { "" } else { " open" };
    let _ = write!(
        page,
        "<details class=\"note\"{open}><summary>Note</summary><textarea name=\"note\" rows=\"3\" maxlength=\"{LONGEST_NOTE}\" \
         aria-label=\"Your note on this question\">\n{}</textarea></details></div>",
        Text(&row.note)
    );
}

/// The field in which a candidate may say how sure the answer is.
pub fn confidence(page: &mut String, said: Option<Confidence>) {
    page.push_str("<fieldset class=\"sure\"><legend>How sure are you? <span class=\"help\">Optional</span></legend>");
    for level in Confidence::ALL {
        let checked = if said == Some(level) { " checked" } else { "" };
        let word = level.word();
        let _ =
            write!(page, "<label><input type=\"radio\" name=\"confidence\" value=\"{word}\"{checked}>{word}</label>");
    }
    page.push_str("</fieldset>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_checked_and_text_is_escaped() {
        let form = Form::Multiple { options: vec!["<b>".to_owned(), "x & \"y\"".to_owned()], choose: 2 };
        let html = fields(&form, Given { response: Some(&Response::Choices(vec![1])), struck: Some(1) });
        assert!(html.contains("&lt;b&gt;") && html.contains("x &amp; &quot;y&quot;"), "{html}");
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
        assert!(html.contains("option struck") && html.contains("option chosen"), "{html}");
        let text = fields(
            &Form::Text { longest: 30 },
            Given { response: Some(&Response::Text("</textarea>".to_owned())), struck: None },
        );
        assert!(text.contains("&lt;/textarea&gt;"), "{text}");
    }

    #[test]
    fn each_row_has_its_own_list() {
        let form = Form::Matching {
            rows: vec!["one".to_owned(), "two".to_owned()],
            options: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
            reuse: false,
        };
        let html = fields(&form, Given { response: Some(&Response::Slots(vec![None, Some(2)])), struck: None });
        assert_eq!(html.matches("<select").count(), 2);
        assert!(html.contains("name=\"slot-1\"") && html.matches(" selected").count() == 1, "{html}");
        let last = html.rfind(" selected").expect("one is selected");
        assert!(html[last..].starts_with(" selected>C: c"), "{html}");
    }
}
