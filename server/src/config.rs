//! One typed configuration: a file, overridden by the environment. A wrong value names the key, the value and what is
//! accepted.

mod room;
mod smtp;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use thiserror::Error;

use crate::files::{Place, bucket};
pub use room::local_addresses;
pub use smtp::{MailServer, Protection, Smtp};

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where the server listens.
    pub address: SocketAddr,
    /// The address that people type, without a slash at the end. With `https` cookies are marked secure.
    pub public_url: String,
    /// The database.
    pub database_url: String,
    /// A course to use instead of the one in the executable.
    pub content_dir: Option<PathBuf>,
    /// How the log is written.
    pub log_format: LogFormat,
    /// Where files that people upload lie.
    pub files: Place,
    /// Proxies whose forwarded headers count.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where mail goes; without it, mail is held in the outbox.
    pub mail: Option<MailServer>,
    /// The certificate that the server shows itself; without it, it speaks plain HTTP, as behind a proxy.
    pub tls: Option<Tls>,
}

/// Files of a certificate, in PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The certificate and those between it and its root.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people in a terminal, JSON otherwise.
    Auto,
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

/// What is wrong with the configuration.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum ConfigFault {
    /// A value is not accepted.
    #[error("{key} is {value:?}, and accepted is: {accepted}")]
    Value {
        /// The key as it was given.
        key: String,
        /// The value.
        value: String,
        /// What is accepted.
        accepted: &'static str,
    },
    /// A value that may hold a password is not accepted; it is not repeated.
    #[error("{key} is set and cannot be used (its value is not shown), and accepted is: {accepted}")]
    Secret {
        /// The key as it was given.
        key: String,
        /// What is accepted.
        accepted: &'static str,
    },
    /// A value needs another one.
    #[error("{key} is set, and {missing} is not: set both, or none")]
    Alone {
        /// The key as it was given.
        key: String,
        /// The key that is missing.
        missing: &'static str,
    },
    /// The file has a key that means nothing.
    #[error("clausewise.toml has {key:?}, which is no setting; settings are: {known}")]
    Unknown {
        /// The key.
        key: String,
        /// All keys.
        known: String,
    },
    /// The file cannot be read.
    #[error("clausewise.toml cannot be read: {0}")]
    File(String),
}

const KEYS: [&str; 13] = [
    "address",
    "public_url",
    "database_url",
    "content_dir",
    "files_dir",
    "files_url",
    "log_format",
    "trusted_proxies",
    "smtp_url",
    "mail_from",
    "room",
    "tls_certificate",
    "tls_key",
];

impl Config {
    /// Reads `clausewise.toml` in the working directory, if there is one, and the environment.
    ///
    /// # Errors
    /// [`ConfigFault`].
    pub fn read() -> Result<Self, ConfigFault> {
        let text = match std::fs::read_to_string("clausewise.toml") {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(ConfigFault::File(error.to_string())),
        };
        Self::from_parts(&text, |key| std::env::var(key).ok())
    }

    /// Reads the text of a file and an environment.
    ///
    /// # Errors
    /// [`ConfigFault`].
    pub fn from_parts(file: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigFault> {
        let table = file.parse::<toml::Table>().map_err(|error| ConfigFault::File(error.to_string()))?;
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(ConfigFault::Unknown { key: key.clone(), known: KEYS.join(", ") });
        }
        let mut set = BTreeMap::new();
        for key in KEYS {
            let variable = format!("CLAUSEWISE_{}", key.to_uppercase());
            if let Some(value) = environment(&variable).filter(|value| !value.is_empty()) {
                set.insert(key, Setting { key: variable, value });
            } else if let Some(value) = table.get(key) {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                set.insert(key, Setting { key: key.to_owned(), value });
            }
        }
        Self::from_settings(&set)
    }

    fn from_settings(set: &BTreeMap<&str, Setting>) -> Result<Self, ConfigFault> {
        let room = match set.get("room") {
            Some(setting) => {
                setting.parse("yes or no", |text| ["no", "yes"].iter().position(|word| *word == text))? == 1
            }
            None => false,
        };
        let tls = tls(set)?;
        let address = match set.get("address") {
            Some(setting) => setting.parse("an address and port such as 127.0.0.1:3000", |text| text.parse().ok())?,
            None if room => SocketAddr::from(([0, 0, 0, 0], room::PORT)),
            None => SocketAddr::from(([127, 0, 0, 1], 3000)),
        };
        let public_url = match set.get("public_url") {
            Some(setting) => setting.parse("http:// or https:// and a host, without a path", public_url)?,
            None => {
                let scheme = if tls.is_some() { "https" } else { "http" };
                let is_reached = room && !address.ip().is_loopback();
                let here = local_addresses().first().copied().filter(|_| is_reached);
                let here = here.map(|ip| SocketAddr::new(ip, address.port()));
                format!("{scheme}://{}", here.unwrap_or(address))
            }
        };
        let database_url = match set.get("database_url") {
            Some(setting) => setting.parse("sqlite://path/to/file.db or postgres://user@host/name", |text| {
                ["sqlite:", "postgres:", "postgresql:"]
                    .iter()
                    .any(|scheme| text.starts_with(scheme))
                    .then(|| text.to_owned())
            })?,
            None => "sqlite://data/clausewise.db".to_owned(),
        };
        let content_dir = match set.get("content_dir") {
            Some(setting) => {
                Some(setting.parse("a folder that exists", |text| Some(PathBuf::from(text)).filter(|p| p.is_dir()))?)
            }
            None => None,
        };
        let files = match (set.get("files_url"), set.get("files_dir")) {
            (Some(setting), _) => setting.parse("s3://bucket or s3://bucket/prefix", |text| {
                bucket(text).map(|_| Place::Bucket(text.to_owned()))
            })?,
            (None, Some(setting)) => Place::Folder(PathBuf::from(&setting.value)),
            (None, None) => Place::Folder(PathBuf::from("data/files")),
        };
        let log_format = match set.get("log_format") {
            Some(setting) => setting.parse("auto, human or json", log_format)?,
            None => LogFormat::Auto,
        };
        let trusted_proxies = match set.get("trusted_proxies") {
            Some(setting) => setting.parse("IP addresses separated by commas", proxies)?,
            None => Vec::new(),
        };
        let mail = mail_server(set)?;
        Ok(Self { address, public_url, database_url, content_dir, files, log_format, trusted_proxies, mail, tls })
    }

    /// Whether people come over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

struct Setting {
    key: String,
    value: String,
}

impl Setting {
    fn parse<T>(&self, accepted: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, ConfigFault> {
        read(self.value.trim()).ok_or_else(|| ConfigFault::Value {
            key: self.key.clone(),
            value: self.value.clone(),
            accepted,
        })
    }
}

/// Reads the two settings of a certificate, which belong together.
fn tls(set: &BTreeMap<&str, Setting>) -> Result<Option<Tls>, ConfigFault> {
    let file = |setting: &Setting| {
        setting.parse("a PEM file that exists", |text| Some(PathBuf::from(text)).filter(|path| path.is_file()))
    };
    match (set.get("tls_certificate"), set.get("tls_key")) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => Ok(Some(Tls { certificate: file(certificate)?, key: file(key)? })),
        (Some(one), None) => Err(ConfigFault::Alone { key: one.key.clone(), missing: "CLAUSEWISE_TLS_KEY" }),
        (None, Some(one)) => Err(ConfigFault::Alone { key: one.key.clone(), missing: "CLAUSEWISE_TLS_CERTIFICATE" }),
    }
}

/// Reads the two settings of mail, which belong together.
fn mail_server(set: &BTreeMap<&str, Setting>) -> Result<Option<MailServer>, ConfigFault> {
    match (set.get("smtp_url"), set.get("mail_from")) {
        (None, None) => Ok(None),
        (Some(smtp), Some(from)) => {
            let accepted = "an address, or a name and an address such as Clausewise <no-reply@example.org>";
            let from = from.parse(accepted, |text| text.parse().ok())?;
            let smtp = Smtp::parse(smtp.value.trim());
            let accepted = "smtps://user:password@host:port or smtp://host:port, the password percent-encoded";
            let key = set["smtp_url"].key.clone();
            Ok(Some(MailServer { smtp: smtp.ok_or(ConfigFault::Secret { key, accepted })?, from }))
        }
        (Some(one), None) => Err(ConfigFault::Alone { key: one.key.clone(), missing: "CLAUSEWISE_MAIL_FROM" }),
        (None, Some(one)) => Err(ConfigFault::Alone { key: one.key.clone(), missing: "CLAUSEWISE_SMTP_URL" }),
    }
}

fn public_url(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let sound = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    sound.then(|| text.to_owned())
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "auto" => Some(LogFormat::Auto),
        "human" => Some(LogFormat::Human),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

fn proxies(text: &str) -> Option<Vec<IpAddr>> {
    text.split(',').map(|one| one.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing(_: &str) -> Option<String> {
        None
    }

    #[test]
    fn defaults_serve_this_machine_from_an_embedded_database() {
        let config = Config::from_parts("", nothing).unwrap();
        assert_eq!(config.address.to_string(), "127.0.0.1:3000");
        assert_eq!(config.public_url, "http://127.0.0.1:3000");
        assert_eq!(config.database_url, "sqlite://data/clausewise.db");
        assert!(!config.is_secure());
    }

    #[test]
    fn a_room_is_served_to_the_local_network() {
        let config = Config::from_parts("room = 'yes'", nothing).unwrap();
        assert_eq!(config.address.to_string(), "0.0.0.0:3000");
        let here = local_addresses().first().map_or(config.address, |ip| SocketAddr::new(*ip, 3000));
        assert_eq!(config.public_url, format!("http://{here}"));
        let config = Config::from_parts("room = 'yes'\naddress = '127.0.0.1:9'", nothing).unwrap();
        assert_eq!(config.public_url, "http://127.0.0.1:9", "what cannot be reached is not given out");
        let said = "room = 'yes'\naddress = '127.0.0.1:9'\npublic_url = 'http://class.local'";
        let config = Config::from_parts(said, nothing).unwrap();
        assert_eq!(
            (config.address.to_string().as_str(), config.public_url.as_str()),
            ("127.0.0.1:9", "http://class.local")
        );
        assert!(Config::from_parts("room = 'perhaps'", nothing).is_err());
    }

    #[test]
    fn a_certificate_needs_its_key() {
        let fault = Config::from_parts("tls_certificate = 'x.pem'", nothing).unwrap_err().to_string();
        assert!(fault.contains("CLAUSEWISE_TLS_KEY is not"), "{fault}");
        let fault =
            Config::from_parts("tls_certificate = 'x.pem'\ntls_key = 'y.pem'", nothing).unwrap_err().to_string();
        assert!(fault.contains("a PEM file that exists"), "{fault}");
    }

    #[test]
    fn the_environment_overrides_the_file() {
        let environment = |key: &str| (key == "CLAUSEWISE_ADDRESS").then(|| "0.0.0.0:80".to_owned());
        let config = Config::from_parts("address = '127.0.0.1:9'\nlog_format = 'json'", environment).unwrap();
        assert_eq!(config.address.to_string(), "0.0.0.0:80");
        assert_eq!(config.log_format, LogFormat::Json);
    }

    #[test]
    fn a_wrong_value_names_key_value_and_what_is_accepted() {
        for (file, key) in [
            ("address = 'here'", "address"),
            ("public_url = 'ftp://x'", "public_url"),
            ("public_url = 'https://x/path'", "public_url"),
            ("database_url = 'mysql://x'", "database_url"),
            ("content_dir = '/no/such/folder'", "content_dir"),
            ("files_url = 'https://x'", "files_url"),
            ("log_format = 'loud'", "log_format"),
            ("trusted_proxies = 'a proxy'", "trusted_proxies"),
        ] {
            let fault = Config::from_parts(file, nothing).unwrap_err();
            assert!(matches!(&fault, ConfigFault::Value { key: k, .. } if k == key), "{file}: {fault}");
            assert!(fault.to_string().contains("accepted is"), "{fault}");
        }
    }

    #[test]
    fn mail_needs_both_settings_and_never_shows_its_password() {
        let both =
            |smtp: &str| Config::from_parts(&format!("smtp_url = '{smtp}'\nmail_from = 'C <c@example.org>'"), nothing);
        let config = both("smtps://me:hush%40hush@mail.example.org").unwrap();
        let mail = config.mail.as_ref().unwrap();
        assert_eq!(mail.smtp.credentials(), Some(("me", "hush@hush")));
        assert_eq!(mail.from.email.to_string(), "c@example.org");
        assert!(!format!("{config:?}").contains("hush"), "{config:?}");
        for wrong in ["smtp://me:hush@", "http://me:hush@host", "hush", "smtps://host:0/hush", "smtps://host?hush"] {
            let fault = both(wrong).unwrap_err();
            assert!(matches!(&fault, ConfigFault::Secret { key, .. } if key == "smtp_url"), "{fault}");
            assert!(!fault.to_string().contains("hush") && !format!("{fault:?}").contains("hush"), "{fault}");
        }
        for alone in ["smtp_url = 'smtp://host'", "mail_from = 'c@example.org'"] {
            let fault = Config::from_parts(alone, nothing).unwrap_err();
            assert!(matches!(fault, ConfigFault::Alone { .. }) && fault.to_string().contains("set both"), "{fault}");
        }
        let fault = Config::from_parts("smtp_url = 'smtp://host'\nmail_from = 'nobody'", nothing).unwrap_err();
        assert!(fault.to_string().contains("no-reply@example.org"), "{fault}");
    }

    #[test]
    fn an_unknown_key_lists_the_known_ones() {
        let fault = Config::from_parts("adress = 'x'", nothing).unwrap_err();
        assert!(fault.to_string().contains("public_url"), "{fault}");
    }
}
