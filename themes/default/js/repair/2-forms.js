// Forms of a word: what English and Korean make of it. Text in, the beginnings and the rest that belong together out; knows no index.
// The same rules as `src/pages/search/forms.rs`.
(() => {
  const site = globalThis.notesite;
  const { char, isHangul } = site.letters, { split } = site.repair;
  // A y stays one or becomes ie, and an e is not left out: police is no form of policy, nor note of not.
  const ENGLISH = /^(?:es?|e?d|s|ings?|e?rs?)?$/, IN_E = /^(?:e[sd]?|ings?|ers?)$/, IN_Y = /^(?:y|ie[sd]?|iers?|ying)$/, VERBAL = /^(?:[다고기지게던며네니면요서도자음은을는습어아었았으려][가-힣]{0,4}|거[나든])$/, WHOLE = RegExp(VERBAL.source + "|^$");
  // What another verb is written to: 빌려준다, 지워버렸다.
  const HELPED = RegExp(WHOLE.source + "|^[주준줄줘줬두둔둘둬놓놔내낸낼냈버나난날났가간갈갔오온올와왔보본볼봐봤진질져졌][가-힣]{0,4}$");

  // What follows a stem that keeps its last syllable, and what a chat puts behind that: 죽은거임, 지울때.
  const THING = "(?:[것걸때데중]|거[임야]?|건[가지데]?)?", PAST = "(?:다|고|는데|더니|지만|던|을때?|으면|으니까?|음|습니다|어요?|나요?|거나)?";
  const KEPT = RegExp(`^(.+?)(?:다|고|기|면|으면|려면|으려면|지|게|습니다|는법|는다|더니|거나|지만|자|도록|으?니까|으니|나요?|네요?|던|음|[는은을]${THING}|는지|[아어][서도요야]?|[았었]${PAST})$`);
  // What follows one that ends the stem too: 지운, 지울, 지움, 지웁니다, 지웠다, 지워.
  const CLOSED = { 4: RegExp(`^(?:다|지|${THING})$`), 8: /^(?:때|거[임야]?|것|까요?|수|지)?$/, 16: /^$/, 17: /^니[다까]$/, 20: RegExp(`^${PAST}$`), 0: /^(?:[서도요야]|지[다는]|진다|줘|짐)?$/ };
  // The vowels of which each is made by the one that follows a stem.
  const OPENED = { 14: [13], 9: [8], 6: [20], 10: [11], 0: [0, 18], 4: [4, 18], 1: [1, 0], 5: [5] };
  // Verbs of one syllable that are no nouns: 읽기; but in 풀은 and 풀을 it is a noun.
  const VERBS = "읽쓰걸풀크열닫듣놓넣얻잃묶끊앉끌붙받맺믿뽑씻섞볶삶끓깎꺾긁높낮넓좁짧늦막쌓잇끄켜찾갚갖닿덮돕뜯맞맡빼뺏뚫엮엎짚쫓찢싣잡젓접찍꽂꿰깔캐튀", isVerb = (stem, ending) => VERBS.includes(stem) && !(split(stem)[2] === 8 && /^[은을는음]/.test(ending));
  const stems = word => {
    const out = new Set(), add = (stem, ending) => { if (isHangul(stem.at(-1) || "") && (stem[1] || ending[1] || ending === "다" || ending === "때" || isVerb(stem, ending))) out.add(stem); };
    // 걸다 of 거는: its ㄹ falls out before ㄴ.
    const closed = /^[가-힣]는$/.test(word) && !split(word)[2] && char(word.charCodeAt(0) + 8);
    if (closed && VERBS.includes(closed)) out.add(closed);
    const kept = KEPT.exec(word)?.[1];
    if (kept) add(kept, word.slice(kept.length));
    [...word].forEach((c, i) => {
      if (!isHangul(c)) return;
      const [cho, jung, jong] = split(c), before = word.slice(0, i), rest = word.slice(i + 1), last = before.at(-1);
      // 타일 is no form, as 되돌릴 may be.
      if (!CLOSED[jong]?.test(rest) || !rest && !word[jong === 4 || jong === 8 ? 2 : 1]) return;
      const made = (jung, final = 0) => add(before + char(0xac00 + cho * 588 + jung * 28 + final), rest);
      if (jong && jong < 20) {
        made(jung);
        if (jong < 9) made(jung, 8);
        return;
      }
      // 열었다 is 열다, and what neither a vowel nor an ending tells is no form.
      if (cho === 11 && (jung === 0 || jung === 4)) return before ? add(before, rest) : undefined;
      if (jong || rest || jung > 5 && jung !== 7) for (const vowel of OPENED[jung] || []) made(vowel);
      // 빨라 is 빠르다.
      if (cho === 5 && (jung === 0 || jung === 4) && last && isHangul(last) && split(last)[2] === 8) add(before.slice(0, -1) + char(last.charCodeAt(0) - 8) + "르", rest);
    });
    return out;
  };
  // The beginnings of a stem's forms, with what the vowel that follows makes of it.
  const conjugated = stem => {
    const last = stem.at(-1), before = stem.slice(0, -1), out = [{ begins: stem, goesOn: VERBAL }], [cho, jung, jong] = split(last);
    const put = (jung, finals, goesOn) => { for (const final of finals) out.push({ begins: before + char(0xac00 + cho * 588 + jung * 28 + final), goesOn }); };
    if (!jong) {
      // The finals of -ㄴ, -ㄹ, -ㅁ, -ㅂ니다, then of the past: 우어 is 워, 오아 is 와, 이어 is 여, 으어 is 어, 하여 is 해.
      put(jung, [4, 8, 16, 17], WHOLE);
      for (const vowel of last === "하" ? [1] : { 13: [14], 8: [9], 20: [6], 18: before ? [4, 0] : [4], 11: [10] }[jung] || [jung]) put(vowel, [0], HELPED), put(vowel, [20], WHOLE);
      if (last === "르" && before && isHangul(before.at(-1)) && !split(before.at(-1))[2]) for (const end of "라러랐렀") out.push({ begins: before.slice(0, -1) + char(before.at(-1).charCodeAt(0) + 8) + end, goesOn: WHOLE });
    }
    // 만들다, 만든다, 만듭니다; 묻다, 물어; 잇다, 이어.
    // 거는 of 걸다, but not 거의.
    if (jong === 8) put(jung, [0], before ? WHOLE : /^는/), put(jung, [4, 17], WHOLE);
    if (jong === 7) put(jung, [8], VERBAL);
    if (jong === 19) put(jung, [0], VERBAL);
    return out;
  };
  // 안타는 is 안 타는.
  const verbs = word => {
    const bare = /^[안못]../.test(word) ? word.slice(1) : "";
    return [...bare ? [{ begins: bare, goesOn: WHOLE }] : [], ...new Set([...stems(word), ...bare ? stems(bare) : []])].flatMap(one => one.begins ? one : conjugated(one));
  };
  // Hashing is hash, running is run.
  const english = word => {
    const [, base, end] = /^([a-z]{3,}?)([ey](?:ments?)?|ies|ied|iers?|ying|es|ed|ings?|ers?)$/.exec(word) || [], doubled = /([^aeiouls])\1$/.test(base) && base[3];
    if (!base) return [];
    return [{ begins: base, goesOn: end[0] === "i" && end[1] !== "n" || end[0] === "y" ? IN_Y : /^e(m|$)/.test(end) ? IN_E : ENGLISH }, ...doubled ? [{ begins: base.slice(0, -1), goesOn: ENGLISH }] : []];
  };
  // What a verb is called: 지우기 of 지워요 and 지우는.
  site.repair.called = word => isHangul(word) ? [...stems(word)].map(stem => stem + "기") : [];
  site.repair.forms = word => isHangul(word) ? verbs(word) : english(word);
})();
