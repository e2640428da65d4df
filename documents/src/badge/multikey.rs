//! Keys and signatures as text: base58 behind the letter `z`.

/// What stands before the 32 bytes of a public Ed25519 key (multicodec 0xed).
const ED25519: [u8; 2] = [0xed, 0x01];

/// More characters than any key or signature has; base58 takes the square of its length in time.
const LONGEST: usize = 100;

/// Bytes as multibase text.
pub fn encode(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// The bytes of multibase text, if they are exactly so many.
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.strip_prefix('z').filter(|digits| digits.len() <= LONGEST)?;
    bs58::decode(digits).into_vec().ok()?.try_into().ok()
}

/// A public key as Multikey text, which begins with `z6Mk`.
pub fn encode_key(key: &[u8; 32]) -> String {
    encode(&[&ED25519[..], key].concat())
}

/// The public key that Multikey text stands for.
pub fn decode_key(text: &str) -> Option<[u8; 32]> {
    decode::<34>(text)?.strip_prefix(&ED25519)?.try_into().ok()
}
