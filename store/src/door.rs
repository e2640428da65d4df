//! The one door for writes.
//!
//! On SQLite a single thread owns the writing connection. Writes that wait while a commit goes to disk are taken together
//! into the next transaction, each in a savepoint of its own, and are acknowledged only after that commit: many
//! candidates share one flush. On PostgreSQL each write is a transaction of its own and the server groups the flushes.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;

use sqlx::Executor;
use tokio::sync::{mpsc, oneshot};

use crate::engine::{Conn, Pool};
use crate::{Fault, Store};

/// Most writes that share one commit: bounds how long the first of them waits.
const MOST_TOGETHER: usize = 128;
/// Most writes that may wait; beyond it callers wait before they are let in.
const MOST_WAITING: usize = 4_096;

pub(crate) type Work<'c, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'c>>;

type Done = Box<dyn Any + Send>;
type Reply = oneshot::Sender<Result<Done, Fault>>;
type Job = Box<dyn for<'c> FnOnce(&'c mut Conn) -> Work<'c, Done> + Send>;

pub(crate) struct Waiting {
    job: Job,
    shape: Shape,
    reply: Reply,
}

/// Whether a write needs a savepoint.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Several statements that stand or fall together.
    Whole,
    /// Several statements of which none fails unless the database itself does. Then the whole commit is given up, and those
    /// who share it are told to try again.
    Sure,
    /// A write of which a failed statement leaves nothing that matters, such as one conditional insert.
    Single,
}

#[derive(Clone)]
pub(crate) enum Door {
    Sqlite(mpsc::Sender<Waiting>),
    Postgres(Pool),
}

impl Door {
    /// Opens the door; for SQLite the pool must hold the one writing connection.
    pub(crate) fn open(pool: Pool) -> Self {
        match pool {
            Pool::Postgres(_) => Self::Postgres(pool),
            Pool::Sqlite(_) => {
                let (sender, receiver) = mpsc::channel(MOST_WAITING);
                std::thread::Builder::new()
                    .name("door".to_owned())
                    .spawn(move || doorkeeper().block_on(serve(pool, receiver)))
                    .expect("a thread can be started");
                Self::Sqlite(sender)
            }
        }
    }
}

/// The door has a thread of its own: between two statements it never queues behind pages that are being rendered.
fn doorkeeper() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime can be made")
}

impl Store {
    /// Runs several statements that stand or fall together; returns after they are durable.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        job: impl for<'c> FnOnce(&'c mut Conn) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, Fault> {
        self.through_the_door(Shape::Whole, job).await
    }

    /// Runs a write of [`Shape::Sure`]; returns after it is durable.
    pub(crate) async fn write_surely<T: Send + 'static>(
        &self,
        job: impl for<'c> FnOnce(&'c mut Conn) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, Fault> {
        self.through_the_door(Shape::Sure, job).await
    }

    /// Runs a write of [`Shape::Single`]; returns after it is durable.
    pub(crate) async fn write_single<T: Send + 'static>(
        &self,
        job: impl for<'c> FnOnce(&'c mut Conn) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, Fault> {
        self.through_the_door(Shape::Single, job).await
    }

    async fn through_the_door<T: Send + 'static>(
        &self,
        shape: Shape,
        job: impl for<'c> FnOnce(&'c mut Conn) -> Work<'c, T> + Send + 'static,
    ) -> Result<T, Fault> {
        match &self.door {
            Door::Postgres(pool) => {
                let pool = pool.clone();
                // A task of its own: a caller who goes away must not leave a transaction open.
                let done = tokio::spawn(async move { in_transaction(pool.acquire().await?, job).await });
                done.await.map_err(|_| Fault::Stopping)?
            }
            Door::Sqlite(sender) => {
                let (reply, answer) = oneshot::channel();
                let job: Job = Box::new(move |conn| {
                    let work = job(conn);
                    Box::pin(async move { Ok(Box::new(work.await?) as Done) })
                });
                sender.send(Waiting { job, shape, reply }).await.map_err(|_| Fault::Stopping)?;
                let done = answer.await.map_err(|_| Fault::Stopping)??;
                Ok(*done.downcast::<T>().expect("the job that was sent makes the value that comes back"))
            }
        }
    }
}

async fn in_transaction<T>(
    mut conn: Conn,
    job: impl for<'c> FnOnce(&'c mut Conn) -> Work<'c, T> + Send,
) -> Result<T, Fault> {
    execute(&mut conn, "BEGIN").await?;
    let done = job(&mut conn).await;
    let ended = execute(&mut conn, if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).await;
    if let (Err(_), Conn::Postgres(broken)) = (&ended, &mut conn) {
        broken.close_on_drop();
    }
    done.and_then(|done| ended.map(|()| done).map_err(Fault::from))
}

async fn execute(conn: &mut Conn, sql: &'static str) -> Result<(), sqlx::Error> {
    match conn {
        Conn::Sqlite(c) => (&mut **c).execute(sql).await.map(|_| ()),
        Conn::Postgres(c) => (&mut **c).execute(sql).await.map(|_| ()),
    }
}

async fn serve(pool: Pool, mut waiting: mpsc::Receiver<Waiting>) {
    let mut held = None;
    while let Some(first) = waiting.recv().await {
        let mut conn = match held.take() {
            Some(conn) => conn,
            None => match pool.acquire().await {
                Ok(conn) => conn,
                Err(error) => {
                    let _ = first.reply.send(Err(error.into()));
                    continue;
                }
            },
        };
        if commit_together(&mut conn, first, &mut waiting).await {
            held = Some(conn);
        }
    }
}

/// Takes the first write and those that wait behind it into one commit. False when the connection is not fit for more.
async fn commit_together(conn: &mut Conn, first: Waiting, waiting: &mut mpsc::Receiver<Waiting>) -> bool {
    if let Err(error) = execute(conn, "BEGIN IMMEDIATE").await {
        let _ = first.reply.send(Err(error.into()));
        return false;
    }
    let mut next = Some(first);
    let mut done = Vec::new();
    while let Some(Waiting { job, shape, reply }) = next {
        let result = match shape {
            Shape::Single | Shape::Sure => job(conn).await,
            Shape::Whole => in_savepoint(conn, job).await,
        };
        let is_given_up = shape == Shape::Sure && result.is_err();
        done.push((reply, result));
        if is_given_up {
            let sound = execute(conn, "ROLLBACK").await.is_ok();
            give_up(done, "a write that shared the commit failed");
            return sound;
        }
        next = if done.len() < MOST_TOGETHER { waiting.try_recv().ok() } else { None };
    }
    match execute(conn, "COMMIT").await {
        Ok(()) => {
            for (reply, result) in done {
                let _ = reply.send(result);
            }
            true
        }
        Err(error) => {
            let sound = execute(conn, "ROLLBACK").await.is_ok();
            give_up(done, &format!("the commit failed: {error}"));
            sound
        }
    }
}

/// Tells all who share a commit that nothing was stored.
fn give_up(done: Vec<(Reply, Result<Done, Fault>)>, why: &str) {
    tracing::error!(why, writes = done.len(), "a commit was given up; none of its writes was acknowledged");
    for (reply, result) in done {
        let not_saved = || sqlx::Error::Protocol(why.to_owned()).into();
        let _ = reply.send(result.and_then(|_| Err(not_saved())));
    }
}

async fn in_savepoint(conn: &mut Conn, job: Job) -> Result<Done, Fault> {
    execute(conn, "SAVEPOINT job").await?;
    let result = job(conn).await;
    if result.is_err() {
        execute(conn, "ROLLBACK TO job").await?;
    }
    execute(conn, "RELEASE job").await?;
    result
}
