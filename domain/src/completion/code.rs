use std::fmt;

/// Digits and letters that cannot be taken for one another: without I, L, O and U (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: five bits each, 80 in all.
const LENGTH: usize = 16;
/// Characters that people see together.
const GROUP: usize = 4;

/// The code of a certificate: printed on it, typed by people, and not to be guessed. Shown in groups, as `K7QM-3V9D-TX2A-8RWE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// The code that random bytes make.
    pub fn of(random: [u8; LENGTH * 5 / 8]) -> Self {
        let bits = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let digit = |place: usize| char::from(ALPHABET[(bits >> (5 * place)) as usize & 31]);
        Self((0..LENGTH).rev().map(digit).collect())
    }

    /// Reads what somebody typed. Small letters, blanks and dashes do not matter, O is taken for 0, I and L for 1, U for V.
    /// Nothing when it cannot be a code.
    pub fn read(typed: &str) -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        for typed in typed.chars().filter(|c| !is_between(*c)) {
            let digit = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                'U' => 'V',
                other => other,
            };
            let known = u8::try_from(digit).is_ok_and(|digit| ALPHABET.contains(&digit));
            if !known || code.len() == LENGTH {
                return None;
            }
            code.push(digit);
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    /// The bare characters, as they are stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What people write between groups: blanks and the dashes that programs make of a hyphen.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '.' | '_' | '\u{ad}' | '\u{200b}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, digit) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_made_of_all_its_bits() {
        assert_eq!(Code::of([0; 10]).to_string(), "0000-0000-0000-0000");
        assert_eq!(Code::of([255; 10]).to_string(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        let one = |place: usize| {
            let mut random = [0; 10];
            random[place / 8] = 0x80 >> (place % 8);
            Code::of(random)
        };
        let codes = (0..80).map(|place| one(place).0).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(codes.len(), 80);
    }

    #[test]
    fn typing_is_forgiven() {
        let code = Code::of([0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x01, 0x08]);
        assert_eq!(Code::read(&code.to_string()), Some(code.clone()));
        assert_eq!(Code::read(code.as_str()), Some(code.clone()));
        assert_eq!(Code::read(&code.to_string().to_lowercase().replace('-', " – ")), Some(code));
        assert_eq!(Code::read("oOiI lLuU 0000 0000").map(|code| code.0), Some("001111VV00000000".to_owned()));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for wrong in
            ["", "0000", "0000-0000-0000-000", "0000-0000-0000-0000-0", "0000-0000-0000-000ß", "0000/0000/0000/0000"]
        {
            assert_eq!(Code::read(wrong), None, "{wrong}");
        }
        assert_eq!(Code::read(&"9".repeat(1_000_000)), None);
    }
}
