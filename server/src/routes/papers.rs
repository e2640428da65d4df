//! For staff: papers fixed in advance.

use app::form::Form;
use app::pages::papers::{DraftPage, PapersPage, Wish, load};
use app::urls;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::PaperId;
use domain::layout::ReviewPolicy;
use leptos::prelude::*;
use store::{KeptPaper, OwnItem};

use crate::fields::Fields;
use crate::page::{StaffDesk, frame, status};
use crate::stop::Stop;

/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;

pub async fn list(desk: StaffDesk) -> Result<Response, Stop> {
    let (kept, own) = kept(&desk).await?;
    let (site, frame) = (desk.site(), frame("staff", "Fixed papers", "Papers chosen in advance."));
    let (library, seed) = (site.library(), site.entropy());
    Ok(desk.page(StatusCode::OK, frame, || view! { <PapersPage library=library kept=kept own=own seed=seed /> }))
}

/// The organisation's fixed papers, nothing without an organisation, and its own questions that papers may use.
async fn kept(desk: &StaffDesk) -> Result<(Option<Vec<KeptPaper>>, Vec<OwnItem>), Stop> {
    let Some(organisation) = &desk.viewer.organisation else { return Ok((None, Vec::new())) };
    let store = &desk.site().store;
    Ok((Some(store.kept_papers(organisation).await?), store.own_items(organisation).await?))
}

pub async fn draft(desk: StaffDesk, RawQuery(query): RawQuery) -> Result<Response, Stop> {
    let query = query.unwrap_or_default();
    let all = |name: &str| {
        let fields = form_urlencoded::parse(query.as_bytes()).filter(|(field, _)| field == name);
        fields.map(|(_, value)| value.into_owned()).collect()
    };
    let wish = Wish::read(all).ok_or(Stop::NotFound)?;
    render(&desk, wish, Form::default()).await
}

async fn render(desk: &StaffDesk, wish: Wish, form: Form) -> Result<Response, Stop> {
    let draft = load(desk.site().library(), wish, kept(desk).await?, fresh(desk)).ok_or(Stop::NotFound)?;
    let frame = frame("staff", "A draft", "A drawn paper, to be looked at and fixed.");
    Ok(desk.page(status(&form), frame, || view! { <DraftPage draft=draft form=form /> }))
}

/// An id for a paper, and the seed of the next draft.
fn fresh(desk: &StaffDesk) -> (PaperId, u64) {
    let site = desk.site();
    (PaperId::new(store::fresh_id(site.now().wall)), site.entropy())
}

pub async fn keep(desk: StaffDesk, fields: Fields) -> Result<Response, Stop> {
    let (site, id) = (desk.site(), fields.get("id"));
    let (kept, own) = kept(&desk).await?;
    let kept = kept.ok_or(Stop::NotFound)?;
    if id.len() != 36 || !id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
        return Err(Stop::Malformed);
    }
    let wish = Wish::read(|name| fields.all(name).map(str::to_owned).collect()).ok_or(Stop::Malformed)?;
    let fixed = load(site.library(), wish.clone(), (Some(kept), own), fresh(&desk)).ok_or(Stop::NotFound)?;
    let title = fields.trimmed("title");
    let mut form = Form::default().with("title", title).with("review", fields.get("review"));
    if title.is_empty() || title.chars().count() > LONGEST_TITLE {
        form.refuse("title", format!("Give the paper a title of up to {LONGEST_TITLE} characters."));
    }
    let review = ReviewPolicy::ALL.into_iter().find(|review| review.word() == fields.get("review"));
    if review.is_none() {
        form.refuse("review", "Choose what may be reviewed after the end.");
    }
    if fields.get("shown") != fixed.shown() {
        form.refuse("title", "The question bank has changed since you looked. This is the paper as it would be now.");
    }
    let (Some(review), Some(sections), true) = (review, fixed.sections(), form.is_sound()) else {
        return render(&desk, wish, form).await;
    };
    let paper = KeptPaper {
        id: PaperId::new(id),
        title: title.to_owned(),
        scheme: wish.scheme,
        sections,
        pilots: fixed.pilots(),
        review,
        made_by: desk.staff.name().to_owned(),
        made_at: site.now().wall,
    };
    // The same form sent twice finds its id taken: it was fixed the first time.
    site.store.keep_paper(&desk.staff, paper).await?;
    Ok(Redirect::to(urls::PAPERS).into_response())
}

pub async fn withdraw(desk: StaffDesk, Path(id): Path<String>) -> Result<Response, Stop> {
    let site = desk.site();
    if !site.store.withdraw_paper(&desk.staff, &PaperId::new(id), site.now().wall).await? {
        return Err(Stop::NotFound);
    }
    Ok(Redirect::to(urls::PAPERS).into_response())
}
