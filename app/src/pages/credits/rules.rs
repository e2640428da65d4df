use domain::credits::{Group, Pair, Rules, Said};
use leptos::prelude::*;

use super::words;

/// What the groups are called.
pub(super) const fn group_name(group: Group) -> &'static str {
    match group {
        Group::Foundation => "Foundation",
        Group::Lifecycle => "Lifecycle modules",
        Group::Capability => "Capability modules",
        Group::Practitioner => "Practitioner",
        Group::Earlier => "ITIL v2",
        Group::Complementary => "Complementary certificates",
        Group::Capstone => "The last exam",
    }
}

/// Every rule and value with its source.
pub(super) fn table(rules: &Rules) -> impl IntoView + use<> {
    let same = if rules.same_subject.value { "counted once" } else { "we count both" };
    let limits = [
        ("Credits of ITIL Expert in all", rules.expert_total.value.to_string(), &rules.expert_total.said),
        ("Credits before the last exam", rules.before_capstone.value.to_string(), &rules.before_capstone.said),
        (
            "Most from complementary certificates",
            rules.complementary_cap.value.to_string(),
            &rules.complementary_cap.said,
        ),
        ("The last year of v3 exams", rules.closed_year.value.to_string(), &rules.closed_year.said),
        ("One subject from two institutes", same.to_owned(), &rules.same_subject.said),
    ];
    let limits = limits.map(|(what, value, said)| row(what.to_owned(), value, said)).into_iter().collect_view();
    let values = rules.modules.iter().map(|module| {
        let value = module.value.map_or_else(|| "as stated".to_owned(), |value| value.to_string());
        row(format!("{} ({})", module.name, group_name(module.group)), value, &module.said)
    });
    let pair = |pair: &Pair, what: &str| {
        let [one, other] = pair.of.each_ref().map(|code| words::name(rules, code, None));
        row(format!("{one} with {other}"), what.to_owned(), &pair.said)
    };
    let allowed = rules.allowed.iter().map(|one| pair(one, "both counted"));
    let excluded = rules.excluded.iter().map(|one| pair(one, "the first counted"));
    view! {
        <details>
            <summary>"The rules, and where we read each"</summary>
            <div class="table" tabindex="0" role="region" aria-label="The rules">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Rule"</th>
                            <th scope="col" class="num">"Value"</th>
                            <th scope="col">"Where we read it"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {limits}
                        {values.collect_view()}
                        {allowed.collect_view()}
                        {excluded.collect_view()}
                    </tbody>
                </table>
            </div>
        </details>
    }
}

fn row(what: String, value: String, said: &Said) -> impl IntoView + use<> {
    view! { <tr><th scope="row">{what}</th><td class="num">{value}</td><td class="help">{words::said(said)}</td></tr> }
}
