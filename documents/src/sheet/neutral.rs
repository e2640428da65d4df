use std::borrow::Cow;

/// Whether a spreadsheet would take the text for a formula. A plain negative number is none.
pub fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_negative_number(text)
}

/// Puts an apostrophe before what would be taken for a formula, and one more before what has some already.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_formula_like(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes back the apostrophe of [`guard`].
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula_like(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn is_negative_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('-') else { return false };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for text in ["=1+1", "+49 170 1234567", "-A1", "@SUM(A1)", "\tx", "\rx", "-", "--5", "-5-3", "-1.2.3"] {
            assert_eq!(guard(text), format!("'{text}"), "{text:?}");
        }
        for text in ["-5", "-5.25", "-5,25", "5", "a=b", "O'Neill", "'quoted'", ""] {
            assert_eq!(guard(text), text, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_guarded_comes_back(text in "'{0,3}[=+@\t\r-]?.{0,8}") {
            assert_eq!(unguard(&guard(&text)), text);
            assert!(!is_formula_like(&guard(&text)), "{text:?}");
        }
    }
}
