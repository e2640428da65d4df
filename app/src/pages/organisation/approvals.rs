use domain::award::{Award, Day, Decision, End};
use domain::ids::MemberId;
use leptos::prelude::*;
use store::{Certified, Seat, Structure, WAITING_PAGE, WaitingFilter};

use super::award::{DecisionForm, Proved, facts, files_address};
use super::evidence::EvidenceList;
use super::nav::OfficeNav;
use super::people::{asked, name_of, pager};
use crate::form::{Choice, ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// A certificate that waits, and whose it is.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Whose.
    pub member: MemberId,
    /// The person's name.
    pub name: String,
    /// The certificate.
    pub one: Proved,
}

/// What became of those that were ticked.
#[derive(Clone, Debug)]
pub struct Fates {
    /// What was to be decided.
    pub wanted: Decision,
    /// How each stands now.
    pub each: Vec<Waiting>,
    /// How many of them are not there for the reader any more.
    pub gone: usize,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Approvals {
    /// Which certificates are wanted.
    pub filter: WaitingFilter,
    /// Those on this page.
    pub waiting: Vec<Waiting>,
    /// How many the filter wants.
    pub total: usize,
    /// How many wait in all.
    pub all: usize,
    /// How many exceptions wait.
    pub exceptions: usize,
    /// What became of those that were ticked before.
    pub fates: Option<Fates>,
}

/// Certificates that somebody has to look at, the oldest first.
#[component]
pub fn ApprovalsPage<'a>(
    seat: &'a Seat,
    structure: &'a Structure,
    approvals: Approvals,
    today: Day,
    form: Form,
) -> impl IntoView {
    let Approvals { filter, waiting, total, all, exceptions, fates } = approvals;
    let title = match all {
        0 => "Nothing waits".to_owned(),
        n => format!("{} to look at", when::count(n, "certificate", "certificates")),
    };
    let address = urls::office(&seat.organisation, "approvals");
    let asked_for = (exceptions > 0).then(|| {
        let (wait, address) = (if exceptions == 1 { "waits" } else { "wait" }, urls::office(&seat.organisation, "exceptions"));
        view! { <p><a href=address>{when::count(exceptions, "exception", "exceptions")}" "{wait}" to be decided"</a></p> }
    });
    // Of one alone nothing is to be ticked.
    let others = waiting.iter().filter(|one| one.member != seat.member).count();
    let together = (seat.leading().is_some() && others > 1).then_some(&form);
    let query = approvals_query(&filter, filter.page);
    let cards = waiting.iter().map(|one| card(seat, one, (today, &query), (&form, together))).collect_view();
    let several = together.map(|form| several(&address, &filter, form));
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="approvals" />
            <h1>{title}</h1>
            <p>"A certificate counts once somebody other than its holder has seen the proof."</p>
            {asked_for}
        </header>
        <ErrorSummary form=form.clone() />
        {fates.map(|fates| fates_of(seat, fates))}
        {(all > 0).then(|| narrowing(structure, &filter, &address))}
        {counted(&filter, (total, all), &address)}
        <section class="approvals">{cards}</section>
        {several}
        {pages(&filter, total, &address)}
    }
}

/// The filter as an address has it.
pub fn approvals_query(filter: &WaitingFilter, page: i64) -> String {
    asked([
        ("words", filter.words.clone()),
        ("department", filter.department.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("certified", filter.certified.map(Certified::word).unwrap_or_default().to_owned()),
        ("page", if page == 0 { String::new() } else { (page + 1).to_string() }),
    ])
}

fn is_narrow(filter: &WaitingFilter) -> bool {
    *filter != WaitingFilter { page: filter.page, ..WaitingFilter::default() }
}

fn narrowing(structure: &Structure, filter: &WaitingFilter, address: &str) -> impl IntoView + use<> {
    let form = Form::default()
        .with("words", filter.words.clone())
        .with("department", filter.department.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("certified", filter.certified.map(Certified::word).unwrap_or_default());
    let any = |words: &str| [(String::new(), words.to_owned())].into_iter();
    let departments = any("all").chain(structure.departments.iter().map(|one| (one.id.to_string(), one.path.clone())));
    let certified =
        any("any").chain(Certified::all().map(|one| (one.word().to_owned(), certified_words(one).to_owned())));
    let open = is_narrow(filter);
    let clear = open.then(|| view! { <a href=address.to_owned()>"Clear"</a> });
    view! {
        <details class="people-filter" open=open>
            <summary>"Filter"</summary>
            <form method="get" action=address.to_owned()>
                <Field form=form.clone() name="words" label="Name of the person" want=Want::Optional longest=120 />
                <Choice form=form.clone() name="department" label="Department" options=departments.collect() />
                <Choice form=form name="certified" label="Qualification" options=certified.collect() />
                <p class="actions"><button class="button">"Show"</button>{clear}</p>
            </form>
        </details>
    }
}

const fn certified_words(certified: Certified) -> &'static str {
    match certified {
        Certified::Level(level) => level.name(),
        Certified::Other => "of another scheme",
    }
}

/// How many the filter wants, or that there are none.
fn counted(filter: &WaitingFilter, (total, all): (usize, usize), address: &str) -> Option<AnyView> {
    let address = address.to_owned();
    match (all, total) {
        (0, _) => Some(view! { <p class="empty">"Every certificate that was recorded has been looked at. New ones appear here, the oldest first."</p> }.into_any()),
        (_, 0) => Some(view! { <p class="empty">"No certificate that waits fits this filter. "<a href=address>"Show all"</a></p> }.into_any()),
        _ => is_narrow(filter).then(|| {
            let fit = if total == 1 { "fits" } else { "fit" };
            view! { <p class="list-head"><strong>{when::count(total, "certificate", "certificates")}</strong>" "{fit}" this filter."</p> }.into_any()
        }),
    }
}

fn pages(filter: &WaitingFilter, total: usize, address: &str) -> Option<AnyView> {
    let size = usize::try_from(WAITING_PAGE).unwrap_or(1);
    let here = usize::try_from(filter.page).unwrap_or_default();
    let link = |page: usize| format!("{address}{}", approvals_query(filter, i64::try_from(page).unwrap_or_default()));
    pager((here, total.saturating_sub(1) / size), link)
}

/// The ids of what was ticked, as one value of a form or an address.
pub fn ticked<'i>(ids: impl IntoIterator<Item = &'i str>) -> String {
    ids.into_iter().collect::<Vec<_>>().join(".")
}

/// One certificate. `query` is the filter that the page goes on with, `together` the form for several at once.
fn card(
    seat: &Seat,
    waiting: &Waiting,
    (today, query): (Day, &str),
    (form, together): (&Form, Option<&Form>),
) -> Option<impl IntoView + use<>> {
    let award = waiting.one.award(seat)?;
    let person = format!("{}/{}", urls::office(&seat.organisation, "people"), waiting.member);
    let id = waiting.one.log.id.to_string();
    let action = format!("{}/{id}{query}", urls::office(&seat.organisation, "approvals"));
    let decide = if waiting.member == seat.member {
        view! { <p class="help">"This is your own certificate: somebody else has to look at it."</p> }.into_any()
    } else if seat.leading().is_none() {
        view! { <p class="help">"Whoever leads this person decides."</p> }.into_any()
    } else {
        let tick = together.map(|form| tick((&id, award.stated), &waiting.name, form));
        view! { {tick}<DecisionForm id=id stated=award.stated action=action form=form.clone() /> }.into_any()
    };
    let ended = award.facts.expires_on.is_some_and(|last| last < today).then_some("It has ended already.");
    let (by, at) = award.claimed.clone();
    Some(view! {
        <article class="award">
            <h2><a href=person>{waiting.name.clone()}</a>": "{waiting.one.title.clone()}</h2>
            <p class="help">"Recorded by "{by}", "{when::moment(at)}". "{ended}</p>
            <div class="pair">
                <div>{facts(&award)}</div>
                <div>
                    <h3>"Proof"</h3>
                    <EvidenceList files=waiting.one.files.clone() address=files_address(seat, &waiting.one) may_add=false />
                </div>
            </div>
            {waiting.one.since_decided()}
            {decide}
        </article>
    })
}

/// The box that takes a certificate, as it was read, into the form at the foot of the page.
fn tick((id, stated): (&str, i64), name: &str, form: &Form) -> impl IntoView + use<> {
    let field = format!("tick-{id}");
    let checked = form.value("ticked").split('.').any(|one| one == id);
    let whose = format!(": {name}");
    view! {
        <p class="field check">
            <input type="checkbox" form="several" name="award" id=field.clone() value=format!("{id}.{stated}") checked=checked />
            <label for=field>"Decide together with others"<span class="unseen">{whose}</span></label>
        </p>
    }
}

/// Decides about all that were ticked.
fn several(address: &str, filter: &WaitingFilter, form: &Form) -> impl IntoView + use<> {
    let action = format!("{address}{}", approvals_query(filter, filter.page));
    view! {
        <section>
            <h2>"Those ticked above"</h2>
            <form method="post" action=action id="several" class="stack">
                <Field form=form.clone() name="together" label="What you looked at, or what is missing, for all of them" help="Each holder is told in a mail of the own." longest=300 />
                <p class="actions">
                    <button class="button" name="go" value="verify">"Verify those ticked"</button>
                    <button class="quiet" name="go" value="reject">"Reject those ticked"</button>
                </p>
            </form>
        </section>
    }
}

fn fates_of(seat: &Seat, fates: Fates) -> impl IntoView + use<> {
    let Fates { wanted, each, gone } = fates;
    let lines = each.iter().filter_map(|one| {
        let award = one.one.award(seat)?;
        let address = urls::award_of(&seat.organisation, &one.member, &one.one.log.id);
        let is_own = one.member == seat.member;
        let (fate, by) = fate(&award, wanted, (is_own, &seat.name));
        let by = by.map(|(by, at)| view! { " by "{by}", "{when::moment(at)} });
        let warning = (fate == VERIFIED && one.one.files.is_empty()).then_some(". No file proves it");
        Some(view! { <li><a href=address>{name_of(&one.name)}", "{one.one.title.clone()}</a>": "{fate}{by}{warning}"."</li> })
    });
    let gone = (gone > 0).then(|| {
        let are = if gone == 1 { "is" } else { "are" };
        view! { <p>{when::count(gone, "certificate", "certificates")}" "{are}" not in your reach, so what became of it is not shown here."</p> }
    });
    view! {
        <div class="notice" role="status">
            <p><strong>"What became of those that were ticked"</strong></p>
            <ul class="plain-list">{lines.collect_view()}</ul>
            {gone}
        </div>
    }
}

const VERIFIED: &str = "verified";

/// How a certificate stands after it was ticked, in words, and who decided it where that was somebody else or before.
fn fate(
    award: &Award,
    wanted: Decision,
    (is_own, reader): (bool, &str),
) -> (&'static str, Option<(String, domain::time::Timestamp)>) {
    let by = award.decided.clone();
    match (award.decision, award.ended().map(|end| &end.why)) {
        (Decision::Open, Some(End::Revoked)) => ("taken back before it was decided", None),
        (Decision::Open, _) if is_own => ("it is your own certificate, so somebody else has to look at it", None),
        (Decision::Open, _) => ("it still waits: it was corrected or put back since, so look at it again", None),
        (decision, _) if decision == wanted && by.as_ref().is_some_and(|(by, _)| by == reader) => {
            (if decision == Decision::Verified { VERIFIED } else { "not accepted" }, None)
        }
        (Decision::Verified, _) => ("already decided: verified", by),
        (Decision::Rejected, _) => ("already decided: not accepted", by),
    }
}

#[cfg(test)]
mod tests {
    use domain::award::{Entry, Event, Facts, Qualification};
    use domain::ids::OrganisationId;
    use domain::question::Level;
    use domain::time::Timestamp;

    use super::*;

    fn award(decisions: &[(&str, Event)]) -> Award {
        let day = "2026-03-18".parse::<Day>().expect("a day");
        let facts = Facts {
            qualification: Qualification::of(Level::Foundation),
            institute: String::new(),
            edition: String::new(),
            awarded_on: day,
            expires_on: None,
            certificate_number: "F 1".to_owned(),
            other: None,
        };
        let whose = OrganisationId::new("o");
        let events = [("Ada", Event::Claimed { facts })].into_iter().chain(decisions.iter().cloned());
        let entry = |(number, (by, event)): (i64, (&str, Event))| Entry {
            number,
            at: Timestamp(number),
            by: by.to_owned(),
            organisation: Some(whose.clone()),
            event,
        };
        let log = (1..).zip(events).map(entry).collect::<Vec<_>>();
        Award::replay(&log, Some(&whose), Timestamp(99)).expect("it was claimed")
    }

    #[test]
    fn each_fate_is_told_for_what_it_is() {
        let verified = |by| (by, Event::Verified { reason: "seen".to_owned() });
        let rejected = |by| (by, Event::Rejected { reason: "no".to_owned() });
        let told = |award: &Award, is_own| fate(award, Decision::Verified, (is_own, "Nora")).0;
        assert_eq!(told(&award(&[verified("Nora")]), false), VERIFIED);
        assert_eq!(told(&award(&[verified("Otto")]), false), "already decided: verified");
        assert_eq!(told(&award(&[rejected("Nora")]), false), "already decided: not accepted");
        assert!(told(&award(&[]), true).contains("somebody else"));
        assert!(told(&award(&[]), false).contains("still waits"));
        let day = "2026-03-18".parse().expect("a day");
        let revoked = Event::Revoked { on: day, reason: "a slip".to_owned() };
        assert!(told(&award(&[("Ada", revoked)]), false).contains("taken back"));
    }
}
