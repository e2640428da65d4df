use domain::time::{Millis, ServiceTime, Timestamp};

use crate::engine::query;
use crate::{Fault, Store};

/// How far the service clock had come, and what the wall clock said then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockReading {
    /// Service time.
    pub service: ServiceTime,
    /// Wall clock at that moment.
    pub wall: Timestamp,
}

impl Store {
    /// The last reading that was kept: the latest of the heartbeat and of what running attempts saw. Nothing on a fresh
    /// database.
    pub async fn last_clock(&self) -> Result<Option<ClockReading>, Fault> {
        let mut conn = self.read().await?;
        let row = query!(&mut conn, "clock/last.sql", [], optional(i64, i64, i64))?;
        Ok(row.map(|(service, wall, touched)| ClockReading {
            service: ServiceTime(service.max(touched)),
            wall: Timestamp(wall),
        }))
    }

    /// Keeps a reading. True when an exam is running, so that the next heartbeat should come soon.
    pub async fn keep_clock(&self, reading: ClockReading) -> Result<bool, Fault> {
        self.write_single(move |conn| {
            Box::pin(async move {
                query!(conn, "clock/keep.sql", [reading.service.0, reading.wall.0], rows)?;
                let (running,) = query!(conn, "clock/running.sql", [], one(i64,))?;
                Ok(running > 0)
            })
        })
        .await
    }

    /// Writes into the log of every running attempt that the service was down. The service clock stood still meanwhile,
    /// so the time is theirs already. Returns the number of attempts.
    pub async fn return_outage(&self, length: Millis, now: ClockReading, key: String) -> Result<u64, Fault> {
        self.write(move |conn| {
            Box::pin(async move {
                let body = serde_json::to_string(&domain::attempt::Event::OutageReturned { length })
                    .expect("an event is plain data");
                // On PostgreSQL a save of the server that was killed may still be under way: its line comes first.
                query!(conn, "clock/lock_running.sql", [], rows)?;
                let binds = (now.wall.0, now.service.0);
                Ok(query!(conn, "clock/return_outage.sql", [key, binds.0, binds.1, body], rows)?)
            })
        })
        .await
    }
}
