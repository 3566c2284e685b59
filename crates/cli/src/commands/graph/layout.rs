//! A layered layout: boxes in rows, arrows downward as far as possible, labels in rows of their own.
//!
//! After Sugiyama: circles are broken, rows are given by the longest way, arrows that cross rows get bends, rows are
//! sorted to cross little, and boxes are moved above and below what they are joined to. Labels are bends with a size.

use std::collections::BTreeMap;

/// Between two boxes of a row, and between rows.
const GAP_X: f64 = 28.0;
const GAP_Y: f64 = 26.0;
/// How often rows are sorted, and boxes moved.
const SORTINGS: usize = 24;
const MOVES: usize = 60;

/// A box with a size and, after the layout, a place: its centre.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Centre.
    pub x: f64,
    /// Centre.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// An arrow's way: its corners from box to box, and where its label stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// Corners, the first at the box it comes from, the last at the one it leads to.
    pub points: Vec<(f64, f64)>,
    /// Centre of its label.
    pub label: (f64, f64),
}

/// A finished layout.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Places of the boxes.
    pub boxes: Vec<Rect>,
    /// Courses of the arrows.
    pub courses: Vec<Course>,
    /// Size of the whole.
    pub size: (f64, f64),
}

/// Lays out boxes of given sizes, joined by arrows with labels of given sizes (nought: none).
pub fn layout(sizes: &[(f64, f64)], arrows: &[(usize, usize, (f64, f64))]) -> Layout {
    let rows = rows(sizes.len(), arrows);
    let mut grid = Grid::new(sizes, arrows, &rows);
    grid.sort();
    grid.place();
    grid.finish(sizes.len())
}

/// The row of each box: twice its longest way from a beginning, so that labels find room between.
fn rows(count: usize, arrows: &[(usize, usize, (f64, f64))]) -> Vec<usize> {
    let onward = without_circles(count, arrows);
    let mut rows = vec![0; count];
    // as many rounds as there are boxes are enough: no way is longer
    for _ in 0..count {
        let mut moved = false;
        for (from, to) in &onward {
            if rows[*to] < rows[*from] + 2 {
                rows[*to] = rows[*from] + 2;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    rows
}

/// The arrows that do not lead back, in a depth-first walk that begins where no arrow leads to.
fn without_circles(count: usize, arrows: &[(usize, usize, (f64, f64))]) -> Vec<(usize, usize)> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut has_before = vec![false; count];
    for (from, to, _) in arrows.iter().filter(|(from, to, _)| from != to) {
        next[*from].push(*to);
        has_before[*to] = true;
    }
    let first = (0..count).filter(|n| !has_before[*n]).chain((0..count).filter(|n| has_before[*n]));
    let mut colour = vec![0_u8; count];
    let mut onward = Vec::new();
    for start in first {
        if colour[start] != 0 {
            continue;
        }
        colour[start] = 1;
        let mut path = vec![(start, 0)];
        while let Some((at, number)) = path.last_mut() {
            let at = *at;
            let Some(to) = next[at].get(*number).copied() else {
                colour[at] = 2;
                path.pop();
                continue;
            };
            *number += 1;
            if colour[to] != 1 {
                onward.push((at, to));
            }
            if colour[to] == 0 {
                colour[to] = 1;
                path.push((to, 0));
            }
        }
    }
    onward
}

/// Boxes, bends and labels in rows.
struct Grid {
    cells: Vec<Rect>,
    row_of: Vec<usize>,
    rows: Vec<Vec<usize>>,
    /// Joined cells of neighbouring rows: upper and lower.
    joints: Vec<(usize, usize)>,
    /// For each arrow its cells from box to box, and which of them is the label.
    chains: Vec<(Vec<usize>, usize)>,
}

impl Grid {
    fn new(sizes: &[(f64, f64)], arrows: &[(usize, usize, (f64, f64))], rows: &[usize]) -> Grid {
        let cell = |(width, height): (f64, f64)| Rect { width, height, ..Rect::default() };
        let mut grid = Grid {
            cells: sizes.iter().map(|size| cell(*size)).collect(),
            row_of: rows.to_vec(),
            rows: Vec::new(),
            joints: Vec::new(),
            chains: Vec::new(),
        };
        for (from, to, size) in arrows {
            let chain = grid.chain(*from, *to, *size);
            grid.chains.push(chain);
        }
        let count = grid.row_of.iter().max().map_or(0, |last| last + 1);
        grid.rows = vec![Vec::new(); count];
        for (cell, row) in grid.row_of.iter().enumerate() {
            grid.rows[*row].push(cell);
        }
        grid
    }

    /// The bends of an arrow; the label takes the one next to where it comes from.
    fn chain(&mut self, from: usize, to: usize, size: (f64, f64)) -> (Vec<usize>, usize) {
        let (start, end) = (self.row_of[from], self.row_of[to]);
        let between: Vec<usize> = match start.cmp(&end) {
            std::cmp::Ordering::Less => (start + 1..end).collect(),
            std::cmp::Ordering::Greater => (end + 1..start).rev().collect(),
            // beside each other, or a box that leads to itself: round by the row below
            std::cmp::Ordering::Equal => vec![start + 1],
        };
        let mut chain = vec![from];
        for (number, row) in between.iter().enumerate() {
            let (width, height) = if number == 0 { size } else { (2.0, 0.0) };
            self.cells.push(Rect { width: width.max(2.0), height, ..Rect::default() });
            self.row_of.push(*row);
            chain.push(self.cells.len() - 1);
        }
        chain.push(to);
        for pair in chain.windows(2) {
            let (upper, lower) = if self.row_of[pair[0]] <= self.row_of[pair[1]] {
                (pair[0], pair[1])
            } else {
                (pair[1], pair[0])
            };
            self.joints.push((upper, lower));
        }
        (chain, 1)
    }

    fn neighbours(&self) -> (BTreeMap<usize, Vec<usize>>, BTreeMap<usize, Vec<usize>>) {
        let (mut above, mut below) = (BTreeMap::new(), BTreeMap::new());
        for (upper, lower) in &self.joints {
            below.entry(*upper).or_insert_with(Vec::new).push(*lower);
            above.entry(*lower).or_insert_with(Vec::new).push(*upper);
        }
        (above, below)
    }

    /// Sorts each row by the mean place of what its cells are joined to, downward and upward by turns; keeps the order
    /// that crosses least.
    fn sort(&mut self) {
        let (above, below) = self.neighbours();
        let mut best = (self.crossings(), self.rows.clone());
        for turn in 0..SORTINGS {
            let places = self.places();
            let down = turn % 2 == 0;
            let mut places = places;
            let order: Vec<usize> =
                if down { (0..self.rows.len()).collect() } else { (0..self.rows.len()).rev().collect() };
            for row in order {
                let joined = if down { &above } else { &below };
                let mean = |cell: &usize| -> f64 {
                    match joined.get(cell) {
                        Some(others) => others.iter().map(|o| places[*o]).sum::<f64>() / others.len() as f64,
                        None => places[*cell],
                    }
                };
                let mut sorted: Vec<(f64, usize)> = self.rows[row].iter().map(|c| (mean(c), *c)).collect();
                sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
                self.rows[row] = sorted.into_iter().map(|(_, cell)| cell).collect();
                let wide = self.rows[row].len().max(1) as f64;
                for (place, cell) in self.rows[row].iter().enumerate() {
                    places[*cell] = (place as f64 + 0.5) / wide;
                }
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    /// The place of each cell in its row, from 0 to 1.
    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.cells.len()];
        for row in &self.rows {
            for (place, cell) in row.iter().enumerate() {
                places[*cell] = (place as f64 + 0.5) / row.len() as f64;
            }
        }
        places
    }

    fn crossings(&self) -> usize {
        let mut place = vec![0; self.cells.len()];
        for row in &self.rows {
            for (number, cell) in row.iter().enumerate() {
                place[*cell] = number;
            }
        }
        let mut by_row: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (upper, lower) in &self.joints {
            by_row.entry(self.row_of[*upper]).or_default().push((place[*upper], place[*lower]));
        }
        let crossed = |joints: &Vec<(usize, usize)>| {
            let mut count = 0;
            for (number, a) in joints.iter().enumerate() {
                let behind = joints.iter().skip(number + 1);
                count += behind.filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).count();
            }
            count
        };
        by_row.values().map(crossed).sum()
    }

    /// Gives every cell its place: rows from top to bottom, in a row as near as possible to what it is joined to.
    fn place(&mut self) {
        let mut top = GAP_Y;
        for row in &self.rows {
            let height = row.iter().map(|cell| self.cells[*cell].height).fold(0.0, f64::max);
            for cell in row {
                self.cells[*cell].y = top + height / 2.0;
            }
            top += height + GAP_Y;
        }
        for row in &self.rows {
            let mut left = GAP_X;
            for cell in row {
                let width = self.cells[*cell].width;
                self.cells[*cell].x = left + width / 2.0;
                left += width + GAP_X;
            }
        }
        let (above, below) = self.neighbours();
        for turn in 0..MOVES {
            let order: Vec<usize> = if turn % 2 == 0 {
                (0..self.rows.len()).collect()
            } else {
                (0..self.rows.len()).rev().collect()
            };
            for row in order {
                self.move_row(row, &above, &below);
            }
        }
    }

    /// Moves the cells of a row to the mean of their neighbours, and apart where they would overlap.
    fn move_row(
        &mut self,
        row: usize,
        above: &BTreeMap<usize, Vec<usize>>,
        below: &BTreeMap<usize, Vec<usize>>,
    ) {
        let cells = self.rows[row].clone();
        let wanted: Vec<f64> = cells
            .iter()
            .map(|cell| {
                let joined: Vec<f64> = [above.get(cell), below.get(cell)]
                    .into_iter()
                    .flatten()
                    .flatten()
                    .map(|other| self.cells[*other].x)
                    .collect();
                if joined.is_empty() {
                    self.cells[*cell].x
                } else {
                    joined.iter().sum::<f64>() / joined.len() as f64
                }
            })
            .collect();
        let need = |a: usize, b: usize| (self.cells[a].width + self.cells[b].width) / 2.0 + GAP_X;
        // from the left no cell stands too near, from the right likewise; the mean of both keeps the order and the gaps
        let mut from_left = wanted.clone();
        for place in 1..cells.len() {
            from_left[place] =
                from_left[place].max(from_left[place - 1] + need(cells[place - 1], cells[place]));
        }
        let mut from_right = wanted;
        for place in (0..cells.len().saturating_sub(1)).rev() {
            from_right[place] =
                from_right[place].min(from_right[place + 1] - need(cells[place], cells[place + 1]));
        }
        for (place, cell) in cells.iter().enumerate() {
            self.cells[*cell].x = f64::midpoint(from_left[place], from_right[place]);
        }
    }

    fn finish(mut self, count: usize) -> Layout {
        let left = self.cells.iter().map(|c| c.x - c.width / 2.0).fold(f64::INFINITY, f64::min);
        let shift = if left.is_finite() { GAP_X - left } else { 0.0 };
        self.cells.iter_mut().for_each(|cell| cell.x += shift);
        let right = self.cells.iter().map(|c| c.x + c.width / 2.0).fold(0.0, f64::max);
        let bottom = self.cells.iter().map(|c| c.y + c.height / 2.0).fold(0.0, f64::max);
        let courses = self.chains.iter().map(|(chain, label)| self.course(chain, *label)).collect();
        self.cells.truncate(count);
        Layout { boxes: self.cells, courses, size: (right + GAP_X, bottom + GAP_Y) }
    }

    fn course(&self, chain: &[usize], label: usize) -> Course {
        let mut points = Vec::new();
        for (number, cell) in chain.iter().enumerate() {
            let rect = self.cells[*cell];
            let other = if number == 0 { chain[1] } else { chain[number - 1] };
            let downward = self.cells[other].y > rect.y;
            if number == 0 || number + 1 == chain.len() {
                // a box is left and entered at its edge, a little to the side of its neighbour
                let aside = (self.cells[other].x - rect.x).clamp(-rect.width / 4.0, rect.width / 4.0) * 0.6;
                let edge = if downward { rect.height / 2.0 } else { -rect.height / 2.0 };
                points.push((rect.x + aside, rect.y + edge));
            } else {
                points.push((rect.x, rect.y));
            }
        }
        let at = self.cells[chain[label]];
        Course { points, label: (at.x, at.y) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_a_row_do_not_overlap_and_arrows_lead_down() {
        let sizes = [(80.0, 30.0); 6];
        let none = (0.0, 0.0);
        let arrows = [
            (0, 1, (60.0, 14.0)),
            (0, 2, none),
            (1, 3, none),
            (2, 3, none),
            (3, 0, none),
            (2, 4, none),
            (4, 4, none),
            (0, 5, none),
        ];
        let laid = layout(&sizes, &arrows);
        for (number, a) in laid.boxes.iter().enumerate() {
            for b in laid.boxes.iter().skip(number + 1) {
                let apart = (a.x - b.x).abs() >= (a.width + b.width) / 2.0
                    || (a.y - b.y).abs() >= (a.height + b.height) / 2.0;
                assert!(apart, "{a:?} {b:?}");
            }
            assert!(a.x - a.width / 2.0 >= 0.0 && a.x + a.width / 2.0 <= laid.size.0);
        }
        assert!(laid.boxes[0].y < laid.boxes[1].y && laid.boxes[1].y < laid.boxes[3].y);
        assert_eq!(laid.courses.len(), arrows.len());
        assert!(laid.courses.iter().all(|course| course.points.len() >= 3));
    }

    #[test]
    fn nothing_is_laid_out_as_nothing() {
        assert!(layout(&[], &[]).boxes.is_empty());
    }
}
