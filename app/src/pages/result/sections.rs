//! Sections with their floors.

use domain::layout::Layout;
use domain::marking::Marked;
use leptos::prelude::*;

use super::Outcome;

/// Why a paper is not passed though the total would: which floors were missed.
pub(super) fn why_missed(layout: &Layout, marked: &Marked) -> Option<String> {
    let enough = layout.cut.is_some_and(|cut| marked.total.score >= cut.marks);
    let missed = layout.sections.iter().zip(&marked.sections).filter_map(|(section, tally)| {
        let floor = section.minimum_percent.filter(|floor| !tally.reaches(*floor))?;
        Some(format!("“{}” needs {floor} % and reached {} %", section.title, tally.percent()))
    });
    let missed = missed.collect::<Vec<_>>().join("; ");
    (enough && !missed.is_empty())
        .then(|| format!("Each section has a floor of its own, without which the paper is not passed: {missed}."))
}

/// Each section: reached, percent, floor, met or not.
pub(super) fn sections(outcome: &Outcome) -> impl IntoView + use<> {
    let layout = &outcome.attempt.layout;
    let rows = layout.sections.iter().zip(&outcome.marked.sections).map(|(section, tally)| {
        let (floor, met) = match section.minimum_percent {
            None => ("none".to_owned(), ""),
            Some(floor) => (format!("{floor} %"), if tally.reaches(floor) { "✓ met" } else { "✗ not met" }),
        };
        view! {
            <tr>
                <th scope="row">{section.title.clone()}</th>
                <td class="num">{format!("{} of {}", tally.score, tally.marks)}</td>
                <td class="num">{format!("{} %", tally.percent())}</td>
                <td class="num">{floor}</td>
                <td>{met}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    (!layout.sections.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Section by section"</h2>
                <div class="table" tabindex="0" role="region" aria-label="Sections">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"Section"</th>
                                <th scope="col" class="num">"Marks"</th>
                                <th scope="col" class="num">"Percent"</th>
                                <th scope="col" class="num">"Floor"</th>
                                <th scope="col">"Floor met"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::layout::{Cut, CutSource, Section};
    use domain::marks::{Marks, Tally};

    use super::*;

    fn why(total: i32, second: i32) -> Option<String> {
        let section =
            |title: &str, minimum_percent| Section { title: title.to_owned(), items: 1, minimum_percent, limit: None };
        let cut = Some(Cut { marks: Marks::whole(12), source: CutSource::Scheme });
        let sections = vec![section("First", None), section("Second", Some(50))];
        let layout = Layout { sections, cut, ..Layout::default() };
        let tally = |score| Tally { score: Marks(score), marks: Marks::whole(10) };
        let marked = Marked {
            items: Vec::new(),
            total: Tally { score: Marks(total), marks: Marks::whole(20) },
            areas: BTreeMap::new(),
            sections: vec![tally(total - second), tally(second)],
            passed: Some(false),
            provisional: false,
        };
        why_missed(&layout, &marked)
    }

    #[test]
    fn a_missed_floor_is_named_where_the_total_would_pass() {
        assert!(why(1_399, 499).is_some_and(|why| why.ends_with(": “Second” needs 50 % and reached 49 %.")));
        assert_eq!(why(1_400, 500), None);
        assert_eq!(why(1_100, 400), None, "the total is short by itself");
    }
}
