//! Media types in `Accept` and `Content-Type`: just enough of them to negotiate JSON.

use http::HeaderMap;
use http::header::ACCEPT;

/// A media type or range with its parameters; names in lower case.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaType {
    /// `application/json`, `text/*`, `*/*`.
    pub essence: String,
    /// The parameter `charset`, unquoted, in lower case.
    pub charset: Option<String>,
    /// The weight in an `Accept` header, from 0 to 1; 1 when it is not given or not a number.
    pub quality: f32,
}

impl MediaType {
    /// Reads `type/subtype; name=value…`. Parameters other than `charset` and `q` are skipped.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
        let mut parsed = Self { essence, charset: None, quality: 1.0 };
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            let value = value.trim().trim_matches('"');
            match name.trim().to_ascii_lowercase().as_str() {
                "charset" => parsed.charset = Some(value.to_ascii_lowercase()),
                "q" => parsed.quality = value.parse().unwrap_or(1.0),
                _ => {}
            }
        }
        parsed
    }

    fn covers(&self, essence: &str) -> bool {
        let kind = essence.split('/').next().unwrap_or_default();
        self.essence == essence || self.essence == "*/*" || self.essence.strip_suffix("/*") == Some(kind)
    }

    fn is_range(&self) -> bool {
        self.essence.ends_with("/*")
    }
}

/// The ranges of a request's `Accept` headers.
#[derive(Clone, Debug)]
pub struct Accept(Vec<MediaType>);

/// How much a client wants one media type.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Preference {
    /// The weight, above 0.
    pub quality: f32,
    /// Whether the type is named as such and not merely covered by a range with `*`.
    pub named: bool,
}

impl Accept {
    /// Reads the headers. Without any, everything is welcome.
    pub fn of(headers: &HeaderMap) -> Self {
        let listed = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let ranges: Vec<_> = listed
            .flat_map(|list| list.split(','))
            .filter(|range| !range.trim().is_empty())
            .map(MediaType::parse)
            .collect();
        if ranges.is_empty() { Self(vec![MediaType::parse("*/*")]) } else { Self(ranges) }
    }

    /// How much the client wants `essence`; `None` when it does not accept it.
    pub fn preference(&self, essence: &str) -> Option<Preference> {
        let covering = self.0.iter().filter(|range| range.covers(essence));
        // The most specific range decides, so that `text/html;q=0, */*` excludes HTML.
        let closest = covering.max_by_key(|range| (!range.is_range(), range.essence != "*/*"))?;
        let preference = Preference { quality: closest.quality, named: !closest.is_range() };
        (closest.quality > 0.0).then_some(preference)
    }

    /// Whether a range with `*` leaves the choice to the server.
    pub fn has_range(&self) -> bool {
        self.0.iter().any(|range| range.is_range() && range.quality > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn accept(text: &'static str) -> Accept {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(text));
        Accept::of(&headers)
    }

    #[test]
    fn parameters_are_read_without_regard_to_case_and_quotes() {
        let parsed = MediaType::parse("Application/JSON; Charset=\"UTF-8\" ; q=0.5");
        assert_eq!(parsed.essence, "application/json");
        assert_eq!(parsed.charset.as_deref(), Some("utf-8"));
        assert!((parsed.quality - 0.5).abs() < f32::EPSILON);
    }

    #[test]
    fn the_most_specific_range_decides() {
        let accept = accept("*/*;q=0.8, text/*;q=0.3, text/html;q=0");
        assert_eq!(accept.preference("text/html"), None);
        assert!(accept.preference("text/plain").is_some_and(|found| found.quality < 0.5 && !found.named));
        assert!(accept.preference("application/json").is_some_and(|found| found.quality > 0.5));
    }

    #[test]
    fn a_request_without_accept_takes_everything_by_range() {
        let accept = Accept::of(&HeaderMap::new());
        assert!(accept.has_range());
        assert!(accept.preference("application/json").is_some_and(|found| !found.named));
    }
}
