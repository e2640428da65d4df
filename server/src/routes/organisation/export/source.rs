//! The books, each part of them read when it is asked for, and once.

use std::sync::Arc;

use domain::award::{Award, Day, day_of};
use domain::ids::MemberId;
use domain::organisation::Books;
use domain::time::Timestamp;
use store::{AwardLog, BookLine, ExceptionRow, ObservationRow, PlanFilter, PlanRow, Seat, Store, apart};
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
    books: OnceCell<Arc<Books>>,
    awards: OnceCell<Arc<Vec<(MemberId, AwardLog, Award)>>>,
    lines: OnceCell<Arc<Vec<BookLine>>>,
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

    pub(super) async fn books(&self) -> Result<&Arc<Books>, Stop> {
        self.books.get_or_try_init(async || Ok(Arc::new(self.store.books_now(&self.seat).await?))).await
    }

    pub(super) async fn awards(&self) -> Result<&Arc<Vec<(MemberId, AwardLog, Award)>>, Stop> {
        self.awards.get_or_try_init(async || self.read_awards().await.map(Arc::new)).await
    }

    async fn read_awards(&self) -> Result<Vec<(MemberId, AwardLog, Award)>, Stop> {
        let all = self.store.all_awards(&self.seat, self.now).await?;
        let logs = all.into_iter().flat_map(|(member, logs)| logs.into_iter().map(move |log| (member.clone(), log)));
        let (logs, here) = (logs.collect::<Vec<_>>(), self.seat.organisation.clone());
        let replayed = move || {
            let replayed = logs.into_iter().filter_map(|(member, log)| {
                let award = Award::replay(&log.entries, Some(&here), Timestamp(i64::MAX))?;
                Some((member, log, award))
            });
            replayed.collect()
        };
        Ok(apart(replayed).await?)
    }

    pub(super) async fn lines(&self) -> Result<&Arc<Vec<BookLine>>, Stop> {
        self.lines.get_or_try_init(async || self.read_lines().await.map(Arc::new)).await
    }

    /// Lets go of the log, which is the longest of all.
    pub(super) fn forget_lines(&mut self) {
        self.lines.take();
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
