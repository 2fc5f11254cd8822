//! Tables. A column's alignment is a class of its cells: no page needs styles in its tags.

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

impl Reading<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.push(false);
        self.out.fresh_line();
        self.out.html("<table>\n");
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
