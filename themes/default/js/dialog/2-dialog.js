// The search dialog: what is typed into its field (js/find/), what its keys do and where that leads. It asks `notesite.search`
// and knows nothing of how that finds. An answer to an older question never replaces a newer one, and every input event asks:
// also the ones in the middle of a syllable, while keys that the input method uses are left to it.
(() => {
  const site = globalThis.notesite, { $, $$, make, mac, words, count, store, searchBox: box } = site;
  const MOST = 40, KEPT = 8, PAGE = 6, PATIENCE = 10000, kept = store("searches"), root = document.documentElement.dataset.root || "./";

  // ---- The frame is there, and perhaps typed into: it is added to, never moved. Its HTML is constant, words are set as text ----
  const q = box.firstChild, input = $("input", q);
  q.insertAdjacentHTML("beforeend", `<button type="button" class="wipe"></button><button type="button" class="quit"></button>`);
  q.insertAdjacentHTML("afterend", `<p class="said"></p><div class="hits" id="ns:search-hits" role="listbox"></div><div class="rest"></div><p class="keys" aria-hidden="true"></p><p class="sr" role="status"></p>`);
  const [, said, list, rest, keys, status] = box.children, [, , wipe, quit] = q.children;
  Object.assign(input, { role: "combobox", ariaLabel: words.what, ariaAutoComplete: "list", placeholder: words.hint, autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "go" });
  input.setAttribute("aria-controls", list.id);
  list.ariaLabel = words.results;
  wipe.ariaLabel = words.wipe;
  wipe.onclick = () => type("");
  quit.textContent = words.close;
  quit.onclick = () => box.close();
  for (const [key, what] of [["↑↓", words.kChoose], ["↵", words.kOpen], [mac ? "⌘ ↵" : "Ctrl ↵", words.kTab], ["Esc", words.kWipe]])
    keys.append(make("span", {}, make("kbd", { textContent: key }), what));
  const button = (className, textContent, onclick) => make("button", { type: "button", className, textContent, onclick });

  // ---- Options ----
  let options = [], active = -1;
  const choose = (i, scroll = true) => {
    if (options[active]) options[active].ariaSelected = "false";
    active = i;
    const one = options[i];
    input.setAttribute("aria-activedescendant", one ? one.id : "");
    if (one) one.ariaSelected = "true";
    // The first one brings its chapter's title and the count into view.
    if (scroll && one) i ? one.scrollIntoView({ block: "nearest" }) : list.scrollTop = 0;
  };
  const number = () => {
    options = $$("[role=option]", list);
    options.forEach((one, i) => Object.assign(one, { id: "ns:search-hit-" + i, ariaSelected: "false" }));
    list.hidden = !options.length;
    input.ariaExpanded = String(!list.hidden);
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
    tell("");
    if (!all.length) return show(words.tip, everything());
    const head = make("p", { className: "head" }, words.recent, button("none", words.recentNone, () => { kept.set(null); idle(); input.focus(); }));
    const each = all.map(query => make("li", {}, button("again", query, () => type(query)),
      Object.assign(button("wipe", "", () => forget(query)), { ariaLabel: `${words.wipe}: ${query}` })));
    show("", head, make("ul", {}, ...each), everything());
  };

  // ---- Asking ----
  let turn = 0, waiting = false, goThere = null;
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
    said.replaceChildren(found, ...(results.corrected ? [" · ", ...bold(words.corrected, results.corrected)] : []), ...(results.missing?.length ? [" · ", ...bold(words.missing, results.missing.join(", "))] : []));
    tell(said.textContent);
    number();
    choose(0);
    if (goThere) enter(options[0], goThere.tab);
  };
  const failed = () => {
    tell(words.failed);
    show(words.failed, make("p", {}, button("retry", words.retry, () => { input.focus(); ask(); })));
  };
  const ask = async () => {
    const mine = ++turn, query = input.value.trim();
    goThere = null;
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
    site.searchMarks(terms);
  };
  const enter = (one, tab) => tab && !one.rest ? follow(one, true) : one.click();
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
      const tab = event.ctrlKey || event.metaKey;
      if (waiting) goThere = { tab };
      else if (!options.length) input.value.trim() && $("button", rest)?.click();
      else enter(options[active], tab);
    }
  });
  box.addEventListener("keydown", event => {
    if (composing(event) || event.altKey) return;
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      type("");
    }
    // Pages end at the first and the last one; arrows go around.
    const page = { PageDown: PAGE, PageUp: -PAGE }[event.key], by = page || { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Delete" && event.target.matches(".again")) forget(event.target.textContent);
    if (!by) return;
    event.preventDefault();
    const { length } = options, next = active + by;
    if (length) return choose(page ? Math.max(0, Math.min(length - 1, next)) : (next + length) % length), input.focus();
    if (page) return;
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
  for (const type of ["resize", "scroll"]) globalThis.visualViewport?.addEventListener(type, fit);
  box.addEventListener("click", event => { if (event.target === box) box.close(); });
  box.addEventListener("close", () => { turn++; waiting = false; goThere = null; write(); });
  site.searchOpened = () => { fit(); ask(); };
})();
