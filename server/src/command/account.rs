use std::io::{BufRead, IsTerminal};

use anyhow::{Context, bail};
use clap::{Subcommand, builder::PossibleValuesParser};
use domain::ids::AccountId;
use store::{Account, NewAccount, Role, SignUp, Store, fresh_id};

use crate::clock::{Machine, TimeSource};
use crate::config::Config;
use crate::password::{Hasher, judge};
use crate::serve::load_course;

const ROLES: [&str; 4] = ["candidate", "trainer", "manager", "administrator"];

/// Commands about accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make an account; the password is read from the standard input.
    Create {
        /// E-mail address.
        email: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// Role.
        #[arg(long, default_value = "candidate", value_parser = PossibleValuesParser::new(ROLES))]
        role: String,
    },
    /// List all accounts.
    List,
    /// Change a role.
    SetRole {
        /// E-mail address.
        email: String,
        /// The new role.
        #[arg(value_parser = PossibleValuesParser::new(ROLES))]
        role: String,
    },
    /// Set a new password, read from the standard input, and end every session of the account.
    ResetPassword {
        /// E-mail address.
        email: String,
    },
}

impl AccountCommand {
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let store = Store::open(&config.database_url, load_course(config.content_dir.as_deref())?).await?;
        match self {
            Self::Create { email, name, role } => {
                let role = Role::from_word(&role).context("no such role")?;
                create(&store, email, name, role).await?;
                println!("The account is ready.");
            }
            Self::List => {
                for account in store.accounts().await? {
                    println!("{:<14} {:<32} {}", account.role.word(), account.email, account.name);
                }
            }
            Self::SetRole { email, role } => {
                let account = find(&store, &email).await?;
                store.set_role(&account.id, Role::from_word(&role).context("no such role")?).await?;
                println!("{} is now {role}.", account.email);
            }
            Self::ResetPassword { email } => {
                let account = find(&store, &email).await?;
                let password = read_password(&[&account.name, &account.email])?;
                store.set_password(&account.id, Hasher::new()?.hash(&password).await?).await?;
                println!("The password of {} is changed, and every session has ended.", account.email);
            }
        }
        store.close().await;
        Ok(())
    }
}

async fn create(store: &Store, email: String, name: String, role: Role) -> anyhow::Result<()> {
    if !email.contains('@') {
        bail!("{email:?} is no e-mail address");
    }
    let password = read_password(&[&name, &email])?;
    let now = Machine::new().wall();
    let password_hash = Hasher::new()?.hash(&password).await?;
    let id = AccountId::new(fresh_id(now));
    let new = NewAccount { id, organisation: None, email: email.clone(), name, role, password_hash };
    match store.make_account(new, now).await? {
        SignUp::Made => Ok(()),
        SignUp::Taken => bail!("{email} has an account already; nothing was changed"),
    }
}

async fn find(store: &Store, email: &str) -> anyhow::Result<Account> {
    store.account_by_email(email).await?.with_context(|| format!("{email} has no account here"))
}

#[expect(clippy::print_stderr, reason = "a question to the person at the terminal")]
fn read_password(names: &[&str]) -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        eprint!("Password (at least 15 characters; it shows while you type): ");
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\n', '\r']).to_owned();
    judge(&password, names)?;
    Ok(password)
}
