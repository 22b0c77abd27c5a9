// The search dialog: its frame, its keys, what is typed and where that leads. It asks `notesite.search` and knows nothing of how
// that finds. An answer to an older question never replaces a newer one, and every input event asks: also the ones in the middle
// of a syllable, while keys that the input method uses are left to it.
(() => {
  const site = globalThis.notesite, { $, $$, make, words, count, store } = site, find = $("[data-search]");
  if (!find) return;
  const marks = document.currentScript.dataset.marks;
  const MOST = 40, KEPT = 8, PATIENCE = 10000, kept = store("searches");
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform), root = document.documentElement.dataset.root || "./";
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) value == null ? element.removeAttribute(name) : element.setAttribute(name, value);
    return element;
  };

  // ---- The button: without scripts a link to the list of everything stands in its place ----
  if (mac) set(find, { "aria-keyshortcuts": "/ Meta+K" });
  $("kbd", find)?.replaceChildren(mac ? "⌘ K" : "Ctrl K");

  // ---- The frame ----
  const input = set(make("input", { type: "text", id: "search-what", placeholder: words.hint, maxLength: 200 }), {
    role: "combobox", "aria-label": words.what, "aria-autocomplete": "list", "aria-controls": "search-hits", "aria-expanded": false,
    autocomplete: "off", autocapitalize: "off", spellcheck: false, enterkeyhint: "go",
  });
  const button = (className, textContent, onclick) => make("button", { type: "button", className, textContent, onclick });
  const wipe = (label, onclick) => set(button("wipe", "", onclick), { "aria-label": label });
  const quit = button("quit", words.close, () => box.close());
  const said = make("p", { className: "said" }), status = set(make("p", { className: "sr" }), { role: "status" });
  const list = set(make("div", { className: "hits", id: "search-hits", hidden: true }), { role: "listbox", "aria-label": words.results });
  const rest = make("div", { className: "rest" });
  const key = (keys, what) => make("span", {}, make("kbd", { textContent: keys }), what);
  const keys = set(make("p", { className: "keys" }, key("↑↓", words.kChoose), key("↵", words.kOpen), key(mac ? "⌘ ↵" : "Ctrl ↵", words.kTab), key("Esc", words.kWipe)), { "aria-hidden": true });
  const box = set(make("dialog", { className: "search" }, make("div", { className: "q" }, $("svg", find).cloneNode(true), input, wipe(words.wipe, () => type("")), quit), said, list, rest, keys, status), { "aria-label": find.getAttribute("aria-label") });

  // ---- Options ----
  let options = [], active = -1;
  const choose = (i, scroll = true) => {
    options[active]?.setAttribute("aria-selected", false);
    active = i;
    const one = options[i];
    set(input, { "aria-activedescendant": one ? one.id : null });
    one?.setAttribute("aria-selected", true);
    // The first one brings its chapter's title and the count into view.
    if (scroll && one) i ? one.scrollIntoView({ block: "nearest" }) : list.scrollTop = 0;
  };
  const number = () => {
    options = $$("[role=option]", list);
    options.forEach((one, i) => set(one, { id: "search-hit-" + i, "aria-selected": false }));
    list.hidden = !options.length;
    set(input, { "aria-expanded": !!options.length });
    active = -1;
  };
  const show = (text, ...elements) => {
    list.replaceChildren();
    number();
    choose(-1);
    said.replaceChildren(...[text].flat());
    rest.replaceChildren(...elements);
  };
  const bold = (word, text) => word.split(/(\{q\})/).map(part => part === "{q}" ? make("b", { textContent: text }) : part);
  const everything = () => make("p", {}, make("a", { href: root + "all.html", textContent: words.everything }));
  let telling;
  // Only the last of quickly changing answers is read out.
  const tell = text => { clearTimeout(telling); telling = setTimeout(() => status.textContent = text, 600); };

  // ---- Queries kept in this browser ----
  const recent = () => { const all = kept.get(); return Array.isArray(all) ? all.filter(one => typeof one === "string" && one).slice(0, KEPT) : []; };
  const keep = query => query && kept.set([query, ...recent().filter(one => one !== query)].slice(0, KEPT));
  const forget = query => {
    const left = recent().filter(one => one !== query), i = recent().indexOf(query);
    kept.set(left.length ? left : null);
    idle();
    ($$(".again", rest)[Math.min(i, left.length - 1)] || input).focus();
  };
  const idle = () => {
    const all = recent();
    if (!all.length) return show(words.tip, everything());
    const head = make("p", { className: "head" }, words.recent, button("none", words.recentNone, () => { kept.set(null); idle(); input.focus(); }));
    const each = all.map(query => make("li", {}, button("again", query, () => type(query)), wipe(`${words.wipe}: ${query}`, () => forget(query))));
    show("", head, make("ul", {}, ...each), everything());
  };

  // ---- Asking ----
  let turn = 0, waiting = false, goThere = false;
  const answer = (query, results) => {
    if (!results.length) {
      // A single letter is no proposal.
      const nearest = results.nearest?.length > 1 && results.nearest;
      tell(nearest ? `${words.none.replace("{q}", query)} ${words.nearest}: ${nearest}` : words.none.replace("{q}", query));
      return show(bold(words.none, query), ...(nearest ? [make("p", {}, words.nearest + " ", button("near", nearest, () => type(nearest)))] : []), everything());
    }
    rest.replaceChildren();
    const chapters = site.drawAnswers(list, results);
    const found = results.length < MOST ? count(words.found, results.length).replace("{all}", chapters) : count(words.best, results.length);
    said.replaceChildren(found, ...(results.corrected ? [" · ", ...bold(words.corrected, results.corrected)] : []));
    tell(said.textContent);
    number();
    choose(0);
    if (goThere) options[0].click();
  };
  const failed = () => {
    tell(words.failed);
    show(words.failed, make("p", {}, button("retry", words.retry, () => { input.focus(); ask(); })));
  };
  const ask = async () => {
    const mine = ++turn, query = input.value.trim();
    goThere = false;
    waiting = !!query;
    address();
    if (!query) return idle();
    const slow = setTimeout(() => said.replaceChildren(words.looking), 300);
    let late;
    try {
      const patience = new Promise((_, no) => late = setTimeout(no, PATIENCE));
      const results = await Promise.race([site.search(query, { limit: MOST }), patience]);
      if (mine === turn) { waiting = false; answer(query, results); }
    } catch (error) {
      if (mine === turn) { waiting = false; failed(); console.warn(error); }
    } finally { clearTimeout(slow); clearTimeout(late); }
  };
  const type = text => { input.value = text; input.focus(); ask(); };

  // ---- The address holds the query while the dialog is open: it can be shared, and Back returns to the answers ----
  let writing;
  const write = () => {
    clearTimeout(writing);
    const here = new URL(location.href), query = box.open ? input.value.trim() : "";
    query ? here.searchParams.set("q", query) : here.searchParams.delete("q");
    if (here.href !== location.href) try { history.replaceState(history.state, "", here); } catch {}
  };
  // Browsers allow only so many changes of the address in a minute.
  const address = () => { clearTimeout(writing); writing = setTimeout(write, 300); };

  // ---- Following ----
  // What marks the hits is loaded when there is something to mark; on a page that was followed to it finds the words itself.
  const mark = terms => {
    if (site.markHits) return site.markHits(terms);
    document.head.append(make("script", { src: marks, onload: () => terms && site.markHits(terms) }));
  };
  const follow = (one, tab) => {
    keep(input.value.trim());
    write();
    if (tab) return open(one.href, "_blank", "noopener");
    if (one.pathname !== location.pathname) return location.href = one.href;
    // On the same page nothing is loaded anew.
    box.close();
    document.activeElement?.blur();
    const terms = new URL(one.href).searchParams.getAll("mark");
    if (one.hash === location.hash) document.getElementById(decodeURIComponent(one.hash.slice(1)))?.scrollIntoView();
    else location.hash = one.hash;
    if (!one.hash) scrollTo(0, 0);
    mark(terms);
  };
  list.addEventListener("click", event => {
    const one = event.target.closest("[role=option]");
    if (!one) return;
    if (one.rest) {
      event.preventDefault();
      const i = options.indexOf(one);
      one.replaceWith(...one.rest);
      number();
      choose(i);
      return input.focus();
    }
    // With a modifier the browser opens its tab or window itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return keep(input.value.trim());
    event.preventDefault();
    follow(one);
  });
  list.addEventListener("pointermove", event => {
    const i = options.indexOf(event.target.closest("[role=option]"));
    if (i >= 0 && i !== active) choose(i, false);
  });

  // ---- Keys ----
  const composing = event => event.isComposing || event.keyCode === 229;
  input.addEventListener("input", ask);
  input.addEventListener("keydown", event => {
    if (composing(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (waiting) goThere = true;
      else if (!options.length) input.value.trim() && $("button", rest)?.click();
      else if ((event.ctrlKey || event.metaKey) && !options[active].rest) follow(options[active], true);
      else options[active].click();
    }
  });
  box.addEventListener("keydown", event => {
    if (composing(event) || event.altKey) return;
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      type("");
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Delete" && event.target.matches(".again")) forget(event.target.textContent);
    if (!by) return;
    event.preventDefault();
    if (options.length) return choose((active + by + options.length) % options.length), input.focus();
    // Queries kept are buttons: arrows go through them and back to the input.
    const stops = [input, ...$$(".again", rest)], i = stops.indexOf(event.target);
    stops[(Math.max(0, i) + by + stops.length) % stops.length].focus();
  });

  // ---- Opening and closing ----
  // On a phone the dialog fills what the keyboard leaves.
  const fit = () => {
    const view = globalThis.visualViewport;
    if (view && view.scale < 1.01) { box.style.setProperty("--height", view.height + "px"); box.style.setProperty("--top", view.offsetTop + "px"); }
  };
  const warm = () => { try { site.searchReady?.()?.catch?.(() => {}); } catch {} };
  site.searchDialog = query => {
    if (!box.isConnected) {
      document.body.append(box);
      for (const type of ["resize", "scroll"]) globalThis.visualViewport?.addEventListener(type, () => box.open && fit());
    }
    if (query != null) input.value = query;
    fit();
    if (!box.open) box.showModal();
    input.focus();
    input.select();
    warm();
    ask();
  };
  box.addEventListener("click", event => { if (event.target === box) box.close(); });
  box.addEventListener("close", () => { turn++; waiting = goThere = false; write(); });
  find.addEventListener("click", () => site.searchDialog());
  for (const hint of ["pointerenter", "focus"]) find.addEventListener(hint, warm, { once: true });
  addEventListener("keydown", event => {
    if (composing(event) || event.defaultPrevented || event.altKey || event.shiftKey) return;
    // Under a Korean keyboard the letter of ⌘K is ㅏ: then the place of the key counts.
    const k = event.key.toLowerCase() === "k" || (event.code === "KeyK" && !/^[a-z]$/i.test(event.key));
    const command = k && (mac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey);
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.isContentEditable && !event.target.closest?.("input, textarea, select, dialog");
    if (!command && !slash) return;
    event.preventDefault();
    site.searchDialog();
  });
  const parameters = new URLSearchParams(location.search), asked = parameters.get("q");
  if (parameters.has("mark") || history.state?.marks) mark();
  if (asked?.trim()) site.searchDialog(asked);
})();
