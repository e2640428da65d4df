use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AuditLink, Seat, Shown};

use super::nav::OfficeNav;
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::{urls, when};

/// What became of making a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// Its address, shown this once.
    Now(String),
    /// The same form made it before; its address cannot be shown again.
    Before,
}

/// Read-only links for external auditors.
#[component]
pub fn LinksPage<'a>(
    seat: &'a Seat,
    links: Vec<AuditLink>,
    made: Option<Made>,
    form: Form,
    now: Timestamp,
) -> impl IntoView {
    let address = urls::office(&seat.organisation, "links");
    let made = made.map(|made| match made {
        Made::Now(link) => view! {
            <section class="notice" role="status">
                <h2>"The link is made"</h2>
                <p>"Send it to the auditor now: it is shown this once, because only a fingerprint of it is kept. Whoever has it sees the pack."</p>
                <p><label for="audit-link">"Address"</label><br /><input id="audit-link" class="wide" readonly="" value=link /></p>
            </section>
        }
        .into_any(),
        Made::Before => view! {
            <p class="notice" role="status">"This link was made already, and its address is not kept. If you did not note it, end the link below and make another."</p>
        }
        .into_any(),
    });
    let list = if links.is_empty() {
        view! { <p class="empty">"No link was made yet."</p> }.into_any()
    } else {
        table(&address, links, now).into_any()
    };
    view! {
        <header class="page-head">
            <OfficeNav seat=seat here="pack" />
            <h1>"Links for external auditors"</h1>
            <p>"An auditor with a link reads the evidence pack as it was known when the link was made, without an account, until the link ends. Nothing else of your organisation can be reached with it. Each time a file is opened it is counted here."</p>
        </header>
        {made}
        <section>
            <h2>"Make a link"</h2>
            <ErrorSummary form=form.clone() />
            <form method="post" action=address.clone() class="stack">
                <input type="hidden" name="id" value=form.value("id") />
                <Field form=form.clone() name="for_whom" label="For whom" longest=120 help="A name by which you know it again, for instance the certification body." />
                <Field form=form.clone() name="from" label="First day" kind="date" />
                <Field form=form.clone() name="until" label="Last day" kind="date" />
                <Field form=form.clone() name="sample" label="How many people" want=Want::Optional longest=6 help="A random sample of so many; the auditor may draw others of the same size. Leave it empty for everybody." />
                <Field form=form.clone() name="days" label="Days of validity" longest=2 help="At most 90." />
                {files_too(&form)}
                <button>"Make the link"</button>
            </form>
        </section>
        <section>
            <h2>"Links made"</h2>
            {list}
        </section>
    }
}

fn files_too(form: &Form) -> impl IntoView + use<> {
    let checked = !form.value("files").is_empty();
    view! {
        <p class="field check">
            <input type="checkbox" name="files" id="files" value="yes" checked=checked aria-describedby="files-help" />
            <label for="files">"The files themselves may be opened too"</label>
        </p>
        <p class="help" id="files-help">"Those that prove the certificates of the pack. Without this the auditor sees their names and digests only."</p>
    }
}

/// When a link was opened last, and what was opened with it.
fn opened(link: &AuditLink) -> impl IntoView + use<> {
    let last = match link.opened {
        Some(at) => when::moment(at).into_any(),
        None => "not yet".into_any(),
    };
    let files = match (link.shows, link.files_opened) {
        (Shown::Pack, _) => "; without the files".to_owned(),
        (Shown::Files, 0) => "; no file".to_owned(),
        (Shown::Files, 1) => "; a file, once".to_owned(),
        (Shown::Files, times) => format!("; files, {times} times"),
    };
    view! { {last}{files} }
}

fn table(address: &str, links: Vec<AuditLink>, now: Timestamp) -> impl IntoView + use<> {
    let address = address.to_owned();
    let line = move |link: AuditLink| {
        let day = |day: domain::award::Day| when::day(&day.to_string());
        let state = match link.ended {
            Some(at) => format!("ended on {}", when::date(at)),
            None if link.works(now) => format!("works until {}", when::date(link.expires)),
            None => format!("expired on {}", when::date(link.expires)),
        };
        let end = link.works(now).then(|| {
            let action = format!("{address}/{}/end", link.id);
            view! { <form method="post" action=action><button class="quiet">"End it now"</button></form> }
        });
        let opened = opened(&link);
        let sample = link.sample.map_or_else(|| "everybody".to_owned(), |number| format!("a sample of {number}"));
        view! {
            <tr>
                <th scope="row">{link.for_whom}</th>
                <td>{day(link.from)}" to "{day(link.until)}</td>
                <td>{sample}</td>
                <td>{link.made_by}", "{when::moment(link.known)}</td>
                <td>{state}</td>
                <td>{opened}</td>
                <td>{end}</td>
            </tr>
        }
    };
    let lines = links.into_iter().map(line).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="Links made">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"For whom"</th>
                        <th scope="col">"Range"</th>
                        <th scope="col">"People"</th>
                        <th scope="col">"Made by"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Opened last"</th>
                        <th scope="col"><span class="unseen">"End"</span></th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}
