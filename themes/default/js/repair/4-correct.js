// A word that the notes do not hold, made into one that they hold: going on where it was left half typed, in the other script by its
// sound, on the other keyboard layout, at last the word that is least unlike. An answer of js/search/3-query.js in; it is completed,
// or another in its place out.
(() => {
  // How a word without its particle is mended: that of another is not taken off.
  const BARE = 2;
  const HAN_ASKING = /^(?:怎么[办样]?|如何|为什么|什么|多少|哪[些个]|是否|[的了是吗呢和与及之])/;
  const site = globalThis.notesite, { repair } = site, { split, syllable, forms, halfTyped, maySound, halfSounds, hangulSound, sounds, plainSound, spokenAlike, folded, toLatin, toHangul, distance, mistyped, perhaps, unshifted, called, aloud } = repair;
  const { char, isHangul, isEnding, nounOfOne, stem, pattern } = site.letters, { put, starting, takeStarting, addAll, unitsOf, both, surely, phrase, resolve } = site.meaning;

  // Words of the sound, or with `open` those whose sound begins so.
  const soundAlike = (index, answer, { word, bare, korean, known }, heardSound, open) => {
    const sound = plainSound(heardSound), near = index.near(word);
    // Two consonants are those of many a verb: a noun stands without a particle somewhere.
    const alone = new Set(near.map(other => other.word));
    for (const other of near) {
      if (!(other.sounds ||= sounds(other.word).map(plainSound)).some(one => open ? one.startsWith(sound) : one === sound)) continue;
      const hangul = isHangul(other.word), same = hangul === korean, plain = hangul && stem(other.word) || other.word, said = hangul ? [plain, !alone.has(plain) && other.word] : [word, bare];
      if (same && (known || open || sound.length < 4 || Math.abs(plain.length - word.length) > (korean ? 0 : 2) && plain.length !== (bare || "").length)) continue;
      const heard = same ? korean ? folded(plain) === folded(word) : distance(plain, word, 2) < 3 : said.some(one => one && (sound[2] || !hangul || alone.has(one) || [..."를의에와과가이"].some(end => alone.has(one + end))) && spokenAlike(one, hangul ? word : plain, open));
      if (!heard) continue;
      put(answer.hits, index.entry(other.word), .7);
      answer.direct = true;
      answer.shapes.push(Object.assign(pattern(plain), { taken: !same }));
      if (same) answer.meant ||= plain;
    }
  };

  // One part of a compound: units that hold it as it is, under another name, or by its sound, with the patterns to mark.
  const partOf = (index, text, heard = text[1]) => {
    // A part of one syllable is none, but for 락 of 스핀락, which is lock.
    const units = text[1] ? surely(index, pattern(text), false) : new Map(), shapes = units.size ? [pattern(text)] : [], hits = new Map(), sound = plainSound(hangulSound(text)), others = new Map();
    for (const name of index.pairs(text, false)) if (addAll(others, phrase(index, name), .8)) shapes.push(pattern(name.replaceAll(" ", "")));
    addAll(units, others);
    // 웨이트 has one consonant, but three syllables.
    if (heard && sound[1] || sound && text[2]) for (const other of index.near(text)) {
      if (isHangul(other.word) || !(other.sounds ||= sounds(other.word).map(plainSound)).includes(sound) || !spokenAlike(text, other.word, false)) continue;
      put(hits, index.entry(other.word), .7);
      shapes.push(pattern(other.word));
    }
    addAll(units, unitsOf(hits));
    return { units, shapes };
  };
  // 서킷브레이커 for Circuit Breaker.
  const heardApart = (index, word) => {
    const units = new Map(), shapes = [];
    if (/^[가-힣]{3,}$/.test(word)) for (let i = 1; i < word.length; i++) {
      // A first part of one syllable is a loanword before another: 콜 of 콜스택.
      const left = i > 1 || word[2] ? partOf(index, word.slice(0, i), true) : { units: new Map() }, right = left.units.size && partOf(index, word.slice(i));
      if (right && addAll(units, both(left.units, right.units), .8)) shapes.push(...left.shapes, ...right.shapes);
    }
    return { units, shapes };
  };

  // 렌더링 of render, 테스팅 of 테스트: what English makes with -ing.
  const asDone = (index, word) => {
    const [cho, jung, jong] = split(word.at(-1)), before = word.slice(0, -1);
    if (/^[가-힣]+$/.test(word) && jung === 20 && jong === 21) {
      const readings = ["", syllable(cho, 18, 0), syllable(cho, 20, 0)].map(end => before + end), at = before.at(-1), final = { 2: 4, 5: 8, 6: 16 }[cho];
      // 스트리밍 is 스트림.
      if (at && final && !split(at)[2]) readings.push(before.slice(0, -1) + char(at.charCodeAt(0) + final));
      for (const reading of readings) {
        const found = reading[1] && partOf(index, reading);
        if (found?.units.size) return found;
      }
    }
  };

  // 엑세스키 for 액세스 키: one part is right, the other is not. One or two Latin letters are no part.
  const apartMistyped = (index, word, last, units) => {
    const least = isHangul(word) ? 1 : 3;
    for (let i = word.length - least; i >= least; i--) for (const wrong of [0, 1]) {
      const parts = [word.slice(0, i), word.slice(i)], hits = new Map(), right = surely(index, pattern(parts[1 - wrong]), !wrong && last);
      const meant = right.size && mistyped(index, parts[wrong], 2, hits);
      const joined = meant => wrong ? parts[0] + meant : meant + parts[1];
      if (meant && addAll(units, both(right, unitsOf(hits)), .8)) return joined(meant);
      // 교챡상태: 상태 stands beside 교착 somewhere.
      if (right.size && parts[wrong][1]) for (const near of perhaps(index, parts[wrong]).map(joined)) if (addAll(units, index.apart(pattern(near), false), .8)) return near;
    }
    return null;
  };

  // 블록 and 체인 that are mentioned here and there are no 블록체인. Of verbs that only other forms are held of nothing is known.
  const belong = (index, parts) => {
    const held = parts.map(word => surely(index, pattern(word), false)), [one, other] = held.map(units => new Set([...units.keys()].map(index.pageOf)));
    return !one.size || !other.size || held.some(units => [...units.values()].some(([says]) => says > .69)) || [...one].some(page => other.has(page));
  };

  // Words without blanks between them: 복합인덱스순서 is 복합, 인덱스 and 순서, as few as may be; what the notes lack may stand at the
  // end. A part of one syllable ends the word and is a noun.
  // What Korean writes behind a name to say what kind of thing it is: 고려시대, 소켓통신. It is left out where the notes lack it.
  const KIND = /^(?:시대|나라|왕조|민족|족|왕|제도|정책|사건|운동|현상|방식|방법|기법|전략|문제|개념|예제|종류|유형|통신|처리|연산|구조|원리|과정|단계|절차|상태|도구|공식|법칙|반응|이론|모델|함수|메서드|메소드|명령어?|문법|구문|알고리즘|패턴|기능|작업|역할|설정|옵션|법|선|입자|ソフト(?:ウェア)?|クライアント|アプリ(?:ケーション)?|サーバー?|ファイル|プログラム|システム|ツール|サービス|エラー|モード|メニュー|ボタン|キー)$/;
  // 알파선, where the notes write α선.
  const GREEK = /^[α-ω]$/;
  repair.isKind = word => KIND.test(word);
  const cutHangul = (index, word) => {
    const known = [], holds = text => {
      const one = text => !isEnding(text) && starting(index, pattern(text), true).some(({ word }) => word === text || isEnding(word.slice(text.length))), bare = stem(text);
      if (!text[1]) return [..."은는"].some(end => nounOfOne(text + end)) && (index.entry(text) || index.pairs(text, false)[0]) && 1;
      // 지우기 of 지우는: a verb in another form.
      const form = () => forms(text).some(({ begins, goesOn }) => begins[1] && starting(index, pattern(begins), true).some(({ word }) => goesOn.test(word.slice(begins.length))));
      return one(text) || bare && one(bare) ? 1 : form() ? 1.5 : index.pairs(text, false)[0] ? 2.5 : 0;
    };
    const best = start => {
      if (start === word.length) return { cost: 0, parts: [], lacks: 0 };
      if (known[start]) return known[start];
      const rest = word.slice(start);
      let least = start ? { cost: 3 + rest.length, parts: [rest], lacks: rest.length } : { cost: 99 };
      for (let end = word.length; end > start; end--) {
        const price = (end - start > 1 || end === word.length) && end - start < word.length && holds(word.slice(start, end));
        if (!price) continue;
        const { cost, parts, lacks } = best(end);
        if (cost + price < least.cost) least = { cost: cost + price, parts: [word.slice(start, end), ...parts], lacks };
      }
      return known[start] = least;
    };
    const { parts, lacks } = word[3] && isHangul(word) ? best(0) : {};
    if (parts?.[1] && lacks * 2 < word.length && (parts[2] || !lacks && belong(index, parts))) return Object.assign(parts, { held: !lacks });
    for (let i = 1; i < word.length; i++) {
      const list = [word.slice(0, i), word.slice(i)];
      // 호패제도, where they hold 호패법.
      if ((KIND.test(list[1]) || index.pairs(list[0], false).some(name => GREEK.test(name) && index.entry(name))) && (holds(list[0]) || i > 1 && starting(index, pattern(list[0]), true).some(({ word }) => KIND.test(word.slice(i))))) return Object.assign(list, { held: holds(list[1]) });
    }
    return null;
  };
  // Chinese is written so: 幻读怎么解决 is 幻读 and 解决. Words that ask are left out, and so is what the notes lack.
  const cutHan = (index, word) => {
    const holds = text => index.whole ? starting(index, pattern(text), true)[0] || index.holding(text)[0] : index.apart(pattern(text), false).size;
    const known = [], best = start => {
      if (start >= word.length) return { cost: 0, parts: [], lacks: 0 };
      if (known[start]) return known[start];
      const asks = HAN_ASKING.exec(word.slice(start))?.[0].length, next = best(start + (asks || 1));
      let least = { cost: next.cost + (asks ? .1 : 2), parts: next.parts, lacks: next.lacks + (asks ? 0 : 1) };
      // The whole word was looked for before.
      for (let end = start + 2; end <= word.length && end - start < word.length && holds(word.slice(start, end)); end++) {
        const { cost, parts, lacks } = best(end);
        if (cost + 1 < least.cost) least = { cost: cost + 1, parts: [word.slice(start, end), ...parts], lacks };
      }
      return known[start] = least;
    };
    const { parts, lacks } = best(0);
    // 幻读 and 解决 of 幻读怎么解决 are no compound.
    return parts[0] && lacks * 2 < word.length && (parts.length !== 2 || parts.join("") !== word || belong(index, parts)) ? Object.assign(parts, { held: !lacks }) : null;
  };
  const cut = repair.cut = (index, word) => /^(?:[가-힣]{3,}|[ァ-ヺー]{4,})$/.test(word) ? cutHangul(index, word) : /^[\u3400-\u9fff]{3,}$/.test(word) ? cutHan(index, word) : null;

  repair.correct = (index, answer, { word, raw, bare, last, lenient, partial, verbal }) => {
    const { hits, units, shapes } = answer, korean = isHangul(word) || word[0] >= "ㄱ" && word[0] <= "ㅣ", readable = !/[ㅏ-ㅣ]/.test(word), initials = readable && /[ㄱ-ㅎ]/.test(word);
    const spelt = readable && !initials, takeMeant = meant => {
      answer.meant = meant;
      if (meant) shapes.push(pattern(meant));
    };
    // Other forms of the word: 지웠다 for 지우다, hash for hashing. What begins with one syllable lies all over a large index.
    if (lenient && (!answer.direct || verbal) && spelt) {
      const found = forms(word).map(({ begins, goesOn }) => {
        const shape = pattern(begins);
        return { shape, alike: [...starting(index, shape, shape[1] || index.whole), ...shape[1] || index.whole ? [] : [..."는고어아은을기"].flatMap(end => index.entry(begins + end) || [])].filter(entry => goesOn.test(entry.word.slice(begins.length))) };
      });
      // 여름 is a noun before it is a form of what the notes hold in no other, as 여러.
      const nominal = korean && !/[은는을를던]$/.test(word) && [4, 8, 16].includes(split(word.at(-1))[2]), held = !nominal || found.some(({ shape, alike }) => alike.some(({ word }) => word.length > shape.length));
      for (const { shape, alike } of held ? found : []) {
        for (const entry of alike) put(hits, entry, .85);
        // A single syllable begins too much.
        if (shape[1] && alike[0]) shapes.push(shape);
        else for (const { word } of alike.slice(0, 4)) shapes.push(pattern(word));
      }
    }
    answer.verb = korean && lenient && spelt && !answer.direct && !!shapes[0];
    answer.direct ||= lenient && spelt && shapes.length > 0;
    if (index.missing.size) return;
    if (lenient && spelt && korean) {
      // What a verb is called has other names: 지워요 is 지우기, which is 삭제.
      const factor = answer.direct ? .65 : .8;
      for (const key of called(word)) for (const name of index.pairs(key, false)) if (addAll(units, phrase(index, name), factor)) {
        answer.direct = true;
        shapes.push(Object.assign(pattern(name.replaceAll(" ", "")), { taken: true }));
      }
      if (!answer.direct) for (const one of [word, bare]) for (const entry of one ? aloud(index, one) : []) {
        put(hits, entry, .8);
        shapes.push(Object.assign(pattern(entry.word), { taken: true }));
        answer.direct = true;
      }
    }
    if (index.missing.size) return;
    if (last && (!answer.direct || partial) && (lenient || word[2])) {
      const halves = halfTyped(word);
      for (const half of halves) if (takeStarting(index, half, .8, true, hits)) {
        answer.direct = true;
        shapes.push(half);
      }
      for (const half of halves) if (half[2]) answer.takeApart(half);
    }
    if (index.missing.size || !lenient) return;
    // ばっくあっぷ, as input methods show it until it is converted.
    if (!answer.direct && /^[\u3041-\u309f][\u3041-\u309fー]{2,}$/.test(word)) {
      const kana = site.letters.each(word, c => c < "゗" ? char(c.charCodeAt(0) + 0x60) : c), found = resolve(index, kana, kana, last, false);
      if (found.direct) return { ...found, meant: kana };
      if (index.missing.size) return;
    }
    if (!answer.direct && spelt) takeMeant(mistyped(index, word, 1, hits));
    if (index.missing.size) return;
    if (!answer.meant && (!answer.direct || initials)) {
      const other = korean ? toLatin(word) : toHangul(raw);
      // A single syllable must be a word of the notes, and three initials may well be one.
      const likely = /^([가-힣]{2,}[ㄱ-ㅎ]?|[a-z]+)$/.test(other) || /^[가-힣]$/.test(other) && index.entry(other);
      if (likely && (!initials || !answer.direct || index.entry(other))) {
        const switched = resolve(index, other, other, last, false);
        if (switched.direct) return { ...switched, meant: other };
        // Without Shift: 계수 is rPtn, and was typed as rptn.
        const meant = !index.missing.size && /^[가-힣]{2,}$/.test(other) && unshifted(index, word, other), shifted = meant && resolve(index, meant, meant, last, false);
        if (shifted?.direct) return { ...shifted, meant };
      }
    }
    if (index.missing.size) return;
    // Letters that stand alone and nobody means so, two keys having changed places or one missing: 바엊ㅇ식; the last consonant is being typed.
    if (!answer.direct && /[가-힣]/.test(word) && (!readable || /[ㄱ-ㅎ]/.test(last ? word.slice(0, -1) : word))) takeMeant(mistyped(index, word, 2, hits));
    if (index.missing.size) return;
    if (spelt && !answer.meant && maySound(word)) {
      const asked = { word, bare, korean, known: answer.direct };
      // header has one consonant that is told.
      for (const sound of sounds(word)) if (sound[1] || sound && !korean && word[4]) soundAlike(index, answer, asked, sound);
      // 인그렛 will be 인그레스, which may stand there as ingress.
      if (!answer.direct && last) for (const sound of halfSounds(word)) if (sound.length > 3) soundAlike(index, answer, asked, sound, true);
    }
    if (index.missing.size || answer.direct || !spelt || answer.meant) return;
    // 작용반작용 is two words and no 작용반작 with an ending.
    const parts = cut(index, word);
    if (index.missing.size) return;
    // 직열화를: what the particle hangs onto is mended as it would be without it; 화를 may be one too.
    for (let end = bare && lenient !== BARE && !parts?.held ? word.length - 1 : 0; end > 1; end--) if (isEnding(word.slice(end))) {
      const held = resolve(index, word.slice(0, end), word.slice(0, end), false, BARE);
      if (index.missing.size) return;
      if (held.direct || held.meant || held.units.size || held.parts) return held;
    }
    if (answer.parts = parts) return;
    // 서브넷팅방법: a name that is mended, before what kind of thing it is.
    for (let i = word[16] ? word.length : 2; i < word.length - 1; i++) if (KIND.test(word.slice(i))) {
      const named = resolve(index, word.slice(0, i), word.slice(0, i), false, BARE);
      if (index.missing.size) return;
      if (named.direct || named.units.size) return void (answer.parts = [word.slice(0, i), word.slice(i)]);
    }
    const heard = asDone(index, word) || heardApart(index, word);
    if (index.missing.size) return;
    for (const shape of heard.shapes) shapes.push(Object.assign(shape, { taken: true }));
    if (addAll(units, heard.units)) return void (answer.direct = true);
    takeMeant(mistyped(index, word, 2, hits) || word[3] && apartMistyped(index, word, last, units) || null);
  };

  // What words mean only beside each other: 상태 코두 is 상태 코드, where the notes hold both together, though 코두 alone may be 모두 as well.
  repair.beside = (index, terms, found, typing) => terms.forEach(({ word }, i) => {
    const near = [i - 1, i + 1].filter(at => found[at]?.units.size);
    if (found[i].units.size || found[i].meant || found[i].quoted || !near.length || !/^(?:[가-힣]{2,}|[a-z]{4,})$/.test(word)) return;
    // So much do two words say of a unit that is about both: one whose heading they are.
    let most = .35, best;
    for (const meant of perhaps(index, word)) {
      const held = surely(index, pattern(meant), false);
      for (const at of near) {
        const said = found[at].meant || terms[at].word, apart = index.whole && index.apart(pattern(at < i ? said + meant : meant + said)), together = apart?.size ? apart : both(held, found[at].units);
        for (const [, [says]] of together) if (says > most) [most, best] = [says, meant];
      }
    }
    const understood = best && !index.missing.size && resolve(index, best, best, typing && i + 1 === terms.length, false);
    if (understood?.direct) found[i] = { ...understood, meant: best };
  });
})();
