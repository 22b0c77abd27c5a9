// Marks: the words that a search hit, on the page that was followed to. Words in, marks and a small note out; Esc clears them.
// They arrive in the address (`?mark=`), so that a new tab and a browser without storage have them too, and leave it at once.
(() => {
  const site = globalThis.notesite, { make, words, count } = site, main = document.querySelector("main");
  const NAMES = ["search-hit", "search-hit-now"], MOST = 400;
  let note, hits = [], at = 0;

  // Texts of the page that belong to the reader's text, with a break wherever another block begins: a word may be split by
  // colours of code, never by the end of a bullet.
  const texts = () => {
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), out = [];
    let length = 0, block;
    for (let node; (node = walk.nextNode());) {
      const parent = node.parentElement;
      if (!node.data || parent.closest(".sr, .copy, .all, .here, .crumbs, .facts, .toc-menu, .fields-menu, .turn, .read-note, .up, script, style")) continue;
      const now = parent.closest("p, li, .b, .cmd, pre, h1, h2, h3, h4, h5, h6, td, th, figcaption, summary");
      if (now !== block) length++;
      block = now;
      out.push({ node, from: length });
      length += node.data.length;
    }
    return out;
  };
  // English words are hit at their beginning, short ones whole.
  const pattern = terms => new RegExp(terms.sort((a, b) => b.length - a.length).map(term => {
    const plain = term.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    return (/^[a-z0-9]/i.test(term) ? "(?<![a-z0-9])" : "") + plain + (/^[a-z0-9]{1,2}$/i.test(term) ? "(?![a-z0-9])" : "");
  }).join("|"), "gi");
  // Each hit is a list of ranges, one for each text that it touches.
  const find = terms => {
    const all = texts(), found = [];
    let whole = "";
    for (const { node, from } of all) whole = whole.padEnd(from, "\n") + node.data;
    let i = 0;
    for (const match of whole.matchAll(pattern([...terms]))) {
      const start = match.index, end = start + match[0].length, ranges = [];
      if (!match[0]) continue;
      while (all[i].from + all[i].node.data.length <= start) i++;
      for (let j = i; j < all.length && all[j].from < end; j++) {
        const range = new Range(), { node, from } = all[j];
        range.setStart(node, Math.max(0, start - from));
        range.setEnd(node, Math.min(node.data.length, end - from));
        ranges.push(range);
      }
      if (found.push(ranges) >= MOST) break;
    }
    return found;
  };

  const paint = () => {
    if (globalThis.CSS?.highlights && globalThis.Highlight) {
      CSS.highlights.set(NAMES[0], new Highlight(...hits.flat()));
      CSS.highlights.set(NAMES[1], Object.assign(new Highlight(...(hits[at] || [])), { priority: 1 }));
      return;
    }
    // From the last to the first, so that wrapping one leaves the others where they are.
    if (!main.querySelector("mark.hit")) for (const range of hits.flat().reverse()) range.surroundContents(make("mark", { className: "hit" }));
  };
  const clear = () => {
    for (const name of NAMES) globalThis.CSS?.highlights?.delete(name);
    for (const mark of main.querySelectorAll("mark.hit")) { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); }
    note?.remove();
    note = null;
    hits = [];
    const { marks, ...state } = history.state || {};
    if (marks) try { history.replaceState(state, ""); } catch {}
  };
  const elementOf = hit => { const node = hit[0].startContainer; return node.nodeType === 1 ? node : node.parentElement; };
  const unfold = element => {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    element.closest("[hidden=until-found]")?.dispatchEvent(new Event("beforematch"));
  };
  const goTo = (i, scroll = true) => {
    at = (i + hits.length) % hits.length;
    const element = elementOf(hits[at]);
    unfold(element);
    paint();
    const box = element.getBoundingClientRect();
    if (scroll && (box.top < 72 || box.bottom > innerHeight - 72)) element.scrollIntoView({ block: "center" });
    const place = note?.querySelector("output");
    if (place) place.textContent = `${at + 1} / ${hits.length}`;
  };

  // Marks the words and shows the first hit of the place that the address leads to.
  site.markHits = terms => {
    clear();
    terms = terms.filter(term => typeof term === "string" && term.trim()).map(term => term.slice(0, 60).normalize("NFC")).slice(0, 8);
    if (!terms.length) return;
    hits = find(terms);
    if (!hits.length) return;
    try { history.replaceState({ ...history.state, marks: terms }, ""); } catch {}
    const button = (name, label, onclick) => {
      const one = make("button", { type: "button", className: name, onclick });
      one.setAttribute("aria-label", label);
      return one;
    };
    const wipe = make("button", { type: "button", className: "wipe", onclick: clear }, words.clear, make("kbd", { textContent: "Esc", ariaHidden: "true" }));
    note = make("div", { className: "hits-note" }, make("b", { textContent: [...new Set(terms)].join(", ") }), make("output"),
      button("step-back", words.before, () => goTo(at - 1)), button("step-on", words.after, () => goTo(at + 1)), wipe);
    note.role = "group";
    note.setAttribute("aria-label", words.note);
    document.body.append(note);
    let target = null;
    try { if (location.hash) target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch {}
    const place = target?.matches("h3") ? target.closest(".row") || target : target;
    let first = place ? hits.findIndex(hit => place.contains(elementOf(hit))) : 0;
    // A heading of prose holds nothing: what follows it does.
    if (place && first < 0) first = hits.findIndex(hit => target.compareDocumentPosition(elementOf(hit)) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (place) for (const hit of hits) if (place.contains(elementOf(hit))) unfold(elementOf(hit));
    goTo(Math.max(0, first));
    site.say(count(words.said, hits.length));
  };
  addEventListener("keydown", event => {
    if (!note || event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (document.querySelector("dialog[open], html.drawer")) return;
    clear();
  });

  const address = new URL(location.href);
  if (address.searchParams.has("mark")) {
    address.searchParams.delete("mark");
    try { history.replaceState(history.state, "", address); } catch {}
  }
})();
