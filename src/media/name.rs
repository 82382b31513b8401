//! Names of files: the one that is shown, and the one under which the bytes are stored.

use deunicode::deunicode_with_tofu;

use crate::id::Entropy;

/// Most characters of a name that is shown; what its column holds.
pub const LONGEST: usize = 255;
/// Most characters of a stored name that come from the name that is shown.
const LONGEST_SLUG: usize = 100;
/// Most characters of what follows a name's last dot for it to tell a type.
const LONGEST_EXTENSION: usize = 16;
/// Called so where nothing is left of a name.
const NAMELESS: &str = "file";

/// The name that is shown for a file that a client calls `sent`: the last step of a path, on one line, without signs that
/// cannot be seen or that turn the direction of writing.
pub fn shown(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible = last.chars().filter(|sign| !is_invisible(*sign)).collect::<String>();
    let name = visible.trim();
    match name {
        "" | "." | ".." => NAMELESS.to_owned(),
        name => shortened(name),
    }
}

fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A name that its column holds; what is too long loses the end of its stem.
fn shortened(name: &str) -> String {
    let surplus = name.chars().count().saturating_sub(LONGEST);
    if surplus == 0 {
        return name.to_owned();
    }
    let (stem, extension) = split(name);
    let kept = stem.chars().count().saturating_sub(surplus);
    stem.chars().take(kept).chain(extension.chars()).collect()
}

/// The stem of a name and, with its dot, what follows its last dot, if that is short and plain enough to tell a type.
pub fn split(name: &str) -> (&str, &str) {
    match name.rfind('.').map(|dot| name.split_at(dot)) {
        Some((stem, extension)) if !stem.is_empty() && is_plain(&extension[1..]) => (stem, extension),
        _ => (name, ""),
    }
}

fn is_plain(extension: &str) -> bool {
    (1..=LONGEST_EXTENSION).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A new name to store a file under, as Strapi makes them: the stem in plain letters, and ten random digits. It has no
/// extension.
pub fn stored(shown: &str, entropy: &Entropy) -> String {
    use std::fmt::Write;

    let mut random = [0; 5];
    entropy.fill(&mut random);
    let mut name = slug(split(shown).0);
    name.push('_');
    for byte in random {
        write!(name, "{byte:02x}").expect("writing to memory does not fail");
    }
    name
}

/// The letters and digits of a text in ASCII, with one `_` between words.
fn slug(text: &str) -> String {
    let plain = deunicode_with_tofu(text, "");
    let words = plain.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("_");
    slug.truncate(LONGEST_SLUG);
    if slug.is_empty() { NAMELESS.to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_the_last_step_without_tricks() {
        for (sent, expected) in [
            ("My Big Photo é.jpg", "My Big Photo é.jpg"),
            ("../../etc/passwd", "passwd"),
            (r"C:\photos\cat.png", "cat.png"),
            ("a\0b\r\nc.txt", "abc.txt"),
            ("invoice\u{202e}gpj.exe", "invoicegpj.exe"),
            ("..", "file"),
            ("/", "file"),
            ("  ", "file"),
            (".htaccess", ".htaccess"),
        ] {
            assert_eq!(shown(sent), expected, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_in_its_stem() {
        let long = shown(&format!("{}.jpeg", "ü".repeat(1_000)));
        assert_eq!(long.chars().count(), LONGEST);
        assert!(long.ends_with("ü.jpeg"), "{long}");
        assert_eq!(shown(&format!("a.{}", "b".repeat(1_000))).chars().count(), LONGEST);
    }

    #[test]
    fn an_extension_is_short_and_plain() {
        for (name, expected) in [
            ("a.b.JPG", ("a.b", ".JPG")),
            ("archive.tar.gz", ("archive.tar", ".gz")),
            (".htaccess", (".htaccess", "")),
            ("a.", ("a.", "")),
            ("a.p/g", ("a.p/g", "")),
            ("a.é", ("a.é", "")),
            ("a", ("a", "")),
        ] {
            assert_eq!(split(name), expected);
        }
    }

    #[test]
    fn a_stored_name_is_strapis_and_nothing_but_plain_letters() {
        let entropy = Entropy::seeded(1);
        let name = |shown: &str| stored(shown, &entropy);
        let first = name("My Big Photo é.jpg");
        assert!(first.starts_with("My_Big_Photo_e_") && first.len() == "My_Big_Photo_e_".len() + 10, "{first}");
        assert_ne!(first, name("My Big Photo é.jpg"));
        assert!(name("../..").starts_with("file_"));
        assert!(name("猫.png").starts_with("Mao_"));
        let long = name(&"x y".repeat(1_000));
        assert!(long.len() <= LONGEST_SLUG + 11, "{long}");
        assert!(long.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    }
}
