//! Front matter: the common fields, and those of each kind, all references valid and of the right kind.

use super::plan::{Kind, Plan, Plans};
use super::random::Random;
use super::words::{Words, cyrillic_name};

/// Days of 28-day months from 1 January 2020 on; so many years of them.
const DAYS_A_YEAR: usize = 12 * 28;
const YEARS: usize = 4;

/// What the writing of one front matter needs.
struct Fields<'a> {
    plans: &'a Plans,
    plan: &'a Plan,
    words: &'a Words,
    random: Random,
    /// The day of the matter; steps and answers come after it.
    day: usize,
    out: String,
}

/// The front matter of an entry, with its `---` lines.
pub fn front_matter(plan: &Plan, plans: &Plans, words: &Words) -> String {
    let mut random = Random::of_entry(plan.index, 2);
    let day = random.below(DAYS_A_YEAR * YEARS);
    let mut fields = Fields { plans, plan, words, random, day, out: String::with_capacity(1_200) };
    fields.out.push_str("---\n");
    fields.common();
    fields.own();
    fields.out.push_str("---\n\n");
    fields.out
}

impl Fields<'_> {
    fn line(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!("{name}: {value}\n"));
    }

    fn common(&mut self) {
        self.line("kind", self.plan.kind.word());
        self.line("title", &quoted(&self.plan.title));
        let summary = self.phrase(14);
        self.line("summary", &quoted(&summary));
        let tags = self.tags();
        self.line("tags", &tags);
        self.line("published", &date(self.day + 40));
        if self.random.one_in(3) {
            self.line("updated", &date(self.day + 90));
        }
        if self.random.one_in(30) {
            let text = self.phrase(8);
            self.out.push_str(&format!("corrections:\n  - {{date: {}, text: {}}}\n", date(self.day + 80), quoted(&text)));
        }
        if self.random.one_in(4) {
            let related = self.plans.other(&mut self.random, self.plan.index).id.clone();
            self.line("related", &format!("[{related}]"));
        }
        if self.plan.kind != Kind::Source {
            let count = self.random.between(1, 3);
            let sources = self.list(Kind::Source, count);
            self.line("sources", &sources);
        }
    }

    fn own(&mut self) {
        match self.plan.kind {
            Kind::Source => self.source(),
            Kind::Actor => self.actor(),
            Kind::Provision => self.provision(),
            Kind::Instrument => self.instrument(),
            Kind::Effect => self.effect(),
            Kind::Page => {}
            Kind::Event => self.event(),
            Kind::Claim => self.claim(),
            Kind::Explainer => self.explainer(),
            Kind::Term => self.term(),
            Kind::Designation => self.designation(),
            Kind::Case => self.case(),
            Kind::Question => self.question(),
        }
    }

    fn source(&mut self) {
        let (day, id) = (self.day, &self.plan.id);
        let urls = format!("url: https://press.example/{id}\narchive_url: https://archive.example/2021/{id}\n");
        self.out.push_str(&urls);
        self.line("date", &date(day));
        self.line("accessed", &date(day + 20));
        let kind = self.random.pick(&["article", "web", "report", "video", "post", "newspaper"]);
        self.line("type", kind);
        let author = format!("[{}]", self.plan.name);
        self.line("author", &author);
        // A dossier of one entry has no actor; then it is a plain name.
        let publishers = self.plans.some_of(Kind::Actor, 1, &mut self.random, self.plan.index);
        let publisher = publishers.first().map_or(self.plan.name.as_str(), |id| id);
        self.line("publisher", publisher);
        let language = self.random.pick(&["be", "ru", "en"]);
        self.line("language", language);
        let word = self.random.pick(&["primary", "official", "independent", "state-media", "party", "retelling", "unverified"]);
        self.line("reliability", word);
    }

    fn actor(&mut self) {
        let (latin, cyrillic) = (&self.plan.name, super::words::capital(&cyrillic_name(self.plan.index)));
        let names = format!("aliases: [{latin}, {cyrillic}]\nnames: {{be: {cyrillic}, be-Latn: {latin}}}\n");
        self.out.push_str(&names);
        let kind = self.random.pick(&["group", "organisation", "state-body", "court", "outlet", "channel", "company"]);
        self.line("type", kind);
        self.line("jurisdiction", "by");
        let role = self.phrase(6);
        self.line("role", &quoted(&role));
    }

    fn provision(&mut self) {
        let number = self.random.between(1, 420);
        // Before the first act under it: a law is older than what rests on it.
        let in_force = "\"2019-06-01/..\"";
        self.line("official_title", &quoted(&self.plan.title));
        self.line("number", &quoted(&format!("{}-Z", number * 3)));
        self.line("article", &quoted(&number.to_string()));
        self.line("jurisdiction", "by");
        self.line("in_force", in_force);
        self.out.push_str(&format!("amended:\n  - {{date: {}}}\n", date(self.day + 200)));
    }

    fn instrument(&mut self) {
        let (by, under) = (self.list(Kind::Actor, 1), self.list(Kind::Provision, 1));
        self.line("jurisdiction", "by");
        self.line("issued_by", &by);
        self.line("under", &under);
    }

    fn effect(&mut self) {
        let who = self.random.pick(&["member", "supporter", "donor", "reader", "republisher", "outlet", "anyone"]);
        let (conduct, text) = (self.phrase(7), self.phrase(9));
        let (instrument, under) = (self.list(Kind::Instrument, 1), self.list(Kind::Provision, 1));
        let least = self.random.between(1, 20);
        self.line("who", &format!("[{who}]"));
        self.line("conduct", &quoted(&conduct));
        self.line("triggered_by", &instrument);
        self.line("under", &under);
        self.line("jurisdiction", "by");
        self.line("in_force", "\"2019-07-01/..\"");
        self.line("standing", "confirmed");
        self.out.push_str(&format!(
            "consequence:\n  - {{type: administrative, min: {least}, max: {}, unit: base-units, text: {}}}\n",
            least + 10,
            quoted(&text)
        ));
    }

    fn event(&mut self) {
        let day = self.day;
        let written = match self.random.below(8) {
            0 => format!("\"{}\"", &plain(day)[..7]),
            1 => format!("\"{}~\"", plain(day)),
            2 => format!("\"{}/{}\"", plain(day), plain(day + 9)),
            _ => date(day),
        };
        self.line("date", &written);
        let place = super::words::capital(self.random.pick(&self.words.nouns));
        self.line("place", &place);
        let involved = self.list(Kind::Actor, 2);
        self.line("involves", &involved);
    }

    fn claim(&mut self) {
        let day = self.day;
        let statement = self.phrase(16);
        let actors = self.plans.some_of(Kind::Actor, 3, &mut self.random, self.plan.index);
        let (claimant, other, third) = (actors[0], actors[1 % actors.len()], actors[2 % actors.len()]);
        let (first, second) = (self.list(Kind::Source, 1), self.list(Kind::Source, 2));
        let event = self.list(Kind::Event, 1);
        let standing = self.random.pick(&["partly-confirmed", "confirmed", "disputed", "denied"]);
        let stance = self.random.pick(&["confirms", "confirms-in-part", "denies", "declines", "silent", "ambiguous"]);
        self.line("date", &date(day));
        self.line("statement", &quoted(&statement));
        self.line("claimed_by", claimant);
        self.line("about", &event);
        self.out.push_str(&format!("history:\n  - date: {}\n    standing: claimed\n    by: {claimant}\n    sources: {first}\n", date(day)));
        // With a single actor in the whole dossier nobody is left to judge or answer.
        if other == claimant {
            return;
        }
        if self.random.below(3) > 0 {
            self.out.push_str(&format!("  - date: {}\n    standing: {standing}\n    by: {other}\n    sources: {second}\n", date(day + 30)));
        }
        self.out
            .push_str(&format!("responses:\n  - by: {third}\n    stance: {stance}\n    date: {}\n    sources: {second}\n", date(day + 12)));
    }

    fn explainer(&mut self) {
        let (first, second) = (self.phrase(10), self.phrase(12));
        self.line("question", &quoted(&self.plan.title));
        self.out.push_str(&format!("key_points:\n  - {}\n  - {}\n", quoted(&first), quoted(&second)));
    }

    fn term(&mut self) {
        let also = format!("[{}]", self.plan.name);
        self.line("also", &also);
    }

    fn designation(&mut self) {
        let (subject, by) = (self.list(Kind::Actor, 1), self.list(Kind::Actor, 1));
        let instrument = self.plans.one_of(Kind::Instrument, &mut self.random).id.clone();
        let under = self.list(Kind::Provision, 1);
        self.line("date", &date(self.day));
        self.line("subject", &subject);
        self.line("instrument", &instrument);
        self.line("by", &by);
        self.line("jurisdiction", "by");
        self.line("in_force", &format!("\"{}/..\"", plain(self.day + 1)));
        self.line("under", &under);
    }

    fn case(&mut self) {
        let (effect, outcome) = (self.list(Kind::Effect, 1), self.phrase(8));
        self.line("date", &date(self.day));
        self.line("effect", &effect);
        self.line("outcome", &quoted(&outcome));
    }

    fn question(&mut self) {
        let (one, two) = (self.phrase(12), self.phrase(12));
        let sources = self.list(Kind::Source, 1);
        let actor = self.list(Kind::Actor, 1);
        let status = self.random.pick(&["open", "settled"]);
        self.line("status", status);
        self.out.push_str(&format!(
            "accounts:\n  - says: {}\n    by: {actor}\n    sources: {sources}\n  - says: {}\n    sources: {sources}\n",
            quoted(&one),
            quoted(&two)
        ));
    }

    fn list(&mut self, kind: Kind, count: usize) -> String {
        format!("[{}]", self.plans.some_of(kind, count, &mut self.random, self.plan.index).join(", "))
    }

    fn tags(&mut self) -> String {
        let start = self.random.below(self.words.tags.len());
        let step = self.random.between(1, 16);
        let count = self.random.between(1, 3);
        let tags: Vec<&str> = (0..count).map(|n| self.words.tags[(start + n * step) % self.words.tags.len()]).collect();
        format!("[{}]", tags.join(", "))
    }

    /// So many words without a point.
    fn phrase(&mut self, count: usize) -> String {
        let mut text = String::new();
        for n in 0..count {
            if n > 0 {
                text.push(' ');
            }
            self.words.push(&mut self.random, self.plan.cyrillic, &mut text);
        }
        super::words::capital(&text)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn date(day: usize) -> String {
    quoted(&plain(day))
}

fn plain(day: usize) -> String {
    format!("{}-{:02}-{:02}", 2020 + day / DAYS_A_YEAR, day % DAYS_A_YEAR / 28 + 1, day % 28 + 1)
}
