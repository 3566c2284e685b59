//! Pictures for other programs: Mermaid and Graphviz.

use super::picture::{Picture, Shape};
use rufplan_compiler::PlaceKind;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A Mermaid flowchart.
pub fn mermaid(picture: &Picture) -> String {
    let mut text = format!("---\ntitle: {}\n---\nflowchart TD\n", picture.title.replace('\n', " "));
    for (part, members) in parts(picture) {
        let indent = if part.is_empty() { "  " } else { "    " };
        if !part.is_empty() {
            let _ = writeln!(text, "  subgraph {}[\"{}\"]", identifier(part), escaped(part));
        }
        for number in members {
            let (open, close) = brackets(&picture.boxes[number]);
            let words = label(&picture.boxes[number], "<br/>");
            let _ = writeln!(text, "{indent}n{number}{open}\"{words}\"{close}");
        }
        if !part.is_empty() {
            text.push_str("  end\n");
        }
    }
    for arrow in &picture.arrows {
        let words = arrow.words.iter().map(|w| escaped(w)).collect::<Vec<_>>().join("<br/>");
        let words = if words.is_empty() { String::new() } else { format!("|\"{words}\"|") };
        let line = if arrow.taken { "==>" } else { "-->" };
        let _ = writeln!(text, "  n{} {line}{words} n{}", arrow.from, arrow.to);
    }
    let taken: Vec<String> =
        picture.boxes.iter().enumerate().filter(|(_, b)| b.taken).map(|(n, _)| format!("n{n}")).collect();
    if !taken.is_empty() {
        text.push_str("  classDef taken stroke:#c2410c,stroke-width:3px\n");
        let _ = writeln!(text, "  class {} taken", taken.join(","));
    }
    text
}

/// A Graphviz digraph.
pub fn dot(picture: &Picture) -> String {
    let mut text = String::from(
        "digraph rufplan {\n  rankdir=TB\n  node [shape=box, style=rounded, fontname=\"sans-serif\"]\n  edge [fontname=\"sans-serif\", fontsize=10]\n",
    );
    let _ = writeln!(text, "  label=\"{}\"\n  labelloc=t", quoted(&picture.title));
    for (cluster, (part, members)) in parts(picture).into_iter().enumerate() {
        if !part.is_empty() {
            let _ = writeln!(text, "  subgraph cluster_{cluster} {{\n    label=\"{}\"", quoted(part));
        }
        for number in members {
            let shape = &picture.boxes[number];
            let words = if shape.said.is_empty() {
                quoted(&shape.words)
            } else {
                format!("{}\\n{}", quoted(&shape.words), quoted(&shape.said))
            };
            let form = match shape.kind {
                Some(PlaceKind::Decision) => ", shape=diamond",
                Some(PlaceKind::Question) => ", style=\"rounded,bold\"",
                Some(PlaceKind::End) | None => ", shape=oval",
                _ => "",
            };
            let taken = if shape.taken { ", color=\"#c2410c\", penwidth=3" } else { "" };
            let _ = writeln!(text, "    n{number} [label=\"{words}\"{form}{taken}]");
        }
        if !part.is_empty() {
            text.push_str("  }\n");
        }
    }
    for arrow in &picture.arrows {
        let words = arrow.words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join("\\n");
        let taken = if arrow.taken { ", color=\"#c2410c\", penwidth=3" } else { "" };
        let _ = writeln!(text, "  n{} -> n{} [label=\"{words}\"{taken}]", arrow.from, arrow.to);
    }
    text + "}\n"
}

/// The boxes of each flow and queue.
fn parts(picture: &Picture) -> BTreeMap<&str, Vec<usize>> {
    let mut parts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, shape) in picture.boxes.iter().enumerate() {
        parts.entry(&shape.part).or_default().push(number);
    }
    parts
}

fn brackets(shape: &Shape) -> (&'static str, &'static str) {
    match shape.kind {
        Some(PlaceKind::Decision) => ("{", "}"),
        Some(PlaceKind::Question) => ("[/", "/]"),
        Some(PlaceKind::Person | PlaceKind::Message) => ("[[", "]]"),
        Some(PlaceKind::End) | None => ("([", "])"),
        Some(PlaceKind::Instant | PlaceKind::Words) => ("(", ")"),
    }
}

fn label(shape: &Shape, line_end: &str) -> String {
    let words = escaped(&shape.words);
    if shape.said.is_empty() { words } else { format!("{words}{line_end}{}", escaped(&shape.said)) }
}

/// Mermaid and SVG take entities for what would end a text.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn identifier(text: &str) -> String {
    let safe: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("part_{safe}")
}
