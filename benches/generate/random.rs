//! A small random number generator, so that the same dossier comes out on every machine and with every
//! version of every crate. No floating point: its last digit is not the same everywhere.

/// Splitmix64: a counter and three multiplications.
pub struct Random(u64);

impl Random {
    /// The stream of one entry; `purpose` tells apart the streams of the same entry.
    pub fn of_entry(index: usize, purpose: u64) -> Self {
        let mut random = Self((index as u64) << 8 | purpose);
        // The first number scatters neighbouring seeds; without it entry 7 would begin like entry 8.
        Self(random.next())
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but without `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// The same, leaning to the small numbers.
    pub fn low(&mut self, end: usize) -> usize {
        let highest = self.below(end);
        self.below(highest + 1)
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// True once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of the list.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}
