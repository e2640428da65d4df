//! Sending mail: from the queue in the database to the mail server.
//!
//! A mail is marked only after the server has taken it. Whatever dies in between leaves a lease that runs out; then the
//! mail is sent again with the same Message-ID, by which a receiver can tell that it is the same. That is as close to once as
//! SMTP comes.

mod message;

use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransport, Error};
use lettre::{AsyncTransport, Tokio1Executor};
use store::{DueMail, Failure, Fault, Store};
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::config::{Config, Protection, Smtp};
use crate::entropy;

/// So many mails are on their way at once.
const TOGETHER: i64 = 4;
/// Longest wait for one answer of the mail server.
const ANSWER: Duration = Duration::from_secs(30);
/// Longest time for one mail; far less than a lease.
const WHOLE: Duration = Duration::from_secs(120);
/// Longest note of what went wrong, in characters.
const LONGEST_WHY: usize = 300;

/// The way to the mail server.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// The address of this service, for links.
    site: String,
}

impl Post {
    /// Makes the way ready. Nothing when no mail server is set up.
    ///
    /// # Errors
    /// When the TLS of this machine cannot be used.
    pub fn of(config: &Config) -> Result<Option<Self>, Error> {
        let Some(mail) = &config.mail else { return Ok(None) };
        let transport = transport(&mail.smtp, &config.public_url)?;
        Ok(Some(Self { transport, from: mail.from.clone(), site: config.public_url.clone() }))
    }

    /// Sends a mail: the server has taken it, or says why not.
    async fn send(&self, mail: &DueMail) -> Result<(), Failure> {
        let message = message::of(mail, &self.from, &self.site).map_err(Failure::Final)?;
        match tokio::time::timeout(WHOLE, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error)),
            Err(_) => Err(Failure::Passing("the mail server did not answer in time".to_owned())),
        }
    }
}

fn transport(smtp: &Smtp, site: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, Error> {
    let tls = match smtp.protection {
        Protection::Tls => Tls::Wrapper(TlsParameters::new(smtp.host.clone())?),
        Protection::StartTls => Tls::Required(TlsParameters::new(smtp.host.clone())?),
        Protection::Loopback => Tls::None,
    };
    let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
        .port(smtp.port)
        .tls(tls)
        .timeout(Some(ANSWER))
        .hello_name(hello(site));
    let credentials = smtp.credentials().map(|(user, word)| Credentials::new(user.to_owned(), word.to_owned()));
    Ok(credentials.into_iter().fold(builder, |builder, both| builder.credentials(both)).build())
}

/// How the service introduces itself: by its public host.
fn hello(site: &str) -> ClientId {
    let host = site.split_once("://").map_or(site, |(_, host)| host);
    let host = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    host.parse().map_or_else(|_| ClientId::Domain(host.to_owned()), ClientId::Ipv4)
}

/// Whether the mail itself was refused for good. A refused sign-in or missing TLS is a matter of the settings: all mail waits for
/// somebody to mend them.
fn failure(error: &Error) -> Failure {
    const OF_SETTINGS: [u16; 5] = [530, 534, 535, 538, 454];
    let why = words(error);
    let settings = error.status().is_some_and(|code| OF_SETTINGS.contains(&u16::from(code)));
    if error.is_permanent() && !settings { Failure::Final(why) } else { Failure::Passing(why) }
}

/// What went wrong, in one line.
fn words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let cause_words = cause.to_string();
        if !words.contains(&cause_words) {
            words = format!("{words}: {cause_words}");
        }
        source = cause.source();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_WHY).collect()
}

/// Sends all that is due now, a few at once; without a mail server, holds it. Returns how many were sent. Stops early when it is
/// told to, after those that are on their way.
///
/// # Errors
/// [`Fault`] of the store.
pub async fn deliver(
    store: &Store,
    clock: &Clock,
    post: Option<&Arc<Post>>,
    stopping: &(impl Fn() -> bool + Sync),
) -> Result<usize, Fault> {
    let mut sent = 0;
    while !stopping() && store.is_mail_due(clock.now().wall).await? {
        let Some(post) = post else {
            let held = store.hold_mail(clock.now().wall).await?;
            tracing::warn!(held, "no mail server is set up; mail is held in the outbox");
            continue;
        };
        let taken = store.take_due_mail(entropy::hex::<16>(), TOGETHER, clock.now().wall).await?;
        let mut ways = JoinSet::new();
        for mail in taken {
            ways.spawn(see_off(store.clone(), clock.clone(), Arc::clone(post), mail));
        }
        let mut marked = Vec::new();
        while let Some(done) = ways.join_next().await {
            marked.push(done.unwrap_or(Err(Fault::Stopping)));
        }
        for was_sent in marked {
            sent += usize::from(was_sent?);
        }
    }
    Ok(sent)
}

/// Sends one mail and marks it. True when it was sent.
async fn see_off(store: Store, clock: Clock, post: Arc<Post>, mail: DueMail) -> Result<bool, Fault> {
    let (id, kind, tries) = (&mail.id, mail.kind.word(), mail.tries);
    match post.send(&mail).await {
        Ok(()) => {
            let marked = store.mark_mail_sent(&mail, clock.now().wall).await?;
            tracing::info!(%id, kind, tries, marked, "mail was sent");
            Ok(true)
        }
        Err(failure) => {
            tracing::warn!(%id, kind, tries, ?failure, "mail was not taken");
            store.mark_mail_failed(&mail, failure, clock.now().wall).await?;
            Ok(false)
        }
    }
}

#[cfg(test)]
mod tests {
    use store::MailKind;

    use super::*;

    /// Where another program takes mail over TLS: `CLAUSEWISE_SMTP`, set when this is compiled, names a port for TLS from the first byte and
    /// one for STARTTLS, both of `localhost`; `SSL_CERT_FILE` names who vouches for it. Its user is `me`, with the password `word`.
    #[tokio::test]
    async fn another_program_takes_mail_over_tls() {
        let Some((tls, start)) = option_env!("CLAUSEWISE_SMTP").and_then(|ports| ports.split_once(' ')) else { return };
        let sent = async |host: &str, port: &str, protection| {
            let mut smtp = Smtp::parse(&format!("smtps://me:word@{host}:{port}")).unwrap();
            smtp.protection = protection;
            let (transport, from) =
                (transport(&smtp, "https://example.org").unwrap(), "no-reply@example.org".parse().unwrap());
            let post = Post { transport, from, site: "https://example.org".to_owned() };
            post.send(&message::tests::due(MailKind::Invitation, "ada@example.org", "Hello")).await
        };
        assert_eq!(sent("localhost", tls, Protection::Tls).await, Ok(()));
        assert_eq!(sent("localhost", start, Protection::StartTls).await, Ok(()));
        // Nobody vouches for this name, and the other port has no TLS to offer: nothing is sent, and it is tried again.
        for (host, port, protection) in [
            ("127.0.0.1", tls, Protection::Tls),
            ("127.0.0.1", start, Protection::StartTls),
            ("localhost", start, Protection::Tls),
        ] {
            let failure = sent(host, port, protection).await.unwrap_err();
            assert!(matches!(failure, Failure::Passing(_)), "{failure:?}");
        }
    }
}
