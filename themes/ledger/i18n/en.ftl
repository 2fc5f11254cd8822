### The words of `ledger` in English. Every string of the theme is here; what another language lacks is taken from here.
### Format: Fluent, https://projectfluent.org. Templates write {{ t.skip_to_text }} for `skip-to-text`, and
### {{ msg(id="entries-count", n=3) }} for a string with values in it.
### A site changes single strings in `templates/i18n/en.ftl`.

## Around every page

skip-to-text = Skip to the text
menu = Main menu
languages = Languages
language-name = English
breadcrumbs = You are here
home = Home
contents = On this page
feed = Feed
not-translated = This text has not been translated yet. It is shown in the language it was written in.
passage-behind = The original of this passage has changed since it was translated.
passage-behind-on = The original of this passage changed after it was translated (last change: { $date }).
translation-behind = The original has changed since this translation was made.
translation-behind-on = The original changed after this translation was made (last change: { $date }).
read-original = Read the original
as-of = As of { $date }. Facts dated later are left out; titles and texts were written later and may speak of them.
footer-quiet = These pages ask nobody else for anything: no fonts, counters or scripts from elsewhere. They set no cookies.
footer-advice = This is not legal advice.
licence = Licence
contact = Contact
generator = Made with { $name }

## An entry

facts = At a glance
key-points = In short
sources = What this page rests on
source-document = the document
source-archive = archived copy
source-places = in the text:
source-in = { $language ->
    [be] in Belarusian
    [ru] in Russian
    [en] in English
    [uk] in Ukrainian
    [pl] in Polish
    [lt] in Lithuanian
    [de] in German
    [fr] in French
   *[other] language: { $language }
 }
related = See also
backlinks = What links here
tagged = Tags
corrections = Corrections
reading-time = { $n ->
    [one] { $n } minute to read
   *[other] { $n } minutes to read
 }
neighbours = Before and after
previous = Previous
next = Next
credit = Picture: { $name }
card-blank = An open account book, blank

## Lists

entries-count = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
 }
pages = Pages
page-number = Page { $n }
explainers = Explainers
claims = Claims
newest = New and changed
page-tags = Tags
tags-about = All tags of this dossier, with the number of entries under each.
tag = Tag
page-glossary = Glossary
glossary-about = Words and abbreviations of this dossier.
letters = Letters
also-called = also: { $names }
page-corrections = Corrections
corrections-about = What was wrong and what it says now, newest first.
corrections-none = Nothing had to be corrected so far.
not-found-title = There is no such page
not-found-about = The address may have been mistyped, or the page may have moved. From here you can go on:
redirect = This page has moved
redirect-about = It is now here:

# Where something was withdrawn for good.
withdrawn = Withdrawn
withdrawn-about = What stood at this address has been withdrawn for good.
withdrawn-on = Withdrawn on:

## The text itself

footnotes = Notes
footnote-back = Back to the text
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
embed-from = From “{ $title }”

## Map of relations

page-map = Map of relations
map-about = Who and what of this dossier hangs together with whom and what. A line is a relation that an entry names: who claims, who decided, what it rests on in law.
map-shown = { $n ->
    [one] { $n } entry is on the map.
   *[other] { $n } entries are on the map.
 }
map-alone = { $n ->
    [one] { $n } entry has no such relation and is left out.
   *[other] { $n } entries have no such relation and are left out.
 }
map-cut = { $n ->
    [one] { $n } entry with fewer relations is left out for room.
   *[other] { $n } entries with fewer relations are left out for room.
 }
map-skip = The same in words
map-signs = Signs
map-picture = Picture of the relations
map-desc = Every sign with its name is a link. Whole lines are relations; dashed ones say “see also”. The same stands below in words.
map-in-words = In words
map-words-about = Under each entry stands what it points to. What points to it stands with the entries that do, and on its own page.
map-around = Around this entry
map-around-desc = Every name is a link. Whole lines are relations, dotted ones lead to sources, dashed ones are links in a text. The same stands below in words.
map-more = { $n ->
    [one] and { $n } more that links here
   *[other] and { $n } more that link here
 }
map-speaks-of = Speaks of
map-cites = Cites

## Kinds: one and many

kind-explainer = Explainer
kind-event = Event
kind-actor = Actor
kind-claim = Claim
kind-designation = Designation
kind-instrument = Instrument
kind-provision = Provision
kind-effect = Legal effect
kind-case = Case
kind-question = Question
kind-source = Source
kind-term = Term
kind-page = Page
kinds-explainer = Explainers
kinds-event = Events
kinds-actor = Who is who
kinds-claim = Claims
kinds-designation = Designations
kinds-instrument = Instruments
kinds-provision = Provisions
kinds-effect = Legal effects
kinds-case = Cases
kinds-question = Questions
kinds-source = Sources
kinds-term = Terms
kinds-page = Pages

## Kinds: what their index says

about-explainer = Long reads that answer one question each.
about-event = What happened, and when.
about-actor = People, groups, state bodies and outlets that act or speak here.
about-claim = Statements that may or may not be true: who makes them, who answered, and how they stand.
about-designation = Acts that put a label with legal force on somebody or something.
about-instrument = The types of labels that the law knows.
about-provision = Articles of laws, as they were in force over time.
about-effect = What a label does, to whom, and for what.
about-case = Documented applications of the law. Private persons stay unnamed.
about-question = Points that are open, or on which accounts differ.
about-source = Documents that this dossier rests on.
about-term = Words and abbreviations.
about-page = About this dossier.

## Fields

field-about = About
field-accessed = Read on
field-accounts = Accounts
field-aliases = Also called
field-also = Also
field-amended = Amended
field-archive_url = Archived copy
field-article = Article
field-author = Author
field-by = By
field-claimed_by = Claimed by
field-conduct = What somebody does
field-consequence = What may follow
field-corrections = Corrections
field-date = Date
field-effect = Effect
field-expansion = Stands for
field-history = How its standing moved
field-in_force = In force
field-instrument = Instrument
field-involves = Involves
field-issued_by = Issued by
field-jurisdiction = Jurisdiction
field-key_points = In short
field-language = Language
field-max = At most
field-min = At least
field-names = Names
field-note = Note
field-number = Number
field-official_title = Official title
field-outcome = Outcome
field-part_of = Part of
field-place = Place
field-published = Published
field-publisher = Publisher
field-question = Question
field-register = Register
field-related = See also
field-reliability = Reliability
field-responses = Who answered
field-verdict = Verdict
field-finding = Finding
field-review_by = Review due
field-reviewed = Reviewed
field-role = Role
field-says = Says
field-sources = Sources
field-stance = Answer
field-standing = Standing
field-statement = What is said
field-status = Status
field-subject = Of whom or what
field-summary = Summary
field-tags = Tags
field-text = In words
field-triggered_by = Follows from
field-type = Type
field-under = Under
field-unit = Unit
field-updated = Updated
field-url = Address
field-who = Who

## What an entry is to those that link to it: inverse-KIND-FIELD, or inverse-FIELD for every kind

inverse-mention = Mentioned in
inverse-cited = Cited in
inverse-sources = What rests on this
inverse-related = Related
inverse-explainer-about = Explained in
inverse-event-involves = Events
inverse-actor-part_of = Parts
inverse-claim-claimed_by = Claims made
inverse-claim-about = Claims about this
inverse-claim-history-by = Claims it spoke on
inverse-claim-history-sources = Claims whose standing rests on this
inverse-claim-responses-by = Answers to claims
inverse-claim-responses-sources = Claims answered in this
inverse-claim-verdict-by = Claims it gave a verdict on
inverse-claim-verdict-sources = Claims whose verdict rests on this
inverse-designation-subject = Designations
inverse-designation-instrument = Designations of this type
inverse-designation-by = Designations made
inverse-designation-under = Designations under this
inverse-instrument-issued_by = Instruments it issues
inverse-instrument-under = Instruments under this
inverse-effect-triggered_by = Legal effects
inverse-effect-under = Legal effects under this
inverse-case-effect = Documented cases
inverse-question-accounts-by = Accounts given
inverse-question-accounts-sources = Accounts that rest on this
inverse-source-publisher = Published

## Words of the vocabulary

# Standing of a claim
word-claimed = claimed
word-partly-confirmed = partly confirmed
word-confirmed = confirmed
word-disputed = disputed
word-denied = denied
word-retracted = retracted

# Answer to a claim
word-confirms = confirms
word-confirms-in-part = confirms in part
word-denies = denies
word-declines = declines to comment
word-silent = no answer
word-ambiguous = ambiguous
word-correct = correct
word-mostly-correct = mostly correct
word-mixed = partly correct, partly not
word-mostly-incorrect = mostly incorrect
word-incorrect = incorrect
word-unproven = unproven

# Types of actors
word-person = person
word-group = group
word-organisation = organisation
word-state-body = state body
word-court = court
word-outlet = outlet
word-channel = channel
word-company = company

# Whom an effect concerns
word-member = member
word-leader = leader
word-supporter = supporter
word-donor = donor
word-reader = reader
word-subscriber = subscriber
word-republisher = republisher
word-contributor = contributor
word-person-abroad = person abroad
word-anyone = anyone

# Consequences
word-administrative = administrative
word-criminal = criminal
word-either = administrative or criminal
word-unclear = unclear
word-none = nothing found, which is not the same as safe
word-base-units = base units
word-days = days
word-months = months
word-years = years
word-byn = roubles

# Status of a question
word-open = open
word-settled = settled

# Types of documents
word-article = article
word-web = web page
word-report = report
word-legislation = legislation
word-case = court decision
word-book = book
word-chapter = chapter
word-video = video
word-audio = audio
word-post = post
word-newspaper = newspaper
word-periodical = periodical
word-thesis = thesis
word-conference = conference paper
word-manuscript = manuscript
word-reference = reference work
word-blog = blog
word-interview = interview
word-anthology = anthology
word-anthos = anthology
word-artwork = work of art
word-entry = encyclopaedia entry
word-exhibition = exhibition
word-original = original
word-patent = patent
word-performance = performance
word-proceedings = proceedings
word-repository = repository
word-scene = scene
word-thread = thread
word-misc = other

# Reliability of a source
word-primary = primary document
word-official = official
word-independent = independent
word-state-media = state media
word-party = a party to the matter
word-retelling = retelling
word-unverified = unverified

## Timeline

page-timeline = Timeline
timeline-about = What is dated in this dossier, in order. A date is printed as uncertain as it is; of two dates that overlap nobody can say which came first.
timeline-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
 }
timeline-threads = Threads
timeline-all = Everything
timeline-years = By year
timeline-picture-title = In one picture
timeline-picture-region = Picture of the timeline; it scrolls
timeline-picture = Each mark is a row of the list. Years in which more happened get more room.
timeline-key = A dot is a known day, a square the day of a designation, a bar a month or a span; dashes stand for what is not certain or has no end, a number with a plus for so many rows.
timeline-more = { $n ->
    [one] { $n } row more, in the list
   *[other] { $n } rows more, in the list
 }
timeline-of-actor = What happened
timeline-of = the newest { $shown } of { $n } here
month-unknown = month not known
thread-events = Events
thread-claims = Claims and answers
thread-designations = Designations
thread-law = Law
thread-other = Other
moment-standing = stands from then on as: { $word }
moment-answer = answer: { $word }
moment-in-force = comes into force
moment-out-of-force = goes out of force
moment-amended = amended
## Law: the register, the matrix, and what they say of an entry

page-register = Register of designations
page-matrix = Who risks what
register-about = Which labels were put on whom, by which act and by whom, in the order of the acts.
register-count = { $n ->
    [one] { $n } act.
   *[other] { $n } acts.
 }
register-in-force = In force, or possibly: { $n }.
register-by-instrument = By instrument
register-by-body = By issuing body
register-about-instrument = About this instrument
register-about-body = About this body
law-as-of = As it stood on { $date }.
law-last-known = As last recorded here ({ $date }).
law-advice = This is what the entries of this dossier say of law and practice. It is not legal advice, and practice shifts.
law-acts = Labels, in the order of the acts
law-act = The label
law-chain = { $n ->
    [one] The act this is about
   *[other] The chain of acts
 }
law-chain-about = The frame gets heavier with the label. A dot is a known day; an open mark is a span in which the day must lie. That one act follows another does not say that it follows from it.
law-costs = What it can cost from that day
law-by = By:
law-under = Under:
law-sources = Sources:
law-differ = Accounts differ:
law-more = and { $n } more
law-means = What this label means for you
law-means-caption = Effects of the labels in force, by who they concern
law-means-none = No effect of a label in force is recorded here. That is not the same as safe.
law-share = May I share this?
law-share-own = There is a label on this document itself:
law-share-publisher = There are labels on its publisher:
law-share-caption = What the labels mean for those who read or pass it on
law-share-none = No label in force on this document or on its publisher is recorded here. That is not the same as safe: lists grow, and this dossier does not hold all of them.
law-amended = Amendments
law-used = How it is used
law-issued-by = Issued by:
law-all = All acts of this type in the register
law-effects = What follows from it
law-effects-caption = Effects by who they concern
law-review = Needs review:
law-amended-on = amended: { $date }
law-cases = Cases:
matrix-about = Who does what, what may follow, under which label and article, since when, and how sure it is.
matrix-caption = Effects by who they concern and what they do
matrix-conduct = What somebody does
matrix-follows = What may follow
matrix-sure = How sure it is
matrix-by-who = By who
matrix-legend = How to read the strokes
matrix-away = Not in force on that day
matrix-none = No effect that is recorded here was in force on that day. That is not the same as safe.
force-in-force = in force
force-unsure = may be in force: the dates are not certain
force-ended = no longer in force
force-not-yet = not yet in force
amount-span = { $min } to { $max }
amount-most = up to { $max }
amount-least = at least { $min }
amount-base-units = { $n ->
    [one] { $n } base unit
   *[other] { $n } base units
 }
amount-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
amount-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
amount-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
amount-byn = { $n ->
    [one] { $n } rouble
   *[other] { $n } roubles
 }
field-active = Active
field-stamp = Stamp

## Dates. `month-8` stands alone, `month-8-of` after a day, "about", "since" or "until".

date-day = { $day } { $month } { $year }
date-day-month = { $day } { $month }
date-month = { $month } { $year }
date-season = { $season } { $year }
date-year = { $year }
date-bc = { $year } BC
date-decade = the { $year }s
date-decade-of = the { $year }s
date-about = about { $date }
date-uncertain = { $date }, uncertain
date-some-day = a day in { $date }
date-some-month = a month in { $date }
date-since = since { $date }
date-since-unknown = from { $date }, end unknown
date-until = until { $date }
date-until-unknown = until { $date }, beginning unknown
date-span = { $start } – { $end }
date-span-days = { $first }–{ $last } { $month } { $year }
date-span-months = { $first }–{ $last } { $year }
date-span-years = { $first }–{ $last }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-1-of = January
month-2-of = February
month-3-of = March
month-4-of = April
month-5-of = May
month-6-of = June
month-7-of = July
month-8-of = August
month-9-of = September
month-10-of = October
month-11-of = November
month-12-of = December
season-21 = spring
season-22 = summer
season-23 = autumn
season-24 = winter
season-21-of = spring
season-22-of = summer
season-23-of = autumn
season-24-of = winter

## Ledger: claims, questions, corrections

page-ledger = Claims ledger
ledger-about = Who says what, on the left page. Who confirmed, disputed, denied, declined or stayed silent, on the right. An empty right page means that no second voice was found, not that the claim is false.
claims-count = { $n ->
    [one] { $n } claim
   *[other] { $n } claims
 }
ledger-filters = Choose claims
ledger-all = all claims
ledger-filter-standing = By standing
ledger-filter-by = By claimant
ledger-filter-about = By subject
ledger-every-by = All claimants
ledger-every-about = All subjects
ledger-title-standing = Claims: { $name }
ledger-title-by = Claims made by { $name }
ledger-title-about = Claims about { $name }
ledger-subject = More about
ledger-caption = Claims in the order of time, where each stands, and who answered
ledger-when = When
ledger-said = Said
ledger-standing = Standing
ledger-answered = Answered
ledger-no-answer = No answer found
ledger-picture = How standings changed over time
ledger-picture-about = A column for each stretch of time, a field in it for each claim, filled as the right page of its sign. A claim counts as it stood at the end of the stretch, and an uncertain step from the first day it may mean.
ledger-figures = The same in figures: how many claims stood so at the end of each stretch of time
ledger-period = Time
account-until = Until
account-by = By
account-rests = Rests on:
verdict = Verdict
verdict-editors = the editors
silence-reviewed = { $span } (as reviewed on { $day })
silence-updated = { $span } (as updated on { $day })
silence-published = { $span } (as published on { $day })
silence-as-of = { $span } (as of { $day })
silence-length = { $silence }: { $length }
length-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
length-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
length-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
length-days-about = { $n ->
    [one] about { $n } day
   *[other] about { $n } days
 }
length-months-about = { $n ->
    [one] about { $n } month
   *[other] about { $n } months
 }
length-years-about = { $n ->
    [one] about { $n } year
   *[other] about { $n } years
 }
word-disputes = disputes
standing-means-claimed = Those who make the claim say it. Nobody else has confirmed it.
standing-means-partly-confirmed = Somebody other than those who make the claim has confirmed part of it.
standing-means-confirmed = Somebody other than those who make the claim has confirmed it.
standing-means-disputed = Another account does not fit it.
standing-means-denied = Those it speaks of deny it.
standing-means-retracted = Those who made the claim took it back.
accounts-about = The accounts stand side by side. Their order says nothing of which one holds.
account-by-nobody = Nobody is named
status-of = status: { $word }
open-questions-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
 }
corrections-feed = Feed of corrections
inverse-question-about = Questions about this

## Citations and sources

source-accessed = read on { $date }
source-reliability = reliability: { $word }
source-listed = This document is listed
source-publisher-listed = Its publisher is listed
source-reference = How to cite this document

# Fields of a source
field-container = In
field-doi = DOI
field-edition = Edition
field-editor = Edited by
field-isbn = ISBN
field-issue = Issue
field-location = Place of publication
field-pages = Pages
field-volume = Volume

## Search

page-search = Search
search-about = Names are found in Latin and in Cyrillic letters, however they are spelt.
search-label = Search this site
search-quiet = You search in your own browser. What you type is sent nowhere, stands in no address and is kept nowhere.
search-quiet-parts = You search in your own browser. What you type stands in no address and is kept nowhere. The browser loads parts of the index by first letters; who runs the host can see which parts.
search-without = Searching needs JavaScript. All entries are listed here by first letter and by kind.
search-loading = Loading the index…
search-failed = The index could not be loaded. All entries are listed below by first letter.
search-found = Found:
search-none = Nothing was found.
search-near = Nothing is spelt exactly so; these come nearest.
search-some = No entry has all of these words; these have the most of them.
search-in-text = In the text of this entry.
search-more = Show more
search-letters = All entries by first letter
search-kinds = All entries by kind
search-filters = Narrow the results
search-by-kind = Kind
search-by-language = Language of the text
search-all = All
first-letter = First letter
# Links to designated things.
page-mirrors = Mirrors
mirrors-about = The same site at other addresses, should this one be blocked.
mirrors-onion = In Tor Browser:
mirrors-same = Before you trust a copy, see that it says the same as this page. Which addresses you open can be seen by your provider, but for the one in Tor.
safety-line = Keeping or sharing what is named on these pages can be punished in some places.
safety-first = Read this first
leave = Leave this page
leave-not = It clears no history and hides nothing from your provider.
listed-mark = designated: see the notice
listed-head = This leads to something designated:
listed-cost = What following it or passing it on may cost:
listed-cost-unknown = No effect on readers or on those who pass it on is recorded here. That is not the same as safe.

## The look of the pages

language-short = en
menu-ledger = Claims
menu-register = Labels
menu-matrix = Effects
menu-timeline = Timeline
reviewed-on = Reviewed { $date }.
footer-known = Standing and law are given as they were known on that day.
cite-page = Cite or correct this page
cite-line = “{ $title }”. { $site }, as reviewed on { $date }.
cite-line-undated = “{ $title }”. { $site }.
cite-standing = Standing: { $word }.
something-wrong = Something wrong?
suggest-correction = Suggest a correction
rests-rows = Every entry listed here names the sources it rests on.
rests-acts = Every act listed here names the sources it rests on.
sources-count = { $n ->
    [one] { $n } source
   *[other] { $n } sources
 }
open-questions = { $n ->
    [one] Open question
   *[other] Open questions
 }
legend = How to read the signs
legend-standing = Two pages of an account book. The left page is the one who says it, and is filled. The right page is everybody else.
legend-answer = One small page for each voice that answered, or did not:
legend-stamps = The frame of a stamp gets heavier with the label: one line, two lines, a thick line, a filled block.
legend-day = a known day
legend-span = a month or a span
legend-about = a day inferred, or not found
state-of-claims = The state of the claims
state-total = { $n ->
    [one] { $n } claim:
   *[other] { $n } claims:
 }
state-confirmed = { $n } confirmed by others
state-partly-confirmed = { $n } confirmed in part
state-disputed = { $n } disputed
state-denied = { $n } denied
state-claimed = { $n ->
    [one] { $n } rests on one voice alone
   *[other] { $n } rest on one voice alone
 }
state-retracted = { $n } retracted
change-added = added
change-updated = updated
change-corrected = corrected
nothing-found = Nothing found
nothing-rests = Nothing rests on it so far
timeline-said = Said and done
timeline-state = Acts and words of the state

## Copies

copy-note = Before you keep this copy
copy-note-about = Keeping this copy, carrying it or passing it on may itself be punishable where what it speaks of is designated. Think of who may find it with you, and where.
copy-note-where = The dossier records designations in force in: { $places }.
copy-note-law = What may follow from them, and for whom
copy-of-dated = A copy of “{ $title }”, as it stood on { $date }. What was corrected later is not in it.
copy-of = A copy of “{ $title }”. What was corrected later is not in it.
copy-contents = Contents
copy-search = Search this copy
