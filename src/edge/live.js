// The page follows the pen: what was saved is shown in place, without losing scroll, folds, blanks or the selection.
(() => {
  const me = document.currentScript, root = new URL(document.documentElement.dataset.root || "./", location.href);
  let version = +me.dataset.version, follow = me.dataset.follow === "true";
  try { follow = JSON.parse(sessionStorage.getItem("notesite.follow")) ?? follow; } catch {}
  const pageOf = () => { const path = decodeURIComponent(location.pathname.slice(root.pathname.length)); return path === "" || path.endsWith("/") ? path + "index.html" : path; };
  const href = url => { const [page, anchor] = url.split("#"); return new URL(page.split("/").map(encodeURIComponent).join("/") + (anchor ? "#" + encodeURIComponent(anchor) : ""), root).href; };

  const bar = document.createElement("div"), button = document.createElement("button");
  bar.className = "live-bar";
  button.type = "button";
  const show = () => { button.textContent = follow ? "따라가기 켬" : "따라가기 끔"; button.setAttribute("aria-pressed", follow); };
  button.addEventListener("click", () => { follow = !follow; sessionStorage.setItem("notesite.follow", follow); show(); });
  bar.append(button);
  document.body.append(bar);
  show();

  const errors = text => {
    document.querySelector(".live-errors")?.remove();
    if (!text) return;
    const box = document.createElement("pre");
    box.className = "live-errors";
    box.setAttribute("role", "alert");
    box.textContent = text;
    document.body.append(box);
  };

  // Nodes that only scripts made (copy buttons, links to here) are made again; the rest is matched from both ends.
  const made = node => node.nodeType === 1 && node.matches(".copy, .all, .here");
  const like = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");
  const attributes = (from, to) => {
    for (const { name, value } of [...to.attributes]) if (from.getAttribute(name) !== value && !(name === "open" && from.nodeName === "DETAILS")) from.setAttribute(name, value);
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !["open", "hidden", "class"].includes(name)) from.removeAttribute(name);
    if (!to.hasAttribute("class") && from.hasAttribute("class")) from.removeAttribute("class");
  };
  const changed = [];
  const morph = (from, to) => {
    if (from.nodeType === 3) { if (from.data !== to.data) { from.data = to.data; changed.push(from.parentElement); } return; }
    if (from.nodeType !== 1) return;
    if (from.matches(".f[data-f]") && from.dataset.f === to.dataset.f) return;
    attributes(from, to);
    if (from.matches("input")) return;
    const old = [...from.childNodes].filter(node => !made(node)), now = [...to.childNodes];
    let head = 0, tail = 0;
    const same = (a, b) => a.isEqualNode(b) || like(a, b);
    while (head < old.length && head < now.length && same(old[head], now[head])) head++;
    while (tail < old.length - head && tail < now.length - head && same(old[old.length - 1 - tail], now[now.length - 1 - tail])) tail++;
    for (let i = 0; i < head; i++) morph(old[i], now[i]);
    for (let i = 0; i < tail; i++) morph(old[old.length - 1 - i], now[now.length - 1 - i]);
    const before = old[old.length - tail] || null;
    for (const node of old.slice(head, old.length - tail)) node.remove();
    for (const node of now.slice(head, now.length - tail)) { from.insertBefore(node, before?.parentNode === from ? before : null); changed.push(node.nodeType === 1 ? node : from); }
  };

  const refresh = async news => {
    const response = await fetch(location.pathname, { cache: "no-store" });
    const html = await response.text(), next = new DOMParser().parseFromString(html, "text/html");
    if (response.status === 404) { const index = next.querySelector(".bar .site"); location.href = index ? new URL("index.html", root).href : root.href; return; }
    document.title = next.title;
    for (const link of document.querySelectorAll("link[rel=stylesheet]:not([href*='-/live'])")) {
      const other = next.querySelector("link[rel=stylesheet]:not([href*='-/live'])");
      if (other && other.getAttribute("href") !== link.getAttribute("href")) link.setAttribute("href", other.getAttribute("href"));
    }
    const script = one => one.querySelector("script[src*='assets/site-']")?.getAttribute("src");
    if (script(document) !== script(next)) return location.reload();
    changed.length = 0;
    for (const part of ["main", ".nav", ".side .toc"]) {
      const old = document.querySelector(part), now = next.querySelector(part);
      if (old && now) morph(old, now);
    }
    for (const picture of document.querySelectorAll("main img")) if (news.changed.includes("*")) picture.src = picture.getAttribute("src").split("?")[0] + "?" + news.version;
    const site = globalThis.notesite || {};
    site.copy?.(document);
    site.fields?.();
    const first = changed.find(one => one?.closest?.("main"));
    for (const one of changed.slice(0, 20)) { one?.classList?.add("live-changed"); setTimeout(() => one?.classList?.remove("live-changed"), 2000); }
    if (first && follow) { const box = first.getBoundingClientRect(); if (box.top < 60 || box.bottom > innerHeight) first.scrollIntoView({ block: "center" }); }
    document.documentElement.dataset.version = news.version;
  };

  let queue = Promise.resolve();
  const tell = news => {
    version = news.version;
    errors(news.errors);
    if (news.errors) return;
    const here = news.changed.includes("*") || news.changed.includes(pageOf());
    if (!here && follow && news.place) { location.href = href(news.place); return; }
    if (here) queue = queue.then(() => refresh(news)).catch(() => {});
  };
  const open = () => {
    const source = new EventSource(new URL("-/events?since=" + version, root));
    source.onmessage = event => tell(JSON.parse(event.data));
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) { source.close(); setTimeout(open, 1000); } };
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  open();

  // Alt+click leads back to the line in the editor.
  addEventListener("click", event => {
    if (!event.altKey) return;
    const line = event.target.closest?.("[data-l]"), file = document.querySelector("[data-source]")?.dataset.source, template = document.querySelector("[data-editor]")?.dataset.editor;
    if (!line || !file || !template) return;
    event.preventDefault();
    location.href = template.replace("{path}", file).replace("{line}", line.dataset.l);
  });
})();
