//! Where a claim stands, and what one voice answers to it.

/// The standing of a claim. The words are DESIGN.md's; each page shows them by a sign and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Somebody says it; nobody else has confirmed it.
    Claimed,
    /// Part of it was confirmed by somebody other than the claimant.
    PartlyConfirmed,
    /// Confirmed by somebody other than the claimant.
    Confirmed,
    /// Others give an account that does not fit.
    Disputed,
    /// The one it speaks of denies it.
    Denied,
    /// The claimant took it back.
    Retracted,
}

/// What one voice answers to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Says that it is so.
    Confirms,
    /// Says that part of it is so.
    ConfirmsInPart,
    /// Says that it is not so.
    Denies,
    /// Answers, and says nothing of the matter.
    Declines,
    /// Was asked and did not answer.
    Silent,
    /// Said something that can be read in more than one way.
    Ambiguous,
}

/// What a check of a claim found. A verdict is somebody's own, with a name and a day under it; where a claim stands follows from what
/// others said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// It is so.
    Correct,
    /// It is so but for details.
    MostlyCorrect,
    /// Part of it is so and part is not.
    Mixed,
    /// It is not so but for details.
    MostlyIncorrect,
    /// It is not so.
    Incorrect,
    /// What can be known does not decide it.
    Unproven,
}

impl Finding {
    /// The worst and the best rating, as `worstRating` and `bestRating` of schema.org.
    pub const RATINGS: (u8, u8) = (1, 5);

    /// The rating of a finding, as `ratingValue` of schema.org; nothing for what is on no scale.
    #[must_use]
    pub fn rating(self) -> Option<u8> {
        match self {
            Self::Correct => Some(5),
            Self::MostlyCorrect => Some(4),
            Self::Mixed => Some(3),
            Self::MostlyIncorrect => Some(2),
            Self::Incorrect => Some(1),
            Self::Unproven => None,
        }
    }
}

macro_rules! words {
    ($type:ident { $($variant:ident $word:literal $doc:literal),+ $(,)? }) => {
        impl $type {
            /// All of them with their word in front matter and what it means.
            pub const WORDS: &'static [(&'static str, &'static str)] = &[$(($word, $doc)),+];

            /// The one with this word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// Its word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words!(Standing {
    Claimed "claimed" "somebody says it; nobody else has confirmed it",
    PartlyConfirmed "partly-confirmed" "somebody other than the claimant confirmed part of it",
    Confirmed "confirmed" "somebody other than the claimant confirmed it",
    Disputed "disputed" "another account does not fit it",
    Denied "denied" "the one it speaks of denies it",
    Retracted "retracted" "the claimant took it back",
});

words!(Stance {
    Confirms "confirms" "says that it is so",
    ConfirmsInPart "confirms-in-part" "says that part of it is so",
    Denies "denies" "says that it is not so",
    Declines "declines" "answers, and says nothing of the matter",
    Silent "silent" "was asked and did not answer",
    Ambiguous "ambiguous" "said something that can be read in more than one way",
});

words!(Finding {
    Correct "correct" "it is so",
    MostlyCorrect "mostly-correct" "it is so but for details",
    Mixed "mixed" "part of it is so and part is not",
    MostlyIncorrect "mostly-incorrect" "it is not so but for details",
    Incorrect "incorrect" "it is not so",
    Unproven "unproven" "what can be known does not decide it",
});
