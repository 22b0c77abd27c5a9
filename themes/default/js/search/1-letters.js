// Letters: what search knows of Korean and English writing. Text in, text or patterns out; knows no index.
// `src/pages/search/letters.rs` holds the same rules, and tests/search/vectors.json holds both together.
(() => {
  const site = globalThis.notesite ||= {};
  const CHO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", char = String.fromCharCode;
  const each = (text, f) => [...text].map(f).join("");

  const isHangul = text => text >= "가" && text < "힤";

  // ｱﾌﾟﾘ is アプリ, and R² R2, but 10³ stays. Not NFKC: it would break jamo.
  const narrow = text => text.normalize("NFC").replace(/[\uff65-\uff9f]+|(?<=[a-zA-Z])[¹²³⁰⁴-⁹₀-₉]+/g, one => one.normalize("NFKC")).replace(/[！-～]/g, c => char(c.charCodeAt(0) - 0xfee0));
  const normalise = text => narrow(text).toLowerCase();
  // c++, c# and .net are words too, in c++20 as well.
  const SIGNS = "[a-z0-9ß-öø-ɏ]+\\+\\+(?![a-zß-öø-ɏ+])|[a-z]#(?![a-zß-öø-ɏ#])|(?<![a-z0-9ß-öø-ɏ가-힣])\\.net(?![a-zß-öø-ɏ])|";
  const WORD = "가-힣]+|[a-z0-9ß-öø-ɏ]+|[\u0370-\u10ff\u1200-\u1fff]+|[\u3041-\u309f][\u3041-\u309fー]*|[\u30a0-\u30fa\u30fc-\u30ff]+|[\u3400-\u9fff]+";
  const words = text => text.match(RegExp(SIGNS + "[" + WORD, "g")) || [];
  // In a query, jamo belong to Hangul.
  const queryWords = text => [...text.matchAll(RegExp(SIGNS + "[ㄱ-ㅣ" + WORD, "g"))].map(match => ({ word: match[0], at: match.index }));

  const choseong = text => each(text, c => CHO[(c.charCodeAt(0) - 0xac00) / 588 | 0] || c);

  // What hangs onto a noun, and what makes a verb of it (하다, 되다, 시키다).
  const PARTICLE = "들|들?(?:[은는이가을를의도만요임]|(?:에서|에게|한테|에|으?로|와|과|이?랑|하고|까지|부터|처럼|보다|마다|밖에|끼리|별|당)(?:부터|[는도의만서써로])?|이?(?:(?:란|라는)[게건걸]?|라고|라면|나|며|고|야|뭐[야임지냐죠]?)|인[지데]?|이다|입니다|이에요|예요|조차|왜[써씀해함])";
  const VERB = "(?:하|되|시키)(?:다|고|는[데지법]?|며|면서?|여|어|지|기만?|려[고면]?|도록|나요?|니까?|게|자)?|(?:[해돼했됐]|시켜|하였|되었)[서야도다을]?|(?:[한할된될]|시킨|시킬)[다때]?|[함됨]|(?:[합됩]|[했됐]습)니다|하세요|시에?|적(?:인|으로)?|화[된하한]?|성";
  // What is asked or set under a condition with a noun of two syllables or more: 세마포어면, 페이징이었나.
  const COPULA = "면|이면|이?라[서도니]|이지|이?지[만요]|이?죠|이든지?|든지|이?냐|이?네요|이네|이?뭔데|(?:이었|였)(?:나|다|던|지|어|을까|는데)요?|일까요?|인가요|뿐|만큼|대로|같은|[이가](?:아니라|없으면)";
  const ENDING = RegExp(`^(?:[간내용]|${PARTICLE}|${COPULA}|(?:${VERB})(?:${PARTICLE})?)$`);
  const isEnding = text => ENDING.test(text);
  const PARTICLES = RegExp(`^(?:${PARTICLE})$`);
  const isParticle = text => PARTICLES.test(text);
  // Syllables that stand alone in any text and name no subject; particles that end no noun.
  const FUNCTION = /^[와로은는을를수것거때등및이그저한할일중후전더각또안못잘좀곳데바뿐만즉왜뭐내네제나너우첫두세개번명매총약본당위앞뒤상하년월]/;
  const SURE = /^([은는을를와란]|에[는도]?|이란|에서[는의]?|에게|으로는?|이?라는|이라[고면]|까지|부터|처럼|들[은을])$/;
  const endsNoNoun = rest => SURE.test(rest);
  // 힙이란 is 힙 where the notes hold that, but 줄이다 is a verb and 식당 a noun: the syllable, and whether the particle ends no noun.
  const nounOfOne = word => {
    const rest = word.slice(1), sure = endsNoNoun(rest), closed = (word.charCodeAt(0) - 0xac00) % 28;
    // 가을 is no 가 with a particle: 을 stands behind a final consonant, and 로 behind none but ㄹ.
    if (isHangul(word) && !FUNCTION.test(word) && !(closed ? closed === 8 ? /^(?:[는를와가]$|으로)/ : /^(?:[는를와가]$|로)/ : /^(?:[은을과이]$|으로)/).test(rest) && (sure || isParticle(rest) && !/^(이다|[인당별나야고며요임])$/.test(rest))) return [word[0], sure];
  };
  // Nouns of two syllables that end as others do with a particle.
  const COMMON = /^(?:[종높길깊넓놀먹벌꽂맞굽살풀같많굳]이|[합정강논동결심건명본문질협상열성덕회거주모사고호여유제자무토하예]의|[지포제태기시파유주고위구수보온속정각밀습빈농강경용명난연반검전안의절]도|[결학통경성효약탕]과|[회도미서바제기별주따새수피대활철]로|[추휴허대주부고과여사호화]가|[대불거자비충미낭태원교기]만)$/;
  const isCommon = word => COMMON.test(word);
  // 로그인 is no 로그, nor 체크인 체크: English says so.
  const LOAN = /^(?:로그|체크|플러그|빌트|애드|드롭|페이드|사인|옵트)인$/;
  // The word without its particle, where two syllables or more are left; an English plural without its s.
  const stem = word => {
    if (/^[a-z]{2,}[^su]s$/.test(word)) return word.slice(0, -1);
    for (let i = 2; i < word.length; i++) if (isEnding(word.slice(i)) && /^[가-힣]+$/.test(word) && !LOAN.test(word)) return word.slice(0, i);
  };

  // A pattern is a list of expressions, one for a character each: 서, [가-깋].
  const letterOf = one => one[1] || one;
  const range = (first, last) => `[${char(first)}-${char(last)}]`;
  const initial = c => {
    const first = 0xac00 + CHO.indexOf(c) * 588;
    return CHO.includes(c) ? range(first, first + 587) : c.replace(/[!-/:-@[-`{-~]/, "\\$&");
  };
  const pattern = text => [...site.repair ? site.repair.initials(text) : text].map(initial);
  // Blanks and joints are read over, up to the next character: kube-proxy is kubeproxy.
  const joined = shape => shape.map((one, i) => i ? `(?:(?!${one})[ _./·-])*${one}` : one).join("");
  // 소유권이 does not stand in 소유권 이동, nor annotations in annotation section: what is left after a blank is only an ending, and
  // another word goes on with it.
  const breaksOff = (said, next = "") => {
    const tail = said.split(/[ _./·-]/).at(-1);
    return isHangul(next) && isHangul(tail) ? isEnding(tail) : /[a-z0-9]/.test(next) && tail === "s";
  };
  // Where the pattern stands in the line: [start, end], or nothing. A single letter is sought where a word begins: 힙 stands in 힙은, not
  // in 칩힙.
  const find = (line, shape, from = 0) => {
    const anywhere = shape.anywhere ||= RegExp((shape[1] ? "" : "(?<![a-z0-9가-힣])") + joined(shape), "g");
    anywhere.lastIndex = from;
    const match = anywhere.exec(line);
    return match && [match.index, anywhere.lastIndex];
  };
  // Where a word stands in the line, but for where it breaks off within another one.
  const findWord = (line, shape, from = 0) => {
    for (let at; (at = find(line, shape, from)); from = at[0] + 1) {
      const said = line.slice(...at);
      if (said.length === shape.length || !breaksOff(said, line[at[1]])) return at;
    }
    return null;
  };

  site.letters = { CHO, char, each, isHangul, narrow, normalise, words, queryWords, choseong, isEnding, isParticle, endsNoNoun, isCommon, nounOfOne, stem, letterOf, range, initial, pattern, joined, find, findWord };
})();
