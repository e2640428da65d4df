//! Who takes part in a cohort, and how more people come in.

use leptos::prelude::*;
use store::{Cohort, Participant, ParticipantState, Teaching};

use super::CohortNav;
use crate::form::{ErrorSummary, Field, Form, Want};
use crate::parts::QrCode;
use crate::{urls, when};

/// Those of the organisation who can be taken in, as far as they are shown.
pub struct Colleagues {
    /// Name and address, by name.
    people: Vec<(String, String)>,
    /// How many fit the words.
    fitting: usize,
    /// How many there are at all.
    all: usize,
}

impl Colleagues {
    /// So many are shown at once.
    const MOST: usize = 500;

    /// Those whose name or address holds the words.
    pub fn of(mut people: Vec<(String, String)>, words: &str) -> Self {
        let (all, words) = (people.len(), words.trim().to_lowercase());
        let holds = |text: &str| text.to_lowercase().contains(&words);
        people.retain(|(name, email)| holds(name) || holds(email));
        let fitting = people.len();
        people.truncate(Self::MOST);
        Self { people, fitting, all }
    }

    /// Says who is not shown.
    fn note(&self) -> Option<String> {
        (self.fitting > Self::MOST).then(|| {
            format!(
                "These are the first {} of {}, by name. Find others by a part of the name, or list them by name and e-mail address above.",
                Self::MOST, self.fitting
            )
        })
    }
}

/// The people of a cohort.
#[component]
pub fn CohortPeoplePage<'a>(
    teaching: &'a Teaching,
    people: Vec<Participant>,
    /// The whole address by which people join, for others to type.
    address: String,
    /// The same with the code in it, to be sent to them.
    link: Option<String>,
    /// What was done a moment ago.
    done: Option<String>,
    colleagues: Colleagues,
    form: Form,
) -> impl IntoView {
    let cohort = &teaching.cohort;
    let page = |page: &str| urls::cohort_page(&cohort.id, page);
    let waiting = people.iter().filter(|one| matches!(one.state, ParticipantState::Listed | ParticipantState::Invited));
    let uninvited = people.iter().filter(|one| one.state == ParticipantState::Listed).count();
    let (waiting, joined) =
        (waiting.count(), people.iter().filter(|one| one.state == ParticipantState::Joined).count());
    let count = format!(
        "{} {} part, {waiting} not yet",
        when::count(joined, "person", "people"),
        if joined == 1 { "takes" } else { "take" }
    );
    let list = if people.is_empty() {
        view! { <p class="empty">"Nobody yet. Give the code away, or list people below and invite them."</p> }
            .into_any()
    } else {
        table(cohort, people).into_any()
    };
    let invite = (uninvited > 0 && cohort.archived_at.is_none()).then(|| {
        let words = format!("Invite {}", when::count(uninvited, "person", "people"));
        view! {
            <form method="post" action=page("people/invitations")><button class="button">{words}</button></form>
            <p class="help">"Each gets one mail with a personal link. Who was invited already gets no second one."</p>
        }
    });
    let time = (joined > 0).then(|| {
        view! {
            <section>
                <h2>"Extra time and breaks"</h2>
                <p>"Give them to several people at once, or end what was given here."</p>
                <p class="actions"><a class="button quiet" href=page("people/time")>"Extra time for people of the class"</a></p>
            </section>
        }
    });
    let from_organisation = (colleagues.all > 0).then(|| choose(&page("people"), colleagues, form.clone()));
    view! {
        <header class="page-head">
            <CohortNav cohort=cohort here="people" />
            <h1>"People"</h1>
        </header>
        {done.map(|words| view! { <p class="notice" role="status">{words}</p> })}
        <ErrorSummary form=form.clone() />
        {code(cohort, &address, link)}
        <section>
            <p class="list-head"><strong>{count}</strong></p>
            {list}
            {invite}
        </section>
        {time}
        <section>
            <h2>"List people"</h2>
            <form method="post" action=page("people") class="stack">
                {typed_list(&form)}
                <button class="button">"List them"</button>
            </form>
            <form method="post" action=page("people/file") class="stack" enctype="multipart/form-data">
                <div class="field">
                    <label for="file">"Or a file (CSV or Excel)"</label>
                    <p class="help" id="file-help">"With a column for the name and one for the e-mail address. Other columns are not looked at."</p>
                    <input type="file" id="file" name="file" accept=".csv,.xlsx,.txt" aria-describedby="file-help" />
                </div>
                <button class="button">"List those in the file"</button>
            </form>
        </section>
        {from_organisation}
    }
}

/// People of the organisation to choose from.
fn choose(address: &str, colleagues: Colleagues, form: Form) -> impl IntoView + use<> {
    let is_narrowed = !form.value("find").trim().is_empty();
    let note = colleagues.note().map(|words| view! { <p class="help">{words}</p> });
    let find = (is_narrowed || note.is_some()).then(|| {
        let clear = is_narrowed.then(|| view! { <a href=address.to_owned()>"Show all"</a> });
        view! {
            <form method="get" action=address.to_owned() class="stack">
                <Field form=form name="find" label="Find by name or e-mail address" want=Want::Optional longest=120 />
                <p class="actions"><button class="quiet">"Find"</button>{clear}</p>
            </form>
        }
    });
    let boxes = colleagues.people.into_iter().enumerate().map(|(number, (name, email))| {
        let id = format!("colleague-{number}");
        view! {
            <li>
                <input type="checkbox" id=id.clone() name="colleague" value=email.clone() />
                <label for=id>{name}" "<span class="help">{email}</span></label>
            </li>
        }
    });
    let boxes = boxes.collect_view();
    let list = if colleagues.fitting == 0 {
        view! { <p class="empty">"Nobody of your organisation fits this, or all who do are in the cohort already."</p> }
            .into_any()
    } else {
        view! {
            <form method="post" action=address.to_owned() class="stack">
                <details open=is_narrowed>
                    <summary>"Choose people"</summary>
                    <ul class="plain-list">{boxes}</ul>
                </details>
                <button class="button">"List the chosen people"</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section id="colleagues">
            <h2>"From your organisation"</h2>
            {find}
            {note}
            {list}
        </section>
    }
}

fn typed_list(form: &Form) -> impl IntoView + use<> {
    let error = form.error("list").map(str::to_owned);
    let wrong = error.is_some();
    let text = form.value("list");
    view! {
        <div class="field" class:wrong=wrong>
            <label for="list">"Names and e-mail addresses"</label>
            <p class="help" id="list-help">"One person on a line, for instance: Ada Palmer, ada@example.org"</p>
            {error.map(|message| view! { <p class="error" id="list-error">{message}</p> })}
            <textarea id="list" name="list" rows="6" aria-describedby="list-help">{text}</textarea>
        </div>
    }
}

fn code(cohort: &Cohort, address: &str, link: Option<String>) -> impl IntoView + use<> {
    let page = |page: &str| urls::cohort_page(&cohort.id, page);
    let body = match &cohort.code {
        _ if cohort.archived_at.is_some() => view! { <p>"The cohort was put away; nobody can join it."</p> }.into_any(),
        Some(code) => view! {
            <p class="join-code"><strong>{code.clone()}</strong></p>
            <p>"Anybody who has this code can join, at "<code>{address.to_owned()}</code>". "<a href=page("screen")>"Show it on the big screen"</a></p>
            <p>"Or send this link, which holds the code already: "<code>{link}</code></p>
            <form method="post" action=page("code") class="inline">
                <button class="quiet" name="go" value="new">"Make a new code"</button>
                <button class="quiet" name="go" value="close">"Close joining"</button>
            </form>
        }
        .into_any(),
        None => view! {
            <p>"Joining by a code is closed. Invitations still work."</p>
            <form method="post" action=page("code")><button class="button" name="go" value="new">"Open joining with a new code"</button></form>
        }
        .into_any(),
    };
    view! { <section><h2>"Joining"</h2>{body}</section> }
}

fn table(cohort: &Cohort, people: Vec<Participant>) -> impl IntoView + use<> {
    let lines = people.into_iter().map(|one| line(cohort, one)).collect_view();
    view! {
        <div class="table" tabindex="0" role="region" aria-label="People">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"E-mail address"</th>
                        <th scope="col">"State"</th>
                        <th scope="col"><span class="unseen">"Change"</span></th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
}

fn line(cohort: &Cohort, one: Participant) -> impl IntoView + use<> {
    let state = match (one.state, one.joined_at, one.invited_at) {
        (ParticipantState::Joined, Some(at), _) => format!("● joined {}", when::date(at)),
        (ParticipantState::Joined, None, _) => "● joined".to_owned(),
        (ParticipantState::Invited, _, Some(at)) => format!("◐ invited {}", when::date(at)),
        (ParticipantState::Invited, ..) => "◐ invited".to_owned(),
        (ParticipantState::Listed, ..) => "○ listed".to_owned(),
        (ParticipantState::Left, ..) => "– left".to_owned(),
    };
    let email = if one.email.is_empty() { "joined in the room".to_owned() } else { one.email };
    let action = urls::cohort_page(&cohort.id, format!("people/{}/remove", one.id));
    let remove = (one.state != ParticipantState::Left).then(|| {
        view! { <form method="post" action=action><button class="quiet">"Remove"<span class="unseen">{format!(" {}", one.name)}</span></button></form> }
    });
    view! { <tr><th scope="row">{one.name.clone()}</th><td>{email}</td><td>{state}</td><td>{remove}</td></tr> }
}

/// The code in large letters and as a picture to be read by a phone, for the wall of a classroom.
#[component]
pub fn JoinScreen(
    cohort: Cohort,
    /// The whole address of the service, as people type it.
    address: String,
    /// The picture of the address with the code: an SVG path and the number of its modules along an edge.
    picture: Option<(String, usize)>,
    /// How many have joined.
    joined: usize,
) -> impl IntoView {
    let people = urls::cohort_page(&cohort.id, "people");
    let code = cohort.code.unwrap_or_else(|| "Joining is closed".to_owned());
    let picture = picture.map(|picture| view! { <QrCode picture=picture label="The address to join, as a QR code" /> });
    view! {
        <header class="page-head join-screen">
            <p class="kicker"><a href=people>{cohort.facts.name}</a></p>
            <h1>"Join this class"</h1>
        </header>
        <section class="join-screen">
            <p>"Open "<strong>{address}</strong>" and type the code:"</p>
            <p class="join-code"><strong>{code}</strong></p>
            {picture}
            <p id="joined" data-again="5">{when::count(joined, "person has joined", "people have joined")}"."</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_colleagues_the_first_are_shown_and_others_are_found() {
        let people = |count: usize| (0..count).map(|n| (format!("Ada {n:03}"), format!("a{n}@example.org")));
        let few = Colleagues::of(people(500).collect(), "");
        assert_eq!((few.people.len(), few.note()), (500, None));
        let many = people(501).chain([("Zoe Last".to_owned(), "zl@example.org".to_owned())]).collect::<Vec<_>>();
        let shown = Colleagues::of(many.clone(), " ");
        assert_eq!((shown.people.len(), shown.fitting), (500, 502));
        assert!(shown.note().is_some_and(|words| words.contains("the first 500 of 502")));
        for words in ["zoe", "ZL@"] {
            let found = Colleagues::of(many.clone(), words);
            assert_eq!((found.people.len(), found.people[0].0.as_str(), found.note()), (1, "Zoe Last", None));
        }
        let nobody = Colleagues::of(many, "nobody");
        assert_eq!((nobody.fitting, nobody.all), (0, 502));
    }
}
