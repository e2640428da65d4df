//! Which badges were taken back: a list of bits, signed like a badge (W3C Bitstring Status List).

use std::collections::BTreeSet;
use std::io::{Read, Write};

use data_encoding::BASE64URL_NOPAD;
use domain::time::Timestamp;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Map, Value, json};

use super::contexts::{CREDENTIALS, pinned};
use super::facts::StatusEntry;
use super::fault::BadgeFault;
use super::keys::{PublicKey, Signer, method};
use super::{field, proof};

/// Places in a list: the fewest that hide a holder among others (W3C Bitstring Status List), and all that one has.
pub const LIST_LENGTH: u32 = 131_072;

const BYTES: usize = LIST_LENGTH as usize / 8;
/// More characters than the list has when it cannot be compressed at all.
const LONGEST: usize = 24_000;

/// Signs a list of the badges that were taken back.
///
/// `list` is its address, as the badges name it, `issuer` the same as theirs, `revoked` the places that are taken back.
pub fn status_list(
    list: &str,
    issuer: &str,
    revoked: &BTreeSet<u32>,
    signer: &Signer,
    created: Timestamp,
) -> Result<Value, BadgeFault> {
    let document = write(list, issuer, &encode(revoked)?, created)?;
    proof::sign(document, &method(issuer, &signer.id()), signer, created, pinned)
}

/// A list of revocations whose proof was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    /// Its address.
    pub list: String,
    /// Whose badges are in it.
    pub issuer: String,
    /// When it was made: what was taken back later is not in it.
    pub at: Timestamp,
    bits: Vec<u8>,
}

impl StatusList {
    /// Reads a list and checks its proof against the keys of its issuer.
    pub fn verify(document: &Value, keys: &[PublicKey]) -> Result<Self, BadgeFault> {
        let text = |pointer| document.pointer(pointer).and_then(Value::as_str).ok_or(BadgeFault::Shape);
        let (list, issuer) = (text("/id")?, text("/issuer")?);
        let at = field::read_time(text("/validFrom")?).ok_or(BadgeFault::Shape)?;
        let encoded = text("/credentialSubject/encodedList")?;
        let bits = decode(encoded).ok_or(BadgeFault::Shape)?;
        let expected = write(list, issuer, encoded, at).map_err(|_| BadgeFault::Shape)?;
        proof::check(document, &expected, issuer, keys, pinned)?;
        Ok(Self { list: list.to_owned(), issuer: issuer.to_owned(), at, bits })
    }

    /// Whether the badge at a place was taken back.
    pub fn is_revoked(&self, entry: &StatusEntry) -> Result<bool, BadgeFault> {
        let byte = self.bits.get(entry.index as usize / 8).filter(|_| entry.list == self.list);
        Ok(byte.ok_or(BadgeFault::NotListed)? & mask(entry.index) != 0)
    }
}

fn write(list: &str, issuer: &str, encoded: &str, at: Timestamp) -> Result<Map<String, Value>, BadgeFault> {
    let list = field::address("the address of the list of revocations", list)?;
    let issuer = field::address("the address of the issuer", issuer)?;
    Ok(field::members(json!({
        "@context": [CREDENTIALS],
        "id": list,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": field::write_time(at)?,
        "credentialSubject": {
            "id": format!("{list}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded,
        },
    })))
}

/// Place 0 is the highest bit of the first byte.
fn mask(index: u32) -> u8 {
    0x80 >> (index % 8)
}

fn encode(revoked: &BTreeSet<u32>) -> Result<String, BadgeFault> {
    let mut bits = vec![0; BYTES];
    for &index in revoked {
        let byte: &mut u8 = bits.get_mut(index as usize / 8).ok_or(BadgeFault::NotListed)?;
        *byte |= mask(index);
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&bits).expect("memory takes what is written");
    let packed = packed.finish().expect("memory takes what is written");
    Ok(format!("u{}", BASE64URL_NOPAD.encode(&packed)))
}

/// The bits of a list; unpacks one byte more than it may have, and no further.
fn decode(encoded: &str) -> Option<Vec<u8>> {
    let text = encoded.strip_prefix('u').filter(|text| text.len() <= LONGEST)?;
    let packed = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    let mut bits = Vec::with_capacity(BYTES + 1);
    GzDecoder::new(&packed[..]).take(BYTES as u64 + 1).read_to_end(&mut bits).ok()?;
    (bits.len() == BYTES).then_some(bits)
}
