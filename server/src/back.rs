//! Where somebody goes on to after signing in: an address of ours of a known shape, and nothing else.

use crate::routes::{Audience, TABLE};

/// Longest address that is gone back to, in bytes.
const LONGEST: usize = 512;

/// The address, if it is a page of ours: a path of the table of routes that is read and is for those who are signed in, or an invitation,
/// with a plain query. Anything else, on this host or another, is nothing.
pub fn ours(next: &str) -> Option<&str> {
    let (path, query) = next.split_once('?').unwrap_or((next, ""));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let sound = next.len() <= LONGEST
        && path.bytes().all(|byte| is_plain(byte) || byte == b'/')
        && query.bytes().all(|byte| is_plain(byte) || b"=&%+".contains(&byte));
    (sound && is_page(path)).then_some(next)
}

/// The token of the invitation that an address leads to.
pub fn invitation(next: &str) -> Option<&str> {
    ours(next)?.strip_prefix("/join/")
}

fn is_page(path: &str) -> bool {
    let pages = TABLE.iter().filter(|route| route.method == "get" && leads_on(route.path, route.audience));
    pages.into_iter().any(|route| fits(route.path, path))
}

/// Of the pages of the public, only an invitation is something that one signs in for, be it into an organisation or a class.
fn leads_on(path: &str, audience: Audience) -> bool {
    audience != Audience::Public || path.starts_with("/join/") || path.starts_with("/class/")
}

/// Whether a path has the shape of a route: word by word, a parameter standing for one that is not empty and does not climb.
fn fits(route: &str, path: &str) -> bool {
    let (mut shape, mut words) = (route.split('/'), path.split('/'));
    loop {
        match (shape.next(), words.next()) {
            (None, None) => return true,
            (Some(shape), Some(word)) => {
                let stands = shape.starts_with('{') && !["", ".", ".."].contains(&word);
                if !stands && shape != word {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_ours_are_gone_back_to() {
        for next in ["/dashboard", "/join/0123abcd", "/course/f-1", "/organisations/a-1/people/b-2", "/exam/a?q=3"] {
            assert_eq!(ours(next), Some(next));
        }
        assert_eq!((invitation("/join/0123"), invitation("/dashboard")), (Some("0123"), None));
    }

    #[test]
    fn everything_else_is_nothing() {
        for next in [
            "",
            "dashboard",
            "//evil.example",
            "//evil.example/dashboard",
            "/\\evil.example",
            "\\\\evil.example",
            "/%2f%2fevil.example",
            "https://evil.example/dashboard",
            "https:evil.example",
            "javascript:alert(1)",
            "/dashboard\r\nset-cookie: a=b",
            "/dashboard\tx",
            "/dashboard ",
            " /dashboard",
            "/dashboard#x",
            "/dashboard?next=//evil.example",
            "/dashboard?a=https://evil.example",
            "/join/",
            "/join/..",
            "/join/../dashboard",
            "/join/a/b",
            "/join/a@evil.example",
            "/join/ü",
            "/dashboard/",
            "/./dashboard",
            "/sign-out",
            "/sign-in",
            "/setup/0123",
            "/assets/site.css",
            "/nothing-at-all",
        ] {
            assert_eq!(ours(next), None, "{next:?}");
        }
        assert_eq!(ours(&format!("/join/{}", "a".repeat(600))), None);
    }
}
