//! The figures of a whole paper.

use domain::analysis::{Analysis, Coefficient, Method};
use leptos::prelude::*;

use super::words::{consistency, line, number, reliability};

/// The figures, each with what it says.
pub(super) fn figures(found: &Analysis) -> AnyView {
    let marks = |value| format!("{} marks", number(value, 1));
    let name = match found.reliability.coefficient {
        Coefficient::Kr20 => "Reliability (KR-20)",
        Coefficient::Alpha => "Reliability (Cronbach’s alpha)",
    };
    let drawn = match found.reliability.method {
        Method::Complete => "",
        Method::Pairwise => " The papers were drawn; it is worked out from pairs of questions, and has no interval.",
    };
    let error = match found.reliability.error {
        Ok(figure) => format!(
            "In two cases of three the marks that somebody would reach on average over many such papers lie within {} marks of this result.",
            number(figure.value, 1)
        ),
        Err(_) => String::new(),
    };
    let two = |value| number(value, 2);
    let reading = match found.reliability.figure {
        Ok(_) => format!("{}{drawn}", reliability(&found.reliability)),
        Err(_) => String::new(),
    };
    let rows = [
        ("Mean", line(&found.distribution.mean, marks), String::new()),
        ("Standard deviation", line(&found.distribution.deviation, marks), "How far apart the people are.".to_owned()),
        (name, line(&found.reliability.figure, two), reading),
        ("Standard error", line(&found.reliability.error, marks), error),
        (
            "Decisions at the pass mark",
            line(&found.consistency.agreement, super::words::percent),
            match found.consistency.agreement {
                Ok(_) => consistency(&found.consistency),
                Err(_) => String::new(),
            },
        ),
    ];
    let rows = rows.map(|(name, figure, words)| {
        view! { <tr><th scope="row">{name}</th><td>{figure}</td><td class="help">{words}</td></tr> }
    });
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Figures of the paper">
            <table>
                <thead><tr><th scope="col">"Figure"</th><th scope="col">"Value"</th><th scope="col">"What it says"</th></tr></thead>
                <tbody>
                    <tr><th scope="row">"Attempts"</th><td>{found.attempts}</td><td class="help">"Exams that have ended and were marked."</td></tr>
                    {rows.collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}
