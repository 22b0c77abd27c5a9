// Landing pages and paper, on sites of the test's own: many courses, contents that the notes have themselves, a course of parts.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="700"><rect width="900" height="700" fill="#1b4aa6"/></svg>`;
const words = "느린 것은 언제나 이유가 있다. 브라우저는 문서를 나무로 만든 뒤에 그린다. ";

export default async ({ tmp, binary, serve, test }) => {
  const made = (name, files) => {
    const root = join(tmp, name), out = join(tmp, `${name}-site`);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const built = spawnSync(binary, ["build", root, "-o", out], { encoding: "utf8" });
    assert.equal(built.status, 0, built.stderr);
    return serve(out);
  };
  const chapters = (n, from = 1) => Array.from({ length: n }, (_, i) => `## ${from + i}. 장 ${from + i}\n\n![그림](big.svg)\n\n${words.repeat(5)}\n\n`).join("");
  const one = await made("landing-one", { "notesite.toml": "title = \"느린 것들\"\n", "notes/slow.md": `# 느린 것들\n\n${chapters(12)}`, "notes/big.svg": svg });
  const many = await made("landing-many", Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`notes/c${String(i).padStart(2, "0")}.md`, `# 과목 CDN ${i}\n\n${chapters(2 + i % 9)}`])));
  const listed = await made("landing-listed", { "notes/b/README.md": "# 책\n\n앞말\n\n- [처음](1.md)\n- [다음](2.md)\n", "notes/b/1.md": "# 1. 처음\n\n글\n", "notes/b/2.md": "# 2. 다음\n\n글\n", "notes/b2/README.md": "# 책 둘\n\n- [처음](1.md)\n", "notes/b2/1.md": "# 1. 처음\n\n글\n", "notes/b2/2.md": "# 2. 빠진 장\n\n글\n" });
  const paper = await made("paper", Object.fromEntries([1, 2].flatMap(part => [1, 2, 3, 4, 5].map(i => [`notes/course/${part}부/${part}${i}.md`, `# ${part}${i}. 장 ${part}${i}\n\n${words.repeat(12)} <https://example.com/a> [낱말](https://example.com/b)[^1]\n\n[^1]: 각주\n`])).concat([["notes/course/2부/26.md", "# 26. 가지\n\n- 실습\n  - 생성\n    - kubectl get pod\n    - kubectl get node\n"]])));
  const off = { javaScriptEnabled: false };

  for (const [name, options] of [["wide", { viewport: { width: 1440, height: 900 } }], ["a phone", { viewport: { width: 360, height: 640 } }], ["no scripts", off]]) {
    await test(`a landing page says its name once and begins with its chapters: ${name}`, async page => {
      await page.goto(one.base + "slow/index.html");
      assert.equal(await page.locator("main img").count(), 0, "no picture by chance");
      const named = await page.getByText("느린 것들", { exact: true }).evaluateAll(all => all.filter(place => place.checkVisibility() && parseFloat(getComputedStyle(place).fontSize) > 0).map(place => place.closest("h1, nav, header")?.tagName));
      assert.deepEqual(named, ["H1"]);
      assert.equal(await page.locator(".bar .site").innerText() || await page.locator(".bar .site").textContent(), "느린 것들", "the link home keeps its name");
      const box = await page.locator(".chapters a").first().boundingBox();
      assert.ok(box.y + box.height <= page.viewportSize().height, `the first chapter ends at ${box.y + box.height}`);
      assert.equal(await page.locator('a[href$="commands.html"]').count(), 0, "no sheet where there are no commands");
    }, options);
  }

  for (const [width, tall] of [[1440, 2600], [768, 4200], [360, 5600]]) {
    await test(`fifty courses are a page at ${width} px`, async page => {
      await page.goto(many.base + "index.html");
      const rows = await page.locator(".courses > li").evaluateAll(all => all.map(row => [row, row.querySelector(".t"), row.querySelector(".much")].map(part => part.getBoundingClientRect().toJSON())));
      assert.equal(rows.length, 50);
      for (const [row, title, much] of rows) {
        assert.ok(title.height <= 30, `a title of ${title.height} px`);
        assert.ok(title.right <= much.left && much.right <= row.right + 1, "how many chapters it has stands beside it");
      }
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height <= tall, `${height} px tall`);
      assert.equal(await page.locator(".courses .ruler:visible").count(), 0, "none is begun");
      await page.evaluate(() => localStorage.setItem("notesite.read:" + new URL("c03/index.html", location.href).pathname, JSON.stringify(["x"])));
      await page.reload();
      assert.equal(await page.locator(".courses .ruler:visible").count(), 1);
    }, { viewport: { width, height: 900 } });
  }

  await test("contents of the notes and ours do not stand on one page, unless theirs lack a chapter", async page => {
    await page.goto(listed.base + "b/index.html");
    assert.equal(await page.locator("main a", { hasText: "다음" }).count(), 1);
    await page.goto(listed.base + "b2/index.html");
    assert.equal(await page.locator(".chapters a", { hasText: "빠진 장" }).count(), 1);
  });

  await test("paper has a title page, parts, one address each, and no words of the interface", async page => {
    await page.goto(paper.base + "course/print.html");
    await page.emulateMedia({ media: "print" });
    const style = await page.evaluate(() => {
      const of = (selector, name, pseudo) => getComputedStyle(document.querySelector(selector), pseudo)[name];
      const pages = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).flatMap(rule => [...rule.cssRules ?? []]).filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText);
      return { pages, contents: of(".chapters", "breakAfter"), chapter: of(".whole + .whole", "breakBefore"), part: of(".whole + .part", "breakBefore"), row: of(".row", "display"), bare: of("a.bare", "content", "::after"), named: of(".notes a[href$='/b']", "content", "::after") };
    });
    assert.ok(style.pages.some(rule => /@bottom-right[^}]*counter\(page\)/.test(rule)), style.pages.join("\n"));
    assert.deepEqual([style.contents, style.chapter, style.part, style.row, style.bare], ["page", "auto", "page", "flow-root", "none"]);
    assert.match(style.named, /example\.com|attr\(href\)/);
    assert.equal(await page.locator(".copy:visible, .back:visible, .all:visible, .resume:visible, .progress:visible, .backlinks:visible, .lang:visible, .bar:visible").count(), 0);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1"), count = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(count <= 7, `${count} pages for eleven chapters of a third of a page`);
  });

  await test("on paper no heading stands alone at the foot of a page", async page => {
    const table = "| 가 | 나 |\n| --- | --- |\n| 다 | 라 |\n| 마 | 바 |\n", begins = [`![그림](big.svg)\n`, table, words.repeat(9) + "\n", "```\n" + "x\n".repeat(9) + "```\n", "- 하나\n- 둘\n- 셋\n"];
    const prose = Array.from({ length: 60 }, (_, n) => `${"###".slice(n % 2)} 제목 ${n}\n\n${begins[n % 5]}\n${words.repeat(n % 7)}\n`).join("\n");
    const bullets = Array.from({ length: 24 }, (_, n) => `- 절 ${n}\n    - ![그림](big.svg)\n- 말 ${n}\n${`    - ${words}\n`.repeat(n % 6 + 1)}`).join("");
    const { base, close } = await made("feet-of-pages", { "notes/course/1.md": `# 1. 글\n\n${prose}`, "notes/course/2.md": `# 2. 가지\n\n${bullets}`, "notes/course/big.svg": svg });
    await page.goto(base + "course/print.html");
    await page.evaluate(() => Promise.all([...document.images].map(one => (one.loading = "eager", one.decode()))));
    const pdf = (await page.pdf({ outline: true, tagged: true, preferCSSPageSize: true })).toString("latin1");
    // Where the outline leads, in points above the foot of a page, whose margin is 20 mm. Below a heading there is room for what it begins:
    // a picture is 70 mm high and more, two lines of a list 10.
    const heights = [...pdf.matchAll(/\/Title\s*<([0-9A-Fa-f]+)>[^]*?\/XYZ\s+[\d.]+\s+([\d.]+)/g)].map(([, title, height]) => [Buffer.from(title, "hex").swap16().toString("utf16le").slice(1), +height]);
    assert.ok(heights.length > 100, `${heights.length} headings`);
    assert.deepEqual(heights.filter(([title, height]) => height < 57 + (/^제목 \d*[05]$|^절/.test(title) ? 200 : 30)), []);
    close();
  });

  await test("the servers of landing pages may go", async () => [one, many, listed, paper].forEach(server => server.close()));
};
