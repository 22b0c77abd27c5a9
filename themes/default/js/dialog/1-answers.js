// Answers: what a search found, as a listbox grouped by chapter. Results in, elements out. Whatever stands in a result becomes
// text, never markup, and its address always lies under the site's root.
(() => {
  const site = globalThis.notesite, { make, words, count } = site, root = document.documentElement.dataset.root || "./";
  const SHOWN = 4;

  // Titles have no marks of their own: there the words that hit are looked up, English ones at the beginning of a word.
  const pattern = terms => new RegExp(terms.filter(Boolean).sort((a, b) => b.length - a.length).map(term => (/^[a-z0-9]/i.test(term) ? "(?<![a-z0-9])" : "") + term.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|") || "(?!)", "gi");
  const mark = text => make("mark", { textContent: text });
  const marked = (text, hits) => text.split(hits).flatMap((plain, i) => i ? [mark(text.match(hits)[i - 1]), plain] : plain);
  const textOf = parts => parts.map(part => part.text).join("");
  const addressOf = (url, terms) => {
    const [page, ...anchor] = url.split("#"), query = terms.map(term => "mark=" + encodeURIComponent(term)).join("&");
    return root + page.split("/").map(encodeURIComponent).join("/") + (query && "?" + query) + (anchor.length ? "#" + encodeURIComponent(anchor.join("#")) : "");
  };
  site.hitAddress = addressOf;
  // Words of which the list has said what they were taken for.
  let explained;
  const option = (result, terms, hits) => {
    const snippet = result.snippet || [], trail = (result.trail || []).slice(1), { command, taken = [] } = site.beside(result) || {};
    const name = [...new Set([result.title, ...trail])].join(" › ");
    // A lead that is itself the best line is not said twice.
    if (trail.length && trail.at(-1).trim() === textOf(snippet).trim()) trail.pop();
    // A section called as its chapter needs no line.
    if (trail.length === 1 && trail[0] === result.title && snippet.length) trail.pop();
    const one = make("a", { className: "hit", href: addressOf(result.url, terms), tabIndex: -1 });
    one.role = "option";
    Object.assign(one, { result, command, name });
    // Why it is here: the word that was typed, and the one that stands there.
    for (const [asked, said] of taken) {
      const textContent = `${asked} = ${said}`;
      if (!explained.has(textContent.toLowerCase())) one.append(make("span", { className: "why", textContent }));
      explained.add(textContent.toLowerCase());
    }
    if (trail.length) one.append(make("span", { className: "trail" }, ...marked(trail.join(" › "), hits)));
    one.append(make(command ? "code" : "span", { className: "line" }, ...(snippet.length ? snippet.map(({ text, hit }) => hit ? mark(text) : text) : trail.length ? [] : marked(result.title, hits))));
    if (command) {
      // For the pointer: the keyboard has its own way, and an option holds no button.
      one.append(make("span", { className: "take", textContent: words.copy, ariaHidden: "true" }));
    }
    return one;
  };
  // A row that opens others in its place.
  const fold = (rest, word) => {
    const one = make("a", { className: "hit more", href: rest[0].href, tabIndex: -1, textContent: count(word, rest.length) });
    one.role = "option";
    one.rest = rest;
    return one;
  };

  // The index knows no numbers and courses: the page's own lists do. A course is named where it is another one.
  let numbers, courses;
  const folder = path => path.replace(/[^/]*$/, "");
  const look = () => {
    numbers = new Map(site.$$("a:has(> .n)").map(link => [link.pathname, link.querySelector(".n").textContent]));
    courses = new Map(site.$$(".courses a, .sec > h2 > a").map(link => [folder(link.pathname), link.textContent]));
  };

  // Draws the results into the list, those from `from` on below what it shows, and answers how many chapters there are. What is
  // shown stays where it is: a chapter that comes again begins a group of its own.
  site.drawAnswers = (list, results, from = 0) => {
    if (!numbers) look();
    const chapters = new Map(), terms = [...new Set(results.terms)].slice(0, 8), hits = pattern([...terms]);
    for (const result of results.slice(from)) {
      const page = result.url.split("#")[0];
      (chapters.get(page) || chapters.set(page, []).get(page)).push(result);
    }
    if (!from) list.replaceChildren(), explained = new Set();
    const before = list.children.length;
    list.append(...[...chapters.values()].map((each, i) => {
      const options = each.map(result => option(result, terms, hits)), { pathname } = options[0];
      const course = folder(pathname) !== folder(location.pathname) && courses.get(folder(pathname));
      const head = make("p", { id: "ns:hits-" + (before + i) }, make("span", { className: "n", textContent: numbers.get(pathname) || "" }), " ",
        make("span", {}, ...marked(each[0].title, hits), ...(course && course !== each[0].title ? [make("i", { textContent: " · " + course })] : [])));
      head.role = "presentation";
      // Sections that say nothing of it but lie in a chapter that is called so.
      const titled = site.$("mark", head) ? options.filter((one, i) => i && !site.$("mark", one)) : [];
      const said = options.filter(one => !titled.includes(one)), rest = said.splice(SHOWN);
      const group = make("div", { className: "chapter" }, head, ...said, ...(rest.length > 1 ? [fold(rest, words.more)] : rest), ...(titled[0] ? [fold(titled, words.titled)] : []));
      group.role = "group";
      group.setAttribute("aria-labelledby", head.id);
      return group;
    }));
    return new Set(results.map(one => one.url.split("#")[0])).size;
  };
})();
