//! Fresh randomness for tokens, nonces, seeds and ids. The one place that asks the machine for it.

/// So many random bytes from the operating system's generator, as hexadecimal.
pub fn hex<const N: usize>() -> String {
    use std::fmt::Write;

    bytes::<N>().iter().fold(String::with_capacity(N * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A random number.
pub fn number() -> u64 {
    u64::from_le_bytes(bytes::<8>())
}

/// So many random bytes.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for randomness")]
pub fn bytes<const N: usize>() -> [u8; N] {
    use rand::Rng;

    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
