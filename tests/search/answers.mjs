// Prints what a built site answers to queries: a JSON array of arrays of urls, for tests/search.rs.
// usage: node answers.mjs SITE QUERIES.json
import { readFileSync } from "node:fs";
import { open } from "./open.mjs";

const { search } = await open(process.argv[2]), out = [];
for (const query of JSON.parse(readFileSync(process.argv[3], "utf8"))) {
  // What the dialog shows first stays in its place when more is asked for.
  const first = await search(query, { limit: 10, ready: true }), results = await search(query, { limit: 50 });
  first.forEach((one, i) => { if (one.url !== results[i].url) throw new Error(`${query}: ${one.url} moves`); });
  if (results.length && !first.length) throw new Error(`${query}: nothing is shown first`);
  out.push({ urls: results.map(one => one.url), corrected: results.corrected, nearest: results.nearest, missing: results.missing, snippet: results[0] ? results[0].snippet : [], trail: results[0] ? results[0].trail : [] });
}
console.log(JSON.stringify(out));
