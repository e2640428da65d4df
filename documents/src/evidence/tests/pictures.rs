use flate2::Crc;

use super::*;

fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], name, data, &crc.sum().to_be_bytes()].concat()
}

fn header(width: u32, height: u32) -> Vec<u8> {
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat())
}

fn png_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    [png::START, &chunks.concat()].concat()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let row = vec![0; 1 + 3 * width as usize];
    let pixels = deflated(&row.repeat(height as usize));
    png_of(&[header(width, height), chunk(b"tEXt", b"Title\0x"), chunk(b"IDAT", &pixels), chunk(b"IEND", b"")])
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker][..], &length, data].concat()
}

fn frame(marker: u8, width: u16, height: u16) -> Vec<u8> {
    segment(marker, &[&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat())
}

fn jpeg_of(parts: &[Vec<u8>]) -> Vec<u8> {
    [&[0xFF, 0xD8][..], &parts.concat(), &[0xFF, 0xD9]].concat()
}

fn scan() -> Vec<u8> {
    [segment(0xDA, &[1, 1, 0, 0, 63, 0]), vec![0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]].concat()
}

pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let thumbnail = segment(0xE1, b"Exif\0\0\xFF\xD8\xFF\xD9");
    jpeg_of(&[thumbnail, segment(0xDB, &[0; 65]), frame(0xC2, width, height), scan(), segment(0xC4, &[0; 17]), scan()])
}

#[test]
fn picture_bombs_are_known_by_their_headers() {
    let bomb = png_of(&[header(50_000, 50_000), chunk(b"IDAT", &deflated(&[0; 100])), chunk(b"IEND", b"")]);
    assert_eq!(inspect(&bomb), Err(EvidenceFault::TooManyPixels { width: 50_000, height: 50_000 }));
    assert!(EvidenceFault::TooManyPixels { width: 50_000, height: 50_000 }.to_string().contains("100 million"));
    assert_eq!(inspect(&jpeg(60_000, 60_000)), Err(EvidenceFault::TooManyPixels { width: 60_000, height: 60_000 }));
    assert!(inspect(&jpeg(10_000, 10_000)).is_ok());
    for (width, height) in [(0, 5), (5, 0)] {
        assert_eq!(
            inspect(&png_of(&[header(width, height), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")])),
            Err(EvidenceFault::Broken)
        );
    }
    assert_eq!(inspect(&jpeg(0, 5)), Err(EvidenceFault::Broken));
}

#[test]
fn a_png_is_whole_and_in_order() {
    let (head, pixels, end) = (header(1, 1), chunk(b"IDAT", &deflated(&[0; 4])), chunk(b"IEND", b""));
    let broken = [
        vec![pixels.clone(), end.clone()],
        vec![head.clone(), end.clone()],
        vec![head.clone(), pixels.clone()],
        vec![head.clone(), head.clone(), pixels.clone(), end.clone()],
        vec![chunk(b"IHDR", &[0; 12]), pixels.clone(), end.clone()],
        vec![chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 9, 2, 0, 0, 0]), pixels.clone(), end.clone()],
    ];
    for chunks in broken {
        assert_eq!(inspect(&png_of(&chunks)), Err(EvidenceFault::Broken));
    }
    let strange = png_of(&[head.clone(), chunk(b"EVIL", b""), pixels.clone(), end.clone()]);
    assert_eq!(inspect(&strange), Err(EvidenceFault::Foreign));
    let mut changed = png(3, 2);
    let last = changed.len() - 20;
    changed[last] ^= 1;
    assert_eq!(inspect(&changed), Err(EvidenceFault::Broken), "a sum does not agree");
}

#[test]
fn a_jpeg_is_whole_and_in_order() {
    let broken = [
        vec![scan(), frame(0xC0, 1, 1)],
        vec![frame(0xC0, 1, 1)],
        vec![scan()],
        vec![frame(0xC0, 1, 1), frame(0xC0, 9, 9), scan()],
        vec![frame(0xC3, 1, 1), scan()],
        vec![vec![0xFF, 0xD8], frame(0xC0, 1, 1), scan()],
        vec![segment(0xC0, &[8, 0, 1, 0, 1, 3, 1, 0x11, 0]), scan()],
        vec![frame(0xC0, 1, 1), b"junk".to_vec(), scan()],
    ];
    for parts in broken {
        assert_eq!(inspect(&jpeg_of(&parts)), Err(EvidenceFault::Broken));
    }
}

#[test]
fn what_cameras_append_is_known() {
    let padded = [jpeg(3, 2), vec![0; 100]].concat();
    assert!(inspect(&padded).is_ok());
    let second = [jpeg(3, 2), jpeg(1, 1)].concat();
    assert_eq!(inspect(&second), Err(EvidenceFault::Foreign), "nothing announces it");
    let first = jpeg_of(&[segment(0xE2, b"MPF\0II*\0"), frame(0xC0, 3, 2), scan()]);
    let announced = [first.clone(), jpeg(1, 1), vec![0; 9], jpeg(1, 1)].concat();
    assert_eq!(inspect(&announced).unwrap().extent, Extent::Pixels { width: 3, height: 2 });
    assert_eq!(inspect(&[first.clone(), jpeg(1, 1), b"<html>".to_vec()].concat()), Err(EvidenceFault::Foreign));
    let many = [vec![first.clone()], vec![jpeg(1, 1); 9]].concat().concat();
    assert_eq!(inspect(&many), Err(EvidenceFault::Foreign));
}
