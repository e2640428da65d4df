//! A mail server on this machine. The protocol is that of mailin; the socket, and how it answers, are the test's.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder, response};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The password of its one user, `me`.
pub const WORD: &str = "amber:kettle@dawn";

/// What it says to a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It takes it.
    Take,
    /// Not now.
    Later,
    /// Never.
    Never,
    /// It takes it, and says so only when the test lets it.
    TakeSlowly,
}

/// A mail that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    pub data: String,
}

/// The running server; it stops when it is dropped.
pub struct MailServer {
    pub address: SocketAddr,
    desk: Desk,
    taken: UnboundedReceiver<Taken>,
    go_on: Option<mpsc::Sender<()>>,
    stopping: Arc<AtomicBool>,
}

/// One for each connection.
#[derive(Clone)]
struct Desk {
    answer: Arc<Mutex<Answer>>,
    taken: UnboundedSender<Taken>,
    go_on: Arc<Mutex<mpsc::Receiver<()>>>,
    from: String,
    to: Vec<String>,
    data: Vec<u8>,
}

impl MailServer {
    /// Starts it on a free port. With `sign_in` it takes mail only from its user.
    pub fn start(sign_in: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let (sender, taken) = unbounded_channel();
        let (go_on, wait) = mpsc::channel();
        let desk = Desk {
            answer: Arc::new(Mutex::new(Answer::Take)),
            taken: sender,
            go_on: Arc::new(Mutex::new(wait)),
            from: String::new(),
            to: Vec::new(),
            data: Vec::new(),
        };
        let stopping = Arc::new(AtomicBool::new(false));
        let (stop, desks) = (Arc::clone(&stopping), desk.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let desk = desks.clone();
                // A client that goes away in the middle is what some tests are about.
                std::thread::spawn(move || drop(serve(&stream, desk, sign_in)));
            }
        });
        Self { address, desk, taken, go_on: Some(go_on), stopping }
    }

    /// Its address as it is configured, with or without its user.
    pub fn url(&self, credentials: &str) -> String {
        format!("smtp://{credentials}{}", self.address)
    }

    pub fn answers(&self, answer: Answer) {
        *self.desk.answer.lock().expect("no test panics while it holds this") = answer;
    }

    /// The next mail that it takes.
    pub async fn next(&mut self) -> Taken {
        self.taken.recv().await.expect("the server runs")
    }

    /// What it has taken and nobody has looked at.
    pub fn rest(&mut self) -> Vec<Taken> {
        std::iter::from_fn(|| self.taken.try_recv().ok()).collect()
    }

    /// Lets it say that it took what it took slowly.
    pub fn go_on(&mut self) {
        self.go_on = None;
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        self.go_on = None;
        // The listener looks up once more and sees that it should stop.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(stream: &TcpStream, desk: Desk, sign_in: bool) -> io::Result<()> {
    let mut builder = SessionBuilder::new("mail.example");
    if sign_in {
        builder.enable_auth(AuthMechanism::Plain).insecure_enable_plaintext_auth();
    }
    let mut session = builder.build(stream.peer_addr()?.ip(), desk);
    let (mut reader, mut writer) = (BufReader::new(stream), stream);
    session.greeting().write_to(&mut writer)?;
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        let answer = session.process(&line);
        line.clear();
        if answer.action != Action::NoReply {
            writer.write_all(&answer.buffer()?)?;
        }
        if answer.action == Action::Close {
            break;
        }
    }
    Ok(())
}

impl Handler for Desk {
    fn mail(&mut self, _: IpAddr, _: &str, from: &str) -> Response {
        (self.from, self.to, self.data) = (from.to_owned(), Vec::new(), Vec::new());
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        match *self.answer.lock().expect("no test panics while it holds this") {
            Answer::Later => return Response::custom(451, "4.3.0 The disk is full, come back later".to_owned()),
            Answer::Never => return Response::custom(550, "5.1.1 No such mailbox here".to_owned()),
            Answer::Take | Answer::TakeSlowly => {}
        }
        self.to.push(to.to_owned());
        response::OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        self.data.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let data = String::from_utf8_lossy(&self.data).into_owned();
        let (from, to) = (self.from.clone(), self.to.clone());
        let slowly = *self.answer.lock().expect("no test panics while it holds this") == Answer::TakeSlowly;
        let _ = self.taken.send(Taken { from, to, data });
        if slowly {
            // Ends when the test drops the other side.
            let _ = self.go_on.lock().expect("no other thread panics").recv();
        }
        response::OK
    }

    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        if (user, password) == ("me", WORD) { response::AUTH_OK } else { response::INVALID_CREDENTIALS }
    }
}
