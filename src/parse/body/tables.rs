//! Tables. A column's alignment is a class of its cells: no page needs styles in its tags. One that may be wider than a
//! small window scrolls by itself, and can be focused, so that it scrolls by the keyboard too (WCAG 2.1.1).

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Reading;

/// A table that is open.
#[derive(Debug)]
pub(super) struct OpenTable {
    alignments: Vec<Alignment>,
    /// The number of the cell in its row.
    cell: usize,
    is_head: bool,
    has_rows: bool,
    /// Where the tag of the open cell begins and ends.
    tag: (usize, usize),
}

/// How wide a table can be at the most in a window of 320 CSS pixels, which is also one of 1280 at four times the size
/// (WCAG 1.4.10), in tenths of one.
const WINDOW: usize = 2_880;
/// How wide letters, the space between two columns, and a column at the least are there: as measured for `ledger`, whose
/// Cyrillic letters are wider than the Latin ones.
const LATIN: usize = 75;
const OTHER: usize = 95;
const BETWEEN: usize = 100;
const COLUMN: usize = 800;

/// Whether a table may be wider than a small window and holds nothing that could be focused, by its source: each of its
/// columns is as wide as its longest word at the least.
fn may_scroll(source: &str) -> bool {
    // Links, citations, notes.
    if ["](", "[[", "://", "[@", "[^"].iter().any(|link| source.contains(link)) {
        return false;
    }
    let width = |word: &str| word.chars().map(|letter| if letter.is_ascii() { LATIN } else { OTHER }).sum();
    let mut columns: Vec<usize> = Vec::new();
    for line in source.lines() {
        let cells = line.trim().trim_matches('|').split('|').enumerate();
        for (n, cell) in cells.filter(|(_, cell)| !cell.trim().trim_matches([':', '-']).is_empty()) {
            let longest = cell.split_whitespace().map(width).max().unwrap_or(0);
            columns.resize(columns.len().max(n + 1), 0);
            columns[n] = columns[n].max(longest.max(COLUMN) + BETWEEN);
        }
    }
    columns.iter().sum::<usize>() > WINDOW
}

impl Reading<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>, range: &Range<usize>) {
        self.push(false);
        self.out.fresh_line();
        let may_scroll = self.text.get(range.clone()).is_some_and(may_scroll);
        self.out.html(if may_scroll { "<table tabindex=\"0\">\n" } else { "<table>\n" });
        self.table = Some(OpenTable { alignments, cell: 0, is_head: false, has_rows: false, tag: (0, 0) });
    }

    pub(super) fn end_table(&mut self) {
        let has_rows = self.table.take().is_some_and(|table| table.has_rows);
        self.out.html(if has_rows { "</tbody>\n</table>\n" } else { "</table>\n" });
        self.pop();
    }

    pub(super) fn start_row(&mut self, is_head: bool) {
        self.push(false);
        let Some(table) = &mut self.table else { return };
        table.cell = 0;
        table.is_head = is_head;
        if is_head {
            self.unlinkable += 1;
            self.out.html("<thead>\n<tr>\n");
        } else {
            self.out.html(if table.has_rows { "<tr>\n" } else { "<tbody>\n<tr>\n" });
            table.has_rows = true;
        }
    }

    pub(super) fn start_cell(&mut self) {
        self.push(false);
        let Some(table) = &mut self.table else { return };
        let class = match table.alignments.get(table.cell) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        let start = self.out.html.len();
        self.out.html(if table.is_head { "<th" } else { "<td" });
        self.out.html(class);
        self.out.html(">");
        table.tag = (start, self.out.html.len());
    }

    pub(super) fn end_cell(&mut self) {
        self.finish_block();
        let mut is_head = false;
        if let Some(table) = &mut self.table {
            table.cell += 1;
            let (start, end) = table.tag;
            // A corner without words heads nothing; a `<th>` would be read out as a head.
            is_head = table.is_head && self.out.html.len() > end;
            if table.is_head && !is_head {
                self.out.html.replace_range(start..start + 3, "<td");
            }
        }
        self.out.html(if is_head { "</th>\n" } else { "</td>\n" });
        self.pop();
    }

    pub(super) fn end_row(&mut self, is_head: bool) {
        if is_head {
            self.unlinkable -= 1;
        }
        self.out.html(if is_head { "</tr>\n</thead>\n" } else { "</tr>\n" });
        self.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::may_scroll;

    #[test]
    fn a_table_of_many_columns_or_long_words_may_scroll() {
        assert!(!may_scroll("| a | b | c |\n|---|:-:|--:|\n| one | two | three |"));
        assert!(may_scroll("a | b | c | d\n--|--|--|--\n1 | 2 | 3 | 4"));
        assert!(may_scroll("| a | b |\n|---|---|\n| экстрэмісцкімі | непадтверджаныя |"));
        assert!(!may_scroll("| a | b | c | d |\n|---|---|---|---|\n| [[one]] | 2 | 3 | 4 |"));
        assert!(!may_scroll(""));
    }
}
