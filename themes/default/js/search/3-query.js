// A query: what each of its words may mean, in tiers, then the units that answer best. An index and a text in, results out.
(() => {
  const site = globalThis.notesite;
  const { isHangul, narrow, queryWords, choseong, jamo, compose, toHangul, toLatin, isEnding, stem, sounds, halfSounds, pattern, halfTyped, begins, find, distance } = site.letters;
  // Words that ask and name nothing.
  const ASKING = /^(방법[은이]?|하는법|법|하는|어떻게|어디서?|언제|무엇|무엇인가요|뭐|뭐야|뭔가요|무슨|때|안될|이유[는가]?|왜|하나요|하려면|되나요|인가요|있나요|해야|알려줘|설명|the|how|to|what|is|in|of|an?|for|do|i|and|with|on|my|does)$/;
  const TITLE = 0, LEAD = 1, BULLET = 2;
  const from = String.fromCharCode;

  // ---- Words: entries of the index with how sure it is that they are meant, from 0 to 1 ----
  const put = (hits, entry, sure) => { if (entry && !(hits.get(entry) >= sure)) hits.set(entry, sure); };
  // Entries that begin with the pattern: they lie within one stretch of the index.
  const starting = (index, shape) => {
    let key = "";
    for (const [first, last] of shape) {
      const initial = choseong(from(first));
      if (initial !== choseong(from(last))) break;
      key += initial;
    }
    return index.range(key, key + "\uffff").filter(entry => begins(entry.word, shape));
  };
  const sureOf = (rest, length, last) => !rest ? 1 : rest === "s" || isEnding(rest) ? .95 : last ? .75 : length > 1 ? .6 : .3;
  const takeStarting = (index, shape, factor, last, hits) => {
    // One letter is a word of its own, not the beginning of others.
    if (!shape[1] && !isHangul(from(shape[0][0]))) {
      const entry = index.entry(from(shape[0][0]));
      put(hits, entry, factor);
      return !!entry;
    }
    const found = starting(index, shape);
    for (const entry of found) put(hits, entry, factor * sureOf(entry.word.slice(shape.length), shape.length, last));
    return found.length > 0;
  };
  const takeInside = (index, word, factor, hits) => {
    const found = word.length > 1 ? index.holding(word) : [];
    for (const entry of found) {
      const rest = entry.word.slice(entry.word.indexOf(word, 1) + word.length);
      put(hits, entry, factor * (!rest || isEnding(rest) ? .6 : .4));
    }
    return found.length > 0;
  };
  const sureHits = (index, shape, last) => {
    const hits = new Map();
    takeStarting(index, shape, 1, last, hits);
    for (const [entry, sure] of hits) if (sure < .7) hits.delete(entry);
    return hits;
  };

  // ---- Units: id to [how much the words say about it, how sure] ----
  const add = (units, id, says, sure) => {
    const known = units.get(id) || [0, 0];
    units.set(id, [1 - (1 - known[0]) * (1 - says), Math.max(known[1], sure)]);
  };
  const unitsOf = hits => {
    const units = new Map();
    for (const [entry, sure] of hits) for (const [id, says] of entry.places) add(units, id, says * sure, sure);
    return units;
  };
  const addAll = (units, others, factor) => {
    for (const [id, [says, sure]] of others) add(units, id, says * factor, sure * factor);
    return others.size > 0;
  };
  const both = (one, other) => {
    const units = new Map();
    for (const [id, [says, sure]] of one) {
      const second = other.get(id);
      if (second) units.set(id, [Math.min(says, second[0]), Math.min(sure, second[1])]);
    }
    return units;
  };
  // Units that hold every word of the phrase.
  const phrase = (index, text) => text.split(" ").map(word => unitsOf(sureHits(index, pattern(word), false))).reduce(both);
  // 보안그룹 written as 보안 그룹: a whole word, and a rest that is found or comes apart again.
  const comeApart = (index, shape, last, parts) => {
    // A single Latin letter is no part of a word.
    const least = shape.some(range => range[0] < 0x3000) ? 2 : 1;
    for (let i = shape.length - least; i >= least; i--) {
      const left = starting(index, shape.slice(0, i)).filter(entry => entry.word.length === i);
      if (!left.length) continue;
      const units = unitsOf(left.map(entry => [entry, 1])), rest = shape.slice(i);
      let found = both(units, unitsOf(sureHits(index, rest, last)));
      if (!found.size && parts > 2) found = both(units, comeApart(index, rest, last, parts - 1));
      if (found.size) return found;
    }
    return new Map();
  };

  // ---- Typing errors ----
  // The word that was meant; it and its like are put into the hits.
  const mistyped = (index, word, hits) => {
    const typed = jamo(word), most = typed.length >= 9 ? 2 : 1, korean = isHangul(word[0]);
    let best = 0, meant = null;
    if (typed.length < (korean ? 5 : 4)) return meant;
    for (const other of index.near(word)) {
      if (isHangul(other.word[0]) !== korean || other.word.length + 2 < word.length) continue;
      // What follows may be a particle, so the beginning is compared first.
      let like = other.word.slice(0, korean ? word.length : 99), edits = distance(typed, jamo(like), most);
      const rest = other.word.slice(like.length), bare = korean && stem(other.word);
      if (rest && !isEnding(rest)) edits += .5;
      if (edits > most + .5 && bare) edits = distance(typed, jamo(like = bare), most);
      if (edits > most + .5) continue;
      const sure = .85 - .2 * edits + (typed[0] === jamo(like)[0] ? .05 : 0), worth = sure + Math.min(other.count, 30) * .001;
      put(hits, index.entry(other.word), sure);
      if (worth > best) [best, meant] = [worth, like];
    }
    return meant;
  };

  // 엑세스키 for 액세스 키: one part is right, the other is not.
  const apartMistyped = (index, word, last, units) => {
    for (let i = word.length - 1; i > 0; i--) {
      const parts = [word.slice(0, i), word.slice(i)];
      for (const wrong of [0, 1]) {
        const hits = new Map(), right = sureHits(index, pattern(parts[1 - wrong]), wrong === 0 && last);
        const meant = right.size && mistyped(index, parts[wrong], hits);
        if (meant && addAll(units, both(unitsOf(right), unitsOf(hits)), .8)) return wrong ? parts[0] + meant : meant + parts[1];
      }
    }
    return null;
  };

  // ---- One word of the query, through the tiers ----
  // Answers { units, shapes, direct, meant, strict }: the patterns to mark, whether the notes hold the word as it was typed,
  // what it was taken for, and whether the pattern itself must stand in the unit.
  const resolve = (index, typed, raw, last, lenient) => {
    const word = compose(typed), korean = isHangul(word[0]) || /[ㄱ-ㅣ]/.test(word[0]);
    const readable = !/[ㅏ-ㅣ]/.test(word), initials = readable && /[ㄱ-ㅎ]/.test(word), bare = initials ? null : stem(word);
    const shape = pattern(word), hits = new Map(), units = new Map(), shapes = [], pairs = new Map();
    let direct = false, exact = false, meant = null, strict = false;
    const found = (yes, shape) => { if (yes) { direct = true; shapes.push(shape); } };
    if (readable) {
      found(takeStarting(index, shape, 1, last, hits) | takeInside(index, initials ? "" : word, 1, hits), shape);
      exact = direct;
      if (bare) {
        const known = takeStarting(index, pattern(bare), .9, false, hits) | takeInside(index, bare, .9, hits);
        found(known && !exact, pattern(bare));
      }
      if (!direct && last) for (const half of halfTyped(word)) found(takeStarting(index, half, .8, true, hits), half);
      for (const one of [shape, bare && pattern(bare)]) if (one && one.length > 2 && !units.size) {
        const apart = comeApart(index, one, last && one === shape, 3);
        if (addAll(units, apart, .9) && !exact) {
          strict = !direct;
          found(true, one);
        }
      }
    }
    if (readable && !initials) {
      const sure = direct ? .65 : .8;
      for (const key of new Set([word, bare || word])) for (const other of index.pairs(key))
        found(addAll(units, phrase(index, other), sure), pattern(other.replaceAll(" ", "")));
      const alike = (other, sound, half) => {
        // In its own script a word of the same sound is a misspelling.
        const hangul = isHangul(other.word[0]), same = hangul === korean, plain = hangul && stem(other.word) || other.word;
        if (same && (known || half || sound.length < 4 || plain.length !== word.length && plain.length !== (bare || "").length)) return;
        put(hits, index.entry(other.word), sound.length > 3 ? .7 : .5);
        if (sound.length > 3) direct = true;
        shapes.push(pattern(plain));
        if (same) meant ||= plain;
      };
      const mine = sounds(word).filter(sound => sound.length > 2), known = direct;
      for (const sound of mine) for (const other of index.sounding(word, sound)) alike(other, sound);
      // 인그렛 will be 인그레스, which may stand there as ingress.
      if (!direct && last) for (const sound of halfSounds(word)) if (sound.length > 3) for (const other of index.sounding(word, sound, true)) alike(other, sound, true);
    }
    if (lenient && (!direct || initials && ![...hits.values()].some(sure => sure > .9))) {
      const other = korean ? toLatin(word) : toHangul(raw);
      // A single syllable is too little to be sure of, and three initials may well be a word.
      const switched = /^([가-힣]{2,}[ㄱ-ㅎ]?|[a-z]+)$/.test(other) && (!initials || !direct || index.entry(other)) && resolve(index, other, other, last, false);
      if (switched && switched.direct) return { ...switched, meant: other };
      if (!direct && readable && !initials) {
        meant = mistyped(index, word, hits) || apartMistyped(index, word, last, units);
        if (meant) shapes.push(pattern(meant));
      }
    }
    addAll(units, unitsOf(hits), 1);
    return { units, shapes: shapes[0] ? shapes : [shape], direct, exact, meant, strict };
  };

  // ---- The query ----
  const squeeze = text => text.replace(/\s+/g, "");
  const letters = text => text.replace(/[^가-힣a-z]+/g, "");
  // What a phrase adds where it stands in the line: more where it begins the line, most where it is all that the line says.
  const standing = (line, form, inside) => {
    const at = find(line, form);
    if (!at) return 0;
    const first = !letters(line.slice(0, at[0])), rest = letters(line.slice(at[1]));
    return inside + (first ? .15 : 0) + (first && (!rest || isEnding(rest)) ? .5 : 0);
  };
  const bonusOf = (unit, form) => {
    const inLine = line => standing(line.plain, form, line.field === LEAD ? 1 : line.field === BULLET ? .6 : .4);
    if (!find(unit.text, form)) return 0;
    return (unit.landing ? 0 : standing(unit.plain, form, 1.2)) + Math.max(0, ...unit.lines.map(inLine));
  };
  // How much of the query one line holds, its titles helping.
  const togetherOf = (unit, found, worth) => {
    const held = found.map(({ shapes }) => shapes.filter(shape => find(unit.text, shape)));
    const helping = held.map(shapes => shapes.some(shape => find(unit.plain, shape)) ? shapes.some(shape => standing(unit.plain, shape, 0) > .5) ? 1.1 : .9 : shapes.some(shape => find(unit.lead, shape)) ? .6 : 0);
    let best = 0;
    for (const line of unit.lines) {
      let sum = 0, length = 0;
      held.forEach((shapes, i) => {
        let at;
        for (const shape of shapes) at ||= find(line.plain, shape);
        if (at) length += at[1] - at[0];
        sum += worth[i] * (at ? 1 : helping[i]);
      });
      if (length) best = Math.max(best, sum * (1 + .3 * length / line.plain.length));
    }
    return best;
  };

  const run = (index, query) => {
    const text = narrow(query).slice(0, 200).trim(), plain = text.toLowerCase(), cased = text.length === plain.length ? text : plain;
    const all = queryWords(plain).slice(0, 16).map(([word, at]) => ({ word, raw: cased.slice(at, at + word.length), at }));
    // Pod는 is Pod.
    let terms = all.filter(({ word, at }, i) => !(i && isEnding(word) && all[i - 1].at + all[i - 1].word.length === at));
    const named = terms.filter(term => !ASKING.test(term.word));
    if (named[0]) terms = named;
    const whole = squeeze(plain), punctuated = /[^\s\p{L}\p{N}][a-z0-9]/u.test(plain);
    const found = terms.map(({ word, raw }, i) => resolve(index, word, raw, i === terms.length - 1, true));
    const rarity = n => Math.log(1 + (index.count - n + .5) / (n + .5)) + .3;
    const worth = found.map(({ units }) => rarity(units.size || index.count / 8)), mass = worth.reduce((a, b) => a + b, 0) || 1;

    // The query as one phrase: as typed, then each word as it was understood.
    const forms = [pattern(whole)];
    if (!punctuated) for (let i = 0; i < Math.min(4, Math.max(0, ...found.map(one => one.shapes.length))); i++) forms.push(found.flatMap(({ shapes }) => shapes[Math.min(i, shapes.length - 1)]));
    if (!punctuated && terms[1]) forms.push(terms.flatMap(({ word }, i) => found[i].direct && stem(word) ? pattern(stem(word)) : found[i].shapes[0]));
    const aliases = new Map();
    if (terms[1]) for (const key of new Set([whole, stem(whole) || whole])) for (const other of index.pairs(key)) addAll(aliases, phrase(index, other), 1);

    const candidates = new Set([...aliases.keys(), ...found.flatMap(({ units }) => [...units.keys()])]);
    if (!terms[0] && index.whole && whole) for (let id = 0; id < index.count; id++) candidates.add(id);
    let results = [...candidates].map(id => {
      let says = 0, cover = 0;
      found.forEach(({ units }, i) => {
        const one = units.get(id);
        if (one) { says += worth[i] * one[0] * (.4 + .6 * one[1]); cover += worth[i] * one[1]; }
      });
      cover /= mass;
      const alias = aliases.get(id);
      if (alias) { says = Math.max(says, mass * .8 * alias[0]); cover = Math.max(cover, .8); }
      return { id, says, cover, score: says * cover * cover };
    });
    // Rounded, so that no processor's last digit decides the order.
    const best = (a, b) => Math.round((b.score - a.score) * 1e6) || a.id - b.id;
    results.sort(best);
    const rest = results.splice(index.whole ? 80 : 10);
    const aliasWorth = found.every(one => one.exact) ? .5 : .8;
    for (const result of results) {
      const unit = index.unit(result.id);
      let bonus = 0;
      forms.forEach((form, i) => {
        if (form.length > 1 || !terms[0]) bonus = Math.max(bonus, bonusOf(unit, form) * (i ? i > 1 ? aliasWorth : .9 : 1));
      });
      if (bonus) result.cover = 1;
      else if (terms[1]) result.says *= 1 + .8 * togetherOf(unit, found, worth) / mass;
      result.score = (result.says + bonus * mass * (punctuated ? 1.5 : .5)) * result.cover * result.cover;
      if (found.some(({ strict, shapes }) => strict && !unit.lines.some(line => find(line.plain, shapes[0])) && !find(unit.plain, shapes[0]))) result.score = 0;
    }
    const direct = found.some(one => one.direct);
    results = results.sort(best).concat(rest).filter(({ score, cover }) => score > 0 && (direct || cover >= .5));

    let corrected = null;
    found.forEach(({ meant }, i) => {
      if (meant) corrected = (corrected || plain).replace(terms[i].word, meant);
    });
    return { results, found, worth, forms, corrected, nearest: results[0] || !terms[0] ? null : nearest(index, terms[0].word) };
  };
  // The word of the index that is least unlike.
  const nearest = (index, word) => {
    const typed = jamo(word);
    let most = Math.max(2, typed.length >> 1), best = null;
    for (const { word: other } of index.near(word)) {
      const plain = isHangul(other[0]) && stem(other) || other, edits = distance(typed, jamo(plain), most);
      if (edits < most || edits === most && !best) [most, best] = [edits, plain];
    }
    return best;
  };
  site.run = run;
})();
