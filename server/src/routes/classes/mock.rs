//! A mock exam that somebody was given.

use app::pages::classes::{MockPage, MockState};
use app::pages::exam::{PaperChoice, papers_of};
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::accommodation::stretch_at;
use domain::cohort::{Access, Start, Task};
use domain::ids::EntryId;
use domain::time::Timestamp;
use leptos::prelude::*;
use store::{AgendaEntry, PlanEntry, StartOutcome};

use crate::classroom::AttendingDesk;
use crate::page::frame;
use crate::routes::exam::composed;
use crate::stop::Stop;

/// Seconds after which a page that waits asks again.
const AGAIN: i64 = 2;

/// An assignment with the dates that hold for the person, its paper if there still is one, and how it stands.
struct Mock {
    entry: PlanEntry,
    start: Start,
    paper: Option<PaperChoice>,
    state: MockState,
}

async fn load(desk: &AttendingDesk, id: &str) -> Result<Mock, Stop> {
    let (site, place) = (desk.site(), &desk.attending);
    let (cohort, id) = (&place.class.cohort, EntryId::new(id));
    let at = site.store.agenda_entry(&place.account, &cohort.id, &id).await?.ok_or(Stop::NotFound)?;
    let Task::Paper { start, .. } = at.entry.task else { return Err(Stop::NotFound) };
    let paper = paper(desk, &at.entry).await?;
    let sat = site.store.exam_of_entry(&place.account, &id).await?;
    let running = site.store.running_exam(&place.account).await?;
    let state = match (sat, running) {
        (Some(sat), Some(running)) if sat == running => MockState::Running(sat),
        (Some(sat), _) => MockState::Done(sat),
        (None, Some(other)) => MockState::Busy(other),
        (None, None) if cohort.archived_at.is_some() => MockState::Closed,
        (None, None) => match state(&at, start, site.now().wall) {
            MockState::Closed => MockState::Closed,
            _ if paper.is_none() => MockState::Gone,
            state => state,
        },
    };
    Ok(Mock { entry: PlanEntry { window: at.window(), ..at.entry }, start, paper, state })
}

/// How an exam stands for somebody who has not begun it. Own dates make up for a run that was missed: while they are open, its end
/// does not hold for the person, and neither does the wait for its begin once they have opened of themselves.
fn state(at: &AgendaEntry, start: Start, now: Timestamp) -> MockState {
    let (entry, together) = (&at.entry, start == Start::Together);
    let ended = entry.run_ended_at.is_some();
    let waits = together && entry.run_began_at.is_none() && !ended;
    if ended && at.own.is_none() {
        return MockState::Closed;
    }
    match at.window().at(now) {
        Access::NotYet => MockState::NotYet,
        Access::Closed => MockState::Closed,
        Access::Open | Access::Late if waits && at.own.is_none_or(|own| own.opens.is_none()) => MockState::Waiting,
        Access::Open | Access::Late if entry.halted_at.is_some() => MockState::Held,
        Access::Open | Access::Late => MockState::Open,
    }
}

pub async fn show(desk: AttendingDesk, Path((_, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let Mock { entry, start, paper, state } = load(&desk, &id).await?;
    let accommodations = desk.site().store.accommodations(&desk.attending.account).await?;
    let stretch = stretch_at(&accommodations, desk.site().now().wall);
    let waits = match state {
        MockState::Waiting | MockState::Held => true,
        // The trainer may let all begin earlier.
        MockState::NotYet => start == Start::Together,
        _ => false,
    };
    let frame = app::shell::Frame {
        refresh: waits.then_some(AGAIN),
        ..frame("dashboard", entry.title.clone(), "A mock exam of your class.")
    };
    let place = &desk.attending;
    Ok(desk.page(StatusCode::OK, frame, || {
        view! { <MockPage place=place entry=entry paper=paper state=state stretch=stretch /> }
    }))
}

/// Begins it. Whoever has begun it before goes there.
pub async fn start(desk: AttendingDesk, Path((cohort, id)): Path<(String, String)>) -> Result<Response, Stop> {
    let Mock { entry, paper, state, .. } = load(&desk, &id).await?;
    let here = || Ok(Redirect::to(&urls::class_mock(&cohort, &id)).into_response());
    let paper = match (state, paper) {
        (MockState::Open, Some(paper)) => paper,
        (MockState::Running(attempt), _) => return Ok(Redirect::to(&urls::attempt(attempt)).into_response()),
        _ => return here(),
    };
    let (site, seed) = (desk.site(), desk.site().entropy());
    let new = composed(&desk, paper, seed).await?.assigned(&entry);
    let ids = new.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    let drawn = new.scheme.as_ref().filter(|_| new.fixed.is_none()).and_then(|id| site.library().scheme(id));
    match site.store.start_attempt(new, site.now()).await? {
        StartOutcome::Started(attempt) => {
            if let Some(scheme) = drawn {
                desk.app.0.wear.note(scheme, ids);
            }
            Ok(Redirect::to(&urls::attempt(attempt)).into_response())
        }
        StartOutcome::Running(attempt) => Ok(Redirect::to(&urls::attempt(attempt)).into_response()),
        StartOutcome::Before(attempt) => Ok(Redirect::to(&urls::result(attempt)).into_response()),
        StartOutcome::Closed => here(),
    }
}

/// The paper of an assignment: one of the course, one that the organisation fixed, or one that is drawn. Nothing when it is no
/// longer there, or questions of it are in use no more.
async fn paper(desk: &AttendingDesk, entry: &PlanEntry) -> Result<Option<PaperChoice>, Stop> {
    let (site, library) = (desk.site(), desk.site().library());
    let Task::Paper { scheme, fixed, .. } = &entry.task else { return Ok(None) };
    let (id, title) = (entry.id.to_string(), entry.title.clone());
    let of_the_course = |fixed, varies| {
        let (own, pilots) = (Vec::new(), Vec::new());
        let scheme = library.scheme(scheme)?.clone();
        Some(PaperChoice { id, title, scheme, fixed, varies, made_by: None, own, pilots })
    };
    let Some(fixed) = fixed else {
        return Ok(library.drawer(scheme).and_then(|drawer| of_the_course(None, drawer.has_choice())));
    };
    if let Some(paper) = library.paper(fixed) {
        let is_live = library.is_live(paper);
        return Ok(is_live.then(|| of_the_course(Some((fixed.clone(), paper.sections.clone())), false)).flatten());
    }
    let kept = papers_of(site, &desk.attending.class.cohort.organisation).await?;
    Ok(kept.into_iter().find(|paper| paper.id == fixed.as_str()))
}

#[cfg(test)]
mod tests {
    use domain::cohort::Window;
    use domain::ids::{CohortId, SchemeId};
    use domain::zone::Zone;

    use super::*;

    const BEGAN: Option<Timestamp> = Some(Timestamp(5));

    /// Open from 10 to 20.
    fn planned(began: Option<Timestamp>, ended: Option<Timestamp>, own: Option<Window>) -> AgendaEntry {
        let (scheme, start) = (SchemeId::new("a scheme"), Start::Together);
        let entry = PlanEntry {
            id: EntryId::new("an entry"),
            cohort: CohortId::new("a cohort"),
            title: String::new(),
            words: String::new(),
            task: Task::Paper { scheme, fixed: None, start, limit: None },
            window: Window { opens: Some(Timestamp(10)), due: None, closes: Some(Timestamp(20)) },
            run_began_at: began,
            run_ended_at: ended,
            halted_at: None,
            released_at: None,
        };
        let (made_at, changed_at) = (Timestamp(0), Timestamp(0));
        let cohort_name = String::new();
        AgendaEntry { entry, cohort_name, zone: Zone::UTC, own, presence: None, made_at, changed_at }
    }

    fn told(at: &AgendaEntry, start: Start) -> [MockState; 3] {
        [7, 15, 25].map(|now| state(at, start, Timestamp(now)))
    }

    #[test]
    fn the_order_to_begin_counts_more_than_the_dates() {
        use MockState::{Closed, NotYet, Open, Waiting};
        assert_eq!(told(&planned(None, None, None), Start::Together), [NotYet, Waiting, Closed]);
        assert_eq!(told(&planned(None, None, None), Start::Alone), [NotYet, Open, Closed]);
        assert_eq!(told(&planned(BEGAN, None, None), Start::Together), [Open, Open, Closed], "it was begun earlier");
        let late = planned(Some(Timestamp(22)), None, None);
        assert_eq!(state(&late, Start::Together, Timestamp(25)), Open, "it was begun after its time");
        assert_eq!(told(&planned(BEGAN, Some(Timestamp(6)), None), Start::Together), [Closed, Closed, Closed]);
    }

    #[test]
    fn own_dates_make_up_for_a_run_that_was_missed() {
        use MockState::{NotYet, Open, Waiting};
        let longer = Some(Window { closes: Some(Timestamp(30)), ..Window::default() });
        assert_eq!(told(&planned(None, None, longer), Start::Together), [NotYet, Waiting, Waiting]);
        assert_eq!(told(&planned(BEGAN, Some(Timestamp(6)), longer), Start::Together), [Open, Open, Open]);
        let later = Some(Window { opens: Some(Timestamp(24)), due: None, closes: Some(Timestamp(30)) });
        assert_eq!(told(&planned(None, None, later), Start::Together), [NotYet, NotYet, Open], "it waits for nobody");
    }
}
