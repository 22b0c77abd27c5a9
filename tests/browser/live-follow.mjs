// `notesite serve` in a browser: a save shows in place, follow mode leads to the change, mistakes show over the last good page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const note = (first, second, more = "") => `### 1. 하나\n- 개념\n  - ${first}\n${"  - 줄\n".repeat(60)}### 2. 둘\n- 실습\n  - kubectl get pods -n <이름>\n  - ${second}\n    - 안쪽\n      - 더 안쪽\n- 그림\n  - ![그림](image/a.svg)\n${more}`;
const see = (page, text) => page.locator(".notes").getByText(text).first();
const svg = width => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20"><rect width="${width}" height="20"/></svg>`;

export const start = (binary, root, ...more) => new Promise(done => {
  const server = spawn(binary, ["serve", root, ...(more.length ? more : ["--port", "0"])], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  server.stderr.on("data", data => said += data);
  server.stdout.once("data", data => done({ server, base: String(data).trim(), said: () => said, stop: () => new Promise(gone => { server.once("exit", gone); server.kill(); }) }));
});

export default async ({ binary, tmp, test }) => {
  const root = join(tmp, "live");
  mkdirSync(join(root, "image"), { recursive: true });
  const save = (...words) => writeFileSync(join(root, "README.md"), note(...words));
  const config = text => writeFileSync(join(root, "notesite.toml"), text);
  save("처음", "끝");
  writeFileSync(join(root, "image", "a.svg"), svg(40));
  const { base, stop } = await start(binary, root);
  const one = base + encodeURIComponent("1-하나.html"), two = base + encodeURIComponent("2-둘.html");
    const ready = page => page.locator(".live-bar [aria-pressed]").waitFor();
  const stay = async page => { await ready(page); await page.evaluate(() => { globalThis.mark = 1; }); };
  const stayed = async page => assert.equal(await page.evaluate(() => globalThis.mark), 1, "the page was not reloaded");
  try {
    await test("a save changes the page in place: blanks, folds, focus, selection and scroll stay", async page => {
      // Low enough that there is something to scroll.
      await page.setViewportSize({ width: 1440, height: 400 });
      await page.goto(two);
      await stay(page);
      // Without follow mode nothing is opened or scrolled to.
      await page.locator(".live-bar [aria-pressed]").click();
      const blank = page.locator(".notes .f").first();
      await blank.click();
      await page.keyboard.type("kube-system");
      await page.evaluate(() => {
        document.querySelector(".tree details").open = false;
        document.activeElement.blur();
        document.querySelector(".site").focus();
        getSelection().selectAllChildren(document.querySelector("h1 .t"));
        // At once: the page scrolls smoothly, and a look in between would see it on its way.
        scrollTo({ top: 10, behavior: "instant" });
      });
      save("처음", "바뀐 끝");
      await see(page, "바뀐 끝").waitFor();
      await stayed(page);
      assert.equal(await blank.textContent(), "kube-system");
      assert.deepEqual(await page.evaluate(() => [document.querySelector(".tree details").open, document.activeElement.className, String(getSelection()), scrollY]), [false, "site", "둘", 10]);
      assert.equal(await page.locator(".cmd .copy").count(), 1);
    });
    await test("what a save brings is dressed like the rest", async page => {
      await page.goto(two);
      await stay(page);
      save("처음", "바뀐 끝", "- 더\n  - 새것\n    - kubectl delete pod <이름>\n");
      await see(page, "새것").waitFor();
      await page.locator(".cmd .copy").nth(1).waitFor();
      assert.equal(await page.locator(".notes .f").nth(1).getAttribute("role"), "textbox");
      assert.equal(await page.locator(".sec h2 .here").count(), 3);
      const names = await page.locator(".sec h2").evaluateAll(all => all.map(one => [one.ariaLabel, one.textContent.trim()]));
      for (const [name, words] of names) assert.equal(name, words);
      await stayed(page);
      save("처음", "바뀐 끝");
      await page.locator(".notes").getByText("새것").first().waitFor({ state: "detached" });
      assert.equal(await page.locator(".cmd .copy").count(), 1);
    });
    await test("follow mode leads to the chapter and bullet that changed, and one click turns it off", async page => {
      await page.goto(two);
      await ready(page);
      save("고친 처음", "바뀐 끝");
      await page.waitForURL(url => decodeURIComponent(url.href).includes("1-하나.html#개념"));
      await page.locator(".live-changed", { hasText: "고친 처음" }).first().waitFor();
      await page.goto(two);
      await page.locator(".live-bar [aria-pressed]").click();
      await stay(page);
      save("다시 고친 처음", "바뀐 끝");
      await page.waitForFunction(() => document.documentElement.dataset.version);
      await stayed(page);
      assert.ok(decodeURIComponent(page.url()).includes("2-둘"));
    });
    await test("on the page in view follow mode scrolls to the change", async page => {
      save("고친 처음", "바뀐 끝");
      await page.goto(one);
      await page.getByText("다시").waitFor({ state: "detached" });
      await stay(page);
      writeFileSync(join(root, "README.md"), note("고친 처음", "바뀐 끝").replace("  - 줄\n### 2", "  - 맨 아래\n### 2"));
      await see(page, "맨 아래").waitFor();
      await page.waitForFunction(() => { const box = [...document.querySelectorAll("main *")].findLast(one => one.textContent.trim() === "맨 아래").getBoundingClientRect(); return box.top > 0 && box.bottom <= innerHeight; });
      await stayed(page);
    });
    await test("a mistake in the configuration is shown over the last good page and goes once mended", async page => {
      await page.goto(one);
      await stay(page);
      config("titel = \"<img src=x onerror=alert(1)>\"\n");
      await page.locator(".live-errors").getByText("Did you mean title?").waitFor();
      assert.equal(await page.locator(".live-errors img").count(), 0);
      assert.ok(await page.locator("h1").isVisible());
      const other = await page.context().newPage();
      await other.goto(two);
      await other.locator(".live-errors").getByText("Did you mean title?").waitFor();
      config("title = \"고친 제목\"\n");
      await page.locator(".live-errors").waitFor({ state: "detached" });
      await other.locator(".live-errors").waitFor({ state: "detached" });
      await page.locator(".site", { hasText: "고친 제목" }).waitFor();
      await stayed(page);
    });
    await test("warnings have a badge: their list wraps, speaks the notes' language and tells no secret", async page => {
      const long = `[어디](nowhere/${"long-".repeat(80)}.md)`;
      await page.setViewportSize({ width: 360, height: 700 });
      await page.goto(two);
      await stay(page);
      await page.locator(".live-bar [aria-pressed]").click();
      const badge = page.locator(".live-badge"), list = page.locator(".live-errors");
      assert.ok(await badge.isHidden());
      save("고친 처음", long, "- 암호\n  - password = hT7kQ2xLw9ZpR4vB\n");
      await badge.getByText("경고 2개").waitFor();
      assert.equal(await list.count(), 0, "no warning opens by itself");
      await badge.click();
      await list.getByText("링크가 가리키는 곳이 없습니다").waitFor();
      await list.getByText("여기에 없는 1개").waitFor();
      assert.match(await list.locator(".live-where").textContent(), /^README\.md:\d+:\d+$/);
      assert.match(await list.locator("pre mark").textContent(), /^\[어디\]\(nowhere/);
      assert.doesNotMatch(await list.textContent(), /hT7k/);
      assert.deepEqual(await page.evaluate(() => [".live-errors", ".live-errors pre"].map(one => document.querySelector(one)).map(one => one.scrollWidth <= one.clientWidth)), [true, true]);
      await list.getByRole("button", { name: "닫기" }).focus();
      await page.keyboard.press("Escape");
      assert.equal(await list.count(), 0);
      assert.ok(await badge.evaluate(one => one === document.activeElement), "the focus goes back to the badge");
      save("고친 처음", "바뀐 끝");
      await badge.waitFor({ state: "hidden" });
      await stayed(page);
    });
    await test("a broken template keeps the last good page", async page => {
      await page.goto(one);
      await stay(page);
      config("theme = \"mine\"\n");
      await page.locator(".live-errors").getByText("themes/").waitFor();
      const templates = join(root, "themes", "mine", "templates");
      mkdirSync(templates, { recursive: true });
      await page.locator(".live-errors").waitFor({ state: "detached" });
      writeFileSync(join(templates, "chapter.html"), "{% extends \"base.html\" %}{% block main %}<p>{{ nothing_of_the_kind }}</p>{% endblock main %}");
      await page.locator(".live-errors").getByText("nothing_of_the_kind").waitFor();
      assert.ok(await page.locator("h1").isVisible());
      writeFileSync(join(templates, "chapter.html"), "{% extends \"base.html\" %}{% block main %}<h1>{{ title }}</h1><p>내 것</p>{% endblock main %}");
      await page.getByText("내 것").waitFor();
      await page.locator(".live-errors").waitFor({ state: "detached" });
      rmSync(join(root, "themes"), { recursive: true });
      config("");
      await page.locator(".live-errors").waitFor({ state: "detached" });
      await page.getByText("내 것").waitFor({ state: "detached" });
    });
    await test("a style sheet is exchanged and a picture loaded anew without a reload", async page => {
      await page.goto(two);
      await stay(page);
      await page.waitForFunction(() => document.querySelector(".notes img").naturalWidth === 40);
      writeFileSync(join(root, "image", "a.svg"), svg(60));
      await page.waitForFunction(() => document.querySelector(".notes img").naturalWidth === 60);
      mkdirSync(join(root, "themes", "default", "css"), { recursive: true });
      writeFileSync(join(root, "themes", "default", "css", "99-mine.css"), "h1 { letter-spacing: 3px; }\n");
      await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "3px");
      assert.equal(await page.locator("link[rel=stylesheet]:not([href*='-/'])").count(), 1);
      await stayed(page);
    });
    await test("a page that is gone leads to its successor", async page => {
      await page.goto(two);
      await ready(page);
      writeFileSync(join(root, "README.md"), note("고친 처음", "바뀐 끝").replace("### 2. 둘", "### 2. 두 번째 장"));
      await page.waitForURL(url => decodeURIComponent(url.pathname).endsWith("/2-두-번째-장.html"));
      save("고친 처음", "바뀐 끝");
      await page.waitForURL(url => decodeURIComponent(url.pathname).endsWith("/2-둘.html"));
    });
    await test("ten pages at once hear of a save", async (page, context) => {
      const pages = [page];
      while (pages.length < 10) pages.push(await context.newPage());
      for (const one of pages) { await one.goto(two); await stay(one); }
      save("고친 처음", "모두 본다");
      await Promise.all(pages.map(one => see(one, "모두 본다").waitFor()));
      for (const one of pages) await stayed(one);
    });
    await test("a save that is only half written shows no empty page, and a note that stays empty is told over the last good one", async page => {
      await page.goto(two);
      await stay(page);
      await page.evaluate(() => { globalThis.lost = 0; new MutationObserver(() => { if (!document.querySelector("h1")) globalThis.lost++; }).observe(document, { childList: true, subtree: true }); });
      for (let i = 0; i < 20; i++) {
        writeFileSync(join(root, "README.md"), "");
        save("고친 처음", `조각 ${i}`);
        await see(page, `조각 ${i}`).waitFor();
      }
      await stayed(page);
      assert.equal(await page.evaluate(() => globalThis.lost), 0);
      writeFileSync(join(root, "README.md"), "");
      await page.locator(".live-errors").getByText("There is no chapter here").waitFor();
      assert.ok(await page.locator("h1").isVisible());
      save("고친 처음", "바뀐 끝");
      await page.locator(".live-errors").waitFor({ state: "detached" });
    });
    await test("Alt and click, Alt and Enter lead to the line of the source", async page => {
      config('editor = "subl://open?file={path}&line={line}"\n');
      await page.goto(two);
      await ready(page);
      await page.waitForFunction(() => document.querySelector("[data-editor]"));
      const asked = [];
      let heard = () => {};
      const hear = event => { asked.push(event.url); heard(); };
      const client = await page.context().newCDPSession(page);
      await client.send("Page.enable");
      client.on("Page.frameRequestedNavigation", hear);
      client.on("Page.frameScheduledNavigation", hear);
      await page.getByText("더 안쪽").click({ modifiers: ["Alt"] });
      const line = note("고친 처음", "바뀐 끝").split("\n").findIndex(line => line.includes("더 안쪽")) + 1;
      const until = come => new Promise((done, fail) => {
        const late = setTimeout(() => fail(new Error(`only ${asked.join() || "nothing"} was asked for`)), 20000);
        heard = () => { if (come()) { clearTimeout(late); done(); } };
        heard();
      });
      await until(() => asked.length);
      assert.match(asked[0] || "", new RegExp(`^subl://open\\?file=.*live/README\\.md&line=${line}$`));
      // Blanks take the focus once the theme has made them do so. News that come just then put others in their place, with the
      // focus or without: then the keys are pressed again.
      const isAsked = () => asked.some(url => url.endsWith(`&line=${line - 3}`));
      const focus = () => page.waitForFunction(() => { const blank = document.querySelector(".notes .f"); blank.focus(); globalThis.focused = blank; return document.activeElement === blank; });
      const isLost = page => page.waitForFunction(() => document.activeElement !== globalThis.focused, null, { timeout: 20000 }).then(() => "lost", () => "late");
      for (let state = "lost"; state === "lost" && !isAsked();) {
        await focus();
        await page.keyboard.press("Alt+Enter");
        state = await Promise.race([isLost(page), until(isAsked).then(() => "asked")]);
      }
      assert.ok(asked.some(url => url.endsWith(`&line=${line - 3}`)), asked.join());
      config("");
    });
    await test("no script of the page breaks the policy, and none runs from notes", async page => {
      const said = [];
      page.on("console", message => said.push(message.text()));
      page.on("pageerror", error => said.push(String(error)));
      save("고친 처음", "<script>globalThis.bad = 1</script> <img src=x onerror='globalThis.bad = 1'>");
      await page.goto(two);
      await ready(page);
      for (const path of ["", "all.html", "commands.html", "print.html", "no/such/page.html"]) await page.goto(base + path);
      await page.goto(two);
      assert.equal(await page.evaluate(() => globalThis.bad), undefined);
      assert.deepEqual(said.filter(text => /policy|error/i.test(text) && !/404/.test(text)), []);
      save("고친 처음", "바뀐 끝");
    });
    await test("ROOT that is deleted and made anew is served again", async page => {
      await page.goto(two);
      await ready(page);
      renameSync(root, root + "-away");
      await page.locator(".live-errors").getByText("There is no folder").waitFor();
      renameSync(root + "-away", root);
      await page.locator(".live-errors").waitFor({ state: "detached" });
      rmSync(root, { recursive: true });
      mkdirSync(join(root, "image"), { recursive: true });
      save("고친 처음", "새로 만든");
      await page.locator(".live-errors").waitFor({ state: "detached" });
      await page.goto(two);
      await see(page, "새로 만든").waitFor();
      save("고친 처음", "바뀐 끝");
      await see(page, "바뀐 끝").waitFor();
    });
  } finally {
    await stop();
  }
  await test("after a restart of the server the page reconnects and shows what changed meanwhile", async page => {
    const first = await start(binary, root);
    await page.goto(first.base + encodeURIComponent("2-둘.html"));
    await stay(page);
    await first.stop();
    save("고친 처음", "쉬는 동안");
    const second = await start(binary, root, "--port", new URL(first.base).port);
    try {
      await see(page, "쉬는 동안").waitFor();
      await stayed(page);
      save("고친 처음", "그 뒤");
      await see(page, "그 뒤").waitFor();
      await stayed(page);
    } finally { await second.stop(); }
  });
};
