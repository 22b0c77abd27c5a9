// Answers: what a search found, as a listbox grouped by chapter. Results in, elements out. Whatever stands in a result becomes
// text, never markup, and its address always lies under the site's root.
(() => {
  const site = globalThis.notesite, { make, words, count } = site, root = document.documentElement.dataset.root || "./";
  const SHOWN = 4;

  const marked = parts => parts.map(({ text, hit }) => hit ? make("mark", { textContent: text }) : String(text));
  const textOf = parts => parts.map(part => part.text).join("");
  const addressOf = (url, terms) => {
    const [page, ...anchor] = url.split("#"), query = terms.map(term => "mark=" + encodeURIComponent(term)).join("&");
    return root + page.split("/").map(encodeURIComponent).join("/") + (query && "?" + query) + (anchor.length ? "#" + encodeURIComponent(anchor.join("#")) : "");
  };
  const option = (result, terms) => {
    const snippet = result.snippet || [], trail = (result.trail || []).slice(1);
    // A lead that is itself the best line is not said twice.
    if (trail.length && trail.at(-1).trim() === textOf(snippet).trim()) trail.pop();
    const one = make("a", { className: "hit", href: addressOf(result.url, terms), tabIndex: -1 });
    one.role = "option";
    if (trail.length) one.append(make("span", { className: "trail", textContent: trail.join(" › ") }));
    one.append(make("span", { className: "line" }, ...marked(snippet)));
    return one;
  };
  const more = rest => {
    const one = make("a", { className: "hit more", href: rest[0].href, tabIndex: -1, textContent: count(words.more, rest.length) });
    one.role = "option";
    one.rest = rest;
    return one;
  };

  // Draws the results into the list and answers how many chapters they are in.
  site.drawAnswers = (list, results) => {
    const chapters = new Map();
    const terms = [...new Set(results.terms)].slice(0, 8);
    for (const result of results) {
      const page = result.url.split("#")[0];
      (chapters.get(page) || chapters.set(page, []).get(page)).push(result);
    }
    list.replaceChildren(...[...chapters.values()].map((each, i) => {
      const title = each[0].trail?.[0] || each[0].title, [, number, name] = /^(\d+(?:[–~-]\d+)?)\. (.*)/.exec(title) || [, "", title];
      const head = make("p", { id: "hits-" + i }, make("span", { className: "n", textContent: number }), " ", make("span", { className: "t", textContent: name }));
      head.role = "presentation";
      const options = each.map(result => option(result, terms)), rest = options.splice(SHOWN);
      const group = make("div", { className: "chapter" }, head, ...options, ...(rest.length > 1 ? [more(rest)] : rest));
      group.role = "group";
      group.setAttribute("aria-labelledby", head.id);
      return group;
    }));
    return chapters.size;
  };
})();
