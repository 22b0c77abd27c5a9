// A query: what each of its words may mean, in tiers, then the units that answer best. An index and a text in, units out.
(() => {
  const site = globalThis.notesite;
  const { isHangul, narrow, queryWords, choseong, isEnding, isParticle, endsNoNoun, isCommon, nounOfOne, stem, letterOf, pattern, joined, find } = site.letters;
  // Words that ask and name nothing, with their endings and deeds (뭐였지, 왜써), what only leads over, and a particle that stands alone.
  const ASKING = /^(?:(?:뭐|뭔|무엇|왜|언제|어디|누구|어떻게|어케|얼마)(?:이?(?:야|지|죠|냐|임|에요|예요|였지|더라|였더라)|인[가지데]요?|[데가]요?|에?서|에|까지|부터)?|누가|무슨|어떤|(?:왜|언제|어디에?서?|어떻게|어케|뭐|뭘)(?:[써쓰씀쓸해하함할한되돼됨될안못나]|필요|있|생[기겨])[가-힣]{0,3}|(?:알려|설명해?|가르쳐|보여|말해|정리해)(?:줘요?|주세요|줄래|달라)|설명|좀|[대관]해서?|[대관]하여|(?:설명|서술|기술|비교)하(?:시오|라)|[ㅠㅜ]+|이?란|이?라[고는]|이라면|에서[는도의]?|까지|부터|처럼|에게|으로|[은는이가을를에의와과도로]|방법[은이]?|하는법?|법|때|[안못]|싶(?:[어다은]요?|은데요?|습니다)|안될|이유[는가]?|하나요|하려면|되나요|인가요|있나요|쓰나요?|쓰는가요?|쓸까요?|해야|되나|なぜ|どう(?:やって|して|すれば)?|どの|どんな|どこ|いつ|the|how|to|what|is|in|of|an?|for|do|i|and|with|on|my|does|should|be|can|are|it|you|your|me|why|have|has|was|did|vs|when|which|who|should|would|between)$/;
  // Words that say little, and nothing alone: 안됨, 안되면, 생김, 나옴; の, り and 方 in 作り方.
  const WEAK = /^(?:[안못](?:[되돼됨된될됐됩하해함한할했나와뜨뜸]|생기|생겨|생김)[가-힣]{0,3}|생김|생겨요?|생기는|생긴다|너무|자꾸|그냥|매우|아주|진짜|자[기신]|[한할된될]|경우|나옴|나와요?|나오는|뜸|떠요?|뜨는|거임|건가요?|쉽게|[간자][단세략](?:히|하게)|짧게|한[줄마]디?로|[\u3041-\u9fff])$/;
  // What is asked of a subject, in any field: 키 종류, 락 찾기. The subject says more.
  const ASPECT = /^(?:종류|차이점?|특징|개념|정의|정리|예[시제]|장단점|[장단]점|[사이]용법|[쓰보]는법|뜻|의미|원리|인가|관련|중에|필요[한해성]?|[찾쓰보하켜끄넣걸]기|use|using|usage|differences?|types?|kinds?|方法|種類|対策|意味|区别|[가-힣](?:[들우꾸리이누내치추키]기|[드우꾸리이누내치추키]는)|걸린|거|것)$/;
  // Sections that end a chapter, which say least of what it is about.
  const CLOSING = /^(?:[0-9.]+ )?(?:마무리(?:하며)?|마치며|맺음말|맺으며|끝으로|참고 ?(?:자료|문헌|링크)?|출처|레퍼런스|다음 ?[글편]|references?|further reading|see also)[^0-9a-z가-힣]*$/;
  const LEAD = 1, BULLET = 2, POINTER = 6;
  // What each further unit of a page counts of the one before, and what the other units of a page add to one of them.
  const FURTHER = .3, PAGE = .15;

  const isKana = word => /^[\u3041-\u309f][\u3041-\u309fー]*$/.test(word);
  const isHan = letter => letter >= "\u3400" && letter <= "\u9fff";
  // ---- Words: entries of the index with how sure it is that they are meant, from 0 to 1 ----
  const put = (hits, entry, sure) => { if (entry && !(hits.get(entry) >= sure)) hits.set(entry, sure); };
  // Entries that begin with the pattern, or with `open` false those that are it.
  const starting = (index, shape, open) => {
    const uncertain = shape.findIndex(one => one[0] === "["), certain = uncertain < 0 ? shape : shape.slice(0, uncertain);
    const low = choseong(shape.slice(0, 2).map(letterOf).join("")) + (shape[1] || !open ? " " + certain.map(letterOf).join("") : "");
    return index.range(low, low + (open || uncertain >= 0 ? "\uffff" : "!")).filter(({ word }) => find(word, shape)?.[0] === 0 && (open || word.length === shape.length));
  };
  const takeStarting = (index, shape, factor, last, hits) => {
    // A Latin letter is a word of its own, not the beginning of others; and what begins with one letter lies all over a large index.
    const found = starting(index, shape, shape[1] || isHan(shape[0]) || index.whole && isHangul(letterOf(shape[0])));
    let any = false;
    for (const entry of found) {
      const rest = entry.word.slice(shape.length);
      // 80 is no 802.
      if (!last && /\d/.test(shape.at(-1)) && /^\d/.test(rest)) continue;
      any = true;
      put(hits, entry, factor * (!rest ? 1 : rest === "s" || isEnding(rest) ? .95 : isHan(rest[0]) ? .9 : last ? .75 : shape[1] ? .6 : .3));
    }
    return any;
  };
  const takeInside = (index, word, factor, hits) => {
    let any = false;
    // 라면 is no word within 위치라면.
    for (const entry of (word[1] || isHan(word)) && !isEnding(word) ? index.holding(word) : []) {
      const rest = entry.word.slice(entry.word.indexOf(word, 1) + word.length), ends = !rest || isEnding(rest);
      // Short words stand within others by chance: but for the last part of a compound.
      // The ps of https is none.
      const latin = word[0] < "\x80";
      if ((latin || !ends && rest !== "s") && word.length < (isHan(word[0]) ? 1 : latin ? 4 : 3)) continue;
      put(hits, entry, factor * (isHan(word[0]) ? .8 : ends ? .6 : .4));
      any = true;
    }
    return any;
  };
  // 힙 for 힙이란, where the notes hold it as a word: alone, or under two particles (행과, 행의); 덱 for 덱을 and 덱이, where they hold 덱은, but not
  // 가 for 가을, since nouns have 은 and 을 behind a final consonant; 락 for 락이, which stands there as it is, where a heading says 락.
  const takeNounOfOne = (index, word, noun, hits, stands) => {
    const closed = (noun.charCodeAt(0) - 0xac00) % 28, suits = rest => endsNoNoun(rest) && (closed ? /^[은을이으에까부처]/ : /^[는를에까부처]/).test(rest);
    const under = stands ? ["", ...(closed ? "은을" : "는를")].flatMap(particle => index.entry(noun + particle) || []) : [];
    const found = [...new Set([...starting(index, pattern(noun), index.whole).filter(({ word }) => word === noun || nounOfOne(word) && !isCommon(word)), ...under])];
    const asked = word.slice(1), rests = found.map(({ word }) => word.slice(1)), others = rests.filter(rest => rest !== asked);
    const likely = !isCommon(word) && (suits(asked) || !endsNoNoun(asked)), alike = likely && others.some(suits);
    const held = alike || (stands ? under[2] || under[0]?.word === noun && (under[1] || likely) && under[0].places.some(([, says]) => says > .69) : others.includes("") || likely && others[1]);
    // 성과 may be another noun than 성: only where nothing else is there.
    const plain = found.filter((_, i) => !rests[i] || endsNoNoun(rests[i]));
    if (held) for (const entry of plain[0] ? plain : found) put(hits, entry, .9);
    return held;
  };

  // ---- Units: id to [how much the words say about it, how sure] ----
  const addAll = (units, others, factor = 1) => {
    for (const [id, [says, sure]] of others) {
      const known = units.get(id) || [0, 0];
      units.set(id, [1 - (1 - known[0]) * (1 - says * factor), Math.max(known[1], sure * factor)]);
    }
    return others.size > 0;
  };
  const unitsOf = hits => {
    const units = new Map();
    for (const [entry, sure] of hits) addAll(units, entry.places.map(([id, says]) => [id, [says * sure, sure]]));
    return units;
  };
  const both = (one, other) => {
    const units = new Map();
    for (const [id, [says, sure]] of one) {
      const second = other.get(id);
      if (second) units.set(id, [Math.min(says, second[0]), Math.min(sure, second[1])]);
    }
    return units;
  };
  // Another name, known to be one by whoever tells why something was found.
  const otherName = name => Object.assign(pattern(name.replaceAll(" ", "")), { taken: true });
  const surely = (index, shape, last) => {
    const hits = new Map();
    takeStarting(index, shape, 1, last, hits);
    return unitsOf([...hits].filter(([, sure]) => sure > .7));
  };
  // Units that hold every word of the phrase.
  const phrase = (index, text) => text.split(" ").map(word => surely(index, pattern(word), false)).reduce(both);
  // ---- One word of the query ----
  // Answers { units, hits, shapes, direct, exact, meant, strict }: the patterns to mark, whether the notes hold the word or its other
  // name, whether just as it was typed, what it was taken for, and whether the pattern itself must stand in the unit. What they do
  // not hold js/repair completes.
  const resolve = (index, typed, raw, last, lenient) => {
    const { repair } = site, hits = new Map(), units = new Map(), shapes = [], answer = { units, hits, shapes, word: typed };
    // ㅋㅋㅋ is no name, and 的 no word.
    if (/^(?:([ㄱ-ㅎ])\1\1+|[的了是在和与不有就也都])$/.test(typed)) return shapes.push(pattern(typed)), answer;
    const needsRepair = () => repair || index.want(site.searchScripts.repair);
    // Vowels, and ㄳ, which the input method makes of ㄱㅅ.
    if (/[ㄳㄵㄶㄺ-ㅀㅄㅏ-ㅣ]/.test(typed) && !needsRepair()) return answer;
    const word = repair ? repair.compose(typed) : typed, bare = stem(word), readings = bare ? [word, bare] : [word], jamo = /[ㄱ-ㅣ]/.test(word);
    const found = answer.found = (yes, shape) => {
      if (!yes || answer.exact) return;
      answer.direct = true;
      shapes.push(shape);
    };
    answer.takeApart = shape => {
      // A large index is not asked for the parts of a word that it holds whole, but for one that is only mentioned.
      const held = Math.max(0, ...[...hits.keys()].map(entry => entry.count)) > 3;
      if (!shape[2] && !(index.whole && shape[1] && !answer.direct) || units.size || answer.exact && held && !index.whole) return;
      if (!addAll(units, index.apart(shape, last), .9) || answer.exact) return;
      answer.strict = !answer.direct;
      answer.initials = jamo;
      found(true, shape);
    };
    answer.strict = answer.alone = !!word[1] && isParticle(word);
    const noun = nounOfOne(word);
    for (const one of readings) {
      const sure = one === word ? 1 : .9;
      const yes = takeStarting(index, pattern(one), sure, last && sure === 1, hits) | ((sure < 1 || lenient) && takeInside(index, one, sure, hits));
      found(yes, pattern(one));
      if (sure < 1) continue;
      if (noun) found(takeNounOfOne(index, word, noun[0], hits, yes && !noun[1]), pattern(noun[0]));
      answer.exact = !!yes;
    }
    // 쿠키라 will be 쿠키란.
    const begun = last && lenient && !bare && !answer.exact && /^[가-힣]{2,}[라으까부처보하한마밖끼조]$/.test(word) && pattern(word.slice(0, -1));
    if (begun) found(takeStarting(index, begun, .9, false, hits), begun);
    if (index.missing.size) return answer;
    for (const one of readings) answer.takeApart(pattern(one));
    if (index.missing.size) return answer;
    const { direct } = answer;
    // Four initials or more are as good as the words that they are.
    const named = !jamo ? [...readings, ...noun && !answer.direct ? [noun[0]] : []] : word[3] ? [...hits].flatMap(([entry, sure]) => sure === 1 ? entry.word : []) : [];
    for (const one of named) for (const other of index.pairs(one, direct)) {
      if (addAll(units, phrase(index, other), direct ? .65 : .8)) {
        answer.direct = true;
        shapes.push(otherName(other));
      }
    }
    if (index.missing.size) return answer;
    // What only begins so may be half typed.
    const held = [...hits.values()].some(sure => sure > .8), partial = last && !jamo && isHangul(word) && !held;
    // 느려요 is 느린 too, and not only 느려지다; 켜져 is 켜지지 and cloning clone, whether the notes hold them or not.
    const verbal = !answer.exact && /[가-힣][요다]$/.test(word) || /[가-힣][져켜려춰꿔눠돼꺼]$/.test(word) || /^[a-z]{3,}(?:ing|ed)$/.test(word);
    if (!answer.direct || partial || verbal || jamo && ![...hits.values()].some(sure => sure > .9)) {
      if (!needsRepair()) return answer;
      const switched = repair.correct(index, answer, { word, raw, bare, last, lenient, partial, verbal });
      if (switched) return switched;
    }
    addAll(units, unitsOf(hits));
    if (!shapes[0]) shapes.push(pattern(word));
    answer.count = Math.max(units.size, ...[...hits.keys()].map(entry => entry.count));
    return answer;
  };

  // Phrases in quotation marks are js/repair's (5-exact.js).
  const QUOTE = /["“”]/g, QUOTED = /["“”]/;
  // What a chapter is called by its number alone: 3장, 제3강, Chapter 3, 第3章.
  const NUMBERED = /^[제第]? ?([1-9]\d{0,2}) ?(?:장|강|과|주차|차시|회차|챕터|단원|章|课|課|回)$|^(?:chapter|ch|lecture|lesson|week|day|unit)[ .]{0,2}([1-9]\d{0,2})$/;

  // Whether a word of the text begins so.
  const stands = (text, shape) => (shape.begun ||= RegExp("(?<![a-z0-9가-힣])" + joined(shape))).test(text);
  // What was read as several words stands together; initials are only those of a name, and 라면 is a word but for HTTPS라면.
  const standsAsName = (unit, { word, alone, initials, shapes: [shape] }) => alone ? RegExp("(?<![가-힣a-z0-9)])" + word).test(unit.text) : initials ? [unit, ...unit.lines.filter(({ field }) => field === LEAD || field === BULLET)].some(({ plain }) => find(plain, shape)) : find(unit.text, shape);

  site.meaning = { put, starting, takeStarting, takeInside, addAll, unitsOf, both, surely, phrase, resolve };

  // ---- Ranking ----
  const letters = text => text.replace(/[^가-힣a-z\u3041-\u9fff]+/g, "");
  // What a phrase adds where it stands in the line: more where it begins the line, most where it is all that the line says, but for another name in parentheses.
  const standing = (line, form, inside) => {
    const at = find(line, form);
    if (!at) return 0;
    const first = !letters(line.slice(0, at[0])), rest = letters(line.slice(at[1]).split("(")[0]), whole = first && (!rest || isEnding(rest));
    // A single letter is a name only where it is all that is said.
    return form[1] || whole ? inside + (first ? .15 : 0) + (whole ? .5 : 0) : 0;
  };
  const bonusOf = (unit, form, typed) => {
    if (!find(unit.text, form)) return 0;
    const inLine = ({ plain, field }) => field === POINTER ? standing(plain, form, 0) * .1 : standing(plain, form, field === LEAD ? 1 : field === BULLET ? .6 : .4);
    // The chapter's own name is what the top of its page says before all, and before a section that is called so too.
    return (unit.landing ? 0 : standing(unit.plain, form, 1.2) + (unit.lead ? 0 : standing(unit.plain, form, typed ? 1.4 : 1))) + Math.max(0, ...unit.lines.map(inLine));
  };
  // How much of the query one line holds, its titles helping.
  const togetherOf = (unit, found, worth) => {
    const held = found.map(({ shapes }) => shapes.filter(shape => find(unit.text, shape)));
    const helping = held.map(shapes => shapes.some(shape => standing(unit.plain, shape, 0) > .5) ? 1.1 : shapes.some(shape => find(unit.plain, shape)) ? .9 : shapes.some(shape => find(unit.lead, shape)) ? .6 : 0);
    let best = 0;
    for (const line of unit.lines) {
      let sum = 0, length = 0;
      held.forEach((shapes, i) => {
        let at;
        for (const shape of shapes) at ||= find(line.plain, shape);
        if (at) length += at[1] - at[0];
        sum += worth[i] * (at ? 1 : helping[i]);
      });
      if (length && line.field !== POINTER) best = Math.max(best, sum * (1 + .3 * length / line.plain.length));
    }
    return best;
  };

  // Answers { results: [{ id, score }], ready: how many of them were read, found, worth, forms, corrected, nearest }, best first; nothing while files are missing. What
  // lies on pages before `from` or from `to` on is left out.
  site.understand = (index, query, [from, to]) => {
    // 버릴 때 as 버릴때, which only a verb is: what has a final ㄹ before it.
    const asWritten = narrow(query).trim().slice(0, 200), text = QUOTED.test(asWritten) ? asWritten : asWritten.replace(/([가-힣]) (?=때(?!문))/g, (all, c) => (c.charCodeAt(0) - 0xac00) % 28 === 8 ? c : all), quoted = text.toLowerCase(), plain = quoted.replace(QUOTE, " "), cased = text.length === plain.length ? text : plain, whole = plain.replace(/\s+/g, "");
    if (quoted !== plain && !site.repair) return index.want(site.searchScripts.repair);
    const phrases = quoted === plain ? [] : site.repair.phrases(quoted);
    // Pod는 is Pod; したい of 移動したい and を of 拍子記号を hang onto a word of another script, too.
    const all = queryWords(plain).slice(0, 16), solid = all.some(({ word }) => word[1] && !isKana(word)), spoken = all.filter(({ word, at }, i) => !(i && (isEnding(word) || isKana(word) && (word[1] || solid)) && all[i - 1].at + all[i - 1].word.length === at));
    // An English word that asks does so among English words: in `for문` it is one of a program.
    const isNamed = word => !ASKING.test(word), isLatin = word => /^[!-~]+$/.test(word), english = spoken.some(({ word }) => isLatin(word) && isNamed(word));
    const named = spoken.filter(({ word }) => isNamed(word) || isLatin(word) && !english && spoken[1]), first = named[0] ? named : spoken;
    const punctuated = /[^\s\p{L}\p{N}][a-z0-9]/u.test(plain);
    // @table of `@Table이 뭐야`: what is asked for, with the signs around it.
    const begin = first[0]?.at || 0, stop = first[0] ? first.at(-1).at + first.at(-1).word.length : 0;
    const core = (/[^\s\p{L}\p{N}]*$/u.exec(plain.slice(0, begin))[0] + plain.slice(begin, stop) + /^[^\s\p{L}\p{N}]*/u.exec(plain.slice(stop))[0]).replace(/\s+/g, "");
    const asked = { terms: first, phrases, cased, plain, whole, core, punctuated, from, to, typing: true }, answer = answerOf(index, asked);
    // What was written without blanks and stands nowhere so is asked as the words that it is made of.
    const parts = answer && first.map(({ word }, i) => { const { parts, strict } = answer.found[i]; return parts ? !ASPECT.test(word) && parts : strict && !answer.results[0] && (site.repair ? site.repair.cut(index, word) : index.want(site.searchScripts.repair)); });
    if (index.missing.size || !answer) return;
    // What was cut is said.
    if (parts.some(Boolean)) return answerOf(index, { ...asked, cut: parts.reduce((text, parts, i) => parts ? text.replace(first[i].word, parts.join(" ")) : text, plain), terms: first.flatMap((term, i) => parts[i] ? parts[i].map(word => ({ word, at: -1, kind: site.repair.isKind(word) })) : term) });
    // The beginning of what stands nowhere is a word that was mistyped.
    return !answer.results[0] && answer.found.at(-1)?.strict ? answerOf(index, { ...asked, typing: false }) : answer;
  };
  const answerOf = (index, { terms, phrases, cased, plain, cut = null, whole, core, punctuated, from, to, typing }) => {
    const found = terms.map(({ word, at }, i) => phrases.some(({ from, to }) => at > from && at < to) ? site.repair.exactly(index, word) : resolve(index, word, at < 0 ? word : cased.slice(at, at + word.length), typing && i === terms.length - 1, true));
    // 무선 네 will be 무선 네트워크, and no word on the other keyboard.
    const end = terms.length - 1, begun = typing && end > 0 && /^[가-힣]$/.test(terms[end].word);
    if (begun && found[end].meant) found[end] = { units: new Map(), hits: new Map(), shapes: [pattern(terms[end].word)], word: terms[end].word, count: 0 };
    if (terms[1] && !phrases[0] && !index.missing.size) site.repair?.beside(index, terms, found, typing);
    // Two words beside each other may be one name: 강제 종료 in 프로세스 강제 종료 is kill.
    if (terms[2] && !phrases[0]) for (let i = 1; i < terms.length; i++) {
      const pair = [found[i - 1], found[i]], two = terms[i - 1].word + terms[i].word;
      for (const key of [stem(two), two]) for (const name of key ? index.pairs(key, pair.every(one => one.direct)) : []) for (const one of pair) if (addAll(one.units, phrase(index, name), .65)) {
        one.direct = true;
        one.shapes.push(otherName(name));
      }
    }
    const aliases = new Map(), others = [];
    const numbered = !phrases[0] && NUMBERED.exec(plain.trim()), chapter = numbered && "chapter" + (numbered[1] || numbered[2]);
    if (chapter) addAll(aliases, phrase(index, chapter)) && others.push({ form: otherName(chapter), worth: 1, name: true });
    else if (terms[1] && !phrases[0]) for (const key of new Set([whole, stem(whole) || whole])) for (const other of index.pairs(key, found.every(one => one.direct))) if (addAll(aliases, phrase(index, other))) others.push({ form: otherName(other), worth: .8, name: true });
    if (index.missing.size) return;
    const rarity = n => Math.log(1 + (index.count - n + .5) / (n + .5)) + .3;
    const weak = terms.map(({ word }) => WEAK.test(word)), someNamed = found.some(({ units, verb }, i) => !verb && units.size && !weak[i]), worth = found.map(({ count }, i) => rarity(count || index.count / 8) * (weak[i] ? .25 : terms[i].kind || ASPECT.test(terms[i].word) ? .35 : found[i].verb && someNamed ? .6 : 1)), mass = worth.reduce((a, b) => a + b, 0) || 1;

    // The query as one phrase: as typed, then each word as it was understood.
    const forms = [{ form: pattern(whole), worth: 1 }], lacks = ({ units }) => !units.size, meant = found.every(lacks) ? found : found.filter(one => !lacks(one));
    if (!punctuated && found[0]) {
      const most = Math.max(...meant.map(({ shapes }) => shapes.length));
      for (let i = 0; i < most && i < 4; i++) forms.push({ form: meant.flatMap(({ shapes }) => shapes[Math.min(i, shapes.length - 1)]), worth: i ? .8 : .9 });
      if (terms[1]) forms.push({ form: terms.flatMap(({ word }, i) => !meant.includes(found[i]) ? [] : found[i].direct && stem(word) ? pattern(stem(word)) : found[i].shapes[0]), worth: .8 });
    }

    if (punctuated && core !== whole) forms.push({ form: pattern(core), worth: .9 });
    forms.push(...others);
    // The words before the first option: what a chapter on the command is called.
    const called = /^\s*([a-z].*?[a-z0-9])\s+--?[a-z]/.exec(plain)?.[1], head = called && pattern(called.replace(/\s+/g, ""));

    const candidates = new Set([aliases, ...found.filter((_, i) => !weak[i] || weak.every(Boolean)).map(({ units }) => units)].flatMap(units => [...units.keys()]));
    if (!found[0] && index.whole && whole) for (let id = 0; id < index.count; id++) candidates.add(id);
    // How much the words say about the unit, and how much of the query they are; what was read as several words is left out where `lacks`
    // and where it stands in the text of a unit that is read it is there.
    const weigh = (id, lacks, unit) => {
      let says = 0, cover = 0;
      found.forEach((word, i) => {
        const one = word.units.get(id) || unit && !word.strict && word.shapes.some(shape => shape[1] && stands(unit.text, shape)) && [.3, .8];
        if (one && !(word.strict && lacks(word))) { says += worth[i] * one[0] * (.4 + .6 * one[1]); cover += worth[i] * one[1]; }
      });
      cover /= mass;
      const alias = aliases.get(id);
      if (alias) { says = Math.max(says, mass * .8 * alias[0]); cover = Math.max(cover, .8); }
      return { id, says, cover, score: says * cover * cover };
    };
    const scored = [...candidates].filter(id => index.pageOf(id) >= from && index.pageOf(id) < to).map(id => weigh(id, () => false));
    // Rounded, so that no processor's last digit decides the order.
    const best = (a, b) => Math.round(b.score * 1e6) - Math.round(a.score * 1e6) || a.id - b.id;
    // What is read, and what is not; where only the text tells whether a phrase stands in it, nothing else.
    const left = index.unread(scored.sort(best), phrases[0], best), rest = phrases[0] ? [] : left.map(({ id }) => weigh(id, () => true));
    for (const result of scored) {
      const unit = index.unit(result.id);
      if (!unit) continue;
      Object.assign(result, weigh(result.id, word => !standsAsName(unit, word), unit));
      let bonus = 0;
      for (const { form, worth } of forms) if (form[1] || !found[1]) bonus = Math.max(bonus, bonusOf(unit, form, worth === 1) * worth);
      if (head && (standing(unit.plain, head, 0) > .5 || standing(unit.lead, head, 0) > .5)) bonus = Math.max(bonus, bonusOf(unit, head, true));
      // Signs are sought as they are: ==, ...
      if (bonus && (result.cover || !found[0])) result.cover = 1;
      else if (terms[1]) result.says *= 1 + .8 * togetherOf(unit, found, worth) / mass;
      result.score = (result.says + bonus * mass * (punctuated ? 1.5 : .5)) * result.cover * result.cover;
      if (CLOSING.test(unit.lead)) result.score *= .8;
      // A section that only lies in a chapter that is called so, or points at another.
      if (unit.lead && found[0] && ![...found.flatMap(({ shapes }) => shapes), ...forms.map(({ form }) => form)].some(shape => unit.lines.some(({ plain, field }) => field !== POINTER && find(plain, shape)))) result.score *= .5;
      // A heading above nothing leads to what stands below it, a list of links or chapters to what they say.
      if (unit.lead && !unit.lines[1]) result.score *= .8;
      if (unit.landing || unit.lines.filter(({ plain }) => plain.includes("://")).length * 2 > unit.lines.length) result.score *= .7;
      if (found[0] && !result.cover || phrases.some(({ stands }) => !stands.test(unit.text))) result.score = 0;
    }
    // What several sections of a page say adds up.
    const pages = new Map();
    for (const { id, score } of scored.sort(best)) {
      const page = index.pageOf(id), [sum, counts] = pages.get(page) || [0, 1];
      pages.set(page, [sum + score * counts, counts * FURTHER]);
    }
    for (const one of scored) if (one.score) one.score += PAGE * (pages.get(index.pageOf(one.id))[0] - one.score);
    const direct = found.some(one => one.direct), counts = ({ score, cover }) => score > 0 && (direct || cover >= .5), ready = scored.sort(best).filter(counts), results = ready.concat(rest.filter(counts));
    let corrected = cut, nearest = null;
    found.forEach(({ meant }, i) => { if (meant) corrected = (corrected || plain).replace(terms[i].word, meant); });
    // 배ㅇ and `docker r` go on.
    const goesOn = begun || typing && end > 0 && /^.$|[ㄱ-ㅣ]$/.test(terms[end].word);
    const isAside = (word, i) => weak[i] || ASPECT.test(word) || ASKING.test(word);
    let missing = results[0] && !aliases.size ? terms.flatMap(({ word }, i) => found[i].units.size || isAside(word, i) || goesOn && i === end ? [] : word) : [];
    // Of what was asked the notes say nothing: `광합성 종류` is no question about kinds.
    if (missing[0] && terms.every(({ word }, i) => !found[i].units.size || isAside(word, i))) results.length = ready.length = 0, missing = [];
    if (!results[0] && found[0]) nearest = site.repair ? site.repair.nearest(index, terms[0].word) : index.want(site.searchScripts.repair) || null;
    return { results, ready: ready.length, found, worth, forms, corrected, nearest, missing, phrases, asked: terms.map(({ word }) => word).join(" ") };
  };
})();
