//! Other programs, installed into a temporary folder at run time.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::course::Exports;
use super::{Results, gift};
use crate::prerequisite::on_path;
use crate::workspace::Workspace;

/// Prints what gift-pegjs makes of a file.
const PARSE: &str = "import { readFileSync, writeFileSync } from 'node:fs';\n\
    import * as all from 'gift-pegjs';\n\
    const parse = all.parse ?? all.default.parse;\n\
    writeFileSync('read.json', JSON.stringify(parse(readFileSync('ours.gift', 'utf8'))));\n";

/// Prints the cells of a workbook, and the kind of each.
const CELLS: &str = "import json, openpyxl\n\
    sheet = openpyxl.load_workbook('ours.xlsx').active\n\
    rows = [[['' if cell.value is None else cell.value, cell.data_type] for cell in row] for row in sheet.iter_rows()]\n\
    json.dump(rows, open('read.json', 'w'))\n";

/// The npm package gift-pegjs reads our GIFT as we read it ourselves.
pub fn gift_pegjs(exports: &Exports, results: &mut Results) -> Result<()> {
    let folder = Folder::new("gift-pegjs")?;
    if on_path("npm").is_none() || on_path("node").is_none() {
        println!("gift-pegjs: skipped, because npm is missing");
        return Ok(());
    }
    let install = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "gift-pegjs"];
    if !folder.runs(Command::new("npm").args(install).arg("--prefix").arg("."))? {
        println!("gift-pegjs: skipped, because npm could not get it");
        return Ok(());
    }
    let (text, import) = &exports.gift;
    fs::write(folder.path.join("ours.gift"), text)?;
    fs::write(folder.path.join("parse.mjs"), PARSE)?;
    let wrong = if folder.runs(Command::new("node").arg("parse.mjs"))? {
        gift::compare(import, &folder.read()?).err()
    } else {
        Some("our GIFT is refused".to_owned())
    };
    let questions = import.entries.len();
    results.tell(&format!("gift-pegjs reads our {questions} questions"), 1, wrong.as_slice());
    Ok(())
}

/// The PyPI package openpyxl finds the same cells in our workbook, all of them text.
pub fn openpyxl(exports: &Exports, results: &mut Results) -> Result<()> {
    let Some(packages) = Packages::get(&["openpyxl"])? else { return Ok(()) };
    let folder = &packages.folder;
    let (bytes, table) = &exports.workbook;
    fs::write(folder.path.join("ours.xlsx"), bytes)?;
    fs::write(folder.path.join("cells.py"), CELLS)?;
    ensure!(folder.runs(&mut packages.python("cells.py"))?, "openpyxl failed");
    let read = folder.read()?;
    let rows = read.as_array().context("the answer is a list")?;
    let ours = std::iter::once(&table.headers).chain(table.rows.iter().map(|row| &row.cells)).collect::<Vec<_>>();
    let mut wrong = Vec::new();
    if rows.len() != ours.len() {
        wrong.push(format!("{} rows instead of {}", rows.len(), ours.len()));
    }
    for ((theirs, ours), number) in rows.iter().zip(ours).zip(1..) {
        let cell = |at: usize| (theirs[at][0].as_str().unwrap_or_default(), theirs[at][1].as_str().unwrap_or_default());
        let differs = |at: usize, text: &str| {
            let (value, kind) = cell(at);
            value != text || !(kind == "s" || text.is_empty())
        };
        if let Some(at) = (0..ours.len()).find(|at| differs(*at, &ours[*at])) {
            wrong.push(format!("row {number}, column {}: {:?} instead of {:?}", at + 1, cell(at), ours[at]));
        }
    }
    results.tell("rows of our workbook that openpyxl reads", rows.len(), &wrong);
    Ok(())
}

/// Serves an empty bucket on a free port, says which, and goes on until its input ends.
const BUCKET: &str = "import sys, boto3\n\
    from moto.server import ThreadedMotoServer\n\
    server = ThreadedMotoServer(ip_address='127.0.0.1', port=0, verbose=False)\n\
    server.start()\n\
    port = server.get_host_and_port()[1]\n\
    address = f'http://127.0.0.1:{port}'\n\
    keys = dict(region_name='us-east-1', aws_access_key_id='key', aws_secret_access_key='word')\n\
    boto3.client('s3', endpoint_url=address, **keys).create_bucket(Bucket='proofs')\n\
    print(address, flush=True)\n\
    sys.stdin.read()\n";

/// Takes mail over TLS on two free ports, says which, and at the end of its input to whom the mails went and how they came.
const MAIL: &str = "import json, ssl, sys, trustme\n\
    from aiosmtpd.controller import Controller\n\
    from aiosmtpd.smtp import AuthResult\n\
    ca = trustme.CA()\n\
    ca.cert_pem.write_to_path('ca.pem')\n\
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\n\
    ca.issue_cert('localhost').configure_cert(context)\n\
    class Desk:\n\
    \x20   def __init__(self, taken, way): self.taken, self.way = taken, way\n\
    \x20   async def handle_DATA(self, server, session, envelope):\n\
    \x20       self.taken.append([self.way, session.ssl is not None or self.way == 'tls', envelope.rcpt_tos])\n\
    \x20       return '250 OK'\n\
    def known(server, session, envelope, mechanism, data):\n\
    \x20   return AuthResult(success=(data.login, data.password) == (b'me', b'word'))\n\
    taken = []\n\
    signed = dict(auth_required=True, authenticator=known, hostname='localhost')\n\
    tls = Controller(Desk(taken, 'tls'), port=int(sys.argv[1]), ssl_context=context, auth_require_tls=False, **signed)\n\
    start = Controller(Desk(taken, 'start'), port=int(sys.argv[2]), tls_context=context, require_starttls=True, **signed)\n\
    tls.start()\n\
    start.start()\n\
    print('ready', flush=True)\n\
    sys.stdin.read()\n\
    json.dump(taken, open('read.json', 'w'))\n";

/// The PyPI package moto, which speaks S3, keeps our files, lists them, and gives them back.
pub fn bucket(workspace: &Workspace, results: &mut Results) -> Result<()> {
    let Some(packages) = Packages::get(&["moto[server]"])? else { return Ok(()) };
    fs::write(packages.folder.path.join("bucket.py"), BUCKET)?;
    let serving = Serving::start(&mut packages.python("bucket.py"))?;
    let mut test = workspace.cargo();
    test.args(["test", "--quiet", "--package=server", "--lib", "files::tests::another_program"]);
    test.env("CLAUSEWISE_BUCKET", "s3://proofs").env("AWS_ENDPOINT", &serving.said).env("AWS_ALLOW_HTTP", "true");
    test.env("AWS_REGION", "us-east-1").env("AWS_ACCESS_KEY_ID", "key").env("AWS_SECRET_ACCESS_KEY", "word");
    let ended = test.output()?;
    serving.end()?;
    results.tested("files in a bucket of moto", &ended);
    Ok(())
}

/// The PyPI package aiosmtpd takes our mail over TLS and STARTTLS from a user who signs in, and none where nobody vouches for its name.
pub fn mail(workspace: &Workspace, results: &mut Results) -> Result<()> {
    let Some(packages) = Packages::get(&["aiosmtpd", "trustme"])? else { return Ok(()) };
    fs::write(packages.folder.path.join("mail.py"), MAIL)?;
    let ports = [free_port()?, free_port()?].map(|port| port.to_string());
    let serving = Serving::start(packages.python("mail.py").args(&ports))?;
    let mut test = workspace.cargo();
    test.args(["test", "--quiet", "--package=server", "--lib", "mail::tests::another_program"]);
    test.env("CLAUSEWISE_SMTP", ports.join(" ")).env("SSL_CERT_FILE", packages.folder.path.join("ca.pem"));
    let ended = test.output()?;
    serving.end()?;
    results.tested("mail over TLS to aiosmtpd", &ended);
    let expected = serde_json::json!([["tls", true, ["ada@example.org"]], ["start", true, ["ada@example.org"]]]);
    let read = packages.folder.read()?;
    let wrong = (read != expected).then(|| format!("aiosmtpd took {read}"));
    results.tell("mails that aiosmtpd took", 2, wrong.as_slice());
    Ok(())
}

/// A port that nothing listens on; another program may take it before the one that it is for.
fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Another program that serves until its input ends.
struct Serving {
    process: Child,
    /// Its first line: it is ready.
    said: String,
}

impl Serving {
    fn start(command: &mut Command) -> Result<Self> {
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut said = String::new();
        BufReader::new(process.stdout.take().context("its output is ours")?).read_line(&mut said)?;
        Ok(Self { process, said: said.trim().to_owned() })
    }

    fn end(mut self) -> Result<()> {
        drop(self.process.stdin.take());
        self.process.wait()?;
        Ok(())
    }
}

/// Packages of Python in a folder that goes away.
struct Packages {
    folder: Folder,
    python: PathBuf,
}

impl Packages {
    /// Installs some with what they need; nothing, and a line that says so, where that cannot be.
    fn get(names: &[&str]) -> Result<Option<Self>> {
        let name = names.join(" and ");
        let Some(python) = on_path("python3") else {
            println!("{name}: skipped, because python3 is missing");
            return Ok(None);
        };
        let folder = Folder::new("python")?;
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", "packages"];
        if !folder.runs(Command::new(&python).args(install).args(names))? {
            println!("{name}: skipped, because pip could not get it");
            return Ok(None);
        }
        Ok(Some(Self { folder, python }))
    }

    /// Runs a file of the folder.
    fn python(&self, file: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.arg(file).env("PYTHONPATH", "packages").current_dir(&self.folder.path);
        command
    }
}

/// A folder that goes away.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("clausewise-compat-{name}-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self { path })
    }

    /// Runs a program in it. Whether it went well; what it says is shown only when it did not.
    fn runs(&self, command: &mut Command) -> Result<bool> {
        let output = command.current_dir(&self.path).stdin(Stdio::null()).output()?;
        if !output.status.success() {
            print!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.status.success())
    }

    fn read(&self) -> Result<Value> {
        let path: &Path = &self.path;
        Ok(serde_json::from_slice(&fs::read(path.join("read.json"))?)?)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It lies among temporary files, where somebody else cleans up otherwise.
        let _ = fs::remove_dir_all(&self.path);
    }
}
