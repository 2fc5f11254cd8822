//! How a picture is turned: the one field of EXIF that changes what is seen.

/// The tag of the orientation (Exif 2.32, 4.6.4).
const ORIENTATION: u16 = 0x0112;

/// The orientation that a TIFF block names, 2 to 8; nothing if the picture stands as it is stored.
pub(super) fn orientation(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }).ok()
    };
    let first = long(4)?;
    let fields = first.checked_add(2)?;
    (0..usize::from(short(first)?))
        .map(|n| fields + n * 12)
        .find(|at| short(*at) == Some(ORIENTATION))
        .and_then(|at| short(at + 8))
        .filter(|turned| (2..=8).contains(turned))
}

/// A TIFF block that names the orientation and nothing else.
pub(super) fn only(orientation: u16) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    tiff.extend(ORIENTATION.to_be_bytes());
    // One SHORT, held in the first two of four bytes; then no further block.
    tiff.extend([0, 3, 0, 0, 0, 1]);
    tiff.extend(orientation.to_be_bytes());
    tiff.extend([0, 0, 0, 0, 0, 0]);
    tiff
}
