// What a site of text only promises (`--text`, for the theme `plain`): pages without scripts, fonts and pictures, one small
// style sheet, and each page small enough for the first answer of a server, ten packets of TCP. Weighed as hosts send pages
// that know no better compression than gzip, at its usual level.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const PAGE = 14 * 1024;
const SHEET = 4 * 1024;
// Inline SVG asks nobody for anything, and is allowed.
const ELEMENTS = /<(script|img|picture|video|audio|canvas|source|track)\b/gi;
const FILES = /\.(m?js|wasm|woff2?|ttf|otf)$/i;

export function auditText(root, site, report) {
  const read = (name) => readFileSync(join(root, name));
  report.check("text only: no scripts, no fonts", "assets", [...site.files].filter((name) => FILES.test(name)).map((name) => `${name} is published`));
  const sheets = [...site.files].filter((name) => name.endsWith(".css"));
  const large = sheets.filter((name) => read(name).length >= SHEET).map((name) => `${name} has ${read(name).length} bytes, not less than ${SHEET}`);
  const loud = sheets.filter((name) => /@font-face|@import|url\(/i.test(read(name).toString())).map((name) => `${name} names another file`);
  report.check("text only: one small style sheet", "assets", [...(sheets.length === 1 ? [] : [`${sheets.length} style sheets, not one`]), ...large, ...loud]);
  let heaviest = [0, ""];
  for (const [name, page] of site.pages) {
    const html = read(name);
    const problems = [...new Set([...html.toString().matchAll(ELEMENTS)].map((match) => `<${match[1].toLowerCase()}>`))];
    const loads = page.refs.filter((ref) => ref.kind === "load" && ref.rel !== "refresh" && !ref.value.startsWith("#"));
    if (loads.some((ref) => ref.tag !== "link" || ref.rel !== "stylesheet")) problems.push("loads something beside its style sheet");
    report.check("text only: nothing but words", name, problems);
    const weight = gzipSync(html).length;
    report.check("text only: the first answer of a server", name, weight < PAGE ? [] : [`${weight} bytes by gzip, not less than ${PAGE}`]);
    if (weight > heaviest[0]) heaviest = [weight, name];
  }
  report.note(`${site.pages.size} pages of text; the heaviest has ${heaviest[0]} bytes by gzip (${heaviest[1]})`);
}
