// Opens the search of a built site in Node, with the very files that the browser loads.
// usage: import { open } from "./open.mjs"; const { search, letters, bytes } = await open(SITE)
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

export const open = async site => {
  const bytes = new Map(), notesite = globalThis.notesite = {};
  const load = async path => {
    const name = path.split("?")[0], source = readFileSync(join(site, name), "utf8");
    bytes.set(name, source);
    runInThisContext(source, { filename: name });
  };
  const asset = name => "assets/" + readdirSync(join(site, "assets")).find(file => file.startsWith(name + "-"));
  notesite.searchScripts = { search: asset("search"), repair: asset("repair") };
  await load(notesite.searchScripts.search);
  const opening = performance.now(), search = await notesite.openSearch(load);
  return { search, notesite, load, bytes, opened: performance.now() - opening };
};
