mod balance;
mod bank;
mod constraints;
mod exposure;
mod scenarios;

use super::*;
