use domain::award::Qualification;
use domain::question::Level;

use super::{Binds, PeopleRow, PeopleSort, Row};
use crate::Fault;
use crate::engine::{Conn, query};
use crate::organisations::Seat;

/// One page of the list. The orders are statements of their own, so that each can stop at the end of its page.
macro_rules! page {
    ($conn:ident, $seat:ident, $b:ident, $most:ident, $from:ident, [$($file:literal),*] $(, $level:expr)?) => {
        query!(
            $conn,
            parts [$($file),*],
            [
                $seat.organisation.as_str(),
                &$b.reach,
                &$b.today,
                $b.joining,
                &$b.words,
                &$b.department,
                &$b.position,
                &$b.requirement,
                &$b.level,
                $b.state,
                &$b.soon,
                &$b.taught,
                $most,
                $from
                $(, $level)?
            ],
            all Row
        )
    };
}

pub(super) async fn rows(
    conn: &mut Conn,
    seat: &Seat,
    (b, sort): (&Binds, PeopleSort),
    (most, from): (i64, i64),
) -> Result<Vec<PeopleRow>, Fault> {
    let level = match sort {
        PeopleSort::Foundation => Some(Level::Foundation),
        PeopleSort::Practitioner => Some(Level::Practitioner),
        PeopleSort::Auditor => Some(Level::Auditor),
        PeopleSort::Name | PeopleSort::NameDown | PeopleSort::Gaps => None,
    };
    let found = match (sort, level.map(Qualification::of)) {
        (_, Some(level)) => page!(
            conn,
            seat,
            b,
            most,
            from,
            [
                "picked_by_level.part.sql",
                "wanted.part.sql",
                "by_place.part.sql",
                "shown.part.sql",
                "then_place.part.sql"
            ],
            level.code()
        ),
        (PeopleSort::Gaps, None) => page!(
            conn,
            seat,
            b,
            most,
            from,
            [
                "picked_by_gaps.part.sql",
                "wanted.part.sql",
                "by_place.part.sql",
                "shown.part.sql",
                "then_place.part.sql"
            ]
        ),
        (PeopleSort::NameDown, None) => page!(
            conn,
            seat,
            b,
            most,
            from,
            [
                "picked.part.sql",
                "wanted.part.sql",
                "by_name_down.part.sql",
                "shown.part.sql",
                "then_name_down.part.sql"
            ]
        ),
        (_, None) => page!(
            conn,
            seat,
            b,
            most,
            from,
            ["picked.part.sql", "wanted.part.sql", "by_name.part.sql", "shown.part.sql", "then_name.part.sql"]
        ),
    }?;
    found.into_iter().map(Row::person).collect()
}
