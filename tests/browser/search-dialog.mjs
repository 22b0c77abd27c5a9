// The search dialog: opened by key and pointer, typed into through an input method, read by a screen reader, attacked, and cut off.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const evil = `<img src=x onerror="globalThis.pwned=1">"'><script>globalThis.pwned=1</script>`;

// Puts a search of our own in the place of the site's, before any script of the page runs.
const fake = (page, search) => page.addInitScript(source => {
  const search = (0, eval)(source);
  globalThis.notesite = {};
  Object.defineProperty(globalThis.notesite, "search", { get: () => search, set: () => {} });
  Object.defineProperty(globalThis.notesite, "searchReady", { get: () => async () => {}, set: () => {} });
}, `(${search})`);
// Five places in two chapters for every query; answers `none` with nothing and a nearest term, `wrong` with a corrected query.
const places = (chapters, sections) => `async (query, { limit }) => {
  (globalThis.asked ||= []).push(query);
  if (query === "broken") throw new Error("a shard is missing");
  const one = (page, section, text, hit) => ({ url: page + section, title: page === "${chapters[0]}" ? "첫 장" : "둘째 Pod", trail: ["장", "실습", "가지"], snippet: [{ text, hit: false }, { text: hit, hit: true }, { text: " 뒤", hit: false }], score: 1 });
  const found = query.startsWith("none") ? [] : [one("${chapters[0]}", "${sections[0]}", query + " ", "Pod"), one("${chapters[1]}", "${sections[1]}", "둘 ", "Pod"), one("${chapters[0]}", "", "셋 ", "Pod"), one("${chapters[1]}", "", "넷 ", "Pod"), one("${chapters[1]}", "", "다섯 ", "Pod")];
  return Object.assign(found.slice(0, limit), { corrected: query === "wrong" ? "바른말" : null, nearest: query === "none" ? "Service" : null, terms: ["Pod"] });
}`;

export default async ({ base, site, binary, tmp, serve, test }) => {
  mkdirSync(join(here, "screenshots"), { recursive: true });
  const folder = "eks-spring/", pages = readdirSync(join(site, folder)).filter(name => /^\d.*\.html$/.test(name)).sort((a, b) => parseInt(a) - parseInt(b));
  const chapters = pages.slice(0, 2).map(name => folder + name), url = i => base + folder + encodeURIComponent(pages[i]);
  const simple = places(chapters, ["", ""]);
  const input = page => page.locator("dialog.search input"), options = page => page.getByRole("option");
  // What stands there before anything is typed comes with a script of its own, after the dialog is open.
  const idle = page => page.locator("dialog.search a[href$='all.html']").first().waitFor();
  const shown = page => page.evaluate(() => document.querySelector("dialog.search")?.open || false);
  const open = async (page, search = simple, address = url(2)) => {
    if (search) await fake(page, search);
    await page.goto(address);
    await page.keyboard.press("/");
    await page.locator("dialog.search[open]").waitFor();
  };
  const chosen = page => page.evaluate(() => {
    const input = document.querySelector("dialog.search input"), id = input.getAttribute("aria-activedescendant");
    const selected = [...document.querySelectorAll("dialog.search [aria-selected=true]")];
    return selected.length === 1 && selected[0].id === id ? [...document.querySelectorAll("dialog.search [role=option]")].indexOf(selected[0]) : `wrong: ${selected.length} selected, ${id}`;
  });

  await test("a key, a shortcut and the button open it; Esc clears, then closes, and the focus returns", async page => {
    await fake(page, simple);
    await page.goto(url(0));
    const button = page.getByRole("button", { name: "찾기" });
    assert.match(await button.getAttribute("aria-keyshortcuts"), /^\/ (Control|Meta)\+K$/);
    for (const way of [() => page.keyboard.press("/"), () => page.keyboard.press("Control+k"), () => button.click(), async () => { await button.focus(); await page.keyboard.press("Enter"); }]) {
      await way();
      assert.ok(await shown(page));
      assert.ok(await input(page).evaluate(one => one === document.activeElement));
      assert.equal(await input(page).inputValue(), "");
      await page.keyboard.type("말");
      await options(page).first().waitFor();
      await page.keyboard.press("Escape");
      assert.equal(await input(page).inputValue(), "");
      assert.equal(await options(page).count(), 0);
      assert.ok(await shown(page));
      await page.keyboard.press("Escape");
      assert.ok(!await shown(page));
    }
    assert.ok(await button.evaluate(one => one === document.activeElement));
    await page.locator(".fields input, .skip").first().focus();
    await page.keyboard.press("Control+K");
    const took = await page.evaluate(() => new Promise(done => { document.querySelector("dialog.search").close(); const start = performance.now(); notesite.searchDialog(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))); }));
    console.log(`     the dialog opens and is drawn in ${took.toFixed(1)} ms`);
  });

  await test("a slash stays a slash where something is typed", async page => {
    await fake(page, simple);
    await page.goto(base + folder + "commands.html");
    await page.locator(".filter input").focus();
    await page.keyboard.press("/");
    assert.equal(await page.locator(".filter input").inputValue(), "/");
    assert.ok(!await shown(page));
    await page.keyboard.press("Control+k");
    await page.keyboard.press("/");
    assert.equal(await input(page).inputValue(), "/");
  });

  await test("an input method is never disturbed: nothing lost, nothing doubled, every step answered", async page => {
    await open(page);
    const cdp = await page.context().newCDPSession(page);
    const compose = text => cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    const key = name => cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: name, code: name, windowsVirtualKeyCode: 229 });
    const asked = () => page.evaluate(() => globalThis.asked);
    let whole = "";
    for (const [steps, syllable] of [[["ㅋ", "쿠", "쿱"], "쿠"], [["버", "번"], "버"], [["ㄴ", "네"], "네"]]) {
      for (const step of steps) {
        await compose(step);
        await page.waitForFunction(text => document.querySelector("dialog.search .line")?.textContent.startsWith(text + " "), whole + step);
        assert.equal(await input(page).inputValue(), whole + step);
        // Keys that the input method uses neither choose nor follow nor close.
        for (const name of ["ArrowDown", "Enter", "Escape"]) await key(name);
        assert.equal(await chosen(page), 0);
        assert.ok(await shown(page));
      }
      await cdp.send("Input.insertText", { text: syllable });
      whole += syllable;
      assert.equal(await input(page).inputValue(), whole);
    }
    assert.deepEqual((await asked()).filter((one, i, all) => one !== all[i - 1]), ["ㅋ", "쿠", "쿱", "쿠", "쿠버", "쿠번", "쿠버", "쿠버ㄴ", "쿠버네"]);
    assert.equal(page.url().split("?")[0], url(2));
    await page.keyboard.press("ArrowDown");
    assert.equal(await chosen(page), 1);
  });

  await test("a late answer never replaces a newer one, and Enter waits for the answer to what was typed", async page => {
    await open(page, `(query, options) => new Promise(done => { (globalThis.pending ||= {})[query] = () => (${simple})(query, options).then(done); })`);
    const answer = query => page.evaluate(one => globalThis.pending[one](), query);
    for (const letter of "abc") await page.keyboard.type(letter);
    await answer("ab");
    await answer("abc");
    await page.waitForFunction(() => document.querySelector("dialog.search .line")?.textContent.startsWith("abc "));
    await answer("a");
    await page.keyboard.type("d");
    await page.keyboard.press("Enter");
    assert.match(await page.locator(".search .line").first().textContent(), /^abc /);
    assert.equal(page.url().split("?")[0], url(2));
    await Promise.all([page.waitForURL(address => address.href.startsWith(url(0))), answer("abcd")]);
  });

  await test("the keyboard alone chooses, wraps, opens a tab and follows", async (page, context) => {
    await open(page);
    await page.keyboard.type("pod");
    await options(page).first().waitFor();
    assert.equal(await options(page).count(), 5);
    assert.equal(await chosen(page), 0);
    for (const [key, now] of [["ArrowUp", 4], ["ArrowDown", 0], ["PageDown", 4], ["PageDown", 4], ["PageUp", 0], ["ArrowDown", 1], ["Home", 1], ["End", 1]]) {
      await page.keyboard.press(key);
      assert.equal(await chosen(page), now, key);
    }
    await page.keyboard.press("Home");
    await page.keyboard.type("x");
    assert.equal(await input(page).inputValue(), "xpod");
    await page.keyboard.press("Backspace");
    await page.waitForFunction(() => document.querySelector("dialog.search .line")?.textContent.startsWith("pod "));
    const [tab] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Control+Enter")]);
    await tab.waitForURL(url(0));
    assert.ok(await shown(page));
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL(url(1));
    assert.equal(await page.evaluate(() => document.activeElement.matches("dialog *")), false);
  });

  await test("a chapter with many hits shows some and opens the rest", async page => {
    await open(page, `async () => Object.assign(Array.from({ length: 7 }, (_, i) => ({ url: "${chapters[0]}", title: "첫", trail: ["첫"], snippet: [{ text: "줄 " + i, hit: false }], score: 1 })), { terms: [] })`);
    await page.keyboard.type("a");
    await options(page).first().waitFor();
    assert.equal(await options(page).count(), 5);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    assert.equal(await options(page).count(), 7);
    assert.equal(await chosen(page), 4);
    assert.ok(await input(page).evaluate(one => one === document.activeElement));
  });

  await test("names and roles are those of a combobox with a listbox", async page => {
    await open(page);
    assert.equal(await input(page).getAttribute("aria-expanded"), "false");
    await page.keyboard.type("pod");
    await options(page).first().waitFor();
    const box = page.getByRole("dialog", { name: "찾기" });
    const combobox = box.getByRole("combobox", { name: "찾을 말", expanded: true });
    assert.equal(await combobox.getAttribute("aria-controls"), await box.getByRole("listbox", { name: "찾은 곳" }).getAttribute("id"));
    const tree = await box.ariaSnapshot();
    assert.match(tree, /group "1 첫 장"/);
    assert.match(tree, /option "실습 › 가지 pod Pod 뒤" \[selected\]/);
    assert.match(tree, /group "2 둘째 Pod"/);
    await page.waitForFunction(() => document.querySelector("dialog.search [role=status]").textContent === "2개 장에서 5곳");
  });

  for (const [width, scheme] of [[1440, "light"], [1440, "dark"], [360, "light"], [360, "dark"]]) {
    await test(`axe finds nothing in the open dialog at ${width} px, ${scheme}`, async page => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 760 });
      await page.addInitScript(() => { try { localStorage.setItem("notesite.searches:/", JSON.stringify(["파드", "서비스 만들기"])); } catch {} });
      await open(page);
      await page.addScriptTag({ path: axe });
      const check = async name => {
        const found = await page.evaluate(() => globalThis.axe.run().then(result => result.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`)));
        assert.equal(found.join("\n"), "", name);
        assert.ok(await page.evaluate(() => { const box = document.querySelector("dialog.search"); return box.scrollWidth <= box.clientWidth && box.getBoundingClientRect().right <= innerWidth; }), `${name} fits`);
        await page.screenshot({ path: join(here, `screenshots/search-${name}-${width}-${scheme}.png`) });
      };
      assert.equal(await page.locator(".search .again").count(), 2);
      await check("recent");
      for (const [query, ready] of [["pod", "[role=option]"], ["none", ".near"], ["broken", ".retry"]]) {
        await input(page).fill(query);
        await page.locator(`dialog.search ${ready}`).first().waitFor();
        await check(query);
      }
      await input(page).fill("pod");
      await options(page).first().waitFor();
      await page.keyboard.press("Enter");
      await page.waitForURL(url(0));
    });
  }

  await test("titles, snippets, addresses, queries and kept searches are text, never markup", async page => {
    const bad = JSON.stringify(evil);
    await page.addInitScript(text => { try { localStorage.setItem("notesite.searches:/", JSON.stringify([text, { toString: 1 }, 7])); } catch {} }, evil);
    await fake(page, `async query => Object.assign(query.startsWith("none") ? [] : ["javascript:globalThis.pwned=1", "//example.com/", "${chapters[0]}#" + ${bad}].map(url => ({ url, title: ${bad}, trail: [${bad}, ${bad}], snippet: [{ text: ${bad}, hit: true }, { text: ${bad}, hit: false }], score: 1 })), { corrected: ${bad}, nearest: ${bad}, terms: [${bad}, "(", "[", "*", ""] })`);
    await page.goto(`${url(2)}?q=${encodeURIComponent(evil)}&mark=${encodeURIComponent(evil)}&mark=(&mark=Pod`);
    await options(page).first().waitFor();
    assert.equal(await input(page).inputValue(), evil.slice(0, 200));
    assert.equal(await page.locator("dialog.search :is(img, script)").count(), 0);
    for (const href of await options(page).evaluateAll(all => all.map(one => one.href))) assert.ok(href.startsWith(base), href);
    await input(page).fill("none" + evil);
    await page.locator(".search .near").waitFor();
    assert.equal(await page.locator(".search .near").textContent(), evil);
    await input(page).fill("");
    await page.locator(".search .again").first().waitFor();
    assert.equal(await page.locator(".search .again").textContent(), evil);
    await input(page).fill("x");
    await options(page).last().click();
    await page.waitForURL(address => address.href.startsWith(url(0)));
    await page.goto(url(0) + "?mark=" + encodeURIComponent(evil));
    await page.waitForFunction(() => globalThis.notesite.markHits && !location.search);
    assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
  });

  await test("what was corrected is said, and nothing found proposes the nearest term", async page => {
    await open(page);
    await page.keyboard.type("wrong");
    await page.locator(".search .said b").waitFor();
    assert.equal(await page.locator(".search .said").textContent(), "2개 장에서 5곳 · 고쳐 찾은 말: 바른말");
    await input(page).fill("none");
    await page.locator(".search .rest", { hasText: "혹시 이 말인가요?" }).waitFor();
    await page.keyboard.press("Enter");
    assert.equal(await input(page).inputValue(), "Service");
    await options(page).first().waitFor();
    await input(page).fill("none at all");
    await page.locator(".search .said", { hasText: "에 맞는 곳이 없습니다" }).waitFor();
    assert.equal(await page.locator(".search .near").count(), 0);
    assert.equal(await page.locator(".search .rest a").getAttribute("href"), "../all.html");
  });

  await test("what was found stays while a word that leads nowhere is typed, until the reader pauses or asks for it", async page => {
    await page.clock.install();
    await open(page, simple);
    await input(page).fill("pod");
    await options(page).first().waitFor();
    const count = await options(page).count(), said = await page.locator(".search .said").textContent();
    const height = () => page.locator("dialog.search").evaluate(box => box.offsetHeight), before = await height();
    await page.clock.pauseAt(Date.now() + 60_000);
    await input(page).fill("none");
    await page.clock.runFor(300);
    assert.equal(await options(page).count(), count);
    assert.equal(await page.locator(".search .said").textContent(), said);
    await page.clock.runFor(200);
    await page.locator(".search .rest", { hasText: "혹시 이 말인가요?" }).waitFor();
    assert.equal(await options(page).count(), 0);
    assert.equal(await height(), before, "the dialog keeps its height while a word is typed");
    // What comes next is shown at once, and the pause before it changes nothing.
    await input(page).fill("pod");
    await options(page).first().waitFor();
    await input(page).fill("none");
    await page.keyboard.press("Enter");
    await page.locator(".search .rest", { hasText: "혹시 이 말인가요?" }).waitFor();
    assert.equal(await input(page).inputValue(), "none", "an answer that was not seen is not taken");
    await input(page).fill("none at all");
    await input(page).fill("pod");
    await options(page).first().waitFor();
    await page.clock.runFor(500);
    assert.equal(await options(page).count(), count);
  });

  await test("an error says so and can be tried again; so does an answer that never comes", async page => {
    await page.clock.install();
    await open(page, `async (query, options) => globalThis.cut === "silent" ? new Promise(() => {}) : globalThis.cut ? Promise.reject(new Error("cut")) : (${simple})(query, options)`);
    await page.evaluate(() => globalThis.cut = true);
    await page.keyboard.type("pod");
    await page.locator(".search .said").getByText("불러오지 못했습니다").waitFor();
    await page.evaluate(() => globalThis.cut = false);
    await page.getByRole("button", { name: "다시 시도" }).click();
    await options(page).first().waitFor();
    assert.ok(await input(page).evaluate(one => one === document.activeElement));
    await page.evaluate(() => globalThis.cut = "silent");
    await page.keyboard.type("s");
    await page.clock.runFor(400);
    await page.getByText("찾는 중").waitFor();
    await page.clock.runFor(10000);
    await page.locator(".search .said").getByText("불러오지 못했습니다").waitFor();
    await page.evaluate(() => globalThis.cut = false);
    await page.keyboard.press("Enter");
    await options(page).first().waitFor();
  });

  await test("the address holds the query, opens the dialog with it, and Back returns to the answers", async page => {
    await fake(page, simple);
    await page.goto(url(2) + "?q=" + "긴".repeat(500));
    await options(page).first().waitFor();
    assert.equal(await input(page).inputValue(), "긴".repeat(200));
    await page.goto(url(2) + "?q=" + encodeURIComponent("파드 재시작"));
    await options(page).first().waitFor();
    assert.equal(await input(page).inputValue(), "파드 재시작");
    await input(page).fill("다른 말");
    await page.waitForFunction(() => new URLSearchParams(location.search).get("q") === "다른 말");
    await page.keyboard.press("Enter");
    await page.waitForURL(url(0));
    await page.goBack();
    await page.locator("dialog.search[open]").waitFor();
    assert.equal(await input(page).inputValue(), "다른 말");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForURL(url(2));
    assert.ok(!await shown(page));
  });

  await test("queries that led somewhere are kept, can be removed, and nothing is stored where storage is blocked", async page => {
    await open(page);
    for (const query of ["첫째", "둘째", "셋째", "첫째"]) {
      await input(page).fill(query);
      await page.waitForFunction(text => document.querySelector("dialog.search .line")?.textContent.startsWith(text + " "), query);
      await page.keyboard.press("Enter");
      await page.waitForURL(url(0));
      await page.goto(url(2));
      await page.keyboard.press("/");
      await idle(page);
    }
    const kept = page.locator(".search .again");
    assert.deepEqual(await kept.allTextContents(), ["첫째", "셋째", "둘째"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Delete");
    assert.deepEqual(await kept.allTextContents(), ["첫째", "둘째"]);
    await page.getByRole("button", { name: "지우기: 첫째" }).click();
    assert.deepEqual(await kept.allTextContents(), ["둘째"]);
    await kept.first().click();
    assert.equal(await input(page).inputValue(), "둘째");
    await options(page).first().waitFor();
    await input(page).fill("");
    await page.getByRole("button", { name: "모두 지우기" }).click();
    assert.equal(await kept.count(), 0);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith("notesite.searches"))), []);
  });
  await test("blocked storage costs nothing but what would be kept", async page => {
    await page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } }));
    const problems = [];
    page.on("pageerror", error => problems.push(String(error)));
    await open(page);
    await page.keyboard.type("pod");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(url(0));
    await page.keyboard.press("/");
    await idle(page);
    assert.equal(await page.locator(".search .again").count(), 0);
    assert.deepEqual(problems, []);
  });

  const folded = `<section class="sec" id="one"><h2>하나</h2><div class="row"><h3 id="lead">밖</h3><div class="body"><ul class="tree"><li><div class="b">Pod 앞</div><details><summary aria-label="접기"></summary><ul class="tree"><li id="deep"><div class="b">속의 <code><i class="t">ku</i>bectl</code> pod</div></li></ul></details></li></ul></div></div></section>
<section class="sec" id="two"><h2>둘</h2><div class="row"><h3 id="far">멀리</h3><details open style="padding-top: 2000px"><summary aria-label="접기"></summary><p>podman과 <b>po</b>ds, Pod</p></details></div></section>`;
  const reader = async (page, address, search = simple) => {
    await page.context().route(address => address.href.startsWith(url(0)), async route => {
      const answer = await route.fetch(), html = await answer.text();
      await route.fulfill({ response: answer, body: html.replace(/(<article class="notes[^>]*>)[^]*?<\/article>/, (_, tag) => tag + folded + "</article>") });
    });
    await fake(page, search);
    await page.goto(address);
  };
  for (const way of ["the highlight API", "mark elements"]) {
    await test(`the hits are marked on the page that was followed to, with ${way}; folds open; Esc clears them`, async page => {
      if (way === "mark elements") await page.addInitScript(() => { delete globalThis.Highlight; });
      const marks = () => page.evaluate(() => globalThis.Highlight ? [...(CSS.highlights.get("search-hit") || [])].map(String) : [...document.querySelectorAll("mark.hit")].map(one => one.textContent));
      await reader(page, url(2), places(chapters, ["#deep", ""]));
      await page.keyboard.press("/");
      await page.keyboard.type("pod");
      await options(page).first().waitFor();
      const before = await page.locator("main").textContent();
      await page.keyboard.press("Enter");
      await page.waitForURL(url(0) + "#deep");
      const note = page.getByRole("group", { name: "찾은 말 표시" });
      await note.waitFor();
      assert.deepEqual(await marks(), ["Pod", "pod", "pod", "po", "d", "Pod"].slice(0, (await marks()).length));
      assert.equal((await marks()).length, 6);
      if (way === "mark elements") assert.equal(await page.locator("mark.hit").first().evaluate(one => getComputedStyle(one).display), "inline");
      assert.ok(await page.locator("#deep").isVisible());
      assert.equal(await note.locator("output").textContent(), "2 / 5");
      await note.getByRole("button", { name: "다음 찾은 곳" }).click();
      await page.waitForFunction(() => { const box = document.querySelector("#far").closest(".row").querySelector("p").getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; });
      await page.reload();
      await note.waitFor();
      const whole = await page.locator("main .notes").textContent();
      await page.keyboard.press("Escape");
      assert.equal(await note.count(), 0);
      assert.deepEqual(await marks(), []);
      assert.equal(await page.locator("main .notes").textContent(), whole);
      assert.ok(before && !await page.evaluate(() => history.state?.marks));
      await page.reload();
      await page.waitForFunction(() => document.readyState === "complete");
      assert.equal(await note.count(), 0);
    });
  }
  await test("a result on the same page closes the dialog, goes there and marks without loading anew", async page => {
    await reader(page, url(0), places(chapters, ["#far", ""]));
    await page.evaluate(() => { globalThis.stayed = true; });
    await page.locator(".row:has(#far) summary").click();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("pod");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => decodeURIComponent(location.hash) === "#far");
    await page.locator(".hits-note").waitFor();
    assert.ok(await page.evaluate(() => globalThis.stayed));
    assert.ok(!await shown(page));
    assert.equal(await page.locator(".row:has(#far) details:not([open])").count(), 0);
    await page.locator(".hits-note .wipe").click();
    assert.equal(await page.locator(".hits-note").count(), 0);
  });

  await test("on a phone it fills what the keyboard leaves", async page => {
    await open(page);
    await page.keyboard.type("pod");
    await options(page).first().waitFor();
    const box = () => page.evaluate(() => { const { left, top, width, height } = document.querySelector("dialog.search").getBoundingClientRect(); return [left, top, width, height]; });
    assert.deepEqual(await box(), [0, 0, 360, 740]);
    await page.evaluate(() => {
      Object.defineProperties(visualViewport, { height: { get: () => 400, configurable: true }, offsetTop: { get: () => 30, configurable: true } });
      visualViewport.dispatchEvent(new Event("resize"));
    });
    assert.deepEqual(await box(), [0, 30, 360, 400]);
    await options(page).nth(2).tap();
    await page.waitForURL(url(1));
  }, { viewport: { width: 360, height: 740 }, hasTouch: true });

  await test("the pointer chooses, follows, and closes beside the dialog", async page => {
    await open(page);
    await page.keyboard.type("pod");
    await options(page).first().waitFor();
    await options(page).nth(3).hover();
    assert.equal(await chosen(page), 3);
    await page.mouse.click(20, 600);
    assert.ok(!await shown(page));
    await page.keyboard.press("/");
    assert.equal(await input(page).inputValue(), "pod");
    await options(page).nth(2).click();
    await page.waitForURL(url(1));
  });

  await test("a key opens it again before the page is drawn without it", async page => {
    await open(page);
    const stands = await input(page).evaluate(field => {
      const box = field.closest("dialog");
      box.close();
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
      return box.open;
    });
    assert.ok(stands, "what has the focus lies in a dialog that is closed");
  });

  await test("a chapter found by its title is previewed by its sections and how they begin", async page => {
    await page.goto(url(7));
    const title = await page.locator("h1 .t").textContent(), sections = await page.locator(".notes .sec > h2").allTextContents();
    await page.keyboard.press("/");
    await page.locator("dialog.search[open]").waitFor();
    await page.keyboard.type(title);
    const preview = page.locator("dialog.search .section"), heads = preview.locator(".inner");
    await heads.first().waitFor();
    assert.equal(await preview.locator(".name").textContent(), title);
    for (const head of await heads.allTextContents()) assert.ok(sections.some(section => section.includes(head)), head);
    assert.ok(await preview.locator(".said-line, .bullet, .code").count() > 1);
  });

  await test("behind the last chapter of a course the next course is led to, and nothing behind the last of all", async page => {
    await page.goto(base + folder + encodeURIComponent(pages.at(-1)));
    const next = page.locator(".turn a[rel=next]");
    await next.click();
    await page.waitForURL(address => !address.pathname.includes("/" + folder));
    const last = page.locator(".chapters li:last-child a");
    await last.click();
    await page.locator(".turn a[rel=prev]").waitFor();
    assert.equal(await next.count(), 0);
  });

  await test("without scripts the button leads to every chapter and command sheet", async page => {
    await page.goto(url(0));
    await page.getByRole("link", { name: "모든 장" }).click();
    await page.waitForURL(base + "all.html");
    assert.ok(await page.locator(`.chapters a[href="${folder}${pages[0]}"]`).isVisible());
    await page.locator(`main a[href="${folder}commands.html"]`).click();
    assert.ok(await page.locator("h1").isVisible());
  }, { javaScriptEnabled: false });

  // ---- With the site's own index ----
  await test("letters typed before the rest of the dialog has arrived are neither lost nor keys of the page", async (page, context) => {
    let arrive;
    const gate = new Promise(done => { arrive = done; });
    await context.route(/assets\/dialog-/, async route => { await gate; await route.continue(); });
    await page.goto(url(2));
    await page.keyboard.type("/np");
    assert.equal(await input(page).inputValue(), "np");
    const cdp = await context.newCDPSession(page);
    await cdp.send("Input.imeSetComposition", { text: "포", selectionStart: 1, selectionEnd: 1 });
    arrive();
    await page.getByRole("combobox").waitFor();
    await cdp.send("Input.imeSetComposition", { text: "폳", selectionStart: 1, selectionEnd: 1 });
    await cdp.send("Input.insertText", { text: "포" });
    assert.equal(await input(page).inputValue(), "np포");
    assert.equal(page.url().split("?")[0], url(2));
  });
  await test("where not even the dialog can be loaded, the button leads to the list of everything", async (page, context) => {
    await context.route(/assets\/dialog-/, route => route.abort());
    await page.goto(url(2));
    await page.keyboard.press("/");
    await page.waitForURL(base + "all.html");
  });

  const first = page => page.locator(".search .chapter > p").first();
  await test("letters typed one by one find what the whole word finds, in the site's own index", async page => {
    await open(page, null);
    const cdp = await page.context().newCDPSession(page);
    for (const letter of "ㅋㅜㅂㅓ") {
      await cdp.send("Input.insertText", { text: letter });
      await options(page).first().waitFor();
    }
    assert.equal(await input(page).inputValue(), "ㅋㅜㅂㅓ");
    await page.waitForFunction(() => [...document.querySelectorAll(".search mark")].some(one => one.textContent === "쿠버"));
    // With a particle: `znqjspxltm` itself stands in the guide.
    for (const query of ["쿠버네티스", "ㅋㅂㄴㅌㅅ", "znqjspxltmfmf"]) {
      await input(page).fill(query);
      await page.waitForFunction(() => [...document.querySelectorAll(".search mark")].some(one => one.textContent === "쿠버네티스"));
      assert.match(await first(page).textContent(), /쿠버네티스/);
    }
    assert.match(await page.locator(".search .said").textContent(), /고쳐 찾은 말: 쿠버네티스/);
    await page.keyboard.press("Enter");
    await page.locator(".hits-note b").getByText("쿠버네티스").waitFor();
    assert.ok(await page.evaluate(() => [...CSS.highlights.get("search-hit")].some(range => String(range) === "쿠버네티스")));
    assert.ok(!page.url().includes("mark="));
  });

  await test("a part that fails to load is said clearly and comes with a retry", async (page, context) => {
    let cut = true;
    await context.route(address => /\/search[/-]/.test(address.pathname), route => cut ? route.abort() : route.continue());
    await open(page, null);
    await page.keyboard.type("pod");
    await page.getByRole("button", { name: "다시 시도" }).waitFor();
    assert.equal(await page.locator(".search .said").textContent(), "찾기 자료를 불러오지 못했습니다. 연결을 확인해 주세요.");
    cut = false;
    await page.getByRole("button", { name: "다시 시도" }).click();
    await options(page).first().waitFor();
  });

  await test("it works from file:// the same", async page => {
    await page.goto(pathToFileURL(join(site, folder, pages[2])).href);
    await page.keyboard.press("/");
    await page.keyboard.type("pod");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".hits-note").waitFor();
    assert.ok(page.url().startsWith(pathToFileURL(site).href));
    await page.goto(pathToFileURL(join(site, folder, pages[2])).href + "?q=pod");
    await options(page).first().waitFor();
  });

  await test("notes that attack are text in the answers too", async page => {
    const root = join(tmp, "evil"), out = join(tmp, "evil-site");
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, "README.md"), `### 1. 첫 ${evil}\n- 절 ${evil}\n  - 줄 \`${evil}\` 파드\n### 2. 둘 </script><svg onload=globalThis.pwned=1>\n- 절\n  - 파드 ${evil}\n`);
    const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    const { base, close } = await serve(out);
    try {
      await page.goto(base + "index.html?q=" + encodeURIComponent("파드"));
      await options(page).nth(1).waitFor();
      assert.equal(await page.locator("dialog.search").locator("img, script, svg[onload]").count(), 0);
      assert.ok((await page.locator("dialog.search").textContent()).includes("onerror="));
      await page.keyboard.press("Enter");
      await page.locator(".hits-note").waitFor();
      assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
    } finally { close(); }
  });
};
