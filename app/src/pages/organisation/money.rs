//! Amounts of money as people write them.

/// An amount given in hundredths, for instance `1,250.00 EUR`.
pub fn money(hundredths: i64, currency: &str) -> String {
    let (sign, amount) =
        if hundredths < 0 { ("-", hundredths.unsigned_abs()) } else { ("", hundredths.unsigned_abs()) };
    let (mut whole, mut groups) = (amount / 100, Vec::new());
    while whole >= 1_000 {
        groups.push(format!("{:03}", whole % 1_000));
        whole /= 1_000;
    }
    groups.push(whole.to_string());
    groups.reverse();
    format!("{sign}{}.{:02} {currency}", groups.join(","), amount % 100)
}

/// Reads an amount such as `250`, `1,250.00` or `99.5` into hundredths; an empty text is zero.
pub fn read_money(typed: &str) -> Option<i64> {
    let plain = typed.trim().replace([',', ' '], "");
    if plain.is_empty() {
        return Some(0);
    }
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "0"));
    let digits = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole, 9) || !digits(part, 2) {
        return None;
    }
    let hundredths = if part.len() == 1 { part.parse::<i64>().ok()? * 10 } else { part.parse().ok()? };
    Some(whole.parse::<i64>().ok()? * 100 + hundredths)
}

/// An amount as a field holds it.
pub fn plain_money(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_written() {
        assert_eq!(
            [0, 125_000, 99, 123_456_789].map(|n| money(n, "EUR")),
            ["0.00 EUR", "1,250.00 EUR", "0.99 EUR", "1,234,567.89 EUR"]
        );
        assert_eq!(["", "250", "1,250.00", "99.5", "0.07"].map(read_money), [0, 25_000, 125_000, 9_950, 7].map(Some));
        assert_eq!(["-5", "1.234", "ten", "1.2.3", ".5", "12345678901"].map(read_money), [None; 6]);
        assert_eq!(read_money(&plain_money(125_007)), Some(125_007));
    }
}
