//! Pictures as SVG.

use super::layout::{Course, Layout, layout};
use super::picture::{Arrow, Picture, Shape, shortened};
use rufplan_compiler::PlaceKind;
use std::fmt::Write;

/// Widths of a character of the two sizes of type, and heights of their lines.
const LARGE: (f64, f64) = (8.8, 18.0);
const SMALL: (f64, f64) = (6.3, 14.0);
const MARGIN: f64 = 12.0;
/// Space above the picture for its title.
const HEAD: f64 = 40.0;
const TAKEN: &str = "#c2410c";

/// An SVG document.
pub fn svg(picture: &Picture) -> String {
    let sizes: Vec<(f64, f64)> = picture.boxes.iter().map(size).collect();
    let arrows: Vec<(usize, usize, (f64, f64))> =
        picture.arrows.iter().map(|arrow| (arrow.from, arrow.to, label_size(arrow))).collect();
    let laid = layout(&sizes, &arrows);
    let (width, height) = (laid.size.0.max(320.0), laid.size.1 + HEAD);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\">\n"
    );
    text.push_str("<defs>");
    for (id, colour) in [("a", "#475569"), ("t", TAKEN)] {
        let _ = write!(
            text,
            "<marker id=\"{id}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\" fill=\"{colour}\"/></marker>"
        );
    }
    text.push_str("</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    let _ = writeln!(
        text,
        "<text x=\"{MARGIN}\" y=\"26\" font-size=\"17\" font-weight=\"600\" fill=\"#0f172a\">{}</text>",
        escaped(&picture.title)
    );
    let _ = writeln!(text, "<g transform=\"translate(0 {HEAD})\">");
    arrows_of(&mut text, picture, &laid);
    for (shape, rect) in picture.boxes.iter().zip(&laid.boxes) {
        box_of(
            &mut text,
            shape,
            (rect.x - rect.width / 2.0, rect.y - rect.height / 2.0, rect.width, rect.height),
        );
    }
    text + "</g>\n</svg>\n"
}

fn arrows_of(text: &mut String, picture: &Picture, laid: &Layout) {
    // arrows that were taken lie above the others
    for taken in [false, true] {
        for (_, course) in picture.arrows.iter().zip(&laid.courses).filter(|(a, _)| a.taken == taken) {
            let (colour, width, head) = if taken { (TAKEN, 2.6, "t") } else { ("#94a3b8", 1.4, "a") };
            let _ = writeln!(
                text,
                "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" marker-end=\"url(#{head})\"/>",
                curve(course)
            );
        }
    }
    for (arrow, course) in picture.arrows.iter().zip(&laid.courses).filter(|(a, _)| !a.words.is_empty()) {
        label_of(text, arrow, course);
    }
}

/// A smooth line through all corners.
fn curve(course: &Course) -> String {
    let mut path = String::new();
    for (number, (x, y)) in course.points.iter().enumerate() {
        if number == 0 {
            let _ = write!(path, "M{x:.1} {y:.1}");
            continue;
        }
        let (before_x, before_y) = course.points[number - 1];
        let middle = f64::midpoint(before_y, *y);
        let _ = write!(path, "C{before_x:.1} {middle:.1} {x:.1} {middle:.1} {x:.1} {y:.1}");
    }
    path
}

fn label_of(text: &mut String, arrow: &Arrow, course: &Course) {
    let (width, height) = label_size(arrow);
    let (x, y) = course.label;
    let _ = writeln!(
        text,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"3\" fill=\"#ffffff\" fill-opacity=\"0.92\"/>",
        x - width / 2.0,
        y - height / 2.0
    );
    let colour = if arrow.taken { TAKEN } else { "#334155" };
    for (number, line) in label_lines(arrow).iter().enumerate() {
        let line_y = y - height / 2.0 + SMALL.1 * (number as f64 + 0.8);
        let _ = writeln!(
            text,
            "<text x=\"{x:.1}\" y=\"{line_y:.1}\" font-size=\"11\" text-anchor=\"middle\" fill=\"{colour}\">{}</text>",
            escaped(line)
        );
    }
}

fn box_of(text: &mut String, shape: &Shape, (x, y, width, height): (f64, f64, f64, f64)) {
    let (fill, line) = colours(shape.kind);
    let (line, stroke) = if shape.taken { (TAKEN, 3.0) } else { (line, 1.3) };
    let round = if matches!(shape.kind, Some(PlaceKind::End) | None) { height / 2.0 } else { 6.0 };
    let _ = writeln!(
        text,
        "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{round:.1}\" fill=\"{fill}\" stroke=\"{line}\" stroke-width=\"{stroke}\"/>"
    );
    let centre = x + width / 2.0;
    let mut line_y = y + 6.0;
    if !shape.part.is_empty() {
        line_y += SMALL.1;
        let _ = writeln!(
            text,
            "<text x=\"{centre:.1}\" y=\"{:.1}\" font-size=\"10\" text-anchor=\"middle\" fill=\"#64748b\">{}</text>",
            line_y - 4.0,
            escaped(&shown_part(&shape.part))
        );
    }
    line_y += LARGE.1;
    let _ = writeln!(
        text,
        "<text x=\"{centre:.1}\" y=\"{:.1}\" font-size=\"13\" font-weight=\"600\" text-anchor=\"middle\" fill=\"#0f172a\">{}</text>",
        line_y - 5.0,
        escaped(&shown_words(shape))
    );
    if !shape.said.is_empty() {
        line_y += SMALL.1;
        let _ = writeln!(
            text,
            "<text x=\"{centre:.1}\" y=\"{:.1}\" font-size=\"11\" font-style=\"italic\" text-anchor=\"middle\" fill=\"#475569\">„{}“</text>",
            line_y - 4.0,
            escaped(&shape.said)
        );
    }
}

fn colours(kind: Option<PlaceKind>) -> (&'static str, &'static str) {
    match kind {
        None => ("#e2e8f0", "#475569"),
        Some(PlaceKind::Question) => ("#dbeafe", "#2563eb"),
        Some(PlaceKind::Decision) => ("#fef3c7", "#d97706"),
        Some(PlaceKind::Person) => ("#dcfce7", "#16a34a"),
        Some(PlaceKind::Message) => ("#f3e8ff", "#9333ea"),
        Some(PlaceKind::End) => ("#f1f5f9", "#64748b"),
        Some(PlaceKind::Instant | PlaceKind::Words) => ("#ffffff", "#94a3b8"),
    }
}

fn shown_part(part: &str) -> String {
    part.replace("queue:", "queue ")
}

fn shown_words(shape: &Shape) -> String {
    shortened(&shape.words, 52)
}

fn size(shape: &Shape) -> (f64, f64) {
    let chars = |text: &str| text.chars().count() as f64;
    let mut width = chars(&shown_words(shape)) * LARGE.0;
    let mut height = LARGE.1 + 12.0;
    if !shape.part.is_empty() {
        width = width.max(chars(&shown_part(&shape.part)) * SMALL.0);
        height += SMALL.1;
    }
    if !shape.said.is_empty() {
        width = width.max((chars(&shape.said) + 2.0) * SMALL.0);
        height += SMALL.1;
    }
    (width + 2.0 * MARGIN, height)
}

fn label_lines(arrow: &Arrow) -> Vec<String> {
    const MOST: usize = 5;
    let mut lines: Vec<String> = arrow.words.iter().take(MOST).map(|words| shortened(words, 40)).collect();
    if arrow.words.len() > MOST {
        lines.push(format!("and {} more", arrow.words.len() - MOST));
    }
    lines
}

fn label_size(arrow: &Arrow) -> (f64, f64) {
    let lines = label_lines(arrow);
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0) as f64;
    if lines.is_empty() { (0.0, 0.0) } else { (longest * SMALL.0 + 8.0, lines.len() as f64 * SMALL.1 + 4.0) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
