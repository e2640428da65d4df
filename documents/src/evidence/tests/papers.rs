use super::*;

/// A PDF of some objects, with everything that a PDF has at its end.
pub fn pdf(objects: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    bytes.extend(objects.join(&b'\n'));
    bytes.extend(
        b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/ID[<00><01>]>>\nstartxref\n15\n%%EOF\n",
    );
    bytes
}

const PAGE: &[u8] = b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595.3 -842]/Contents 4 0 R>> endobj";

fn stream(number: u32, dictionary: &str, data: &[u8]) -> Vec<u8> {
    let length = data.len();
    [format!("{number} 0 obj\n<<{dictionary}/Length {length}>>\nstream\r\n").as_bytes(), data, b"\nendstream\nendobj"]
        .concat()
}

pub fn plain() -> Vec<u8> {
    let text = stream(4, "/Filter/FlateDecode", &deflated(b"BT (Certificate) Tj ET"));
    pdf(&[
        b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj",
        PAGE,
        &text,
        b"5 0 obj <</Title(HTML/JavaScript \\(1\\) /Launch (2))/A<</S/URI/URI(https://x.example)>>>> endobj % a remark",
    ])
}

/// Objects in a packed stream: an object each, with the numbers 10, 11 and so on.
fn object_stream(objects: &[&str], dictionary: &str) -> Vec<u8> {
    let (mut head, mut body) = (String::new(), String::new());
    for (object, number) in objects.iter().zip(10..) {
        head.push_str(&format!("{number} {} ", body.len()));
        body.push_str(object);
        body.push(' ');
    }
    let dictionary = format!("{dictionary}/N {}/First {}/Filter[/FlateDecode]", objects.len(), head.len());
    stream(9, &dictionary, &deflated((head + &body).as_bytes()))
}

pub fn packed() -> Vec<u8> {
    let objects = ["<</Type/Catalog/Pages 11 0 R>>", "<</Type/Pages/Count 2>>", "<</Type/Page>>", "<</Type /Page>>"];
    pdf(&[
        &object_stream(&objects, "/Type/ObjStm"),
        &stream(20, "/Type/XRef/W[1 2 1]/Root 10 0 R/Filter/FlateDecode", &deflated(&[0; 40])),
    ])
}

fn fault(objects: &[&[u8]]) -> EvidenceFault {
    inspect(&pdf(objects)).unwrap_err()
}

#[test]
fn pages_are_counted_once_wherever_they_are() {
    assert_eq!(inspect(&packed()).unwrap().extent, Extent::Pages(2));
    let changed = [
        plain(),
        PAGE.to_vec(),
        b"\n7 0 obj<</Type/#50age>>endobj\ntrailer<</Prev 15>>startxref\n9\n%%EOF \n".to_vec(),
    ]
    .concat();
    assert_eq!(inspect(&changed).unwrap().extent, Extent::Pages(2), "a page in a newer version is the same page");
    assert_eq!(fault(&[b"1 0 obj <</Type/Catalog>> endobj"]), EvidenceFault::Broken);
}

#[test]
fn absurd_numbers_of_pages_are_refused() {
    let pages = (1..=201).map(|n| format!("{n} 0 obj <</Type/Page>> endobj").into_bytes()).collect::<Vec<_>>();
    let pages = pages.iter().map(Vec::as_slice).collect::<Vec<_>>();
    assert_eq!(fault(&pages), EvidenceFault::TooManyPages);
    assert_eq!(inspect(&pdf(&pages[1..])).unwrap().extent, Extent::Pages(200));
    assert_eq!(fault(&[PAGE, b"2 0 obj <</Type/Pages/Count 99999999>> endobj"]), EvidenceFault::TooManyPages);
    let many = vec!["<</Type/Page>>"; 201];
    assert_eq!(fault(&[&object_stream(&many, "/Type/ObjStm")]), EvidenceFault::TooManyPages);
}

#[test]
fn what_acts_is_refused_however_it_is_written() {
    for action in [
        "/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
        "/OpenAction<</S/J#61vaScript>>",
        "/AA<</O<</S /Launch /F(cmd.exe)>>>>",
        "/Names<</EmbeddedFiles 5 0 R>>",
        "/AcroForm<</XFA 5 0 R>>",
        "/A<</S/SubmitForm>>",
        "/Subtype/RichMedia",
    ] {
        let object = format!("1 0 obj <</Type/Catalog{action}>> endobj");
        assert!(matches!(fault(&[PAGE, object.as_bytes()]), EvidenceFault::Active { .. }), "{action}");
        let catalog = format!("<</Type/Catalog{action}>>");
        for dictionary in ["/Type/ObjStm", "/Type/X", "/Subtype/Image"] {
            let hidden = object_stream(&[&catalog], dictionary);
            assert!(matches!(fault(&[PAGE, &hidden]), EvidenceFault::Active { .. }), "{action} {dictionary}");
        }
    }
    let encrypted = String::from_utf8_lossy(&pdf(&[PAGE])).replace("/Size 1", "/Size 1/Encrypt 9 0 R").into_bytes();
    assert_eq!(inspect(&encrypted), Err(EvidenceFault::Encrypted));
    assert_eq!(fault(&[PAGE, &stream(9, "/Type/XRef/Encrypt 8 0 R", b"x")]), EvidenceFault::Encrypted);
}

#[test]
fn objects_hidden_from_the_reader_are_noticed() {
    let object = "8 0 obj <</S/JavaScript>> endobj";
    for hidden in [
        format!("% {object}"),
        format!("7 0 obj ({object}) endobj"),
        format!("7 0 obj <<>> stream\n{object}\nendstream endobj"),
        format!("7 0 obj <</Length {}>> stream\nendstream endobj {object} 9 0 obj <<>> stream\n\nendstream endobj", 91),
        format!("% {}", object.replace(" obj", "\r\n\t obj")),
    ] {
        let fault = fault(&[PAGE, hidden.as_bytes()]);
        assert!(matches!(fault, EvidenceFault::Foreign | EvidenceFault::Active { .. }), "{hidden}: {fault:?}");
    }
    for foreign in ["<html></html>", "(text)", "hello", "/Name", "<68656c6c6f>"] {
        assert!(inspect(&pdf(&[PAGE, foreign.as_bytes()])).is_err(), "{foreign}");
    }
}

#[test]
fn streams_that_explode_are_refused_in_bounded_time() {
    let zeros = deflated(&vec![b' '; 40 << 20]);
    let bomb = stream(5, "/Filter/FlateDecode", &zeros);
    assert!(inspect(&pdf(&[PAGE, &bomb])).is_ok(), "what a scan may need");
    let bombs = [bomb.as_slice(); 7];
    assert_eq!(fault(&[&[PAGE], &bombs[..]].concat()), EvidenceFault::Explodes);
    assert_eq!(
        fault(&[PAGE, &stream(5, "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &zeros)]),
        EvidenceFault::Explodes
    );
    let twice = stream(5, "/Filter[/FlateDecode /FlateDecode]", &deflated(&zeros));
    assert_eq!(fault(&[PAGE, &twice]), EvidenceFault::Unusual);
    let odd = stream(5, "/Type/ObjStm/N 1/First 4/Filter/ASCIIHexDecode", b"00>");
    assert_eq!(fault(&[PAGE, &odd]), EvidenceFault::Unusual);
    let announced = stream(5, "/Type/ObjStm/N 99999999999/First 4", b"1 0 null");
    assert_eq!(fault(&[PAGE, &announced]), EvidenceFault::Broken);
}

#[test]
fn a_pdf_is_whole() {
    for (from, to) in [("%%EOF", ""), ("%PDF-1.7", "%PDF-x.7"), ("endobj", ""), ("endstream", ""), ("(Cert", "((Cert")]
    {
        let text = plain();
        let at = text.windows(from.len()).position(|window| window == from.as_bytes());
        let Some(at) = at else { continue };
        let broken = [&text[..at], to.as_bytes(), &text[at + from.len()..]].concat();
        assert!(inspect(&broken).is_err(), "{from}");
    }
}
