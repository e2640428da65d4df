//! Who is closest to closing a gap.

use domain::award::Day;
use domain::ids::AccountId;
use domain::organisation::{Conflict, NeedState, Requirement};
use domain::question::Level;
use domain::record::LessonState;
use store::{Fault, GapRow, Seat};

use crate::knowledge;
use crate::site::Site;

/// Somebody who does not meet the requirement, and how close the person is.
pub struct Candidate {
    /// The gap.
    pub gap: GapRow,
    /// Lessons of the level that are complete, in percent; nothing for people without an account.
    pub lessons: Option<u32>,
    /// The best mock exam of the level, in percent; nothing without one.
    pub mock: Option<u32>,
    /// The work that keeps the person from meeting it.
    pub conflict: Option<Conflict>,
}

/// Those with a gap, who is late before who has time, among them the closest first: by the best mock exam of a level that meets it, then by lessons. The store has put everybody
/// in order by what it can tell quickly; here the first of them are looked at closely.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn candidates(
    site: &Site,
    seat: &Seat,
    requirement: &Requirement,
    gaps: Vec<GapRow>,
    today: Day,
) -> Result<Vec<Candidate>, Fault> {
    let of = gaps.iter().map(GapRow::member).collect();
    let mut conflicts = site.store.conflicts(seat, requirement, &of, today).await?;
    let level = requirement.first_level();
    let mut found = Vec::new();
    for gap in gaps {
        let lessons = match gap.account() {
            Some(account) => Some(lessons(site, &account, level).await?),
            None => None,
        };
        let (mock, conflict) = (gap.mock(), conflicts.remove(&gap.member()));
        found.push(Candidate { gap, lessons, mock, conflict });
    }
    let place = |gap: &GapRow| match gap.state(today) {
        NeedState::Late(_) => 0,
        NeedState::Open(_) => 1,
        NeedState::Met => 2,
    };
    found.sort_by_key(|one| (place(&one.gap), std::cmp::Reverse((one.mock, one.lessons))));
    Ok(found)
}

/// Lessons of a level that are complete, in percent.
async fn lessons(site: &Site, account: &AccountId, level: Level) -> Result<u32, Fault> {
    let record = site.store.study_record(account).await?;
    let lessons = site.library().lessons.iter().filter(|lesson| lesson.level == level);
    let (mut done, mut all) = (0, 0);
    for lesson in lessons {
        all += 1;
        done += u32::from(knowledge::lesson_state(lesson, &record) == LessonState::Complete);
    }
    Ok(done * 100 / all.max(1))
}
