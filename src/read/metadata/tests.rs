//! Pictures made by hand, with all that they can tell.

use super::*;

/// A TIFF block with an orientation, a maker and a place.
fn tiff(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    tiff.extend([0x0f, 0x01, 2, 0, 7, 0, 0, 0, 40, 0, 0, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend(b"\0\0\0\0SECRET GPS 53.9N");
    tiff
}

fn jpeg(segments: &[(u8, &[u8])], after: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    for (marker, data) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend(u16::try_from(data.len() + 2).expect("short").to_be_bytes());
        bytes.extend(*data);
    }
    // The coded bytes of two scans, with a stuffed zero and a restart.
    bytes.extend(b"\xff\xda\0\x03\x01\x11\xff\0\x22\xff\xd0\x33\xff\xda\0\x03\x02\x44\xff\xd9");
    bytes.extend(after);
    bytes
}

fn stripped(name: &str, bytes: &[u8]) -> (Vec<u8>, Beside) {
    let (bytes, beside) = strip(name, bytes);
    (bytes.into_owned(), beside)
}

#[test]
fn a_jpeg_keeps_pixels_profile_and_how_it_is_turned() {
    let exif = [b"Exif\0\0", &tiff(6)[..]].concat();
    let icc = b"ICC_PROFILE\0\x01\x01profile";
    let loud: Vec<(u8, &[u8])> = vec![
        (0xe0, b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01SECRET"),
        (0xe0, b"JFXX\0SECRET"),
        (0xe1, &exif),
        (0xe1, b"http://ns.adobe.com/xap/1.0/\0SECRET"),
        (0xe2, icc),
        (0xe2, b"MPF\0SECRET"),
        (0xed, b"Photoshop 3.0\0SECRET"),
        (0xee, b"Adobe\0\x64\0\0\0\0\0"),
        (0xfe, b"SECRET"),
        (0xdb, b"table"),
        (0xc0, b"frame"),
    ];
    let kept: Vec<(u8, &[u8])> = vec![
        (0xe0, b"JFIF\0\x01\x02\0\0\x48\0\x48\0\0"),
        (0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
        (0xe2, icc),
        (0xee, b"Adobe\0\x64\0\0\0\0\0"),
        (0xdb, b"table"),
        (0xc0, b"frame"),
    ];
    let quiet = jpeg(&kept, b"");
    assert_eq!(stripped("a.jpg", &jpeg(&loud, b"SECRET\xff\xd8\xff")), (quiet.clone(), Beside::Removed));
    assert_eq!(stripped("a.png", &quiet), (quiet.clone(), Beside::Nothing), "what is quiet stays as it is, whatever its name");
    assert_eq!(exif::orientation(&exif::only(6)), Some(6));
    assert_eq!(exif::orientation(&tiff(1)), None, "what stands as it is stored needs no word");
}

fn chunk(kind: &[u8; 4], data: &[u8], sum: [u8; 4]) -> Vec<u8> {
    [&u32::try_from(data.len()).expect("short").to_be_bytes()[..], kind, data, &sum].concat()
}

#[test]
fn a_png_keeps_what_says_how_it_looks() {
    let begin = [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", b"head", [1; 4])[..]].concat();
    let end = chunk(b"IEND", b"", [0xae, 0x42, 0x60, 0x82]);
    let pixels = chunk(b"IDAT", b"pixels", [2; 4]);
    let texts = [chunk(b"tEXt", b"Author\0SECRET", [0; 4]), chunk(b"tIME", b"SECRET!", [0; 4]), chunk(b"zzZz", b"SECRET", [0; 4])].concat();
    let loud = [&begin[..], &texts, &chunk(b"eXIf", &tiff(1), [0; 4]), &pixels, &end, b"SECRET"].concat();
    let quiet = [&begin[..], &pixels, &end].concat();
    assert_eq!(stripped("a.png", &loud), (quiet.clone(), Beside::Removed));
    assert_eq!(stripped("a.png", &quiet), (quiet, Beside::Nothing));
    let turned = [&begin[..], &chunk(b"eXIf", &tiff(8), [0; 4]), &pixels, &end].concat();
    let (turned, _) = stripped("a.png", &turned);
    assert!(!memchr::memmem::find(&turned, b"SECRET").is_some_and(|_| true));
    assert!(memchr::memmem::find(&turned, &exif::only(8)).is_some());
    assert_eq!(stripped("a.png", &turned), (turned.clone(), Beside::Nothing), "its own sum is right, or it would not be kept");
}

fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (kind, data) in chunks {
        body.extend(*kind);
        body.extend(u32::try_from(data.len()).expect("short").to_le_bytes());
        body.extend(*data);
        body.extend(vec![0; data.len() % 2]);
    }
    [b"RIFF", &u32::try_from(body.len()).expect("short").to_le_bytes()[..], &body].concat()
}

#[test]
fn a_webp_no_longer_announces_what_is_gone() {
    let loud = webp(&[(b"VP8X", b"\x2c123456789"), (b"ICCP", b"odd"), (b"VP8 ", b"pixels"), (b"EXIF", &tiff(1)), (b"XMP ", b"SECRET")]);
    let quiet = webp(&[(b"VP8X", b"\x20123456789"), (b"ICCP", b"odd"), (b"VP8 ", b"pixels")]);
    assert_eq!(stripped("a.webp", &[&loud[..], b"SECRET"].concat()), (quiet.clone(), Beside::Removed));
    assert_eq!(stripped("a.webp", &quiet), (quiet, Beside::Nothing));
    let (turned, _) = stripped("a.webp", &webp(&[(b"VP8X", b"\x0c123456789"), (b"VP8 ", b"pixels"), (b"EXIF", &tiff(3))]));
    assert_eq!(turned, webp(&[(b"VP8X", b"\x08123456789"), (b"VP8 ", b"pixels"), (b"EXIF", &exif::only(3))]));
}

#[test]
fn a_gif_keeps_its_frames() {
    let screen = b"GIF89a\x01\0\x01\0\x80\0\0rgbRGB";
    let repeats = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let frame = b"!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x4c\x01\0";
    let loud = [&screen[..], b"!\xfe\x06SECRET\0", repeats, b"!\xff\x0bXMP DataXMP\x06SECRET\0", frame, b"; SECRET"].concat();
    let quiet = [&screen[..], repeats, frame, b";"].concat();
    assert_eq!(stripped("a.gif", &loud), (quiet.clone(), Beside::Removed));
    assert_eq!(stripped("a.gif", &quiet), (quiet, Beside::Nothing));
}

#[test]
fn a_drawing_forgets_its_artist() {
    let loud = r##"<?xml version="1.0"?><!-- SECRET --><svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://inkscape"
  inkscape:export-filename="/home/SECRET/a.png" width="4" sodipodi:docname='SECRET > x.svg'><metadata id="m"><rdf:RDF>SECRET</rdf:RDF></metadata>
<sodipodi:namedview id="n" inkscape:zoom="SECRET"/><title>Two > one, i: a list</title><g aria-label="said inkscape: so"><style><![CDATA[a>b{} <!-- kept --> ]]></style></g></svg>"##;
    let (quiet, beside) = stripped("A.SVG", loud.as_bytes());
    let expected = r##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://inkscape" width="4">
<title>Two > one, i: a list</title><g aria-label="said inkscape: so"><style><![CDATA[a>b{} <!-- kept --> ]]></style></g></svg>"##;
    assert_eq!((String::from_utf8(quiet).expect("text"), beside), (expected.to_owned(), Beside::Removed));
}

#[test]
fn what_is_broken_or_unknown_is_told_of_if_it_tells() {
    assert_eq!(strip("a.avif", b"\0\0\0\x1cftypavif....Exif....").1, Beside::Kept);
    assert_eq!(strip("a.avif", b"\0\0\0\x1cftypavif........").1, Beside::Nothing);
    assert_eq!(strip("a.tif", b"II*\0........").1, Beside::Kept);
    let whole = jpeg(&[(0xe1, b"Exif\0\0II*\0\x08\0\0\0\0\0"), (0xdb, b"table")], b"");
    for end in 0..whole.len() {
        // Cut off anywhere: no panic, and never silently passed on with what it tells.
        let (bytes, beside) = strip("a.jpg", &whole[..end]);
        let tells = memchr::memmem::find(&bytes, b"Exif").is_some();
        assert_eq!(beside == Beside::Kept, tells, "{end}");
    }
    for (name, bytes) in
        [("a.png", &b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT"[..]), ("a.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 "), ("a.gif", b"GIF89a")]
    {
        assert_eq!(strip(name, bytes).1, Beside::Nothing, "{name}");
    }
}
