// The search dialog: what is typed into its field (js/find.js), what its keys do and where that leads. It asks `notesite.search`
// and knows nothing of how that finds. An answer to an older question never replaces a newer one, and every input event asks:
// also the ones in the middle of a syllable, while keys that the input method uses are left to it.
(() => {
  const site = globalThis.notesite, { $, $$, make, mac, words, count, store, searchBox: box } = site;
  // Texts of ten answers are loaded at first, those of more as the list is scrolled.
  const FIRST = 10, MOST = 40, PAGE = 6, PATIENCE = 10000, TWICE = 300, PAUSE = 400, NEAR_END = 160, root = document.documentElement.dataset.root || "./";

  // ---- The frame is there, and perhaps typed into: it is added to, never moved. Its HTML is constant, words are set as text ----
  const q = box.firstChild, input = $("input", q);
  q.insertAdjacentHTML("beforeend", `<button type="button" class="wipe"></button><button type="button" class="quit"></button>`);
  q.insertAdjacentHTML("afterend", `<div class="sum"><p class="said"></p><div class="within" role="group"></div></div><div class="both"><div class="hits" id="ns:search-hits" role="listbox"></div><div class="section" aria-hidden="true"></div></div><div class="rest"></div><p class="keys" aria-hidden="true"></p><p class="sr" role="status"></p>`);
  const [, { children: [said, within] }, { children: [list, section] }, rest, keys, status] = box.children, [, , wipe, quit] = q.children;
  Object.assign(input, { role: "combobox", ariaLabel: words.what, ariaAutoComplete: "list", placeholder: words.hint, autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "go" });
  input.setAttribute("aria-controls", list.id);
  list.ariaLabel = words.results;
  wipe.ariaLabel = words.wipe;
  wipe.onclick = () => type("");
  quit.textContent = words.close;
  quit.onclick = () => box.close();
  for (const [key, what] of [["↑↓", words.kChoose], ["↵", words.kOpen], [mac ? "⌘ ↵" : "Ctrl ↵", words.kTab], [mac ? "⌘ C" : "Ctrl C", words.kCopy], ["Esc", words.kWipe]])
    keys.append(make("span", {}, make("kbd", { textContent: key }), what));
  const button = (className, textContent, onclick) => make("button", { type: "button", className, textContent, onclick });

  // ---- Options ----
  let options = [], active = -1, twice = 0;
  const choose = (i, scroll = true) => {
    clearTimeout(twice);
    twice = 0;
    if (options[active]) options[active].ariaSelected = "false";
    active = i;
    const one = options[i];
    input.setAttribute("aria-activedescendant", one ? one.id : "");
    if (one) one.ariaSelected = "true";
    site.drawSection(section, one && (one.result || one.rest?.[0].result));
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
    rest.classList.remove("idle");
  };
  const bold = (word, text) => word.split(/(\{q\})/).map(part => part === "{q}" ? make("b", { textContent: text }) : part);
  let telling;
  // Only the last of quickly changing answers is read out.
  const tell = text => { clearTimeout(telling); telling = setTimeout(() => status.textContent = text, 600); };

  // Its height does not jump while a word is typed: once there were answers it only grows.
  let held = 0;
  const hold = height => box.style.setProperty("--held", (held = height) + "px");

  // ---- Before anything is typed ----
  const idle = () => {
    hold(0);
    tell("");
    show("");
    rest.classList.add("idle");
    site.drawIdle(rest, {
      type, copied: () => tell(words.copied),
      again: i => { idle(); const left = $$(".again", rest); (left[Math.min(i, left.length - 1)] || input).focus(); },
    });
  };

  // ---- Asking ----
  let turn = 0, waiting = false, paused, goThere = null, results = [];
  let course;
  const asked = limit => ({ limit, course });
  // Courses are known once the index is there.
  const offerCourses = () => {
    const courses = site.searchCourses || [];
    if (within.firstChild || courses.length < 2) return;
    within.ariaLabel = words.within;
    within.append(...[{ title: words.everywhere }, ...courses].map(({ title, folder }) => Object.assign(button("", title, () => narrow(folder)), { folder })));
    narrow(course);
  };
  const narrow = folder => {
    const other = course !== folder;
    course = folder;
    for (const one of within.children) one.ariaPressed = String(one.folder === folder);
    if (other) { input.focus(); ask(); }
  };
  const everything = () => make("p", {}, make("a", { href: root + "all.html", textContent: words.everything }));
  const answer = (query, found) => {
    results = found;
    offerCourses();
    if (!results.length) {
      // A single letter is no proposal.
      const nearest = results.nearest?.length > 1 && results.nearest !== query.toLowerCase() && results.nearest;
      tell(nearest ? `${words.none.replace("{q}", query)} ${words.nearest}: ${nearest}` : words.none.replace("{q}", query));
      return show(bold(words.none, query), ...(nearest ? [make("p", {}, words.nearest + " ", button("near", nearest, () => type(nearest)))] : []),
        ...(course == null ? [] : [make("p", {}, button("wider", words.everywhere, () => narrow()))]), everything());
    }
    rest.replaceChildren();
    rest.classList.remove("idle");
    const drawn = site.drawAnswers(list, results), { total = results.length, chapters = drawn } = results;
    said.replaceChildren(total <= MOST ? count(words.found, total).replace("{all}", chapters) : count(words.best, MOST), ...(results.corrected ? [" · ", ...bold(words.corrected, results.corrected)] : []), ...(results.missing?.length ? [" · ", ...bold(words.missing, results.missing.join(", "))] : []));
    tell(said.textContent);
    offerMore();
    number();
    choose(0);
    hold(Math.max(held, box.offsetHeight));
    if (goThere) enter(options[0], goThere.tab);
  };
  // The row below the answers whose texts are there; what is shown stays as it is when others come.
  const offerMore = () => {
    const left = Math.min(results.total || 0, MOST) - results.length;
    if (left <= 0) return;
    const one = make("a", { className: "hit more further", href: root + "all.html", tabIndex: -1, textContent: count(words.further, left) });
    one.role = "option";
    list.append(one);
  };
  const isFurther = one => one?.classList.contains("further");
  let fetching = null;
  const further = async () => {
    const mine = turn, row = options.at(-1);
    if (fetching === mine || !isFurther(row)) return;
    fetching = mine;
    try {
      const more = await site.search(input.value.trim(), asked(results.length + FIRST));
      if (mine !== turn) return;
      const chosen = active;
      row.remove();
      site.drawAnswers(list, more, results.length);
      results = more;
      offerMore();
      number();
      choose(chosen, false);
    } catch (error) {
      if (mine === turn) row.textContent = `${words.failed} ${words.retry}`;
      console.warn(error);
    } finally { fetching = null; }
  };
  list.addEventListener("scroll", () => { if (list.scrollTop + list.clientHeight > list.scrollHeight - NEAR_END) further(); });
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
      const results = await Promise.race([site.search(query, { ...asked(FIRST), ready: true }), patience]);
      clearTimeout(slow);
      // A word that is half typed leads nowhere for a moment: what stands there stays until the reader pauses.
      if (!results.length && mine === turn) await new Promise(enough => setTimeout(paused = enough, PAUSE));
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
  const keep = one => {
    site.kept.query(input.value.trim());
    if (one.result) site.kept.place(one.result.url, one.name);
  };
  const follow = (one, tab) => {
    keep(one);
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
  const enter = (one, tab) => tab && !one.rest && !isFurther(one) ? follow(one, true) : one.click();
  const copy = async one => {
    const take = $(".take", one);
    // Blanks that the reader has filled in are filled in here too.
    const filled = store("fields").get() || {}, valueOf = name => Object.hasOwn(filled, name) && typeof filled[name] === "string" && filled[name];
    await site.copying.write(one.command.replace(/<([^<>]+)>/g, (blank, name) => valueOf(name.trim()) || blank));
    input.focus();
    take.textContent = words.copied;
    setTimeout(() => take.textContent = words.copy, 1500);
    tell(words.copied);
  };
  list.addEventListener("click", event => {
    const one = event.target.closest("[role=option]");
    if (!one) return;
    if (isFurther(one) || event.target.closest(".take")) {
      event.preventDefault();
      return isFurther(one) ? further() : copy(one);
    }
    if (one.rest) {
      event.preventDefault();
      const i = options.indexOf(one);
      one.replaceWith(...one.rest);
      number();
      choose(i);
      return input.focus();
    }
    // With a modifier the browser opens its tab or window itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return keep(one);
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
      if (event.repeat) return;
      if (waiting) { goThere = { tab }; paused?.(); }
      else if (!options.length) input.value.trim() && $("button", rest)?.click();
      else if (tab || !options[active].command) enter(options[active], tab);
      // Twice takes a command along without leaving; once goes to it a moment later.
      else if (twice) { choose(active, false); copy(options[active]); }
      else twice = setTimeout(one => { twice = 0; enter(one); }, TWICE, options[active]);
    }
  });
  box.addEventListener("keydown", event => {
    if (composing(event) || event.altKey) return;
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      type("");
    }
    const chosen = options[active], selects = input.selectionStart !== input.selectionEnd || String(getSelection());
    if ((mac ? event.metaKey : event.ctrlKey) && event.code === "KeyC" && chosen?.command && !selects) {
      event.preventDefault();
      return copy(chosen);
    }
    // Pages end at the first and the last one; arrows go around.
    const page = { PageDown: PAGE, PageUp: -PAGE }[event.key], by = page || { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Delete") event.target.forget?.();
    if (!by) return;
    event.preventDefault();
    const { length } = options, next = active + by;
    if (length) {
      choose(page ? Math.max(0, Math.min(length - 1, next)) : (next + length) % length);
      // Whoever goes on downwards reads on.
      if (by > 0 && isFurther(options[active])) further();
      return input.focus();
    }
    if (page) return;
    // What stands there before anything is typed are buttons and links: arrows go through them and back to the input.
    const stops = [input, ...$$(".stop", rest)], i = stops.indexOf(event.target);
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
  box.addEventListener("close", () => { turn++; clearTimeout(twice); waiting = false; goThere = null; write(); });
  site.searchOpened = () => { fit(); ask(); };
})();
