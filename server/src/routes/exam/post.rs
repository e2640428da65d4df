//! A post of the runner's form, where scripts are off.

use app::pages::exam::refusal_words;
use app::urls;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::attempt::{Act, Aspect, Confidence, Phase, Refusal, Row, Save};
use domain::response::Shape;
use store::{Attempt, Pause, SaveOutcome};

use super::{find, runner};
use crate::fields::Fields;
use crate::page::Desk;
use crate::stop::Stop;

/// Where a button of the form leads, and what it does besides saving what was entered.
enum Button {
    Go(usize),
    Review,
    Also(Act),
    Pause(Pause),
}

fn button(name: &str, item: u16, attempt: &Attempt, section: usize) -> Button {
    let here = usize::from(item);
    let row = attempt.sheet.rows().get(here);
    match name {
        "next" => Button::Go(here + 1),
        "previous" => Button::Go(here.saturating_sub(1)),
        "review" => Button::Review,
        "clear" => Button::Also(Act::Clear { item }),
        "break" => Button::Pause(Pause::Begin),
        "resume" => Button::Pause(Pause::End),
        "leave-section" => Button::Pause(Pause::LeaveSection(section as u16)),
        "flag" if row.is_some_and(|row| row.flagged) => Button::Also(Act::Unflag { item }),
        "flag" => Button::Also(Act::Flag { item }),
        _ => match name.strip_prefix("strike-").map(str::parse::<u8>) {
            Some(Ok(option)) if row.is_some_and(|row| row.is_struck(option)) => {
                Button::Also(Act::Restore { item, option })
            }
            Some(Ok(option)) => Button::Also(Act::StrikeOut { item, option }),
            _ => Button::Go(name.parse::<usize>().map_or(here, |number| number.saturating_sub(1))),
        },
    }
}

/// What was entered on the question shown, as acts: only what differs from the sheet.
fn entered(fields: &Fields, item: u16, shape: Shape, row: &Row, clears: bool) -> Vec<Act> {
    let mut acts = Vec::new();
    let given = shape.read(&|name| fields.all(name).map(str::to_owned).collect());
    match given {
        _ if clears => {}
        Some(response) if row.response.as_ref() != Some(&response) => acts.push(Act::Answer { item, response }),
        // A single choice cannot be unchosen in a form; everything else can be emptied.
        None if row.response.is_some()
            && !matches!(shape, Shape::Single { .. })
            && !fields.get("entered").is_empty() =>
        {
            acts.push(Act::Clear { item });
        }
        _ => {}
    }
    let confidence = Confidence::from_word(fields.get("confidence"));
    if confidence.is_some() && confidence != row.confidence {
        acts.push(Act::Confide { item, confidence });
    }
    let note = fields.get("note").replace("\r\n", "\n");
    if fields.all("note").next().is_some() && note.trim() != row.note.trim() {
        acts.push(Act::Note { item, text: note });
    }
    acts
}

/// An act of a form. Only what differs from the sheet is an act, so a form that is sent twice does nothing twice, and who
/// goes back to it in the browser and enters something else is taken at their word: `turn` differs each time. Switches
/// are not thrown twice by one form.
fn as_save(act: &Act, key: &str, sequence: u64, turn: u64) -> Save {
    let aspect = act.aspect();
    let code = aspect.code().unsigned_abs();
    let key = match aspect {
        Aspect::Flag | Aspect::Strike(_) => format!("{key}{code}"),
        _ => format!("{key}{code}-{turn:x}"),
    };
    Save { key, sequence: sequence + code, act: act.clone() }
}

/// Saves what was entered, then does what the button says.
pub async fn save(desk: Desk, Path(id): Path<String>, fields: Fields) -> Result<Response, Stop> {
    let number =
        fields.get("item").parse::<u16>().ok().and_then(|number| number.checked_sub(1)).ok_or(Stop::Malformed)?;
    let sequence = fields.get("sequence").parse::<u64>().map_err(|_| Stop::Malformed)?;
    let key = fields.get("key");
    if !Save::is_key(key) || key.len() > Save::LONGEST_KEY / 2 || sequence >= 1 << 52 {
        return Err(Stop::Malformed);
    }
    let attempt = find(&desk, &id).await?;
    if !attempt.head.mode.is_timed() {
        return Err(Stop::NotFound);
    }
    let section = attempt.head.timing.section(desk.site().now().service);
    let button = button(fields.get("go"), number, &attempt, section);
    let items = desk.site().store.paper_items(&attempt.paper).await?;
    let mut acts = match (attempt.sheet.rows().get(usize::from(number)), items.get(usize::from(number))) {
        (Some(row), Some(item)) => {
            entered(&fields, number, item.shape(), row, matches!(button, Button::Also(Act::Clear { .. })))
        }
        _ => return Err(Stop::Malformed),
    };
    match &button {
        Button::Also(act) => acts.push(act.clone()),
        Button::Go(place) if *place < attempt.paper.len() => acts.push(Act::View { item: *place as u16 }),
        _ => {}
    }
    // What comes after the end changes no sheet: the same form is kept once.
    let turn = if attempt.head.phase == Phase::Running { desk.site().entropy() } else { 0 };
    for (step, act) in acts.iter().enumerate() {
        let quiet = matches!(act, Act::View { .. });
        let save = as_save(act, key, sequence, turn);
        match desk.site().store.save(&desk.viewer.account, &attempt.head.id, save, desk.site().now()).await? {
            SaveOutcome::Saved(_) => {}
            SaveOutcome::Absent => return Err(Stop::NotFound),
            SaveOutcome::Refused(_) if quiet => {}
            SaveOutcome::Refused(refusal) => return refused(&desk, &id, number, refusal, &acts[step..]).await,
        }
    }
    let address = match button {
        Button::Review => urls::review(&id),
        Button::Go(place) => urls::question(&id, place.min(attempt.paper.len() - 1) + 1),
        Button::Also(_) => urls::question(&id, usize::from(number) + 1),
        Button::Pause(pause) => {
            let site = desk.site();
            site.store.pause_attempt(&desk.viewer.account, &attempt.head.id, pause, site.now()).await?;
            site.live.tell(&attempt.head.id);
            urls::attempt(&id)
        }
    };
    Ok(Redirect::to(&address).into_response())
}

/// What is said when what was typed here was overtaken by another window: words are not given up for others.
const OVERTAKEN_WORDS: &str = "Not saved yet: a newer text for this question was saved in another window. Yours stands below; save it again to put it in place of the newer one.";

/// Says why something was not taken; what was entered stands in the fields again. `rest` begins with what was refused.
async fn refused(desk: &Desk, id: &str, item: u16, refusal: Refusal, rest: &[Act]) -> Result<Response, Stop> {
    let mut attempt = find(desk, id).await?;
    if attempt.head.phase != Phase::Running {
        return Ok(Redirect::to(&urls::result(id)).into_response());
    }
    let can_be_mended = matches!(refusal, Refusal::TooMany | Refusal::Repeated | Refusal::TooLong);
    let status = match refusal {
        Refusal::UnknownItem | Refusal::UnknownOption => StatusCode::UNPROCESSABLE_ENTITY,
        _ if can_be_mended => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    };
    let sequence = attempt.sheet.sequence();
    let entered = |act: &&Act| matches!(act, Act::Answer { .. } | Act::Note { .. } | Act::Confide { .. });
    let typed = rest.first().filter(|act| act.is_typed() && refusal == Refusal::Stale);
    let skipped = usize::from(!can_be_mended && typed.is_none());
    for act in rest.iter().skip(skipped).filter(entered) {
        // On this page only: the sheet that is stored does not hold it.
        let _ = attempt.sheet.apply(sequence, act);
    }
    let words = if typed.is_some() { OVERTAKEN_WORDS } else { refusal_words(refusal) };
    runner(desk, attempt, usize::from(item), Some(words.to_owned()), status).await
}
