// What stands in the dialog before anything is typed: queries and places kept in this browser, and the commands of this chapter. Knows
// the store and the page, and calls back with what was chosen.
(() => {
  const site = globalThis.notesite, { $$, make, words, store } = site;
  const KEPT = 8, PLACES = 5, COMMANDS = 8, searches = store("searches"), found = store("found");
  const list = value => Array.isArray(value) ? value : [];
  const recent = () => list(searches.get()).filter(one => typeof one === "string" && one).slice(0, KEPT);
  const places = () => list(found.get()).filter(one => typeof one?.url === "string" && typeof one.name === "string" && one.name).slice(0, PLACES);
  const set = (kept, values) => kept.set(values.length ? values : null);
  const button = (className, textContent, onclick) => make("button", { type: "button", className, textContent, onclick });

  site.kept = {
    query: query => query && set(searches, [query, ...recent().filter(one => one !== query)].slice(0, KEPT)),
    place: (url, name) => set(found, [{ url, name }, ...places().filter(one => one.url !== url)].slice(0, PLACES)),
  };
  // The commands of this page, as they are copied.
  const commands = () => site.copying ? [...new Set($$(".notes .cmd > code").map(site.copying.textOf).filter(Boolean))].slice(0, COMMANDS) : [];

  // Draws it; `type` takes a query, `again` draws anew and moves the focus to the query that took a deleted one's place.
  site.drawIdle = (place, { type, again, copied }) => {
    const queries = recent(), went = places(), here = commands(), root = document.documentElement.dataset.root || "./";
    const forget = query => { set(searches, recent().filter(one => one !== query)); again(queries.indexOf(query)); };
    const head = (word, ...more) => make("p", { className: "head" }, make("span", { textContent: word }), ...more);
    const rows = items => make("ul", {}, ...items.map(item => make("li", {}, ...item)));
    const clear = button("none", words.recentNone, () => { searches.set(null); found.set(null); again(-1); });
    const left = make("div", {}), right = make("div", {});
    if (queries[0]) left.append(head(words.recent, clear), rows(queries.map(query => {
      const one = Object.assign(button("stop again", query, () => type(query)), { forget: () => forget(query) });
      return [one, Object.assign(button("wipe", "", one.forget), { ariaLabel: `${words.wipe}: ${query}` })];
    })));
    if (went[0]) left.append(head(words.went, ...(queries[0] ? [] : [clear])), rows(went.map(({ url, name }) => [make("a", { className: "stop went", href: site.hitAddress(url, []), textContent: name })])));
    if (here[0]) right.append(head(words.here), rows(here.map(text => {
      const one = button("stop command", "", async () => { await site.copying.write(text); one.dataset.done = words.copied; copied(); });
      one.append(make("code", { textContent: text }));
      one.dataset.done = "";
      return [one];
    })));
    const everything = make("p", {}, make("a", { href: root + "all.html", textContent: words.everything }));
    left.append(...(queries[0] || went[0] ? [] : [make("p", { className: "tip", textContent: words.tip })]), everything);
    place.replaceChildren(left, ...(here[0] ? [right] : []));
  };
})();
