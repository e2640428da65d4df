//! The books, each part of them read when it is asked for, and once.

use domain::award::{Award, Day, day_of};
use domain::ids::MemberId;
use domain::organisation::Books;
use domain::time::Timestamp;
use store::{AwardLog, BookLine, ExceptionRow, ObservationRow, PlanFilter, PlanRow, Seat, Store};
use tokio::sync::OnceCell;

use crate::office::Office;
use crate::stop::Stop;

/// Lines of the log that are read at once.
const LINES: i64 = 2_000;

/// Whose books are taken out, and what of them was read.
pub(super) struct Source {
    store: Store,
    seat: Seat,
    now: Timestamp,
    books: OnceCell<Books>,
    awards: OnceCell<Vec<(MemberId, AwardLog, Award)>>,
    lines: OnceCell<Vec<BookLine>>,
}

impl Source {
    pub(super) fn of(office: &Office) -> Self {
        let (site, seat) = (office.site(), office.seat.clone());
        let (books, awards, lines) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { store: site.store.clone(), seat, now: site.now().wall, books, awards, lines }
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn seat(&self) -> &Seat {
        &self.seat
    }

    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    pub(super) fn today(&self) -> Day {
        day_of(self.now)
    }

    pub(super) async fn books(&self) -> Result<&Books, Stop> {
        self.books.get_or_try_init(async || Ok(self.store.books_now(&self.seat).await?)).await
    }

    pub(super) async fn awards(&self) -> Result<&Vec<(MemberId, AwardLog, Award)>, Stop> {
        self.awards.get_or_try_init(async || self.read_awards().await).await
    }

    async fn read_awards(&self) -> Result<Vec<(MemberId, AwardLog, Award)>, Stop> {
        let all = self.store.all_awards(&self.seat, self.now).await?;
        let logs = all.into_iter().flat_map(|(member, logs)| logs.into_iter().map(move |log| (member.clone(), log)));
        let replayed = logs.filter_map(|(member, log)| {
            let award = Award::replay(&log.entries, Some(&self.seat.organisation), Timestamp(i64::MAX))?;
            Some((member, log, award))
        });
        Ok(replayed.collect())
    }

    pub(super) async fn lines(&self) -> Result<&Vec<BookLine>, Stop> {
        self.lines.get_or_try_init(async || self.read_lines().await).await
    }

    /// The log, read piece by piece.
    async fn read_lines(&self) -> Result<Vec<BookLine>, Stop> {
        let (mut all, mut before) = (Vec::new(), i64::MAX);
        loop {
            let page = self.store.log_page(&self.seat, before, None, LINES).await?;
            let Some(last) = page.last() else { return Ok(all) };
            before = last.number;
            all.extend(page);
        }
    }

    pub(super) async fn plans(&self) -> Result<Vec<PlanRow>, Stop> {
        let everything = (i64::MAX, 0);
        Ok(self.store.plans(&self.seat, &PlanFilter::default(), self.today(), everything).await?)
    }

    pub(super) async fn observations(&self) -> Result<Vec<(MemberId, ObservationRow)>, Stop> {
        Ok(self.store.all_observations(&self.seat).await?)
    }

    pub(super) async fn exceptions(&self) -> Result<Vec<ExceptionRow>, Stop> {
        Ok(self.store.all_exceptions(&self.seat).await?)
    }
}
