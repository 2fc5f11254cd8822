//! The mistakes that the stages themselves find while they read, link and render. The rules that look at a
//! finished dossier stand in `check`, one file each; `docs/checks.md` lists both.

use super::{Code, Severity};

macro_rules! codes {
    ($($(#[$weight:ident])? $name:ident $code:literal $severity:ident $doc:literal)+) => {
        $(
            #[doc = $doc]
            pub static $name: Code = Code { name: $code, severity: Severity::$severity, fixed: codes!(@ $($weight)?), doc: $doc };
        )+

        /// All of them, in the order of the pipeline.
        pub static ALL: &[&Code] = &[$(&$name),+];
    };
    (@ fixed) => { true };
    (@) => { false };
}

codes! {
    #[fixed]
    UNREADABLE_FILE "unreadable-file" Error
        "A file of the dossier could not be read, or is no plain file (a pipe, a link that leads out of the dossier or round in a circle). What it holds is missing from the site.\n\n**Mend it:** Give yourself the right to read it, or move it out of `content/`."
    #[fixed]
    INVALID_TEXT "invalid-text" Error
        "A text file is not UTF-8, or holds a NUL character.\n\n**Mend it:** Save the file as UTF-8 in your editor."
    #[fixed]
    FILE_TOO_LARGE "file-too-large" Error
        "A text file, or the front matter in it, is larger than a text may be (8 MB a file, 256 KB a front matter).\n\n**Mend it:** Split the entry; put data into an asset beside it."
    #[fixed]
    MISSING_FRONT_MATTER "missing-front-matter" Error
        "An entry does not begin with `---`, fields in YAML, and `---`.\n\n**Mend it:** Begin the file with front matter; `dossier new KIND TITLE` writes one."
    #[fixed]
    UNCLOSED_FRONT_MATTER "unclosed-front-matter" Error
        "The front matter has no second `---`.\n\n**Mend it:** Write `---` on a line of its own after the last field."
    #[fixed]
    INVALID_YAML "invalid-yaml" Error
        "The front matter, or a settings file, is not valid YAML.\n\n**Mend it:** Most often a colon or a quote in the text: put the value in quotes."
    #[fixed]
    DUPLICATE_FIELD "duplicate-field" Error
        "A field stands twice in the same group.\n\n**Mend it:** Keep one of them; for several values write a list."
    #[fixed]
    UNKNOWN_KIND "unknown-kind" Error
        "`kind:` names a kind that neither the program nor `dossier.yaml` knows.\n\n**Mend it:** Use one of the kinds of the reference, or declare your own under `kinds:`."
    UNKNOWN_FIELD "unknown-field" Error
        "A field that the kind does not have. It would be lost silently.\n\n**Mend it:** Mend the spelling, or put the value under `extra:`."
    MISSING_FIELD "missing-field" Error
        "A field that the kind requires is not there, or is empty.\n\n**Mend it:** Add the field."
    WRONG_TYPE "wrong-type" Error
        "A field holds something else than it must: a list for a text, a word for a number.\n\n**Mend it:** Write it as the reference shows."
    UNKNOWN_WORD "unknown-word" Error
        "A field that takes one word of a list holds another.\n\n**Mend it:** Use one of the words of the list."
    INVALID_DATE "invalid-date" Error
        "A date that is not EDTF, or not in the calendar.\n\n**Mend it:** Write `2021-08-18`, `2021-08`, `2021`, with `~` for about and `?` for uncertain; intervals as `A/B`."
    INVALID_ADDRESS "invalid-address" Error
        "A `url` that is no `http` or `https` address, or an old address under `redirect_from` that would leave the site.\n\n**Mend it:** Write the whole address, with `https://`; write old addresses as `claims/old-id`."
    #[fixed]
    INVALID_SETTINGS "invalid-settings" Error
        "`dossier.yaml` or `theme.yaml` says something the program cannot follow: no such theme, a theme that is its own parent, a language twice, a kind of an existing name.\n\n**Mend it:** Mend the setting; `docs/settings.md` lists them all."
    #[fixed]
    MISSING_SETTINGS "missing-settings" Error
        "The folder holds no `dossier.yaml`.\n\n**Mend it:** `dossier init DIR` writes one."
    #[fixed]
    UNKNOWN_RULE "unknown-rule" Error
        "`rules:` in `dossier.yaml` names a rule that does not exist, or one that cannot be changed.\n\n**Mend it:** See the list of rules."
    #[fixed]
    DUPLICATE_ID "duplicate-id" Error
        "Two files make an entry of the same id in the same language. Ids are compared without case and in one Unicode form.\n\n**Mend it:** Rename one of the files."
    #[fixed]
    BROKEN_BIBLIOGRAPHY "broken-bibliography" Error
        "A bibliography (`.bib`, or a `.yaml` file of Hayagriva under `content/`) cannot be read at this place, is no bibliography, or has a record whose key no text can cite. The records around it are read.\n\n**Mend it:** Most often a comma after a field or a closing brace is missing; a YAML file that is no bibliography does not belong under `content/`."
    #[fixed]
    CITATION_KEY_TWICE "citation-key-twice" Error
        "A citation key has two meanings: two records, or a record and an entry, have one id. Keys are compared without case.\n\n**Mend it:** Rename one of them, or take the record out if it is the same document."
    #[fixed]
    UNKNOWN_STYLE "unknown-style" Error
        "`citations.style` in `dossier.yaml` names neither a style that the program has nor a `.csl` file of the dossier.\n\n**Mend it:** Use a name of the list in `docs/citations.md`, or put the style's file under `templates/` and write its path from the root."
    #[fixed]
    BROKEN_STYLE "broken-style" Error
        "The `.csl` file of the citation style is no CSL that can be followed: broken XML, no `citation`, or a style that only points to another one.\n\n**Mend it:** Take the file anew from where you have it; of a dependent style take the one it names."
    KIND_MISMATCH "kind-mismatch" Error
        "The translation of an entry has another kind than the original.\n\n**Mend it:** Give both the same `kind:`."
    ORPHAN_TRANSLATION "orphan-translation" Error
        "A file in another language has no original in the main language of the dossier.\n\n**Mend it:** Write the original, or take the language out of the file's name."
    DUPLICATE_ALIAS "duplicate-alias" Error
        "Two entries go by the same title or alias, so that a link by that name could mean either.\n\n**Mend it:** Change one of them; links by id are not affected."
    #[fixed]
    ADDRESS_COLLISION "address-collision" Error
        "Two pages or files of the site would have the same address.\n\n**Mend it:** Rename one of the entries, or change the old address under `redirect_from`."
    #[fixed]
    REDIRECT_LOOP "redirect-loop" Error
        "Redirects of `dossier.yaml` lead in a circle: whoever opens one of these addresses arrives nowhere.\n\n**Mend it:** Let one of them lead to an entry, or to a page that is there."
    #[fixed]
    UNFIT_NAME "unfit-name" Error
        "A file that the site passes on has a name that hosts, servers or disks cannot take: a sign that means something in addresses (`?`, `#`, `%`) or on Windows (`*`, `<`, `>`, `|`, `\"`, `:`), a name of a device there, a dot or blank at its end, more than 255 bytes.\n\n**Mend it:** Rename the file."
    HOST_LIMIT "host-limit" Error
        "The site is more than a host takes that `hosts:` names, or `dossier check --host`: too many files, too large a file, too many redirects, a name it refuses. `docs/deploy.md` lists the limits, where each is said and when it was looked up.\n\n**Mend it:** Make it smaller, or take another host or plan; one for which you pay may take more: then weigh the rule down under `rules:`."
    #[fixed]
    RESERVED_NAME "reserved-name" Error
        "An entry's address would be one that the site or a host needs for itself, a name that no file can have on some system, or nothing at all.\n\n**Mend it:** Rename the file."
    BROKEN_LINK "broken-link" Error
        "A link, a reference in the front matter, or a citation names an entry that does not exist.\n\n**Mend it:** Mend the name, or write the entry."
    AMBIGUOUS_NAME "ambiguous-name" Error
        "A link names something that several entries are called.\n\n**Mend it:** Link by the id of the one you mean."
    WRONG_KIND "wrong-kind" Error
        "A reference points to an entry of a kind that does not fit there: `claimed_by` to something that is no actor.\n\n**Mend it:** Name an entry of the right kind."
    BROKEN_HEADING "broken-heading" Error
        "A link names a heading that the entry does not have.\n\n**Mend it:** Use one of its headings, by its words or its id."
    MISSING_ASSET "missing-asset" Error
        "A picture or file that a text shows or links to is not there.\n\n**Mend it:** Put the file beside the entry, or mend the path."
    UNSAFE_LINK "unsafe-link" Error
        "A link to `javascript:`, `data:`, `vbscript:` or `file:`. It would run code or leak the reader's disk.\n\n**Mend it:** Link to an `https` address."
    TRANSCLUSION_CYCLE "transclusion-cycle" Error
        "An entry shows, directly or through others, itself.\n\n**Mend it:** Take one of the transclusions out, or show a single section."
    TRANSCLUSION_TOO_LARGE "transclusion-too-large" Error
        "Transclusions within transclusions would make a page larger than a page may be (2 MB or 64 levels).\n\n**Mend it:** Link instead of showing everything."
    UNDEFINED_FOOTNOTE "undefined-footnote" Warning
        "A footnote is referred to but not defined. The reference is printed as it stands.\n\n**Mend it:** Write `[^name]: the note` on a line of its own."
    MISSING_ALT "missing-alt" Warning
        "A picture has no alternative text. Who cannot see it learns nothing of it.\n\n**Mend it:** Say in the brackets what the picture shows."
    PUBLISHED_COMMENT "published-comment" Warning
        "Words stand between `%%` and `%%`, as some note-taking programs hide them. Here they are text, and readers see them.\n\n**Mend it:** Take them out, or write `<!--` and `-->` around them: what the settings clean of raw HTML loses its comments."
    RESERVED_HEADING_ID "reserved-heading-id" Warning
        "A heading asks for an id with a colon, a blank or a quote in it. Ids with a colon belong to the theme; the sign is replaced by `-`.\n\n**Mend it:** Use letters, digits and `-`."
    #[fixed]
    MISSING_THEME "missing-theme" Error
        "The theme that is asked for is neither under `themes/` nor built in, or one of its files is missing.\n\n**Mend it:** Mend `theme:` in `dossier.yaml`."
    #[fixed]
    TEMPLATE_ERROR "template-error" Error
        "A template of the theme cannot be read, or failed while a page was made.\n\n**Mend it:** The place is in the theme's file; the fields a template sees are in `docs/themes.md`."
    UNKNOWN_STRING "unknown-string" Warning
        "A file of strings in the theme has a mistake, or a template asks for a string that no language has.\n\n**Mend it:** Add the string to `i18n/en.ftl`."
    #[fixed]
    OUTSIDE_REQUEST "outside-request" Error
        "A page, style sheet, picture or feed of the finished site would ask another host for something as soon as it is opened: a script, a font, a picture, a preconnect, a form. That host, and everybody on the way to it, would learn who reads what.\n\n**Mend it:** Put the file into the theme's `static/` or beside the entry, and name it by its path."
    #[fixed]
    INLINE_CODE "inline-code" Error
        "A page or picture of the finished site holds code or style of its own: an `onclick`, a `javascript:` address, a `<script>` without `src`, a `<style>`, a `style=`. The policy of the site lets none of it run, so that nobody can smuggle any in; what needs it is broken.\n\n**Mend it:** Put it into a script or style sheet of the theme, and give the element a class."
    #[fixed]
    TRACE_KEPT "trace-kept" Error
        "A script of the finished site speaks of cookies, storage, a service worker, beacons or other hosts. What a reader's device keeps may be held against them; nothing may be kept and nobody told.\n\n**Mend it:** Do without: pages must work without scripts in any case."
    #[fixed]
    NEVER_PUBLISH "never-publish" Error
        "Something that `never_publish` in `dossier.yaml` keeps from being published stands in the finished site: in a text, a name of a file, search data, a feed, or beside a picture. The message names the files and the number of the name or pattern, never the name; nothing is written.\n\n**Mend it:** Take it out where it stands; where only the site holds it, look at titles, file names and pictures."
    #[fixed]
    NEVER_PUBLISH_LIST "never-publish-list" Error
        "The file of names that must not be published, which `never_publish.file` or `DOSSIER_NEVER_PUBLISH` names, cannot be read, or is none. Without it nobody knows whether the site holds one of them, so nothing is published.\n\n**Mend it:** Put the file there; `dossier never-publish FILE` writes one. Where a copy of the dossier is built without it, set `DOSSIER_NEVER_PUBLISH` to nothing: then only what stands in `dossier.yaml` is looked for, and the program says so."
    #[fixed]
    UNCORRECTED_CHANGE "uncorrected-change" Error
        "`dossier build --since` or `dossier diff` found that a fact which was published is stated otherwise now, or no more, and no correction says so: where a claim stands, a date, a number, a designation, a provision, a source. Readers who rely on what they read would not learn of it.\n\n**Mend it:** Write a correction with its date into `corrections:` of the entry, in your own words; or, where something happened since, date it: a step in the claim's `history`, an end of `in_force`. What was renamed needs `redirect_from`, what is gone for good an entry under `withdrawn:`."
    NOT_A_PICTURE "not-a-picture" Error
        "A file with the name of a picture (`.png`, `.jpg`, `.gif`, `.webp`, `.bmp`) stands where a picture should be, and its first bytes are those of none: a page of an error that was saved under that name, a download that broke off, another form under a wrong ending. Readers would see nothing.\n\n**Mend it:** Save the picture again, or give the file the ending of what it is."
    PICTURE_TOO_LARGE "picture-too-large" Error
        "A picture says of itself that it has more than a hundred million pixels. A few kilobytes can say so, and whoever shows them needs hundreds of megabytes: the reader's telephone first.\n\n**Mend it:** Make it smaller; four thousand pixels are more than any page shows."
    PICTURE_METADATA "picture-metadata" Error
        "A picture of the site tells more than it shows: where and when it was taken, with whose camera, by whom. From JPEG, PNG, WebP, GIF and SVG all of that is taken out while the site is built; this file has a form (AVIF, HEIC, TIFF, JPEG XL) that is not taken apart, or is broken.\n\n**Mend it:** Save it again without metadata, or as JPEG, PNG or WebP."
    CARD_WITHOUT_ADDRESS "card-without-address" Warning
        "`cards: true` asks for a picture of each entry, and there is no `base_url`. Programs that show links take a picture by its whole address, so that no page can name one, and none is drawn.\n\n**Mend it:** Set `base_url`, or take `cards` out of `dossier.yaml`."
    CARD_WITHOUT_TITLE "card-without-title" Warning
        "The title of an entry has letters that the fonts of card pictures do not have: they hold the Latin and Cyrillic letters of the neighbours of Belarus. The picture is drawn without the title, since each such letter would be an empty box.\n\n**Mend it:** Write a `short_title` in letters that the fonts have, or give the entry an `image`, which takes the place of its card."
    #[fixed]
    PAGE_WITHOUT_POLICY "page-without-policy" Error
        "A page of the finished site lacks the `<meta>` with its Content-Security-Policy, or the one that sends no referrer. Not every host sends headers; without them a page that somebody tampered with could ask anybody for anything.\n\n**Mend it:** Write `<meta http-equiv=\"Content-Security-Policy\" content=\"{{ page.policy }}\">` and `<meta name=\"referrer\" content=\"no-referrer\">` into the template, before all else in `<head>`."
}
