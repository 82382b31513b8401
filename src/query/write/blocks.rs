//! The form of `blocks` values: a list of paragraphs, headings, lists, quotes, code and images.

use serde_json::Value as Json;

/// The message for a value that is not of this form.
pub const INVALID: &str = "Block node is of invalid type";
/// Deepest nesting of lists that is followed.
const MAX_DEPTH: usize = 32;

/// Whether `json` is a list of well-formed block nodes.
pub fn is_valid(json: &Json) -> bool {
    json.as_array().is_some_and(|nodes| nodes.iter().all(is_block))
}

fn is_block(node: &Json) -> bool {
    match kind(node) {
        "paragraph" | "quote" | "code" => children(node).is_some_and(|nodes| nodes.iter().all(is_inline)),
        "heading" => {
            let level = node["level"].as_u64().is_some_and(|level| (1..=6).contains(&level));
            level && children(node).is_some_and(|nodes| nodes.iter().all(is_inline))
        }
        "list" => is_list(node, 0),
        "image" => node["image"].is_object() && children(node).is_some_and(|nodes| nodes.iter().all(is_text)),
        _ => false,
    }
}

fn is_list(node: &Json, depth: usize) -> bool {
    let format = matches!(node["format"].as_str(), Some("ordered" | "unordered"));
    let item = |item: &Json| match kind(item) {
        "list-item" => children(item).is_some_and(|nodes| nodes.iter().all(is_inline)),
        "list" => is_list(item, depth + 1),
        _ => false,
    };
    depth < MAX_DEPTH && format && children(node).is_some_and(|nodes| nodes.iter().all(item))
}

fn is_inline(node: &Json) -> bool {
    match kind(node) {
        "link" => node["url"].is_string() && children(node).is_some_and(|nodes| nodes.iter().all(is_text)),
        _ => is_text(node),
    }
}

fn is_text(node: &Json) -> bool {
    const MARKS: [&str; 5] = ["bold", "italic", "underline", "strikethrough", "code"];
    let marks = MARKS.iter().all(|mark| node.get(mark).is_none_or(Json::is_boolean));
    kind(node) == "text" && node["text"].is_string() && marks
}

fn kind(node: &Json) -> &str {
    node["type"].as_str().unwrap_or_default()
}

fn children(node: &Json) -> Option<&Vec<Json>> {
    node["children"].as_array()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_valid;

    #[test]
    fn every_kind_of_node_is_accepted() {
        let text = json!([{"type": "text", "text": "x", "bold": true}]);
        let link = json!([{"type": "link", "url": "https://example.org", "children": text}]);
        let item = json!({"type": "list-item", "children": text});
        let nested = json!({"type": "list", "format": "ordered", "children": [item]});
        assert!(is_valid(&json!([
            {"type": "paragraph", "children": link},
            {"type": "heading", "level": 2, "children": text},
            {"type": "list", "format": "unordered", "children": [item, nested]},
            {"type": "quote", "children": text},
            {"type": "code", "children": text},
            {"type": "image", "image": {"url": "/a.png"}, "children": text},
        ])));
    }

    #[test]
    fn malformed_nodes_are_refused() {
        let text = json!([{"type": "text", "text": "x"}]);
        for node in [
            json!("text"),
            json!({"type": "video", "children": text}),
            json!({"type": "heading", "level": 7, "children": text}),
            json!({"type": "list", "children": []}),
            json!({"type": "paragraph", "children": [{"type": "text", "text": 1}]}),
            json!({"type": "paragraph", "children": [{"type": "text", "text": "x", "bold": 1}]}),
            json!({"type": "paragraph"}),
        ] {
            assert!(!is_valid(&json!([node])), "{node}");
        }
        assert!(!is_valid(&json!({"type": "paragraph"})));
    }
}
