//! Starting, serving and stopping.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use axum_server::tls_rustls::RustlsConfig;
use content::Library;
use store::{OpenFault, Role, Store};
use tokio::net::TcpListener;

use crate::clock::{Clock, Machine, TimeSource};
use crate::config::{Config, Tls, local_addresses};
use crate::mail::Post;
use crate::password::Hasher;
use crate::state::App;
use crate::{entropy, intake, jobs, routes};

/// A database that cannot be reached yet is asked again after so long.
const AGAIN: Duration = Duration::from_millis(100);
/// And not waited for any longer than this.
const PATIENCE: Duration = Duration::from_secs(60);
/// Running requests get so long to finish after SIGTERM.
const FAREWELL: Duration = Duration::from_secs(10);

/// Loads the course: the one in the executable, or the one in a folder.
///
/// # Errors
/// Every problem of a broken course, each with its fix.
pub fn load_course(folder: Option<&Path>) -> anyhow::Result<Arc<Library>> {
    let library = match folder {
        Some(folder) => Library::from_dir(folder),
        None => Library::embedded(),
    };
    match library {
        Ok(library) => Ok(Arc::new(library)),
        Err(report) => bail!("the course has problems; the server does not start on a broken course\n\n{report}"),
    }
}

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// What keeps it from starting, with what to do.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let library = load_course(config.content_dir.as_deref())?;
    let (store, clock) = begin(&config.database_url, &library).await?;
    let listener = TcpListener::bind(config.address)
        .await
        .with_context(|| format!("cannot listen on {}: choose another CLAUSEWISE_ADDRESS", config.address))?;
    let setup = setup_token(&store).await?;
    let post = Post::of(&config)?.map(Arc::new);
    greet(&config, &listener, setup.as_deref());
    let app = App::new(&config, store.clone(), clock.clone(), Hasher::new()?, setup);
    app.files().check().context("choose another CLAUSEWISE_FILES_DIR or CLAUSEWISE_FILES_URL")?;
    app.look_back().await?;
    intake::go_on(app.site()).await?;
    let live = Arc::clone(&app.site().live);
    let jobs = tokio::spawn(jobs::run(store.clone(), clock.clone(), Arc::clone(&live)));
    let filling = tokio::spawn(jobs::fill_answers(store.clone()));
    let days =
        tokio::spawn(jobs::run_days(store.clone(), clock.clone(), app.files().clone(), config.public_url.clone()));
    let (stop_mail, mail_stopped) = tokio::sync::watch::channel(false);
    let mail = tokio::spawn(jobs::send_mail(store.clone(), clock.clone(), post, mail_stopped));
    let service = routes::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let asked = async move {
        asked_to_stop().await;
        // Pages that listen would keep their connections open for ever.
        live.close();
        let _ = stop.send(());
    };
    match &config.tls {
        Some(files) => {
            let (handle, listener) = (axum_server::Handle::new(), listener.into_std()?);
            let ending = handle.clone();
            tokio::spawn(async move {
                asked.await;
                ending.graceful_shutdown(Some(FAREWELL));
            });
            let server = axum_server::from_tcp_rustls(listener, certificate(files).await?)?.handle(handle);
            server.serve(service).await.context("serving failed")?;
        }
        None => {
            let server = axum::serve(listener, service).with_graceful_shutdown(asked);
            tokio::select! {
                done = server.into_future() => done.context("serving failed")?,
                () = async {
                    let _ = stopped.await;
                    tokio::time::sleep(FAREWELL).await;
                } => tracing::warn!("some connections did not end in time"),
            }
        }
    }
    jobs.abort();
    filling.abort();
    days.abort();
    // What is on its way is marked when it has arrived; what takes too long is leased, and sent after the next start.
    let _ = stop_mail.send(true);
    if tokio::time::timeout(FAREWELL, mail).await.is_err() {
        tracing::warn!("some mail was on its way when the server stopped; it will be sent again");
    }
    store.keep_clock(clock.now()).await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// The certificate that the server shows itself.
async fn certificate(files: &Tls) -> anyhow::Result<RustlsConfig> {
    // Whoever links more than one provider has to say which; said twice, the first holds.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let loaded = RustlsConfig::from_pem_file(&files.certificate, &files.key).await;
    loaded.context("the certificate cannot be used: CLAUSEWISE_TLS_CERTIFICATE and CLAUSEWISE_TLS_KEY name PEM files that belong together")
}

/// Opens the database and takes the service clock up where it stood. A database that is just coming up is waited for.
async fn begin(url: &str, library: &Arc<Library>) -> Result<(Store, Clock), OpenFault> {
    let machine = Arc::new(Machine::new());
    // One name for one start, however often it is tried.
    let start = store::fresh_id(machine.wall());
    let begin = async || {
        let store = Store::open(url, Arc::clone(library)).await?;
        let last = store.last_clock().await?;
        let clock = Clock::resume(machine.clone(), last);
        let returned = jobs::return_outage(&store, last, clock.now(), &start).await?;
        if returned > 0 {
            tracing::info!(attempts = returned, "running exams go on with the time they had");
        }
        Ok::<_, OpenFault>((store, clock))
    };
    let waited_for = async {
        loop {
            match begin().await {
                Err(fault) if fault.may_pass() => tracing::warn!(%fault, "the database is not there yet; trying again"),
                done => return done,
            }
            tokio::time::sleep(AGAIN).await;
        }
    };
    match tokio::time::timeout(PATIENCE, waited_for).await {
        Ok(begun) => begun,
        Err(_) => begin().await,
    }
}

async fn setup_token(store: &Store) -> anyhow::Result<Option<String>> {
    let administrators = store.count_accounts(Some(Role::Administrator)).await?;
    Ok((administrators == 0).then(entropy::hex::<16>))
}

#[expect(clippy::print_stdout, reason = "the greeting is for the person at the terminal")]
fn greet(config: &Config, listener: &TcpListener, setup: Option<&str>) {
    let address = listener.local_addr().map_or_else(|_| config.address.to_string(), |address| address.to_string());
    println!("Clausewise is running. Open {} in your browser.", config.public_url);
    if config.public_url != format!("http://{address}") {
        println!("It listens on {address}.");
    }
    greet_room(config);
    if let Some(token) = setup {
        println!(
            "There is no administrator yet. This link makes the first one, once: {}{}/{token}",
            config.public_url,
            app::urls::SETUP
        );
    }
    println!("Press Ctrl-C to stop; nothing is lost.");
    tracing::info!(%address, database = %config.database_url.split(':').next().unwrap_or_default(), "serving");
}

/// What a trainer has to know of the networks of the machine, where its own address is given out: a room types one address, and only
/// the trainer knows in which network it is.
#[expect(clippy::print_stdout, reason = "the greeting is for the person at the terminal")]
fn greet_room(config: &Config) {
    let addresses = local_addresses();
    let given = |ip: &IpAddr| config.public_url.contains(&ip.to_string());
    if !config.address.ip().is_unspecified() || !(given(&config.address.ip()) || addresses.iter().any(given)) {
        return;
    }
    if addresses.is_empty() {
        println!("This machine is in no network that others could reach. Join one, and start again.");
    } else if addresses.len() > 1 {
        let list = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        println!(
            "This machine has several addresses: {list}. If the room cannot open the one above, set CLAUSEWISE_PUBLIC_URL to another, for instance http://{}:{}.",
            addresses[1],
            config.address.port()
        );
    }
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};

    let interrupt = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt => {}
            }
        }
        Err(_) => drop(interrupt.await),
    }
}
