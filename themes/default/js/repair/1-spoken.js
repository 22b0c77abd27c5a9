// Whether a Hangul word is an English one as it is spoken here: its letters one after the other, as the orthography of loan words
// (외래어 표기법) writes them. Text in, a verdict out; the same rules as `src/pages/search/spoken.rs`.
(() => {
  const site = globalThis.notesite, { split } = site.repair;
  // English letters and what may be heard for them, apart by commas. Before the letters ^ is the beginning of the word, * behind a vowel,
  // % behind one and a consonant, & behind what makes s a z; the signs behind them are those of FOLLOWS. Heard are onsets in small letters, finals in capitals, and vowels:
  // U is ㅓ, - is ㅡ, those with a glide are two.
  const RULES = "b b/P,c k/K,c~ s,cc~ Ks,ch c/k/K/ci,chi si,che$ s/si/sui,tch c/ci/Tc/Tci,ck k/K,sc~ s,d d/T,dg~ j/ji/Tj/Tji,ds j,f p,ph p,g g/K,g~ j/ji,gh /p/g,^gn n,gn$ N,gu~ g,h h,*h ,j j,k k/K,^kn n,"
    + "l l/L/Ll,m m/M,mb M,mn$ M,n n/N,n# Q,ng Q,p p/P,^ps s,qu ku/k/K,que$ k/K,queue kiu,r+ l,r- /U,re$ /U,rh l,^wr l,s s,&s j,s$ ,sh si/su/sui/s,sion siUN/jUN/jiUN,t t/T,th s/t/T,*th d,tion siUN/sUN/ciUN/cUN,ion iUN/UN,"
    + "ts c,tu ciu/cu/cU/cuU/ciU,tz c/j,v b,w u,wa uo/uU/ua,war uU/uo,wh u/h,x Ks/Kj/g-j,^x j/s,xc~ Ks,z j/s,zz j/Tj,"
    + "a a/e,*a U,^a U,a? U,a@ ei,age$ iji/eiji,ai ei/e/ai,air eU,al oL/o,ar a/U,are eU,au o,aw o,ay ei/ai,e e,e= i,*e U,*e! ,ea i/e/ei,ear U/iU/a,ee i,eer iU,ei ei/i/ai,er U,ere iU,eu iu/u,ew iu/u,ey i/ei,"
    + "i i,i@ ai,ia ia/aiU/iU,ie i/ai/aiU,igh ai,ir U,ire aiU,o o/a,*o U,o% U,%o ,o$ u,oa o,oi oi,oo u/o/U,or o/oU/U,ore oU/o,ou au/u/U/o,ow au/o/ou,oy oi,u u/U/iu/a,ue$ iu/u/,ui i/ui/u,ur U,ure iuU/uU/U,y i,y@ ai";
  const FOLLOWS = { "": "", "~": "[eiy]", "#": "[kqx]|[cg](?![eiy])", "+": "[aeiouy]", "-": "(?![aeiouy])", $: "$", "=": "(?!r(?![aeiouy]))", "!": "s?$|[lmn]|[^aeiouyr]+[aeiouy]", "%": "[lmnrv]|th", "?": "[^aeiouy]+(?:ine|oon)", "@": "(?:[tpc]h|[^aeiouy][rl]?|n?g|st)?[aeiouy]|nd|ld|gh|gn|$" };
  const BEFORE = { "": "", "^": "^", "*": "[aeiouy].*", "%": "[aeiouy].*[^aeiouy]", "&": "[aeiouylmnrwb]" };
  // Letters to expressions that end where they begin, expressions of what follows, and what is heard.
  const rules = {};
  for (const one of RULES.split(",")) {
    const [, before, letters, after, heard] = /^([*^&%]?)([a-z]+)(\W?) (.*)$/.exec(one);
    (rules[letters[0]] ||= []).push({ letters, before: RegExp(BEFORE[before] + "$"), after: RegExp("^(?:" + FOLLOWS[after] + ")"), heard: heard.split("/") });
  }

  // The syllables as the rules write them: ! is what no loan word is written with, a dot where a final one stands before a vowel.
  // The last of what is being typed, `half`, begins the next.
  const ONSETS = "g!nd!lmb!ss j!cktph", FINALS = " K!!N!!!L!!!!!!!MP!T!Q!!!!!!", HALVES = " g!!n!!dl!!!!!!!mb!ss!jcktph", VOWELS = "a e ia ie U e iU ie o ua ue ue io u uU ue ui iu - -i i".split(" ");
  const heardIn = (word, half) => {
    let out = "", closed = false;
    for (const c of word) {
      const [cho, jung, jong] = split(c);
      out += (cho === 11 ? closed ? "." : "" : ONSETS[cho]) + VOWELS[jung] + (jong ? (half && c === word.at(-1) ? HALVES : FINALS)[jong] : "");
      closed = jong && jong !== 21;
    }
    return out;
  };
  // Words that stand behind others in one: 백업, 로그아웃.
  const SECOND = /^(?:[wy]|up|out|off|on|in|over|end)/, isVowel = c => /[aeiouU]/.test(c || "");
  // How many vowels differ at least, up to 2; with `open` where one of the two is the beginning of the other.
  const unlike = (heard, latin, open) => {
    const costs = [...latin, ""].map(() => []), ends = [];
    costs[0][0] = 0;
    costs.forEach((row, i) => {
      const rest = latin.slice(i), said = latin.slice(0, i), own = isVowel(rest[0]) || rest[0] === "y";
      const fits = (rules[rest[0]] || []).filter(({ letters, before, after }) => rest.startsWith(letters) && before.test(said) && after.test(rest.slice(letters.length)));
      for (let j = 0; j <= heard.length; j++) {
        const cost = row[j], sound = heard[j];
        if (!(cost < 3)) continue;
        const put = (more, length, price) => { if (!(costs[i + more][j + length] <= cost + price)) costs[i + more][j + length] = cost + price; };
        if (open ? !rest || !sound : !rest && !sound) ends.push(cost);
        // ㅡ parts consonants; a vowel too many is none of the first.
        if (sound === "-" && /[b-df-hj-np-t]/.test(heard[j - 1] || "") || sound === "." && SECOND.test(rest)) put(0, 1, 0);
        if (isVowel(sound) && i) put(0, 1, 1);
        if (!rest) continue;
        for (const one of fits) for (const out of one.heard) if (heard.startsWith(out, j)) put(one.letters.length, out.length, 0);
        if (!own && rest[0] === rest[1]) put(1, 0, 0);
        if (own) put(1, 0, 1);
        if (own && isVowel(sound)) put(1, 1, 1);
      }
    });
    return Math.min(3, ...ends);
  };
  // What is being typed may end with the consonant of the next syllable: 인그렛 will be 인그레스.
  const spokenAlike = (hangul, latin, open) => [false, true].some(half => {
    const heard = heardIn(hangul, half), sounds = heard.replace(/[-.]/g, "").length;
    return (open || !half) && !heard.includes("!") && unlike(heard, latin, open) <= (open || sounds < 7 ? 0 : sounds < 11 ? 1 : 2);
  });

  // Latin letters as Koreans read them aloud, longer names first, and the numbers that stand in short names.
  const NAMES = Object.fromEntries("에이치h 에이취h 더블유w 더블류w 에이a 에프f 아이i 제이j 케이k 아르r 에스s 브이v 비이v 엑스x 와이y 제트z 쓰리3 비b 씨c 시c 디d 이e 지g 엘l 엠m 엔n 오o 피p 큐q 알r 티t 유u 투2".split(" ").map(one => [one.slice(0, -1), one.at(-1)]));
  const SPELT = RegExp("^(?:" + Object.keys(NAMES).join("|") + ")");
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
        return /^[a-z]{3,}$/.test(end) && spokenAlike(rest, end, false);
      }));
    }
    return found.filter(Boolean);
  };

  Object.assign(site.repair, { spokenAlike, aloud });
})();
