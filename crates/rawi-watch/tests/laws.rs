//! What strangers send is read whatever it is: rules, lists, addresses.
#![allow(missing_docs)]

use proptest::prelude::*;
use rawi_watch::{List, Rules, address, join, special};

proptest! {
    #[test]
    fn rules_of_any_bytes(text in any::<Vec<u8>>(), path in ".{0,40}") {
        let rules = Rules::parse(&text, "rawi");
        rules.allow(&path);
        prop_assert!(rules.delay().is_none_or(|d| d > 0.0 && d <= 300.0));
    }

    #[test]
    fn rules_that_look_like_rules(lines in proptest::collection::vec(
        "(User-agent: (rawi|\\*|other)|(Dis)?allow: /[a-c*$%é]{0,6}|Crawl-delay: [0-9.]{1,4}|# x|)", 0..12), path in "/[a-c%é]{0,8}",
    ) {
        let rules = Rules::parse(lines.join("\n").as_bytes(), "rawi");
        // what is kept for the next run says the same
        let kept = Rules::parse(rules.to_text().as_bytes(), "rawi");
        prop_assert_eq!(kept.allow(&path), rules.allow(&path));
        prop_assert_eq!(kept.delay(), rules.delay());
    }

    #[test]
    fn lists_of_any_bytes(mut text in any::<Vec<u8>>(), markup in any::<bool>()) {
        if markup {
            text.splice(0..0, *b"<opml><outline xmlUrl='");
        }
        let list = List::read(&text);
        for feed in &list.feeds {
            // what is taken is whole, and taken again as it is
            prop_assert_eq!(address(feed), Ok(feed.clone()));
        }
    }

    #[test]
    fn addresses_made_whole_are_of_the_web(typed in ".{0,60}") {
        if let Some(Ok(whole)) = join("https://news.example/a/rss", &typed).map(|w| address(&w)) {
            prop_assert!(whole.starts_with("https://") || whole.starts_with("http://"));
        }
    }

    #[test]
    fn an_address_in_other_clothes_is_judged_alike(v4 in any::<u32>()) {
        let v4 = std::net::Ipv4Addr::from(v4);
        let judged = special(v4.into());
        prop_assert_eq!(special(v4.to_ipv6_mapped().into()), judged);
        let [a, b, c, d] = v4.octets();
        let nat64: std::net::Ipv6Addr = format!("64:ff9b::{a:02x}{b:02x}:{c:02x}{d:02x}").parse().unwrap();
        prop_assert_eq!(special(nat64.into()), judged);
        if v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast() || v4.is_broadcast() || v4.is_unspecified() {
            prop_assert!(judged.is_some());
        }
    }
}
