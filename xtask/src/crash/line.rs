//! A candidate's line to the server: opened again whenever it breaks.

use std::time::Duration;

use anyhow::Result;
use tokio::time::timeout;

use super::service::Service;
use crate::sitters::wire::Connection;

/// A server that is up answers within so much, whatever it says.
const PATIENCE: Duration = Duration::from_secs(10);

/// What came back.
pub enum Answer {
    /// An answer of the server: status, where it leads, and the body.
    Told { status: u16, place: String, body: String },
    /// The line broke, or nobody took the call.
    Nothing,
    /// The server kept the line and said nothing.
    Silence,
}

/// At most one open connection.
#[derive(Default)]
pub struct Line {
    connection: Option<Connection>,
}

impl Line {
    /// Sends a request and waits for its answer.
    pub async fn ask(&mut self, service: &Service, request: &[u8]) -> Answer {
        match timeout(PATIENCE, self.exchange(service, request)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => {
                self.connection = None;
                Answer::Nothing
            }
            Err(_) => {
                self.connection = None;
                Answer::Silence
            }
        }
    }

    /// Sends a request and goes away before anything can come back.
    pub async fn leave_behind(&mut self, service: &Service, request: &[u8]) {
        if let Ok(connection) = self.open(service).await {
            // Whether it arrived is what such a sender never learns.
            let _ = connection.send(request).await;
        }
        self.connection = None;
    }

    async fn open(&mut self, service: &Service) -> Result<&mut Connection> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => Connection::open(service.address).await?,
        };
        Ok(self.connection.insert(connection))
    }

    async fn exchange(&mut self, service: &Service, request: &[u8]) -> Result<Answer> {
        let connection = self.open(service).await?;
        connection.ask(request).await?;
        Ok(Answer::Told {
            status: connection.status(),
            place: connection.header("location").unwrap_or_default().to_owned(),
            body: String::from_utf8_lossy(connection.body()).into_owned(),
        })
    }
}
