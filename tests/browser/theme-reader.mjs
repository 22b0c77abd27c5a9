// The reader's site by keyboard and by pointer, with and without scripts, on a small course of the test's own: folds, depth, groups,
// contents, pictures, tables, deep bullets, keys, print.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { signsOverWords } from "./measures.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const deep = `# 깊은 가지

- 개념
  - 첫째 말
  - 언제 쓰는가
    - 셋째 단
      - 넷째 단
        - 다섯째 단
          - 여섯째 단의 글은 휴대전화에서도 읽을 만한 너비를 가진다
- 구조
  - ![두 상자](../../../image/two.svg "왼쪽에서 오른쪽으로 간다.")
- 실습
  - 생성
    - kubectl create configmap <컨피그맵 이름> --from-literal=LOG_LEVEL=<로그 수준> --namespace <네임스페이스>
      - ex) kubectl create configmap web-config --from-literal=LOG_LEVEL=info --namespace study
  - 확인
    - kubectl get configmap
  - 참고
    - 값은 모두 문자열이다
  - 할 일
    - [ ] 지우기
- 정리
  - | 넣는 방법 | 고친 값의 반영 | 맞는 쓰임 | 아주아주아주긴제목이라나뉘지않는칸 |
    | --- | --- | --- | --- |
    | 환경변수 | 파드를 다시 띄운 뒤 | 짧은값과주소와스위치모두 | 아주아주아주긴값이라나뉘지않는칸 |
`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="180" height="200" fill="#1b4aa6"/><rect x="220" width="180" height="200" fill="#8f4300"/></svg>`;

export default async ({ tmp, binary, serve, test }) => {
  const root = join(tmp, "theme"), out = join(tmp, "theme-site");
  for (const folder of ["notes/course/1부", "notes/course/2부", "notes/other", "image"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "image/two.svg"), svg);
  writeFileSync(join(root, "notes/course/1부/1-deep.md"), deep);
  for (let i = 2; i < 9; i++) writeFileSync(join(root, `notes/course/${i < 5 ? 1 : 2}부/${i}-plain.md`), `---\ntags: [쉬운 것]\n---\n# ${i}. 장 ${i}\n\n## 하나\n\n${"말이 이어진다. ".repeat(120)}\n\n## 둘\n\n끝.\n`);
  writeFileSync(join(root, "notes/other/a.md"), "# 다른 장\n\n말\n\n<details>요약 없는 글</details>\n\n<details><i></i>다른 글</details>\n");
  const built = spawnSync(binary, ["build", root, "-o", out, "--base-url", "https://example.com/n/"], { encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  const { base, close } = await serve(out);
  const names = readdirSync(join(out, "course")).filter(name => /^\d|^깊은/.test(name));
  const url = part => base + "course/" + encodeURIComponent(names.find(name => name.includes(part)));
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true }, still = { reducedMotion: "reduce" }, off = { javaScriptEnabled: false };

  await test("folds of the notes without a summary stop no script", async page => {
    const problems = [];
    page.on("pageerror", error => problems.push(String(error)));
    const name = readdirSync(join(out, "other")).find(name => name.includes("다른"));
    await page.goto(base + "other/" + encodeURIComponent(name));
    assert.equal(await page.locator("article details").count(), 2);
    await page.locator("button.theme").click();
    assert.ok(await page.locator("html").getAttribute("data-theme"));
    assert.deepEqual(problems, []);
  });

  for (const [width, colorScheme] of [[360, "light"], [360, "dark"], [768, "light"], [1440, "light"], [1440, "dark"]]) {
    for (const javaScriptEnabled of [true, false]) {
      await test(`every kind of page holds at ${width} px, ${colorScheme}, scripts ${javaScriptEnabled ? "on" : "off"}`, async page => {
        for (const path of ["index.html", "all.html", "tags.html", "tags/" + encodeURIComponent("쉬운-것") + ".html", "404.html", "course/index.html", "course/commands.html", "course/print.html", url("깊은").slice(base.length), url("장-5").slice(base.length)]) {
          await page.goto(base + path);
          assert.equal(await page.locator("h1").count(), 1, path);
          assert.equal(await page.locator("html").getAttribute("lang"), "ko");
          assert.equal(await page.locator("main").count(), 1, path);
          assert.ok(await page.locator("main a:visible").count() || path.includes("course/"), path);
          if (!javaScriptEnabled) { assert.equal(await page.locator("button:visible").count(), 0, path); continue; }
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
          await page.addScriptTag({ path: axe });
          const found = await page.evaluate(() => globalThis.axe.run().then(result => result.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | ")}`)));
          assert.equal(found.join("\n"), "", path);
        }
      }, { viewport: { width, height: 800 }, colorScheme, javaScriptEnabled });
    }
  }

  for (const [name, options] of [["scripts", {}], ["no scripts", off], ["no motion", still]]) {
    await test(`sections, leads and bullets fold by pointer and by keyboard: ${name}`, async page => {
      await page.goto(url("깊은"));
      for (const [lead, inside] of [["실습", "생성"], ["언제 쓰는가", "셋째 단"], ["셋째 단", "넷째 단"]]) {
        const led = page.locator(".notes").getByText(new RegExp(`^${lead}#?$`)).first(), hidden = page.locator(".notes").getByText(new RegExp(`^${inside}#?$`)).first();
        const sign = led.locator("xpath=following-sibling::details[1]/summary");
        await led.hover();
        await sign.click();
        await hidden.waitFor({ state: "hidden" });
        await sign.focus();
        await page.keyboard.press("Enter");
        await hidden.waitFor({ state: "visible" });
      }
    }, { viewport: { width: 1440, height: 900 }, ...options });
  }

  await test("the depth counts bullets as the notes do", async page => {
    await page.goto(url("깊은"));
    const text = word => page.locator(".notes").getByText(new RegExp(`^${word}#?$`)).first();
    await page.locator(".depth button").nth(0).click();
    assert.deepEqual([await text("개념").isVisible(), await text("첫째 말").isVisible()], [true, false]);
    await page.locator(".depth button").nth(1).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual([await text("첫째 말").isVisible(), await text("언제 쓰는가").isVisible(), await text("셋째 단").isVisible()], [true, true, false]);
    await page.reload();
    assert.equal(await text("셋째 단").isVisible(), false);
    await page.locator(".depth button").nth(2).click();
    assert.ok(await text("넷째 단").isVisible());
  });

  await test("a search of the browser's and an address open what they hit", async page => {
    await page.goto(url("깊은"));
    await page.locator(".depth button").nth(0).click();
    await page.goto("about:blank");
    await page.goto(url("깊은") + "#:~:text=" + encodeURIComponent("여섯째 단의 글은"));
    await page.waitForFunction(() => [...document.querySelectorAll(".tree li")].at(0).checkVisibility() && document.querySelector(".sec details").open);
    await page.goto("about:blank");
    await page.goto(url("깊은") + "#" + encodeURIComponent("실습-확인"));
    await page.waitForFunction(() => { const lead = document.getElementById("실습-확인"); return lead.checkVisibility() && lead.nextElementSibling.open; });
  });

  await test("six levels cost a phone no more than a thumb's width", async page => {
    await page.goto(url("깊은"));
    const left = await page.locator(".tree li", { hasText: /^여섯째 단/ }).last().evaluate(item => { const range = document.createRange(); range.selectNodeContents(item); return range.getBoundingClientRect().left; });
    assert.ok(left <= 110, `the sixth level begins at ${left} px`);
  }, phone);

  await test("an option keeps its value on its line, and a table scrolls alone", async page => {
    await page.goto(url("깊은"));
    for (const one of await page.locator(".cmd .u").all()) {
      const lines = await one.evaluate(option => new Set([...option.getClientRects()].map(box => box.top)).size);
      assert.equal(lines, 1);
    }
    const table = page.locator(".table");
    assert.ok(await table.evaluate(box => box.scrollWidth > box.clientWidth));
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".table").scrollLeft > 0);
    assert.equal(new URL(page.url()).pathname, new URL(url("깊은")).pathname, "arrows scroll what scrolls by itself");
  }, phone);

  await test("a prompt suits what is typed behind it, and is neither selected nor copied", async page => {
    const root = join(tmp, "prompts"), out = join(tmp, "prompts-site");
    mkdirSync(join(root, "notes"), { recursive: true });
    const lines = ["kubectl get pods", "SELECT * FROM users;", "SET greeting hello", "db.users.find()", "Get-Process -Name code"];
    writeFileSync(join(root, "notes/a.md"), `### 1. 가\n\n- 실습\n${lines.map(line => `    - ${line}\n`).join("")}\n### 2. 나\n\n- 인그레스 컨트롤러와 로드밸런서를 함께 쓸 때 생기는 문제\n    - 하나\n        - 둘\n`);
    const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    await page.goto(pathToFileURL(join(out, readdirSync(out, { recursive: true }).find(name => /1-[^/]*\.html$/.test(name)))).href);
    const items = page.locator(".tree > li.c");
    assert.deepEqual(await items.evaluateAll(all => all.map(one => getComputedStyle(one, "::after").content.match(/"(.*?)"/)[1])), ["$", ">", ">", ">", ">"]);
    const said = await page.evaluate(() => { getSelection().selectAllChildren(document.querySelector(".tree:has(> li.c)")); return String(getSelection()).trim().split(/\n+/); });
    assert.deepEqual(said.slice(0, 5), lines);
  });

  await test("the sign of a fold stands on no word, beside a heading, in the margin and where a lead is too long for it", async page => {
    const root = join(tmp, "signs"), out = join(tmp, "signs-site"), below = "\n        - 하나\n            - 둘\n                - kubectl get pods -n <네임스페이스>\n";
    mkdirSync(join(root, "notes"), { recursive: true });
    const leads = ["생성", "한 이름 공간 안에 있는 파드와 서비스 등 모든 자원을 조회하는 것", "콘솔 > 데이터베이스 > 데이터베이스 생성", "`https://example.com/a/very/long/path`에 접속", "그림"];
    writeFileSync(join(root, "notes/a.md"), `# 표시\n\n- 인그레스 컨트롤러와 로드밸런서를 함께 쓸 때 생기는 문제\n${leads.map(lead => `    - ${lead}${below}`).join("")}- 실습\n    - 말이 이어진다\n    - ${leads[1]}${below}    - 끝\n`);
    const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    await page.goto(pathToFileURL(join(out, readdirSync(out, { recursive: true }).find(name => /표시\.html$/.test(name.normalize())))).href);
    assert.ok(await page.locator(".row.out summary:empty").count() > 0);
    for (const width of [320, 360, 390, 420, 800, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await page.evaluate(signsOverWords), [], `${width}`);
    }
  });

  await test("what a hand selects of a chapter is what its notes say", async page => {
    await page.goto(url("3-장"));
    const said = await page.evaluate(() => { getSelection().selectAllChildren(document.querySelector("main")); return String(getSelection()); });
    assert.match(said, /^3 장 3\s+하나\s+말이 이어진다\./);
    assert.match(said, /끝\.\s*$/);
  });

  await test("a picture enlarges by keyboard, wheel and pinch, with its caption", async (page, context) => {
    await page.goto(url("깊은"));
    const link = page.locator(".fig > a"), pane = page.locator("dialog.zoom .pane"), width = () => pane.locator("img").evaluate(one => one.getBoundingClientRect().width);
    await link.focus();
    await page.keyboard.press("Enter");
    assert.match(await page.locator("dialog.zoom p").textContent(), /왼쪽에서 오른쪽으로/);
    // It fits the window, and so it does held sideways.
    for (const [width, height] of [[1440, 900], [740, 360], [390, 844]]) {
      await page.setViewportSize({ width, height });
      const [frame, picture] = await pane.evaluate(one => [one, one.firstElementChild].map(it => { const { left, top, right, bottom } = it.getBoundingClientRect(); return { left, top, right, bottom }; }));
      assert.ok(picture.left >= frame.left - 1 && picture.top >= frame.top - 1 && picture.right <= frame.right + 1 && picture.bottom <= frame.bottom + 1, `${width} × ${height}`);
    }
    const first = await width();
    await page.keyboard.press("+");
    const second = await width();
    assert.ok(second > first);
    await page.keyboard.press("0");
    assert.equal(await width(), first);
    const client = await context.newCDPSession(page), box = await pane.boundingBox(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    const touch = (type, apart) => client.send("Input.dispatchTouchEvent", { type, touchPoints: apart ? [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }] : [] });
    await touch("touchStart", 40);
    await touch("touchMove", 60);
    await touch("touchMove", 90);
    await touch("touchEnd");
    await page.waitForFunction(was => document.querySelector("dialog.zoom img").getBoundingClientRect().width > was * 1.5, first);
    await page.keyboard.press("Escape");
    await page.locator("dialog.zoom").waitFor({ state: "detached" });
    assert.ok(await link.evaluate(one => one === document.activeElement), "the focus comes back");
  }, phone);

  await test("without a script a picture leads to itself", async page => {
    await page.goto(url("깊은"));
    await page.locator(".fig > a").click();
    await page.waitForURL(/two\.svg$/);
  }, off);

  await test("groups of chapters stay as they were left, the present one is open", async page => {
    await page.goto(url("장-2"));
    assert.equal(await page.locator(".nav details").count(), 2);
    await page.locator(".nav summary").nth(1).click();
    await page.locator(".nav summary").nth(0).click();
    await page.locator('.turn [rel="next"]').click();
    await page.waitForURL(url("장-3"));
    assert.deepEqual(await page.locator(".nav details").evaluateAll(all => all.map(one => one.open)), [true, false]);
    await page.locator(".nav summary").nth(1).focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator(".nav").getByText("장 8").isVisible());
  });

  await test("contents follow the reader, and lie in a bar on a phone", async page => {
    await page.goto(url("장-5"));
    await page.locator(".toc-menu summary").click();
    await page.locator(".toc a", { hasText: "둘" }).click();
    await page.waitForFunction(() => !document.querySelector(".toc-menu").open && document.querySelectorAll(".toc a")[1].ariaCurrent === "location");
    await page.keyboard.press("t");
    assert.ok(await page.evaluate(() => document.activeElement.closest(".toc") && document.querySelector(".toc-menu").open));
    await page.keyboard.press("Escape");
    assert.ok(await page.evaluate(() => !document.querySelector(".toc-menu").open && document.activeElement.matches(".toc-menu summary")));
  }, phone);

  await test("long contents scroll alone beside the text, and the blanks stay in sight", async page => {
    const root = join(tmp, "long-contents"), out = join(tmp, "long-contents-site");
    mkdirSync(join(root, "notes"), { recursive: true });
    writeFileSync(join(root, "notes/a.md"), `# 긴 차례\n\n${Array.from({ length: 40 }, (_, n) => `## 절 ${n}\n\n${"말이 이어진다. ".repeat(20)}\n\n- kubectl get pod <파드 이름>\n`).join("\n")}`);
    const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    await page.setViewportSize({ width: 1440, height: 700 });
    await page.goto(pathToFileURL(join(out, "notes/긴-차례.html")).href);
    const isInSight = part => page.locator(part).evaluate(one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
    assert.ok(await isInSight(".fields input"));
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForFunction(() => document.querySelector(".toc [aria-current]")?.textContent === "절 39");
    assert.ok(await isInSight(".toc [aria-current]"));
    await page.addScriptTag({ path: axe });
    assert.deepEqual((await page.evaluate(() => globalThis.axe.run(document))).violations.map(one => one.id), []);
  });

  await test("keys do nothing while typing or composing, and ? lists them", async page => {
    await page.goto(url("깊은"));
    const here = page.url();
    await page.locator(".fields input").first().focus();
    await page.keyboard.type("npt?/");
    assert.equal(await page.locator(".fields input").first().inputValue(), "npt?/");
    await page.locator("h1").click();
    await page.evaluate(() => { for (const key of ["n", "ArrowRight"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true })); });
    await page.keyboard.press("Control+ArrowRight");
    assert.equal(page.url(), here);
    await page.keyboard.press("?");
    assert.ok(await page.getByRole("dialog", { name: "단축키" }).isVisible());
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(url("장-2"));
    await page.keyboard.press("p");
    await page.waitForURL(url("깊은"));
  });

  await test("the first Tab skips to the text, and the top is one link away", async page => {
    await page.goto(url("장-5"));
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".skip")));
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.matches("main")));
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator(".to-top").click();
    await page.waitForFunction(() => scrollY < 100);
  }, { ...still, viewport: { width: 1440, height: 500 } });

  await test("the landing pages go on where the reader stopped", async page => {
    await page.goto(url("장-5"));
    await page.locator("#둘").scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
    await page.waitForFunction(() => JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith("notesite.last:"))[1]).title === "둘");
    for (const place of ["course/index.html", "index.html"]) {
      await page.goto(base + place);
      const resume = page.locator(".resume").first();
      assert.match(await resume.textContent(), /이어서 읽기.*장 5.*둘/s);
      assert.ok(decodeURIComponent(await resume.getAttribute("href")).endsWith("#둘"));
    }
  }, { viewport: { width: 1440, height: 500 } });

  await test("the print page is whole, and its PDF's outline has the chapters", async page => {
    await page.goto(base + "course/print.html");
    const levels = await page.locator("h1, h2, h3, h4").evaluateAll(all => all.map(one => +one.tagName[1]));
    assert.equal(levels.filter(level => level === 2).length, 8, "one h2 a chapter");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".bar:visible, .nav:visible, summary:visible, .side:visible").count(), 0);
    assert.ok(await page.getByText("여섯째 단의 글은").isVisible());
    const pdf = (await page.pdf({ outline: true, tagged: true, preferCSSPageSize: true })).toString("latin1");
    const utf16 = text => Buffer.from(text, "utf16le").swap16().toString("hex");
    const titles = [...pdf.matchAll(/\/Title\s*(?:<([0-9A-Fa-f]*)>|\(((?:\\.|[^\\)])*)\))/g)].map(([, hex, raw]) => hex ?? Buffer.from(raw.replace(/\\(\d{3}|.)/gs, (_, one) => /^\d{3}$/.test(one) ? String.fromCharCode(parseInt(one, 8)) : { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }[one] ?? one), "latin1").toString("hex")).map(hex => hex.toLowerCase());
    for (const chapter of ["깊은 가지", "장 5", "장 8"]) assert.ok(titles.some(title => title.includes(utf16(chapter))), `the outline lacks ${chapter}`);
  });

  await test("machines find a course, its parts, and one address a page", async page => {
    await page.goto(url("장-5"));
    const ld = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    assert.deepEqual([ld["@type"], ld.isPartOf["@type"], ld.keywords, ld.url], ["LearningResource", "Course", ["쉬운 것"], "https://example.com/n/course/" + encodeURIComponent(names.find(name => name.includes("장-5")))]);
    assert.equal(await page.locator('link[rel="canonical"]').getAttribute("href"), ld.url);
    for (const name of ["og:title", "og:description", "og:url", "og:site_name", "og:locale"]) assert.ok(await page.locator(`meta[property="${name}"]`).getAttribute("content"), name);
    await page.goto(base + "course/index.html");
    const course = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    assert.deepEqual([course["@type"], course.hasPart.length], ["Course", 8]);
  });

  await test("nothing moves when scripts and pictures arrive, and no other host is asked", async page => {
    const strange = [];
    page.on("request", request => /^(data:|blob:)/.test(request.url()) || request.url().startsWith(base) || strange.push(request.url()));
    await page.addInitScript(() => { globalThis.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => globalThis.moved += entry.value)).observe({ type: "layout-shift", buffered: true }); });
    // They come when the page has been painted without them.
    let painted, arrive;
    await page.route(/\.(js|png|svg)$/, async route => { await painted; await route.continue(); });
    for (const path of [url("깊은"), url("장-5"), base + "course/index.html", base + "index.html", base + "course/commands.html"]) {
      painted = new Promise(done => { arrive = done; });
      await page.goto(path, { waitUntil: "commit" });
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
      arrive();
      await page.waitForLoadState("networkidle");
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.equal(await page.evaluate(() => globalThis.moved), 0, path);
    }
    assert.deepEqual(strange, []);
  });

  await test("the server may go", async () => close());
};
