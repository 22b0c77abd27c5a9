//! What names of files and first headings say: days, persons, places in a book, a template.

mod starters {
    use notesite::inside::names::is_of_tool;
    #[test]
    fn only_what_a_template_says_of_itself_is_of_a_tool() {
        for heading in [
            "Chirpy Starter",
            "[Minimal Mistakes Jekyll theme](https://mistakes.example)",
            "Starlight Starter Kit: Basics",
        ] {
            assert!(is_of_tool(Some(heading), "words"), "{heading}");
        }
        let website = "This website is built using [Docusaurus](https://d.example).";
        assert!(is_of_tool(Some("Website"), website));
        assert!(is_of_tool(
            None,
            "This is a [Next.js](https://n.example) project"
        ));
        for (heading, words) in [
            (Some("Chirpy Starter로 만든 내 블로그"), "words"),
            (Some("Website"), "웹을 배운다."),
            (Some("내 문서"), website),
            (None, "글"),
            (None, ""),
        ] {
            assert!(!is_of_tool(heading, words), "{heading:?}");
        }
    }
}

mod members {
    use notesite::inside::names::members;
    /// Who wrote each of the notes, by path and title.
    fn of(notes: &[(&str, &str)]) -> Vec<String> {
        let members = members(notes).into_iter();
        members.map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn names_in_every_form() {
        let forms = ["@", "[@] #", "#(@)", "#_@", "@ - #"];
        for name in ["나래", "bora812", "202231001", "se-ah_kim"] {
            for form in forms {
                let path = |week: &str, name: &str, title: &str| {
                    let file = form.replace('@', name).replace('#', title);
                    format!("{week}/{file}.md")
                };
                let other = if name.contains(['-', '_']) {
                    "du-ri_lee"
                } else {
                    "두리7"
                };
                let paths = [
                    path("week1", name, "꽃"),
                    path("week1", other, "꽃과 잎"),
                    path("week2", name, "뿌리"),
                    path("week2", other, "뿌리란"),
                ];
                let titles = ["꽃", "꽃과 잎", "뿌리", "뿌리란"];
                let notes: Vec<(&str, &str)> =
                    paths.iter().map(String::as_str).zip(titles).collect();
                // What stands before a title with marks of its own ends where nobody can tell.
                if form == "@ - #" && name.contains(['-', '_']) {
                    continue;
                }
                assert_eq!(of(&notes), [name, other, name, other], "{form} {name}");
            }
        }
    }

    #[test]
    fn numbers_and_days_are_nobody() {
        let rows = [
            [
                "week1/problem1.md",
                "week1/problem2.md",
                "week2/problem1.md",
                "week2/problem2.md",
            ],
            [
                "a/20240105.md",
                "a/20240106.md",
                "b/20240105.md",
                "b/20240106.md",
            ],
            ["a/day1.md", "a/day2.md", "b/day1.md", "b/day2.md"],
        ];
        for row in rows {
            let notes = row.map(|path| (path, "꽃"));
            assert_eq!(of(&notes), ["", "", "", ""], "{row:?}");
        }
    }
}

mod place_words {
    use notesite::inside::names::places;
    /// The names in the order that they say, others as they stand.
    fn in_order(names: &[&'static str]) -> Vec<&'static str> {
        let mut sorted: Vec<(i32, &str)> = places(names).into_iter().zip(names.to_vec()).collect();
        sorted.sort_by_key(|(place, _)| *place);
        sorted.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn front_and_back_matter() {
        let book = [
            "appendix-a",
            "Conclusion",
            "b-tree",
            "introduction-to-c",
            "Preface",
            "TOC",
        ];
        let right = [
            "TOC",
            "Preface",
            "b-tree",
            "introduction-to-c",
            "Conclusion",
            "appendix-a",
        ];
        assert_eq!(in_order(&book), right);
        assert_eq!(
            in_order(&["부록1", "개요", "소개팅", "부록물"]),
            ["개요", "소개팅", "부록물", "부록1"]
        );
    }

    #[test]
    fn words_that_count_where_all_do() {
        assert_eq!(
            in_order(&["April", "august", "february"]),
            ["february", "April", "august"]
        );
        assert_eq!(
            in_order(&["may", "docker", "april"]),
            ["may", "docker", "april"]
        );
        assert_eq!(
            in_order(&["Bronze", "Gold", "Platinum", "Silver", "Unrated"]),
            ["Bronze", "Silver", "Gold", "Platinum", "Unrated"]
        );
        assert_eq!(
            in_order(&["network", "volume", "installation", "FAQ"]),
            ["installation", "network", "volume", "FAQ"]
        );
        assert_eq!(
            in_order(&["두 번째", "세번째 모임", "첫 번째"]),
            ["첫 번째", "두 번째", "세번째 모임"]
        );
        assert_eq!(
            in_order(&["IX", "V", "II-b", "부록"]),
            ["II-b", "V", "IX", "부록"]
        );
        assert_eq!(in_order(&["x", "vim", "i"]), ["x", "vim", "i"]);
        assert_eq!(
            in_order(&["고급", "초급", "중급"]),
            ["초급", "중급", "고급"]
        );
    }
}

mod days {
    use notesite::inside::names::{are_days, is_day};
    #[test]
    fn names_that_are_days_and_numbers_that_are_none() {
        for name in [
            "2024-01-05",
            "20240105",
            "2024.01.05.",
            "240105",
            "24-01-05",
            "24.01.05.",
            "1월 5일",
            "12월31일",
        ] {
            assert!(is_day(name), "{name}");
        }
        for name in [
            "120803",
            "181187",
            "2024-13-05",
            "1.2.3",
            "240105 배열",
            "13월 1일",
            "0105",
            "1000",
            "",
            "일",
        ] {
            assert!(!is_day(name), "{name}");
        }
    }

    #[test]
    fn rows_of_months_and_days() {
        assert!(are_days(["0805_배열", "1021_정렬", "정리"].into_iter()));
        assert!(!are_days(["0001-two-sum", "0121-stock"].into_iter()));
        assert!(!are_days(["1001", "1008", "1110"].into_iter()));
        assert!(!are_days(["0805"].into_iter()));
    }
}
