//! `dossier verify`: whether a copy of a site is whole, and whose it is.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Failure, args, say};
use crate::proof::compare::Trouble;
use crate::proof::manifest::{LARGEST, plain};
use crate::proof::{Difference, Held, MANIFEST, Manifest, PublicKey, SIGNATURE, compare, key};
use crate::reach::Mirror;
use crate::read::{Archive, Folder};

/// What a signature may weigh.
const LARGEST_SIGNATURE: u64 = 64 << 10;

/// A copy of a site, wherever it is.
pub(super) enum Copy {
    Folder(Folder),
    Archive(Archive),
    Mirror(Mirror),
}

impl Copy {
    /// The copy that was named; an address is asked through `proxy`.
    pub(super) fn open(named: &str, proxy: Option<&str>) -> Result<Self, Failure> {
        if named.starts_with("http://") || named.starts_with("https://") {
            return Mirror::new(named, proxy).map(Self::Mirror).map_err(Failure::Usage);
        }
        let path = Path::new(named);
        if path.is_dir() {
            Ok(Self::Folder(Folder::new(path)))
        } else if path.is_file() {
            Archive::open(path).map(Self::Archive).map_err(failure)
        } else {
            Err(Failure::Usage(format!("`{named}` is no folder, no file and no address")))
        }
    }

    /// The bytes of a file of the site; nothing if it is not there.
    pub(super) fn bytes(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Trouble> {
        match self {
            Self::Folder(folder) => folder.bytes(path, most),
            Self::Archive(archive) => archive.bytes(path, most),
            Self::Mirror(mirror) => mirror.bytes(path, most),
        }
    }

    fn held(&self, manifest: &Manifest) -> Result<BTreeMap<String, Held>, Trouble> {
        match self {
            Self::Folder(folder) => folder.held(manifest),
            Self::Archive(archive) => archive.held(manifest),
            Self::Mirror(mirror) => mirror.held(manifest),
        }
    }
}

pub(super) fn failure(trouble: Trouble) -> Failure {
    match trouble {
        Trouble::Bad(why) => bad(&why),
        Trouble::World(why) => Failure::Machine(anyhow::anyhow!(why)),
    }
}

/// Says why a copy cannot be trusted.
fn bad(why: &str) -> Failure {
    super::warn(&format!("error: {why}"));
    Failure::Dossier
}

/// Compares a copy with its manifest, and checks the signature.
pub fn verify(args: &args::Verify) -> Result<(), Failure> {
    let wanted = args.key.as_deref().map(public_key).transpose()?;
    let copy = Copy::open(&args.copy, args.proxy.as_deref())?;
    let named = plain(&args.copy);
    let text = copy.bytes(MANIFEST, LARGEST).map_err(failure)?;
    let text = text.ok_or_else(|| bad(&format!("`{named}` holds no manifest: there is no `{MANIFEST}`, so nothing can be checked")))?;
    let manifest = Manifest::read(&text).map_err(|why| bad(&format!("the manifest of `{named}` {}", hint(&why, &copy))))?;
    // A signature that does not hold makes the list worthless, so it stands before it.
    let signed = signature(&copy, &text, wanted.as_ref(), &named)?;
    let held = copy.held(&manifest).map_err(failure)?;
    let differences = compare(&manifest, &held);
    for (path, difference) in &differences {
        let more = if let Difference::Changed(why) = difference { format!(" ({})", plain(why)) } else { String::new() };
        say(&format!("{}  {}{more}", difference.word(), plain(path)))?;
    }
    about(&manifest)?;
    if matches!(copy, Copy::Mirror(_)) {
        mirror(&manifest, &held)?;
    }
    say(&signed)?;
    let count = |word: &str| differences.values().filter(|difference| difference.word() == word).count();
    let (missing, changed, foreign) = (count("missing"), count("changed"), count("foreign"));
    let same = manifest.files.len() - missing - changed;
    if differences.is_empty() {
        return say(&format!("whole: {same} of {} files are as the manifest says", manifest.files.len()));
    }
    say(&format!(
        "not whole: {missing} missing, {changed} changed, {foreign} foreign; {same} of {} as the manifest says",
        manifest.files.len()
    ))?;
    Err(Failure::Dossier)
}

fn hint(why: &str, copy: &Copy) -> String {
    let is_page = matches!(copy, Copy::Mirror(_)) && why.contains("a page of HTML");
    let more = if is_page { "; the address is that of another site, or its host answers everything with one page" } else { "" };
    format!("{why}{more}")
}

/// What the manifest says of the site; everything somebody else may have written.
fn about(manifest: &Manifest) -> Result<(), Failure> {
    let about = &manifest.about;
    let mut lines = vec![format!("\"{}\", made by dossier {}", plain(&about.title), plain(&about.version))];
    let fields = [("content of", &about.date), ("as of", &about.as_of), ("revision", &about.revision), ("published at", &about.base_url)];
    lines.extend(fields.into_iter().filter_map(|(what, value)| Some(format!("{what} {}", plain(value.as_ref()?)))));
    say(&lines.join(", "))?;
    say(&format!("digest sha256:{}", manifest.digest()))
}

/// What cannot be seen from outside.
fn mirror(manifest: &Manifest, held: &BTreeMap<String, Held>) -> Result<(), Failure> {
    let hidden = held.values().filter(|held| **held == Held::NotServed).count();
    if hidden > 0 {
        say(&format!("{hidden} files are for the host, which keeps them to itself"))?;
    }
    let leading = held.values().filter(|held| **held == Held::LeadsOn).count();
    if leading > 0 {
        say(&format!("{leading} old addresses lead on, as the manifest says"))?;
    }
    let mut answers: BTreeMap<_, usize> = BTreeMap::new();
    for (path, held) in held {
        if let Held::File(_, sum) = held
            && manifest.files.get(path).is_some_and(|listed| listed.sum != *sum)
        {
            *answers.entry(sum).or_default() += 1;
        }
    }
    if let Some(most) = answers.values().max().filter(|most| **most > 2) {
        say(&format!("{most} addresses answer with one and the same file: the host answers with a page whatever it is asked for"))?;
    }
    say("files that the manifest does not name cannot be seen from outside")
}

fn signature(copy: &Copy, text: &[u8], wanted: Option<&PublicKey>, named: &str) -> Result<String, Failure> {
    let signature = copy.bytes(SIGNATURE, LARGEST_SIGNATURE).map_err(failure)?;
    // A host that answers everything with a page has no signature.
    let signature = signature.filter(|bytes| !bytes.trim_ascii_start().starts_with(b"<"));
    let signature = signature.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    match (wanted, signature) {
        (Some(key), Some(signature)) => {
            let comment = key.check(text, &signature).map_err(|why| bad(&format!("the signature of `{named}` {why}")))?;
            Ok(format!("the signature of the key {} holds: {}", key.number(), plain(&comment)))
        }
        (Some(_), None) => Err(bad(&format!("`{named}` is not signed: there is no `{SIGNATURE}`"))),
        (None, Some(signature)) => {
            let number = key::signer(&signature).map_err(|why| bad(&format!("the signature of `{named}` {why}")))?;
            Ok(format!("signed, it says, with the key {number}; --key checks that"))
        }
        (None, None) => Ok("not signed: who made it cannot be told".to_owned()),
    }
}

/// A public key: a file, or the line itself.
fn public_key(named: &str) -> Result<PublicKey, Failure> {
    let path = Path::new(named);
    if !path.is_file() {
        return PublicKey::read(named).map_err(|why| Failure::Usage(format!("`{}` is no file, and as a key it {why}", plain(named))));
    }
    let text = std::fs::read(path).map_err(|error| Failure::Usage(format!("the key `{named}` cannot be read: {error}")))?;
    PublicKey::read(&String::from_utf8_lossy(&text)).map_err(|why| Failure::Usage(format!("the key in `{named}` {why}")))
}
