// Prints how many bytes a file has as a host sends it (gzip).
// usage: node zipped.mjs FILE
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

console.log(gzipSync(readFileSync(process.argv[2]), { level: 9 }).length);
