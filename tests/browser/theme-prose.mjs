// Prose on the reader's site, on a course of the test's own: emphasis, tables, and what of a small window is left for the text;
// scripts on and off.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const words = "느린 것은 언제나 이유가 있다. 브라우저는 문서를 나무로 만든 뒤에 그린다. ";
const essay = `# 느린 것은 왜 느린가

${words.repeat(6)}

## 잰 것

*여기가 Critical Path다* 그리고 *Critical Path* 이다.

| 이름 | 지연 시간 | 처리량 | 메모리 사용량 | 운영 비용 | 비고 |
| --- | ---: | ---: | :---: | --- | --- |
| 나무 | 13 ms | 1000 req/s | 128 MB | 매우 느려진다고 한다 | 쓰기와 읽기가 서로를 기다리는 동안 |
| 해시 | 26 ms | 2000 req/s | 256 MB | 조금 느려진다 | 함께 만들면 빨라지고 나누면 느려진다는 것 |

<table><tr><th>가</th><th>나</th><th>다</th><th>라</th><th>마</th><th>바</th></tr>
<tr><td>요청이 그래서 빨라진다</td><td>나무가 지연된다 있다</td><td>함께 합칠 것</td><td>커밋 시간이 있다</td><td>상태를 스케줄러가 읽기</td><td>이 사람의 문서</td></tr></table>

| 짧은 | 표 |
| --- | --- |
| 하나 | 둘 |

${(words.repeat(8) + "\n\n").repeat(6)}
## 둘째 절

${(words.repeat(8) + "\n\n").repeat(6)}
- kubectl get pod <파드 이름> -n study
`;

export default async ({ tmp, binary, serve, test }) => {
  const root = join(tmp, "prose"), out = join(tmp, "prose-site");
  mkdirSync(join(root, "notes"), { recursive: true });
  writeFileSync(join(root, "notes/a.md"), essay);
  writeFileSync(join(root, "notes/pic.svg"), `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><rect width="400" height="60"/></svg>`);
  writeFileSync(join(root, "notes/heads.md"), `# 곁에 서는 것\n\n## 곁에 서는 것\n\n${words}\n\n### 셋째\n\n${words}\n\n#### 곁머리는 여백에 서고 길면 여러 줄이 된다\n\n${words.repeat(4)}\n\n![](pic.svg "그림의 말은 그림 곁에 서며 그림보다 길 수도 있다. 그래도 아래 것을 덮지 않는다.")\n\n#### 다음\n\n${words}\n\n## 끝\n\n${words}\n`);
  writeFileSync(join(root, "notes/twice.md"), `# 두 번\n\n## 설치\n\n${words}\n\n## 다음\n\n${words}\n\n## 설치\n\n${words}\n`);
  writeFileSync(join(root, "notes/steps.md"), `# 단계\n\n- 앞\n  - 안\n    1. 하나\n       - 아래\n    2. 둘\n    3. 셋\n       1. 안의 하나\n          - 아래\n       2. 안의 둘\n    4. 넷\n\n5. 다섯\n6. 여섯\n`);
  const short = n => `각주 ${n}의 말은 짧아서 곁에 선다.`, shorts = [1, 2, 3].map(n => `[^${n}]: ${short(n)}`).join("\n");
  writeFileSync(join(root, "notes/feet.md"), `# 각주\n\n${words.repeat(6)} 하나[^1]와 둘[^2].\n\n${words.repeat(9)}\n\n## 절\n\n${words} 셋[^3].\n\n${shorts}\n`);
  writeFileSync(join(root, "notes/long.md"), `# 긴 각주\n\n${words} 하나[^1]와 둘[^2], 셋[^3].\n\n${words.repeat(9)}\n\n[^1]: ${words.repeat(5)}\n[^2]: 짧다.\n[^3]: 이것도 짧다.\n`);
  writeFileSync(join(root, "notes/same.md"), `# 같은 말\n\n- 같은 말\n  - 하나\n    - ${words}\n  - 둘\n    - ${words}\n- 다음\n  - 셋\n    - ${(words + "\n    - ").repeat(20)}\n`);
  writeFileSync(join(root, "notes/stops.md"), `# 멈추는 곳\n\n${words}\n\n> 앞\n> - 하나\n> - 둘\n>\n> 뒤\n\n\`\`\`\n짧다\n\`\`\`\n\n\`\`\`\n${"x".repeat(60)}\n\`\`\`\n\n| 가 | 나 |\n| --- | --- |\n| 다 | 라 |\n`);
  writeFileSync(join(root, "notes/b.md"), `# 다른 글\n\n${words}\n`);
  writeFileSync(join(root, "notes/lines.md"), `# 줄 간격\n\n${words.repeat(3)}H<sub>2</sub>O와 x<sup>2</sup>가 있다. ${words}\n\n${words.repeat(3)}각주[^1]가 있다. ${words}\n\n[^1]: 말.\n`);
  writeFileSync(join(root, "notes/wide.md"), `# 넓은 표\n\n|${" 가나다라마바사 |".repeat(9)}\n|${" --- |".repeat(9)}\n|${" 하나둘셋넷다섯 |".repeat(9)}\n`);
  writeFileSync(join(root, "notes/short.md"), `# 짧은 단\n\n- 절\n  - 첫째 단\n    - 한 줄\n  - 둘째 단\n    - ${"말\n    - ".repeat(3)}끝\n  - 셋째 단\n    - ${(words + "\n    - ").repeat(30)}끝\n- 다음\n  - 넷째 단\n    - ${(words + "\n    - ").repeat(30)}끝\n`);
  const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  const { base, close } = await serve(out);
  const name = readdirSync(join(out, "notes")).find(name => name.startsWith("느린"));
  const here = base + "notes/" + encodeURIComponent(name);
  const off = { javaScriptEnabled: false };

  const rect = (page, selector) => page.locator(selector).evaluateAll(all => all.map(one => { const { left, right, top, bottom } = one.getBoundingClientRect(); return { left, right, top: top + scrollY, bottom: bottom + scrollY }; }));

  await test("dots of emphasis stand over Korean letters alone", async page => {
    await page.goto(here);
    const marks = await page.locator(".notes em").evaluateAll(all => all.map(one => [one, ...one.children].map(part => [part.textContent, getComputedStyle(part).textEmphasisStyle !== "none", getComputedStyle(part).fontStyle])));
    assert.deepEqual(marks, [[["여기가 Critical Path다", true, "normal"], ["Critical Path", false, "italic"]], [["Critical Path", false, "italic"]]]);
  });

  await test("what stands higher or lower, and footnotes, leave the lines where they are", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("줄-간격") + ".html");
    const heights = await page.locator(".notes > p").evaluateAll(all => all.map(one => [one.getBoundingClientRect().height, parseFloat(getComputedStyle(one).lineHeight)]));
    assert.equal(heights.length, 2);
    for (const [height, line] of heights) assert.equal(height % line, 0, `${height} px of lines of ${line} px`);
    assert.ok(heights.every(([height, line]) => height >= 3 * line), "several lines each");
  });

  await test("letters twice as large are readable on a phone: nothing runs out of the page or lies on anything", async page => {
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await page.goto(here);
    const { wide, boxes } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      boxes: [".open-nav", ".find", "button.theme", ".toc-menu > summary", ".fields-menu > summary"].map(one => document.querySelector(one)).filter(one => one?.checkVisibility()).map(one => { const { left, right, top, bottom } = one.getBoundingClientRect(); return { left, right, top, bottom }; }),
    }));
    assert.equal(wide, 360);
    assert.ok(boxes.length >= 5, JSON.stringify(boxes));
    for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) assert.ok(a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1, JSON.stringify([a, b]));
  }, { viewport: { width: 360, height: 640 } });

  await test("headings of prose stand with their text, with and without footnotes beside it", async page => {
    for (const name of ["각주", "긴-각주", "두-번"]) {
      await page.goto(base + "notes/" + encodeURIComponent(name) + ".html");
      const heads = await rect(page, ".notes > h2"), [text] = await rect(page, ".notes > p");
      for (const head of heads) assert.equal(head.left, text.left, name);
    }
  });

  await test("without contents beside it, a wide table has that room too", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("넓은-표") + ".html");
    assert.equal(await page.locator(".side").count(), 0);
    const table = page.locator(".table");
    assert.ok(await table.evaluate(one => one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right > document.querySelector("main").getBoundingClientRect().right + 40));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1440);
  }, { viewport: { width: 1440, height: 900 } });

  for (const width of [1280, 1366, 1920]) {
    await test(`contents stand at the right from ${width} px on, and the text keeps its lines`, async page => {
      await page.goto(here);
      const [side] = await rect(page, ".side .toc"), [column] = await rect(page, ".column"), [text] = await rect(page, ".notes > p");
      assert.ok(side.left >= column.right - 1 && side.top < 400, JSON.stringify([side, column]));
      assert.ok(text.right - text.left >= 600, `${text.right - text.left} px of text`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }, { viewport: { width, height: 900 } });
  }

  await test("a lead of the margin that an address names is marked as its words, and contents name it", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("짧은-단") + ".html#" + encodeURIComponent("절-둘째-단"));
    const lead = page.locator(".row > h3:target");
    assert.ok(await lead.evaluate(one => one.getBoundingClientRect().height < 60 && one.parentElement.getBoundingClientRect().height > 100), "it is not as tall as its row");
    assert.equal(await page.locator(".toc a[aria-current]").textContent(), "둘째 단");
  }, { reducedMotion: "reduce" });

  for (const [name, options] of [["scripts", {}], ["no scripts", off]]) {
    await test(`a table takes the empty margin before its words break: ${name}`, async page => {
      await page.goto(here);
      const tables = await page.locator(".notes table").evaluateAll(all => all.map(table => {
        const box = table.getBoundingClientRect(), column = table.closest("main").getBoundingClientRect();
        const text = document.querySelector("article.notes > p").getBoundingClientRect().left;
        const tall = [...table.querySelectorAll("td")].map(cell => Math.round((cell.clientHeight - 10) / 24));
        return { left: Math.round(box.left - text), inside: box.left >= column.left - 1 && box.right <= column.right + 1, tall: Math.max(...tall) };
      }));
      assert.ok(tables.every(table => table.inside), JSON.stringify(tables));
      assert.ok(tables[0].left < -20 && tables[1].left < -20, "wide ones begin in the margin");
      assert.equal(tables[2].left, 0, "a narrow one begins where the text does");
      assert.ok(tables.every(table => table.tall <= 2), JSON.stringify(tables));
    }, options);
    await test(`on a phone a table of six columns scrolls, with a shadow where it goes on: ${name}`, async page => {
      await page.goto(here);
      for (const index of [0, 1]) {
        const table = page.locator(".table").nth(index);
        const state = await table.evaluate(box => ({ scrolls: box.scrollWidth > box.clientWidth + 100, image: getComputedStyle(box).backgroundImage.split("gradient").length - 1, way: getComputedStyle(box).backgroundAttachment, tall: Math.max(...[...box.querySelectorAll("td")].map(cell => Math.round((cell.clientHeight - 10) / 24))) }));
        assert.deepEqual([state.scrolls, state.image, state.way], [true, 4, "local, local, scroll, scroll"]);
        assert.ok(state.tall <= 4, `${state.tall} lines in a cell`);
        await table.focus();
        assert.ok(await table.evaluate(box => box === document.activeElement));
      }
      if (options.javaScriptEnabled !== false) assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }, { viewport: { width: 360, height: 640 }, ...options });
  }

  await test("what scrolls is a stop of the Tab key, and only that, at every width", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("멈추는-곳") + ".html");
    const stops = () => page.locator("pre, .table").evaluateAll(all => all.map(one => [one.scrollWidth > one.clientWidth, one.tabIndex === 0 && one.matches("[tabindex]")]));
    await page.waitForFunction(() => document.querySelector("pre[tabindex]"));
    assert.deepEqual(await stops(), [[false, false], [true, true], [false, false]]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.waitForFunction(() => !document.querySelector("pre[tabindex]"));
    await page.setViewportSize({ width: 360, height: 640 });
    await page.waitForFunction(() => document.querySelector("pre[tabindex]"));
  }, { viewport: { width: 360, height: 640 } });

  await test("a table that is a little wider than the column begins at the margin, never between", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("멈추는-곳") + ".html");
    const lefts = [];
    for (let width = 60; width < 900; width += 60) {
      lefts.push(await page.evaluate(width => {
        const table = document.querySelector(".table > table"), text = document.querySelector("article.notes > p").getBoundingClientRect().left;
        table.querySelector("td").innerHTML = `<div style="width:${width}px"></div>`;
        return Math.round(table.getBoundingClientRect().left - text);
      }, width));
    }
    assert.deepEqual([...new Set(lefts)], [0, -176]);
  });

  await test("lists within quotes keep their distance to the words around them", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("멈추는-곳") + ".html");
    const gaps = await page.locator("blockquote > *").evaluateAll(all => all.slice(1).map((one, i) => Math.round(one.getBoundingClientRect().top - all[i].getBoundingClientRect().bottom)));
    assert.deepEqual(gaps, [8, 8]);
  });

  await test("under a phone held sideways the search takes the whole window, and its list most of it", async page => {
    await page.goto(here);
    await page.keyboard.press("/");
    await page.locator("dialog.search .keys span").first().waitFor({ state: "attached" });
    await page.keyboard.type("나무");
    const list = page.locator("dialog.search .hits");
    await list.getByRole("option").first().waitFor();
    const box = await page.locator("dialog.search").boundingBox(), field = await page.locator("dialog.search .q").boundingBox();
    assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 740, 360]);
    assert.ok((await list.boundingBox()).y <= 80 && field.height <= 48);
  }, { viewport: { width: 740, height: 360 }, hasTouch: true });

  // What is fixed or stuck over the page, as a part of the window, at the top and within the text.
  const covered = page => page.evaluate(() => {
    const rows = new Set();
    for (const one of document.querySelectorAll("body *")) {
      const style = getComputedStyle(one);
      if (!/fixed|sticky/.test(style.position) || !one.checkVisibility({ visibilityProperty: true })) continue;
      const box = one.getBoundingClientRect();
      if (box.right <= 0 || box.left >= innerWidth || !box.width) continue;
      for (let y = Math.max(0, Math.floor(box.top)); y < Math.min(innerHeight, box.bottom); y++) rows.add(y);
    }
    return rows.size / innerHeight;
  });
  for (const [width, height] of [[360, 640], [740, 360], [360, 225], [320, 256]]) {
    await test(`four fifths of the window are the text's at ${width} × ${height}`, async page => {
      await page.goto(here);
      const atTop = await covered(page);
      await page.evaluate(() => scrollTo({ top: 1500, behavior: "instant" }));
      await page.waitForFunction(() => scrollY > 1000 && (document.querySelector(".toc-menu").classList.contains("on")));
      const within = await covered(page);
      assert.ok(within <= .2 && atTop <= .2, `${atTop} at the top, ${within} within`);
    }, { viewport: { width, height }, hasTouch: true, reducedMotion: "reduce" });
  }

  await test("one bar says where the reader is, and holds contents, blanks and search", async page => {
    await page.goto(here);
    assert.equal(await page.locator(".toc-menu b").textContent(), "2절");
    await page.evaluate(() => scrollTo({ top: document.getElementById("둘째-절").offsetTop + 400, behavior: "instant" }));
    await page.waitForFunction(() => document.querySelector(".toc-menu b").textContent === "둘째 절");
    const bar = await page.locator(".bar").boundingBox();
    for (const part of [".toc-menu summary", ".fields-menu summary", ".find", ".open-nav"]) {
      const box = await page.locator(part).boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= bar.y + bar.height && box.height >= 36, `${part} lies in the bar`);
      assert.ok(await page.locator(part).evaluate(one => { const box = one.getBoundingClientRect(); return one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); }), `nothing covers ${part}`);
    }
    assert.equal((await page.locator(".find").boundingBox()).width, 40);
    await page.locator(".toc-menu summary").tap();
    const menu = await page.locator(".toc").boundingBox();
    assert.deepEqual([menu.x, menu.width], [0, 360], "the menu is as wide as the window");
    await page.locator(".toc a", { hasText: "잰 것" }).tap();
    await page.waitForFunction(() => document.querySelector(".toc-menu b").textContent === "잰 것" && !document.querySelector(".toc-menu").open);
    await page.locator(".fields-menu summary").tap();
    assert.equal(await page.locator(".fields input").evaluate(one => getComputedStyle(one).fontSize), "16px");
    // The site's name lies beneath the menus, unless it has the focus.
    await page.keyboard.press("Escape");
    await page.locator(".bar .site").focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    assert.ok(await page.locator(".bar .site").evaluate(one => { const box = one.getBoundingClientRect(); return one === document.activeElement && document.elementFromPoint(box.x + 20, box.y + box.height / 2) === one; }));
  }, { viewport: { width: 360, height: 640 }, hasTouch: true, reducedMotion: "reduce" });

  await test("until it is in the bar, the row of menus begins where the text does, and a heading that is not shown has no sign of a fold", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("같은-말") + ".html");
    const left = () => page.locator(".toc-menu summary").evaluate(one => Math.round(one.getBoundingClientRect().left));
    assert.equal(await left(), 18);
    assert.equal(await page.locator(".same + details").count(), 0, "no fold without a lead that is shown");
    await page.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
    await page.waitForFunction(() => scrollY > 200 && Math.round(document.querySelector(".toc-menu summary").getBoundingClientRect().left) === 52);
  }, { viewport: { width: 360, height: 640 }, hasTouch: true, reducedMotion: "reduce" });

  for (const [name, options] of [["scripts", {}], ["no scripts", off]]) {
    await test(`numbered bullets count, and what stands by itself is in the column of the text: ${name}`, async page => {
      await page.goto(base + "notes/" + encodeURIComponent("단계") + ".html");
      const counted = await page.locator("ol.tree > li").evaluateAll(all => all.map(one => getComputedStyle(one).display.includes("list-item")));
      assert.ok(counted.length >= 6 && counted.every(Boolean), "what is no list item is not counted");
      const [words] = await rect(page, ".notes > .row > div"), [tree] = await rect(page, ".sec .row > details");
      assert.ok(Math.abs(words.left - tree.left) < 2, JSON.stringify([words, tree]));
    }, options);
    await test(`side heads, captions and short footnotes stand in the margin beside what they belong to: ${name}`, async page => {
      await page.goto(base + "notes/" + encodeURIComponent("곁에-서는-것") + ".html");
      const heads = await rect(page, ".notes > h4"), texts = await rect(page, ".notes > h4 + p"), [picture] = await rect(page, ".fig img"), [caption] = await rect(page, ".fig figcaption");
      heads.forEach((head, i) => assert.ok(head.right < texts[i].left && Math.abs(head.top - texts[i].top) < 8, JSON.stringify([head, texts[i]])));
      assert.ok(caption.right < picture.left && Math.abs(caption.top - picture.top) < 24, JSON.stringify([caption, picture]));
      assert.ok(caption.bottom <= heads[1].top, "what is long covers nothing below");
      const shown = await page.locator("h1, .notes h2").evaluateAll(all => all.filter(one => one.offsetHeight > 2 && one.textContent.startsWith("곁에 서는 것")).length);
      assert.equal(shown, 1, "the title is shown once");
      await page.goto(base + "notes/" + encodeURIComponent("각주") + ".html");
      const notes = await rect(page, ".beside li"), places = await rect(page, "sup.fn"), [text] = await rect(page, ".notes > p:first-child");
      assert.equal(notes.length, 3);
      const [heading] = await rect(page, ".notes > h2");
      assert.ok(notes.every(note => note.right < heading.left), "nor over a heading");
      notes.forEach((note, i) => assert.ok(note.right < text.left && note.top >= places[i].top - 12, JSON.stringify([note, places[i]])));
      assert.ok(notes[1].top >= notes[0].bottom && Math.abs(notes[0].top - places[0].top) < 12 && Math.abs(notes[2].top - places[2].top) < 12, "each at its line, none over another");
      await page.goto(base + "notes/" + encodeURIComponent("긴-각주") + ".html");
      const [long, near, next] = await rect(page, "section.notes li"), [end] = await rect(page, ".notes > p:nth-of-type(2)"), marks = await rect(page, "sup.fn");
      assert.ok(long.top > end.bottom && long.left > end.left, "long ones stay at the end");
      assert.ok(near.right < end.left && Math.abs(near.top - marks[1].top) < 12, "and send no short one there");
      assert.ok(next.right < end.left && next.top >= near.bottom && next.top < end.top, "which stand below each other");
    }, options);
    await test(`on a phone they stand under their line: ${name}`, async page => {
      await page.goto(base + "notes/" + encodeURIComponent("곁에-서는-것") + ".html");
      const [head] = await rect(page, ".notes > h4"), [text] = await rect(page, ".notes > h4 + p"), [picture] = await rect(page, ".fig img"), [caption] = await rect(page, ".fig figcaption");
      assert.ok(head.bottom <= text.top + 1 && caption.top >= picture.bottom);
      await page.goto(base + "notes/" + encodeURIComponent("각주") + ".html");
      const [note] = await rect(page, ".beside li"), [last] = await rect(page, ".notes > p:nth-of-type(3)");
      assert.ok(note.top >= last.bottom);
    }, { viewport: { width: 360, height: 640 }, ...options });
  }

  await test("an alias of a heading marks what it names", async page => {
    await page.goto(base + "notes/" + encodeURIComponent("두-번") + ".html");
    const alias = page.locator(".notes h2 > a[id]").first(), id = await alias.getAttribute("id");
    await page.goto(base + "notes/" + encodeURIComponent("두-번") + ".html#" + encodeURIComponent(id));
    const marks = await page.locator(".notes h2").evaluateAll(all => all.map(one => getComputedStyle(one).backgroundColor === "rgb(255, 240, 168)"));
    assert.deepEqual(marks, [false, false, true]);
  });

  for (const width of [1440, 390]) {
    await test(`who reads in a larger size has the whole page larger, and nothing runs out of it: ${width} px`, async page => {
      const sizes = () => page.evaluate(() => [...document.querySelectorAll(".notes p, .notes code, h1, .notes td, .nav a, .facts, .crumbs, .bar .site")].map(one => [parseFloat(getComputedStyle(one).fontSize), parseFloat(getComputedStyle(one).lineHeight)]));
      await page.goto(here);
      const before = await sizes();
      await page.addStyleTag({ content: "html { font-size: 150% !important; }" });
      const after = await sizes();
      assert.ok(before.length > 20, `${before.length} places`);
      for (const [i, [size, line]] of before.entries()) assert.ok(Math.abs(after[i][0] / size - 1.5) < .01 && Math.abs(after[i][1] / line - 1.5) < .01, `${size}/${line} became ${after[i]}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }, { viewport: { width, height: 900 } });
  }

  await test("Arabic notes run from right to left, their commands do not", async page => {
    const root = join(tmp, "rtl"), out = join(tmp, "rtl-site");
    mkdirSync(join(root, "notes"), { recursive: true });
    writeFileSync(join(root, "notesite.toml"), 'title = "ملاحظات"\nlanguage = "ar"\n');
    writeFileSync(join(root, "notes/k8s.md"), "# دورة\n\n### 1. مقدمة\n- الحاوية\n    - تشغيل الحاوية\n        - docker run -d --name web nginx\n        - docker ps\n    - الصورة\n        - طبقات\n\n### 2. الخدمة\n- الخدمة\n");
    const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    const rtl = await serve(out);
    await page.goto(rtl.base + "k8s/" + encodeURIComponent(readdirSync(join(out, "k8s")).find(name => name.startsWith("1-"))));
    await page.locator(".cmd .copy").first().waitFor({ state: "attached" });
    const box = selector => page.locator(selector).first().boundingBox();
    const [nav, column, side, lead, command, code, copy] = await Promise.all([".nav", ".column", ".side", ".row > h3", ".row .cmd", ".row .cmd > code .t", ".row .cmd > .copy"].map(box));
    assert.ok(nav.x > column.x && column.x > side.x && lead.x > command.x, JSON.stringify({ nav, column, side, lead, command }));
    assert.ok(copy.x < code.x && copy.x < command.x + command.width / 3, "the button stands where a line ends");
    assert.equal(await page.locator(".row .cmd > code").first().evaluate(one => getComputedStyle(one).direction), "ltr");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1440);
    // Arrows follow the eye: the next page lies to the left, and the list of keys says so.
    const first = page.url();
    await page.keyboard.press("?");
    assert.deepEqual(await page.locator("dialog kbd").allTextContents(), ["/", "Ctrl K", "n", "←", "p", "→", "t", "?"]);
    await page.keyboard.press("Escape");
    // A key that comes before it is closed is the dialog's.
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    await page.keyboard.press("ArrowRight");
    assert.equal(page.url(), first);
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(url => /\/2-/.test(url.pathname));
    // Chromium lets keys fall that come before a page is painted.
    await page.waitForFunction(() => performance.getEntriesByType("paint").length > 0);
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(first);
    rtl.close();
  });

  await test("the server of prose may go", async () => close());
};
