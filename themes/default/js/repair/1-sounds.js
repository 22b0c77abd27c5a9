// What words sound like, so that a word of one script is found in the other. Fetched with the rest of js/repair when the notes do not
// hold a word as it was typed: what sounds alike within the notes the build has paired.
(() => {
  const site = globalThis.notesite;
  const { isHangul, stem } = site.letters;

  // The initial consonant, the vowel and the final consonant of a syllable, by their numbers.
  const split = c => { const n = c.charCodeAt(0) - 0xac00; return [n / 588 | 0, (n % 588) / 28 | 0, n % 28]; };
  // What the consonants sound like, so that kubernetes and 쿠버네티스 are both KPNTS: initial and final ones by their numbers. Silent or vowel: blank.
  const COARSE = ["KKNTTLMPPSS CCCKTP ", " KKKNNNTLLLLLLLLMPPTTNTTKTP "], INITIAL = COARSE[0];
  // The same as the orthography of loan words (외래어 표기법) writes English, one for each of the skeleton: voiced, voiceless and nasal ones
  // apart. A * may stand for several, a ! for none, as in 있.
  const LOAN = ["G*ND*LMB*SS J*CKTP ", " *!!N!!*L!!!!!!!M*!*!Q***** "];
  const ofHangul = (word, [initial, final]) => {
    let out = "", last = "";
    for (const c of word) {
      const [cho, , jong] = split(c), first = initial[cho];
      // 클러 is one L.
      out += first + last === "LL" ? "" : first;
      out += last = final[jong];
    }
    return out.replaceAll(" ", "");
  };
  const hangulSound = word => ofHangul(word, COARSE);
  // English: capitals for what loan words write in one way, 1 to 4 for any K, T, S and N, H and Y for the open ch and g, Z for s, V for z.
  const SPELLING = [[/tch/g, "C"], [/c[ts]ion/g, "13N"], [/[ts]ion/g, "3N"], [/ch/g, "H"], [/sh/g, "S"], [/ph/g, "P"], [/ck|qu/g, "K"], [/x/g, "13"], [/c(?=[eiy])/g, "S"], [/g(?=[eiy])/g, "Y"],
    [/ng(?![aeiourl])/g, "Q"], [/([a-z])\1/g, "$1"], [/r(?![aeiouy])/g, ""], [/n(?=[ckgK1HY])/g, "4"], [/t(?=h|ur)/g, "2"], [/[ck]/g, "K"], [/g/g, "G"], [/d/g, "D"], [/t/g, "T"], [/[bv]/g, "B"],
    [/[pf]/g, "P"], [/[lr]/g, "L"], [/m/g, "M"], [/n/g, "N"], [/s/g, "Z"], [/j/g, "J"], [/z/g, "V"], [/[^A-Z1-4]/g, ""]];
  const ofLatin = word => SPELLING.reduce((word, [letters, sound]) => word.replace(letters, sound), word);
  const SKELETON = { 1: "K", G: "K", 2: "T", D: "T", B: "P", 3: "S", Z: "S", J: "C", V: "C", 4: "N", Q: "N" };
  // English spelling leaves open how ch and g sound: up to four answers.
  const latinSounds = word => {
    const consonants = [...ofLatin(word)];
    return [...new Set(["CC", "KK", "CK", "KC"].map(([H, Y]) => consonants.map(c => ({ H, Y, ...SKELETON })[c] || c).join("")))];
  };
  // Whether the consonants of a Hangul word are those with which loan words write an English one, as far as both go.
  const areLoaned = (hangul, latin) => {
    const heard = ofHangul(hangul, LOAN), written = ofLatin(latin), breaths = [...hangul].filter(c => split(c)[0] === 18).length;
    // News is 뉴스 or 뉴즈; at the beginning s is ㅅ.
    if (heard[0] === "J" && latin[0] === "s" || heard.includes("!") || breaths > latin.split(/(?<![cspg])h/).length - 1) return false;
    return [...heard].every((one, i) => {
      const other = written[i] || "H";
      return one === "*" || /[1-4H]/.test(other) || one === other || ({ Z: /[SJ]/, V: /[SJ]/, Y: /[GJ]/ })[other]?.test(one);
    });
  };
  const sounds = word => isHangul(word) ? [word, stem(word)].filter(one => /^[가-힣]+$/.test(one)).map(hangulSound)
    : /^(?=.*[aeiouy])[a-z]{4,}$/.test(word) ? latinSounds(word) : [];

  // Vowels that a Korean one may stand for, by its number; without ㅡ, which only parts consonants, and with 이 and 우 as the end of the
  // vowel before.
  const HEARD = "aou aei aiu ae euoa eai i eay oau ua ae oe ou uow uow ue ui u . ui iey".split(" ");
  const hangulVowels = (word, soft) => {
    let open = false;
    return [...word].flatMap((c, i) => {
      const [cho, jung, jong] = split(c), silent = soft && i && i + 1 === word.length && jung === 20 && !jong, glides = cho === 11 && open && [13, 18, 20].includes(jung);
      open = !jong;
      return jung === 18 || silent || glides ? [] : [jung];
    });
  };
  const latinVowels = word => {
    const groups = [];
    let inside = false;
    [...word.replace(/age$/, "ai").replace(/e$/, "")].forEach((c, i) => {
      const firstY = c === "y" && !i, vowel = /[aeiouy]/.test(c) && !firstY || c === "w" && inside;
      if (vowel) inside ? groups.push(groups.pop() + c) : groups.push(c);
      inside = vowel || c === "w" || firstY;
      if (inside && !vowel) groups.push("");
    });
    return groups.filter(Boolean);
  };
  // How many vowels must be changed, left out or put in.
  const unlike = (heard, written) => {
    let old = [...Array(written.length + 1).keys()];
    heard.forEach((vowel, i) => {
      const now = [i + 1];
      written.forEach((group, j) => now.push(Math.min(old[j] + ([...group].some(c => HEARD[vowel].includes(c)) ? 0 : 1), old[j + 1] + 1, now[j] + 1)));
      old = now;
    });
    return old[written.length];
  };
  // Whether a Hangul word of the same consonants is an English one as it is spoken here; with `open`, its beginning.
  const spokenAlike = (hangul, latin, open) => {
    // A word that begins with a vowel does so in both.
    if (!isHangul(hangul) || (split(hangul)[0] === 11) !== /^[aeiouwy]/.test(latin) || !areLoaned(hangul, latin)) return false;
    let heard = hangulVowels(hangul, /(sh|ch|ge|che)$/.test(latin)), written = latinVowels(latin);
    if (open) {
      const least = Math.min(heard.length, written.length);
      [heard, written] = [heard.slice(0, least), written.slice(0, least)];
    }
    const most = Math.max(heard.length, written.length);
    return unlike(heard, written) <= (open || most < 3 ? 0 : most < 5 ? 1 : 2);
  };

  // Consonants as they are compared: ch in machine, cache and church are one, as vowels are compared too.
  const plainSound = sound => sound.replaceAll("C", "S");

  // Latin letters as Koreans read them aloud, longer names first, and the numbers that stand in short names.
  const NAMES = Object.fromEntries("에이치h 에이취h 더블유w 더블류w 에이a 에프f 아이i 제이j 케이k 아르r 에스s 브이v 비이v 엑스x 와이y 제트z 쓰리3 비b 씨c 시c 디d 이e 지g 엘l 엠m 엔n 오o 피p 큐q 알r 티t 유u 투2".split(" ").map(one => [one.slice(0, -1), one.at(-1)]));
  const SPELT = RegExp("^(?:" + Object.keys(NAMES).join("|") + ")");
  // Whether a Hangul word has the consonants and vowels of an English one.
  const saidAs = (hangul, latin) => latinSounds(latin).some(sound => plainSound(sound) === plainSound(hangulSound(hangul))) && spokenAlike(hangul, latin, false);
  // The words of the notes that the word is, letter for letter: 피시에이 is PCA, and 디비스캔 DBSCAN, its end said as a word.
  const aloud = (index, word) => {
    const { put, starting } = site.meaning, found = [];
    let letters = "", rest = word;
    for (let name; (name = SPELT.exec(rest)?.[0]); ) {
      letters += NAMES[name];
      rest = rest.slice(name.length);
      if (!letters[1]) continue;
      if (!rest) found.push(index.entry(letters));
      else if (/^[가-힣]{2,}$/.test(rest)) found.push(...starting(index, site.letters.pattern(letters), true).filter(({ word }) => {
        const end = word.slice(letters.length);
        return /^[a-z]{3,}$/.test(end) && saidAs(rest, end);
      }));
    }
    return found.filter(Boolean);
  };

  site.repair = { split, INITIAL, hangulSound, sounds, plainSound, spokenAlike, aloud };
})();
