// An independent crawler over the built site: every internal link, anchor and picture exists.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join, dirname, normalize } from "node:path";
import assert from "node:assert/strict";

/// The values of an attribute, between quotation marks or not; every `<` of a text is escaped.
const values = (html, name) => [...html.matchAll(new RegExp(`<[a-z][^>]*?\\s(?:${name})=(?:"([^"]*)"|([^\\s>"]+))`, "g"))].map(found => found[1] ?? found[2]);

export default async ({ site, test }) => {
  await test("every internal link, anchor and picture exists", async () => {
    const pages = readdirSync(site, { recursive: true }).filter(name => name.endsWith(".html"));
    assert.ok(pages.length > 5);
    const ids = new Map();
    const text = name => readFileSync(join(site, name), "utf8");
    for (const page of pages) {
      const found = values(text(page), "id");
      assert.equal(new Set(found).size, found.length, `${page} repeats an id: ${found.filter((id, i) => found.indexOf(id) !== i)}`);
      ids.set(normalize(page), new Set(found));
    }
    let links = 0;
    for (const page of pages.filter(name => !name.endsWith("404.html"))) {
      for (const raw of values(text(page), "href|src")) {
        const address = raw.replaceAll("&amp;", "&");
        if (/^(?:[a-z]+:|\/\/)/i.test(address)) continue;
        const [path, anchor] = address.split("#");
        const target = path ? normalize(join(dirname(page), decodeURIComponent(path))) : normalize(page);
        assert.ok(existsSync(join(site, target)), `${page} links to ${address}, which does not exist`);
        if (anchor && target.endsWith(".html")) assert.ok(ids.get(target).has(decodeURIComponent(anchor)) || decodeURIComponent(anchor) === "top", `${page} links to ${address}, whose anchor does not exist`);
        links++;
      }
    }
    assert.ok(links > 100);
  });
};
