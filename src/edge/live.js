// The page follows the pen: what was saved is shown in place. This script runs before the theme's own and remembers the page as
// the server sent it; after a save only what differs between that and the new page is changed in the page in view, so that
// scroll, focus, folds, filled blanks, the selection and whatever scripts added stay as they are.
(() => {
  const me = document.currentScript, html = document.documentElement, korean = html.lang.startsWith("ko");
  const root = new URL("../", me.src), words = korean ? {
    on: "따라가기 켬", off: "따라가기 끔", help: "저장한 곳으로 이동합니다", close: "닫기",
    editor: 'notesite.toml에 editor = "vscode"를 쓰면 편집기에서 열립니다',
    error: n => `오류 ${n}개`, warning: n => `경고 ${n}개`, both: (a, b) => `오류 ${a}개, 경고 ${b}개`,
    kept: "고칠 때까지 마지막으로 만든 사이트를 보여 줍니다.", fine: "사이트는 그대로 만들어졌습니다.",
    more: n => `여기에 없는 ${n}개는 notesite serve를 실행한 터미널에 있습니다.`,
  } : {
    on: "Following", off: "Not following", help: "Goes to what was saved", close: "Close",
    editor: 'editor = "vscode" in notesite.toml opens it in the editor',
    error: n => `${n} error${n === 1 ? "" : "s"}`, warning: n => `${n} warning${n === 1 ? "" : "s"}`,
    both: (a, b) => `${words.error(a)}, ${words.warning(b)}`,
    kept: "Until it is mended, the last good site is shown.", fine: "The site was built all the same.",
    more: n => `${n} more stand in the terminal where notesite serve runs.`,
  };
  let version = me.dataset.version, follow = me.dataset.follow === "true";
  try { follow = JSON.parse(sessionStorage.getItem("notesite.follow")) ?? follow; } catch {}

  // The page as the server sent it, each of its nodes with the one in view.
  let base = document.body.cloneNode(true);
  const live = new WeakMap();
  const pair = (a, b) => { live.set(a, b); for (let i = 0; i < a.childNodes.length; i++) pair(a.childNodes[i], b.childNodes[i]); };
  pair(base, document.body);

  const pageOf = url => { let path = url.pathname.slice(root.pathname.length); try { path = decodeURIComponent(path); } catch {} return (path === "" || path.endsWith("/") ? path + "index.html" : path).normalize("NFC"); };
  const encode = path => path.split("/").map(encodeURIComponent).join("/");
  const addressOf = url => { const [page, anchor] = url.split("#"); return new URL(encode(page) + (anchor ? "#" + encodeURIComponent(anchor) : ""), root).href; };
  const add = (tag, properties, ...children) => { const element = Object.assign(document.createElement(tag), properties); element.append(...children); return element; };

  // The switch, and what stands over the page.
  const button = add("button", { type: "button", title: words.help });
  const show = () => { button.textContent = follow ? words.on : words.off; button.setAttribute("aria-pressed", follow); };
  button.addEventListener("click", () => { follow = !follow; try { sessionStorage.setItem("notesite.follow", follow); } catch {} show(); });
  show();
  // The badge says how much is wrong, and opens the list of it; what keeps the last good site opens it by itself.
  const badge = add("button", { type: "button", className: "live-badge", hidden: true });
  document.body.append(add("div", { className: "live-bar" }, badge, button));
  let shown, overlay, panel;
  const shut = () => {
    if (!panel) return;
    const had = panel.contains(document.activeElement);
    panel.remove();
    panel = null;
    badge.setAttribute("aria-expanded", false);
    if (had) badge.focus();
  };
  // Names between backticks are code, as in the terminal.
  const spoken = (className, text, lang) => {
    const parts = text.split(/`([^`]+)`/).map((part, i) => i % 2 ? add("code", { textContent: part }) : part);
    return add("p", { className, lang }, ...parts);
  };
  const lang = html.lang || "en";
  const item = ({ severity, kind, message, help, place }) => {
    // Settings and templates say in their message where they stand.
    const [, said, of, rest] = !place && message.match(/^(([^\s:]+)(?::\d+)*): ([^]+)/) || [];
    const { file, line, column, source } = place || { file: of }, found = [];
    if (file) {
      const template = line && document.querySelector("[data-editor]")?.dataset.editor, name = line ? `${file}:${line}:${column}` : said || file;
      found.push(template
        ? add("a", { className: "live-where", href: template.replace("{path}", () => encode(file)).replace("{line}", () => line), textContent: name })
        : add("span", { className: "live-where", textContent: name }));
    }
    const text = add("div", {});
    if (kind) text.append(add("p", { className: "live-kind", lang, textContent: kind }));
    text.append(spoken(kind ? "live-message" : "live-kind", rest || message, "en"));
    if (source?.join("").trim()) {
      const [before, meant, after] = source, cut = 160;
      text.append(add("pre", {},
        (before.length > cut ? "…" + before.slice(-cut) : before).trimStart(), add("mark", { textContent: meant.slice(0, cut) || "‸" }),
        (meant + after).length > 2 * cut ? after.slice(0, cut) + "…" : after.trimEnd()));
    }
    if (help) text.append(spoken("live-help", help, "en"));
    return add("li", { className: "live-" + severity }, ...found, text);
  };
  const open = isAlert => {
    shut();
    const { told, errors, warnings } = overlay;
    const title = add("b", { textContent: errors && warnings ? words.both(errors, warnings) : errors ? words.error(errors) : words.warning(warnings) });
    const close = add("button", { type: "button", textContent: words.close, onclick: shut });
    panel = add("section", { className: "live-errors", lang, ariaLabel: title.textContent },
      add("div", { className: "live-head" }, title, add("span", { textContent: errors ? words.kept : words.fine }), close),
      add("ol", {}, ...told.map(item)));
    const left = errors + warnings - told.length;
    if (left > 0) panel.append(add("p", { className: "live-left", textContent: words.more(left) }));
    if (errors) panel.classList.add("live-bad");
    panel.setAttribute("role", isAlert ? "alert" : "region");
    document.body.append(panel);
    badge.setAttribute("aria-expanded", true);
  };
  badge.addEventListener("click", () => panel ? shut() : open());
  const lay = next => {
    const text = JSON.stringify(next);
    if (text === shown) return;
    // A list that was opened stays open while it changes; one of warnings opens by no save.
    const was = panel && !overlay?.errors;
    shown = text;
    overlay = next;
    shut();
    const { errors, warnings } = next;
    badge.hidden = !errors && !warnings;
    badge.textContent = errors ? words.error(errors) : words.warning(warnings);
    badge.classList.toggle("live-bad", errors > 0);
    badge.setAttribute("aria-expanded", false);
    if (errors) open(true); else if (was && warnings) open();
  };
  addEventListener("keydown", event => { if (event.key === "Escape" && !event.isComposing) shut(); });
  const say = text => {
    document.querySelector(".live-say")?.remove();
    const box = add("div", { className: "live-say", role: "status", textContent: text });
    document.body.append(box);
    setTimeout(() => box.remove(), 4000);
  };

  // Which children of two lists are the same: equal ones at both ends, then equal ones in between, then those of one kind.
  const kind = node => node.nodeType === 1 ? node.nodeName + "#" + node.id : "#" + node.nodeType;
  const match = (old, now) => {
    const found = new Map();
    let head = 0, tail = 0;
    while (head < old.length && head < now.length && old[head].isEqualNode(now[head])) found.set(now[head], old[head++]);
    while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail].isEqualNode(now[now.length - 1 - tail])) { tail++; found.set(now[now.length - tail], old[old.length - tail]); }
    const left = old.slice(head, old.length - tail), right = now.slice(head, now.length - tail);
    // Equal ones in their order; what was moved past another is made anew.
    let from = 0;
    const gaps = [];
    let gap = { left: [], right: [] };
    for (const node of right) {
      const at = node.nodeType === 1 ? left.findIndex((other, i) => i >= from && other.isEqualNode(node)) : -1;
      if (at < 0) { gap.right.push(node); continue; }
      gap.left = left.slice(from, at);
      gaps.push(gap);
      gap = { left: [], right: [] };
      found.set(node, left[at]);
      from = at + 1;
    }
    gap.left = left.slice(from);
    gaps.push(gap);
    for (const { left, right } of gaps) {
      // One alone for one alone is the same under another id: a bullet's anchor changes with its words.
      if (left.length === 1 && right.length === 1 && left[0].nodeName === right[0].nodeName) { found.set(right[0], left[0]); continue; }
      let i = 0;
      for (const node of right) {
        const at = left.findIndex((other, j) => j >= i && kind(other) === kind(node));
        if (at >= 0) { found.set(node, left[at]); i = at + 1; }
      }
    }
    return found;
  };
  let touched = [];
  const attributes = (was, now, here) => {
    for (const { name, value } of [...now.attributes]) {
      if (was.getAttribute(name) === value) continue;
      if (name === "class") {
        here.classList.remove(...[...was.classList].filter(one => !now.classList.contains(one)));
        here.classList.add(...[...now.classList].filter(one => !was.classList.contains(one)));
      } else here.setAttribute(name, value);
    }
    for (const { name } of [...was.attributes]) if (!now.hasAttribute(name)) here.removeAttribute(name);
  };
  const make = node => { const copy = document.importNode(node, true); pair(node, copy); return copy; };
  // Turns what is in view of `was` into `now`; equal parts are not touched at all, and keep standing for themselves.
  const morph = (was, now) => {
    const here = live.get(was);
    live.set(now, here);
    if (was.nodeType !== 1) {
      if (was.data !== now.data) { here.data = now.data; if (here.parentElement) touched.push(here.parentElement); }
      return;
    }
    attributes(was, now, here);
    const old = [...was.childNodes], next = [...now.childNodes], same = match(old, next), kept = new Set(same.values());
    const parent = here;
    // Scripts wrap and replace: a node that is no longer where it was put is left to them, its new form beside it.
    const stands = node => { let at = live.get(node); while (at && at.parentNode !== parent) at = at.parentNode; return at || null; };
    for (const node of old) if (!kept.has(node)) { const at = stands(node); if (at) { touched.push(parent); at.remove(); } }
    let before = null;
    for (let i = next.length - 1; i >= 0; i--) {
      const node = next[i], other = same.get(node);
      if (!other) {
        const made = make(node);
        parent.insertBefore(made, before);
        touched.push(made.nodeType === 1 ? made : parent);
        before = made;
      } else if (other.isEqualNode(node)) {
        node.replaceWith(other);
        before = stands(other) || before;
      } else if (!stands(other) || node.nodeType === 1 && node.matches(".f")) {
        // What a script took away, and blanks, whose text is the reader's.
        stands(other)?.remove();
        const made = make(node);
        parent.insertBefore(made, before);
        touched.push(made.nodeType === 1 ? made : parent);
        before = made;
      } else {
        morph(other, node);
        before = stands(node) || before;
      }
    }
  };

  const mark = elements => {
    for (const one of new Set(elements)) {
      if (!one.isConnected) continue;
      one.classList.remove("live-changed");
      void one.offsetWidth;
      one.classList.add("live-changed");
      setTimeout(() => one.classList.remove("live-changed"), 2500);
    }
  };
  const reveal = one => {
    for (let fold = one.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const box = one.getBoundingClientRect();
    if (box.top < 70 || box.bottom > innerHeight - 20) one.scrollIntoView({ block: box.height > innerHeight / 2 ? "start" : "center" });
  };
  // The innermost block at a line of the source.
  const blockAt = line => {
    let best = null;
    for (const one of document.querySelectorAll("main [data-l]")) if (+one.dataset.l <= line && (!best || +one.dataset.l >= +best.dataset.l)) best = one;
    return best;
  };

  const styles = next => {
    const sheets = page => [...page.querySelectorAll("link[rel=stylesheet]")].filter(link => !link.href.includes("/-/live"));
    const old = sheets(document), now = sheets(next).map(link => link.getAttribute("href"));
    if (old.map(link => link.getAttribute("href")).join() === now.join()) return;
    // The old sheet goes when the new one is there: the page is never without.
    const made = now.map(href => add("link", { rel: "stylesheet", href }));
    let waiting = made.length;
    const done = () => { if (--waiting === 0) for (const link of old) link.remove(); };
    for (const link of made) { link.onload = link.onerror = done; }
    if (old.length) old.at(-1).after(...made); else document.head.append(...made);
    if (!made.length) for (const link of old) link.remove();
  };
  const pictures = files => {
    if (!files?.length) return;
    const names = new Set(files);
    for (const picture of document.querySelectorAll("img[src], source[src], video[src]")) {
      const url = new URL(picture.getAttribute("src"), location.href);
      if (url.origin === location.origin && names.has(pageOf(url))) { url.searchParams.set("v", version); picture.src = url.href; }
    }
  };
  const scripts = page => [...page.querySelectorAll("script[src]")].map(one => one.getAttribute("src")).filter(src => !src.includes("-/live")).join();

  const refresh = async news => {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    const text = await answer.text();
    if (answer.status === 404) { location.replace(addressOf(news.moved?.[pageOf(location)] || "index.html")); return; }
    const next = new DOMParser().parseFromString(text, "text/html");
    if (scripts(document) !== scripts(next)) { location.reload(); return; }
    styles(next);
    document.title = next.title;
    touched = [];
    const body = document.importNode(next.body, true);
    morph(base, body);
    base = body;
    globalThis.notesite?.dress?.();
    // A heading with a link of ours in it is called as it reads now.
    for (const heading of document.querySelectorAll(":is(h2, h3, h4, h5, h6)[aria-label]:has(> .here)")) heading.ariaLabel = heading.textContent.trim();
    pictures(news.files);
    const inside = touched.filter(one => one?.closest?.("main") && one !== document.body && !one.matches("main, article"));
    const place = follow && news.place && pageOf(new URL(addressOf(news.place.url))) === pageOf(location) ? blockAt(news.place.line) : null;
    const first = place || (follow && inside[0]);
    if (first) reveal(first);
    mark(inside.length ? inside.slice(0, 20) : place ? [place] : []);
    html.dataset.version = version;
  };

  let queue = Promise.resolve();
  const numbered = name => { const [run, count] = String(name).split("."); return { run, count: +count }; };
  const tell = news => {
    const mine = numbered(version), theirs = numbered(news.version);
    lay(news.overlay);
    if (mine.run === theirs.run && theirs.count < mine.count) return;
    version = news.version;
    const changed = new Set(news.changed), here = pageOf(location);
    if (news.moved?.[here]) { location.replace(addressOf(news.moved[here])); return; }
    const place = news.place && pageOf(new URL(addressOf(news.place.url)));
    if (follow && place && place !== here && !document.hidden) {
      try { sessionStorage.setItem("notesite.line", news.place.line); } catch {}
      location.assign(addressOf(news.place.url));
      return;
    }
    if (changed.has("*") || changed.has(here)) queue = queue.then(() => refresh(news)).catch(() => {});
    else { pictures(news.files); html.dataset.version = version; }
  };

  const alone = () => {
    const source = new EventSource(new URL("-/events?since=" + encodeURIComponent(version), root));
    source.onmessage = event => tell(JSON.parse(event.data));
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(alone, 1000); };
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  const shared = () => {
    const { port } = new SharedWorker(new URL("-/live-worker.js", root), { name: "notesite" });
    port.onmessage = ({ data }) => tell(data);
    port.postMessage({ since: version });
    addEventListener("pagehide", () => port.postMessage({ bye: true }), { once: true });
  };
  const listen = () => { try { shared(); } catch { alone(); } };
  listen();
  addEventListener("pageshow", event => { if (event.persisted) listen(); });

  // Where follow mode led here, the line that was saved is shown once the theme has set the page.
  addEventListener("DOMContentLoaded", () => {
    let line;
    try { line = sessionStorage.getItem("notesite.line"); sessionStorage.removeItem("notesite.line"); } catch {}
    const block = line && blockAt(+line);
    if (block) { reveal(block); mark([block]); }
  });

  // Alt+click on a block, Alt+Enter on the one that has the focus, the selection or the eye: back to its line in the editor.
  const edit = target => {
    const block = target?.closest?.("[data-l]"), article = document.querySelector("[data-source]"), file = article?.dataset.source;
    if (!block || !file) return false;
    const line = block.dataset.l, template = article.dataset.editor;
    if (!template) { say(`${file}:${line} · ${words.editor}`); return true; }
    location.href = template.replace("{path}", () => encode(file)).replace("{line}", () => line);
    return true;
  };
  addEventListener("click", event => { if (event.altKey && edit(event.target)) { event.preventDefault(); event.stopPropagation(); } }, true);
  addEventListener("keydown", event => {
    if (event.key !== "Enter" || !event.altKey || event.isComposing) return;
    const selected = getSelection()?.anchorNode, focused = document.activeElement;
    const seen = () => [...document.querySelectorAll("main [data-l]")].find(one => one.getBoundingClientRect().bottom > 80);
    if (edit(focused) || edit(selected?.nodeType === 1 ? selected : selected?.parentElement) || edit(seen())) event.preventDefault();
  });
})();
