//! What a build remembers, whatever is asked of it.

use notesite::inside::remembered::Remembered;
use std::collections::HashSet;
use std::sync::Mutex;

use proptest::prelude::*;

/// What a build asks for: what something is called and what it says.
fn build() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((0u8..12, 0u8..3), 0..24)
}

/// Whether builds that ask for these get them, each made once in two generations.
fn remembers(builds: &[Vec<(u8, u8)>]) -> Result<(), TestCaseError> {
    let mut remembered = Remembered::new(true);
    let mut generations: [HashSet<(u8, u8)>; 2] = Default::default();
    for keys in builds {
        let made = Mutex::new(Vec::new());
        let about = (|key: &(u8, u8)| key.0, |answer: &(u8, u8)| answer.0);
        let answers = remembered.again(keys, about, |key, before| {
            made.lock().expect("no panic").push((*key, before.copied()));
            *key
        });
        let answers: Vec<(u8, u8)> = answers.iter().map(|answer| **answer).collect();
        prop_assert_eq!(&answers, keys);
        let asked: HashSet<(u8, u8)> = keys.iter().copied().collect();
        for (key, before) in made.into_inner().expect("no panic") {
            // One that is asked for twice may be made twice.
            let twice = keys.iter().filter(|asked| **asked == key).count() > 1;
            prop_assert!(
                twice || !generations.iter().any(|known| known.contains(&key)),
                "{:?} again",
                key
            );
            if let Some(before) = before {
                prop_assert!(before.0 == key.0 && generations[0].contains(&before));
            }
        }
        let unasked = generations[0].difference(&asked).copied().collect();
        generations = [asked, unasked];
    }
    Ok(())
}

#[test]
fn what_is_asked_for_twice_is_answered_twice() {
    let first = vec![vec![(6, 2), (6, 2)], vec![(6, 2), (6, 0)]];
    for builds in [first, vec![vec![(10, 0)], vec![(10, 0), (10, 0)]]] {
        remembers(&builds).expect("the answers of the stage");
    }
}

proptest! {
    #[test]
    fn answers_are_those_of_the_stage_and_made_once_in_two_generations(
        builds in prop::collection::vec(build(), 1..12)
    ) {
        remembers(&builds)?;
    }
}

#[test]
fn a_single_build_remembers_nothing() {
    let mut remembered = Remembered::new(false);
    let mut made = Vec::new();
    for _ in 0..2 {
        let count = Mutex::new(0);
        remembered.all(&[1, 2], |key| {
            *count.lock().expect("no panic") += 1;
            *key
        });
        made.push(count.into_inner().expect("no panic"));
    }
    assert_eq!(made, [2, 2]);
}
