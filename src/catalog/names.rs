//! How names are made: of tables, columns and indexes (shared with Strapi), and of GraphQL types and fields.
//!
//! The database names follow one rule, [`join`]; every function of the first half is one line of its table.

use sha3::Shake256;
use sha3::digest::{ExtendableOutput, Update, XofReader};

use super::{Kind, built_in};

/// The longest name of a table, column, index or constraint, in characters.
pub const MAX_LENGTH: usize = 55;
/// Hexadecimal digits that stand for what shortening cut off.
const HASH_LENGTH: usize = 5;

/// The table of a content type.
pub fn table(collection: &str) -> String {
    join(&[Part::Whole(collection)])
}

/// The column of a scalar attribute.
pub fn column(attribute: &str) -> String {
    join(&[Part::Whole(&snake_case(attribute))])
}

/// The link table of a relation, owned by `attribute` of the type stored in `table`.
pub fn link_table(table: &str, attribute: &str) -> String {
    join(&[Part::Whole(&snake_case(table)), Part::Whole(&snake_case(attribute)), Part::Fixed("lnk")])
}

/// The column of a link table with the row id of the type `singular`.
pub fn id_column(singular: &str) -> String {
    join(&[Part::Whole(&snake_case(singular)), Part::Fixed("id")])
}

/// The same for the second end, where both ends would have one name.
pub fn inverse_id_column(singular: &str) -> String {
    join(&[Part::Fixed("inv"), Part::Whole(&snake_case(singular)), Part::Fixed("id")])
}

/// The column of a link table with the position of an entry of the type `singular`.
pub fn order_column(singular: &str) -> String {
    join(&[Part::Whole(&snake_case(singular)), Part::Fixed("ord")])
}

/// The same for the second end, where both ends would have one name.
pub fn inverse_order_column(singular: &str) -> String {
    join(&[Part::Fixed("inv"), Part::Whole(&snake_case(singular)), Part::Fixed("ord")])
}

/// The join table between what is stored in `collection` and its components.
pub fn components_table(collection: &str) -> String {
    join(&[Part::Whole(collection), Part::Fixed("cmps")])
}

/// The index of the join table of `collection` on one of its columns.
pub fn components_index(collection: &str, column: &str) -> String {
    join(&[Part::Whole(collection), Part::Whole(column), Part::Fixed("idx")])
}

/// The foreign key of the join table of `collection`, and the index on its column.
pub fn components_owner(collection: &str) -> String {
    join(&[Part::Whole(collection), Part::Fixed("entity_fk")])
}

/// The unique index of the join table of `collection`.
pub fn components_unique(collection: &str) -> String {
    join(&[Part::Whole(collection), Part::Fixed("uq")])
}

/// The index that finds the rows of a document.
pub fn documents_index(collection: &str) -> String {
    join(&[Part::Whole(collection), Part::Whole("documents"), Part::Fixed("idx")])
}

/// The index of a column that holds a row id.
pub fn reference_index(table: &str, column: &str) -> String {
    join(&[Part::Whole(table), Part::Whole(column), Part::Fixed("fk")])
}

/// An index or constraint of a link table; `suffix` is `fk`, `ifk`, `uq`, `ofk` or `oifk`.
pub fn link_index(link_table: &str, suffix: &'static str) -> String {
    join(&[Part::Whole(link_table), Part::Fixed(suffix)])
}

/// What the names of the indexes begin with that only this program makes.
pub const OWN: &str = "keyway_";

/// An index that only this program makes; `purpose` is one word. Column names have no double underscore, so two columns
/// never share a name.
pub fn own_index(table: &str, column: &str, purpose: &'static str) -> String {
    join(&[Part::Whole(&format!("{OWN}{table}__{column}")), Part::Fixed(purpose)])
}

#[derive(Clone, Copy)]
enum Part<'a> {
    /// May be cut to its beginning and a hash.
    Whole(&'a str),
    /// Stays as it is.
    Fixed(&'static str),
}

impl Part<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Whole(text) | Self::Fixed(text) => text,
        }
    }
}

/// Joins the parts with `_`, cutting the longest of them evenly where the name would be over [`MAX_LENGTH`].
/// Takes at most two parts that can be cut, so that each keeps at least 20 characters.
fn join(parts: &[Part<'_>]) -> String {
    let lengths: Vec<usize> = parts.iter().map(|part| part.text().chars().count()).collect();
    let separators = parts.len() - 1;
    let pieces: Vec<String> = if lengths.iter().sum::<usize>() + separators <= MAX_LENGTH {
        parts.iter().map(|part| part.text().to_owned()).collect()
    } else {
        let shares = shares(parts, &lengths, separators);
        parts.iter().zip(&shares).map(|(part, &share)| cut(part.text(), share)).collect()
    };
    pieces.join("_")
}

/// How many characters each part may have.
fn shares(parts: &[Part<'_>], lengths: &[usize], separators: usize) -> Vec<usize> {
    let is_whole = |index: &usize| matches!(parts[*index], Part::Whole(_));
    let whole: Vec<usize> = (0..parts.len()).filter(is_whole).collect();
    let fixed: usize = (0..parts.len()).filter(|index| !is_whole(index)).map(|index| lengths[index]).sum();
    let available = MAX_LENGTH - fixed - separators;
    let each = available / whole.len();
    let mut surplus = available % whole.len();
    let mut shares = lengths.to_vec();
    for &index in &whole {
        shares[index] = each.min(lengths[index]);
        surplus += each - shares[index];
    }
    while surplus > 0 && whole.iter().any(|&index| shares[index] < lengths[index]) {
        for &index in &whole {
            if surplus > 0 && shares[index] < lengths[index] {
                shares[index] += 1;
                surplus -= 1;
            }
        }
    }
    shares
}

fn cut(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length - HASH_LENGTH).collect();
    kept + &hash5(text)
}

/// The first five hexadecimal digits of the text's SHAKE-256.
fn hash5(text: &str) -> String {
    let mut hasher = Shake256::default();
    hasher.update(text.as_bytes());
    let mut bytes = [0_u8; 3];
    hasher.finalize_xof().read(&mut bytes);
    format!("{:02x}{:02x}{:x}", bytes[0], bytes[1], bytes[2] >> 4)
}

/// `isURLValid` -> `is_url_valid`.
pub fn snake_case(text: &str) -> String {
    words(text).iter().map(|word| word.to_ascii_lowercase()).collect::<Vec<_>>().join("_")
}

/// `blog-post` -> `BlogPost`.
pub fn pascal_case(text: &str) -> String {
    words(text).iter().map(|word| capitalized(word)).collect()
}

/// The GraphQL object type of a content type or component: `Article`, `UploadFile`, `ComponentSharedSeo`.
pub fn graphql_type(kind: Kind, singular: &str) -> String {
    match kind {
        Kind::Component => component_type(singular),
        Kind::Collection | Kind::Single => pascal_case(singular.strip_prefix(built_in::PREFIX).unwrap_or(singular)),
    }
}

/// The GraphQL object type of the component of this uid.
pub fn component_type(uid: &str) -> String {
    pascal_case(&format!("component_{uid}"))
}

/// The GraphQL union of a dynamic zone: `ArticleSectionsDynamicZone`.
pub fn graphql_zone(graphql_type: &str, attribute: &str) -> String {
    format!("{graphql_type}{}DynamicZone", pascal_case(attribute))
}

/// Lowers the first letter only: `BlogPost` -> `blogPost`.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_lowercase().to_string() + letters.as_str()).unwrap_or_default()
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase().to_string()).unwrap_or_default();
    first + &letters.as_str().to_ascii_lowercase()
}

/// Cuts a text into words where the case changes, at digits (with the suffix of an ordinal: `2nd`) and at everything
/// that is neither letter nor digit.
fn words(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let end = word_end(bytes, start);
        if bytes[start].is_ascii_alphanumeric() {
            words.push(&text[start..end]);
        }
        start = end;
    }
    words
}

/// Where the word that begins at `start` ends. Every end is beside an ASCII letter or digit, or one byte on.
fn word_end(bytes: &[u8], start: usize) -> usize {
    let run = |from: usize, is: fn(&u8) -> bool| from + bytes[from..].iter().take_while(|byte| is(byte)).count();
    let first = bytes[start];
    if first.is_ascii_digit() {
        let end = run(start, u8::is_ascii_digit);
        return if is_ordinal(bytes, end) { end + 2 } else { end };
    }
    if first.is_ascii_lowercase() {
        return run(start, u8::is_ascii_lowercase);
    }
    if !first.is_ascii_uppercase() {
        return start + 1;
    }
    let end = run(start, u8::is_ascii_uppercase);
    match bytes.get(end) {
        Some(next) if next.is_ascii_lowercase() && end == start + 1 => run(end, u8::is_ascii_lowercase),
        Some(next) if next.is_ascii_lowercase() => end - 1,
        _ => end,
    }
}

/// Whether the two letters at `end`, right after a run of digits, make an ordinal of it.
fn is_ordinal(bytes: &[u8], end: usize) -> bool {
    let Some(suffix) = bytes.get(end..end + 2) else { return false };
    let expected = match bytes[end - 1] {
        b'1' => b"st",
        b'2' => b"nd",
        b'3' => b"rd",
        _ => b"th",
    };
    let next = bytes.get(end + 2).copied().unwrap_or(b' ');
    let separated = next == b'_' || !next.is_ascii_alphanumeric();
    (suffix == expected && (separated || next.is_ascii_uppercase()))
        || (suffix == expected.to_ascii_uppercase() && (separated || next.is_ascii_lowercase()))
}

/// The GraphQL member of an enumeration value: in ASCII letters and digits, everything else one `_`, none at the ends.
/// Empty when nothing of the value can be kept.
pub fn enum_member(value: &str) -> String {
    let ascii = deunicode::deunicode(&with_german_letters_spelled_out(value));
    let words: Vec<&str> = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// German has its own ASCII spelling, which Strapi's names have too.
fn with_german_letters_spelled_out(value: &str) -> String {
    let mut spelled = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            'ä' => spelled.push_str("ae"),
            'ö' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'Ä' => spelled.push_str("Ae"),
            'Ö' => spelled.push_str("Oe"),
            'Ü' => spelled.push_str("Ue"),
            other => spelled.push(other),
        }
    }
    spelled
}

/// Whether GraphQL accepts this as a name that a schema may define.
pub fn is_graphql_name(name: &str) -> bool {
    !name.starts_with("__")
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LONG: &str = "a_very_long_collection_name_for_testing_identifiers_shortening";

    #[test]
    fn snake_case_cuts_words_as_strapi_does() {
        for (text, expected) in [
            ("oauth2Token", "oauth_2_token"),
            ("address1", "address_1"),
            ("a1b2", "a_1_b_2"),
            ("line_2", "line_2"),
            ("isURLValid", "is_url_valid"),
            ("XMLHttpRequest", "xml_http_request"),
            ("iPhone15Pro", "i_phone_15_pro"),
            ("the2ndOne", "the_2nd_one"),
            ("UPPER", "upper"),
            ("mixed_Case9x", "mixed_case_9_x"),
            ("opts2X", "opts_2_x"),
            ("a1st", "a_1st"),
            ("a1stb", "a_1_stb"),
            ("a1STb", "a_1st_b"),
            ("élan", "lan"),
            ("", ""),
        ] {
            assert_eq!(snake_case(text), expected, "{text}");
        }
    }

    #[test]
    fn hashes_are_the_first_digits_of_shake_256() {
        assert_eq!(hash5("abc"), "48336");
        assert_eq!(hash5("articles"), "a277f");
    }

    #[test]
    fn long_names_are_cut_to_a_beginning_and_a_hash() {
        assert_eq!(
            column("aVeryLongAttributeNameThatIsLongerThanFiftyFiveCharactersInSnakeCase"),
            "a_very_long_attribute_name_that_is_longer_than_fif0ec9c"
        );
        assert_eq!(table(&"x".repeat(60)), "x".repeat(50) + "a82ca");
        assert_eq!(
            link_table("my_collection_with_a_rather_long_name", "an_attribute_that_is_also_rather_long"),
            "my_collection_with_aafa29_an_attribute_that_isa7f27_lnk"
        );
        assert_eq!(
            link_table("short", "an_attribute_that_is_really_quite_long_and_does_not_fit_at_all"),
            "short_an_attribute_that_is_really_quite_long_a124fc_lnk"
        );
        assert_eq!(
            link_index("components_sections_extremely_long_component_collection_name", "uq"),
            "components_sections_extremely_long_component_co502ab_uq"
        );
    }

    #[test]
    fn names_made_from_shortened_names_are_shortened_again() {
        let table = table(LONG);
        assert_eq!(table, "a_very_long_collection_name_for_testing_identifier6b502");
        assert_eq!(snake_case(&table), "a_very_long_collection_name_for_testing_identifier_6_b_502");
        assert_eq!(documents_index(LONG), "a_very_long_collection_name_for_test6b502_documents_idx");
        assert_eq!(components_table(LONG), "a_very_long_collection_name_for_testing_ident6b502_cmps");
        assert_eq!(components_owner(LONG), "a_very_long_collection_name_for_testing_6b502_entity_fk");
        assert_eq!(components_index(LONG, "field"), "a_very_long_collection_name_for_testing_6b502_field_idx");
        let of_type = components_index(LONG, "component_type");
        assert_eq!(of_type, "a_very_long_collection_name_for6b502_component_type_idx");
        assert_eq!(components_unique(LONG), "a_very_long_collection_name_for_testing_identif6b502_uq");
        assert_eq!(components_table("opts2X"), "opts2X_cmps");
        assert_eq!(reference_index(&table, "created_by_id"), "a_very_long_collection_name_for_t9ab65_created_by_id_fk");
        let link = link_table(&table, "anotherVeryLongRelationNameForShorteningPurposes");
        assert_eq!(link, "a_very_long_collectiac9a7_another_very_long_rea69f1_lnk");
        for (suffix, end) in
            [("fk", "readb1a6_fk"), ("ifk", "redb1a6_ifk"), ("uq", "readb1a6_uq"), ("ofk", "redb1a6_ofk")]
        {
            let name = link_index(&link, suffix);
            assert!(name.ends_with(end), "{name} ends with {end}");
        }
        let link = link_table(&table, "parentOfThis");
        assert_eq!(link, "a_very_long_collection_name_forac9a7_parent_of_this_lnk");
        assert_eq!(link_index(&link, "fk"), "a_very_long_collection_name_forac9a7_parent_of_54e0d_fk");
        assert!(link_index(&link, "ifk").ends_with("_parent_of54e0d_ifk"));
        assert!(link_index(&link, "oifk").ends_with("_parent_o54e0d_oifk"));
        assert_eq!(link_table("opts2X", "many2Tags"), "opts_2_x_many_2_tags_lnk");
    }

    #[test]
    fn the_columns_of_a_self_relation_differ() {
        assert_eq!(id_column("longone"), "longone_id");
        assert_eq!(inverse_id_column("longone"), "inv_longone_id");
        assert_eq!(order_column("longone"), "longone_ord");
        assert_eq!(inverse_order_column("longone"), "inv_longone_ord");
    }

    #[test]
    fn graphql_names_are_pascal_and_camel_case() {
        assert_eq!(pascal_case("blog-post"), "BlogPost");
        assert_eq!(pascal_case("i18n"), "I18N");
        assert_eq!(pascal_case("article"), "Article");
        assert_eq!(lower_first("BlogPost"), "blogPost");
        assert_eq!(graphql_type(Kind::Collection, "blog-post"), "BlogPost");
        assert_eq!(graphql_type(Kind::Component, "page-blocks.hero-banner"), "ComponentPageBlocksHeroBanner");
        assert_eq!(graphql_zone("BlogPost", "empty_zone"), "BlogPostEmptyZoneDynamicZone");
        assert_eq!(lower_first(""), "");
    }

    #[test]
    fn enum_members_are_ascii_words_joined_by_underscores() {
        for (value, expected) in [
            ("very hard", "very_hard"),
            ("top-level", "top_level"),
            ("_self", "self"),
            ("éà", "ea"),
            ("Größe", "Groesse"),
            ("Ready!", "Ready"),
            ("--", ""),
        ] {
            assert_eq!(enum_member(value), expected, "{value}");
        }
    }

    #[test]
    fn graphql_refuses_names_that_begin_with_digits_or_two_underscores() {
        assert!(is_graphql_name("_a1"));
        assert!(!is_graphql_name("1a"));
        assert!(!is_graphql_name("__a"));
        assert!(!is_graphql_name(""));
        assert!(!is_graphql_name("a-b"));
    }

    proptest! {
        #[test]
        fn no_name_is_ever_longer_than_the_limit(a in "\\PC{0,120}", b in "[A-Za-z0-9_-]{0,120}") {
            let names = [
                table(&a), column(&a), link_table(&a, &b), link_table(&b, &a), id_column(&a), inverse_id_column(&b),
                order_column(&a), inverse_order_column(&b), documents_index(&a), reference_index(&a, &b),
                link_index(&b, "oifk"), own_index(&a, &b, "down"), components_table(&a), components_owner(&a),
                components_unique(&a), components_index(&a, "component_type"),
            ];
            for name in names {
                prop_assert!(name.chars().count() <= MAX_LENGTH, "{}", name);
            }
        }

        #[test]
        fn snake_case_is_stable(text in "[A-Za-z][A-Za-z0-9_]{0,60}") {
            let once = snake_case(&text);
            prop_assert!(!once.starts_with('_') && !once.ends_with('_') && !once.contains("__"));
        }

        #[test]
        fn enum_members_are_words_whatever_the_value(value in "\\PC{0,40}") {
            prop_assert!(enum_member(&value).chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
        }
    }
}
