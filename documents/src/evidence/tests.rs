//! Evidence as people send it, and as attackers do.

mod papers;
mod pictures;

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use super::*;

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_a_file_is_its_bytes_say() {
    let paper = inspect(&papers::plain()).unwrap();
    assert_eq!((paper.kind, paper.media_type, paper.extension), (Kind::Pdf, "application/pdf", "pdf"));
    assert_eq!(paper.extent, Extent::Pages(1));
    let picture = inspect(&pictures::png(3, 2)).unwrap();
    assert_eq!((picture.kind, picture.media_type, picture.extension), (Kind::Png, "image/png", "png"));
    assert_eq!(picture.extent, Extent::Pixels { width: 3, height: 2 });
    let photograph = inspect(&pictures::jpeg(640, 480)).unwrap();
    assert_eq!((photograph.kind, photograph.media_type, photograph.extension), (Kind::Jpeg, "image/jpeg", "jpg"));
    assert_eq!(photograph.extent, Extent::Pixels { width: 640, height: 480 });
    assert_eq!(inspect(b""), Err(EvidenceFault::Empty));
    for other in [&b"GIF89a"[..], b"<svg/>", b"MZ", b"PK\x03\x04", b"%PD", b"\x89PN", b"\xFF\xD8"] {
        assert_eq!(inspect(other), Err(EvidenceFault::OtherKind), "{other:?}");
    }
}

#[test]
fn a_file_is_known_again_by_its_digest() {
    let picture = pictures::png(1, 1);
    let digest = inspect(&picture).unwrap().digest_sha256_hex;
    assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)));
    assert_eq!(digest, inspect(&picture).unwrap().digest_sha256_hex);
    assert_ne!(digest, inspect(&pictures::png(1, 2)).unwrap().digest_sha256_hex);
}

#[test]
fn what_is_too_large_is_not_even_looked_at() {
    let mut bytes = pictures::png(1, 1);
    bytes.resize(LARGEST + 1, 0);
    assert_eq!(inspect(&bytes), Err(EvidenceFault::TooLarge { most: LARGEST }));
}

#[test]
fn two_files_in_one_are_refused() {
    let zip = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    for good in [papers::plain(), pictures::png(3, 2), pictures::jpeg(3, 2)] {
        for end in [&zip[..], b"<script>alert(1)</script>", b"\x01"] {
            assert_eq!(inspect(&[&good, end].concat()), Err(EvidenceFault::Foreign));
        }
    }
    let page = [b"<html><script>alert(1)</script>", &papers::plain()[..]].concat();
    assert_eq!(inspect(&page), Err(EvidenceFault::Foreign));
    assert_eq!(inspect(&[b"\n", &papers::plain()[..]].concat()), Err(EvidenceFault::Foreign));
    let inside = papers::pdf(&[
        "1 0 obj <</Type/Page>> endobj".as_bytes(),
        b"2 0 obj <<>> stream\n",
        zip,
        b"\nendstream endobj",
    ]);
    assert_eq!(inspect(&inside), Err(EvidenceFault::Foreign));
}

fn good() -> impl Strategy<Value = Vec<u8>> {
    let files = vec![papers::plain(), papers::packed(), pictures::png(3, 2), pictures::jpeg(3, 2)];
    prop::sample::select(files)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_bytes_make_it_panic(start in 0..4_usize, bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let starts = [pdf::START, png::START, jpeg::START, b""];
        let _ = inspect(&[starts[start], &bytes].concat());
    }

    #[test]
    fn no_words_of_a_pdf_make_it_panic(words in prop::collection::vec(prop::sample::select(vec![
        "1 0 obj", "endobj", "<<", ">>", "/Type", "/Page", "/ObjStm", "/N 9", "/First 4", "/Length 5", "stream\n", "endstream",
        "/Filter /FlateDecode", "(", ")", "<", ">", "[", "]", "%", "\n", "#", "/", "/#4a#5", "99999999999999999999", "trailer", "%%EOF",
    ]), 0..30)) {
        let _ = inspect(format!("%PDF-1.7\n{}\n%%EOF", words.join(" ")).as_bytes());
    }

    #[test]
    fn no_damage_makes_it_panic(file in good(), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4), cut in any::<prop::sample::Index>()) {
        let mut bytes = file;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = inspect(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = inspect(&bytes);
    }

    #[test]
    fn a_file_that_was_cut_off_is_never_taken(file in good(), cut in any::<prop::sample::Index>()) {
        prop_assert!(inspect(&file[..cut.index(file.len() - 1)]).is_err());
    }
}
