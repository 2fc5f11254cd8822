// What a first visit weighs: the page, its style sheet and the fonts it asks for at once, as a host sends them that keeps
// files compressed by Brotli. Lists that are split are bounded by their parts and are not weighed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { resolve } from "./addresses.mjs";

const KB = 1024;
const SHEET = 30 * KB;
const TEXT = 20 * KB;
const WITH_FONTS = 60 * KB;
const PRELOADS = 2;

const compressed = (bytes, quality) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
// The best compression takes a tenth of a second a page: only pages that are heavy without it are asked for it.
const LIGHT = 10 * KB;
const sent = (bytes) => {
  const quick = compressed(bytes, 4);
  return quick < LIGHT ? quick : compressed(bytes, 11);
};
const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

export function auditWeight(root, site, report) {
  const read = (name) => readFileSync(join(root, name));
  const sheets = [...site.files].filter((name) => name.endsWith(".css"));
  report.check("weight of the style sheet", "assets", sheets.filter((name) => read(name).length > SHEET).map((name) => `${name} has ${kb(read(name).length)}`));
  const known = new Map();
  const file = (name, weigh) => known.get(name) ?? known.set(name, weigh(read(name))).get(name);
  let heaviest = [0, ""], heaviestWithFonts = [0, ""], count = 0, over = 0;
  for (const [name, page] of site.pages) {
    const loads = page.refs.filter((ref) => ref.tag === "link").map((ref) => ({ ...ref, file: resolve(name, ref, site).file }));
    const fonts = loads.filter((ref) => ref.rel === "preload");
    report.check("fonts asked for at once", name, fonts.length > PRELOADS ? [`${fonts.length} files, at most ${PRELOADS}`] : []);
    const html = read(name);
    // A text stands in an element of this class; pages without one are lists and views.
    if (!/<div class="[^"]*\bbody\b/.test(html.toString())) continue;
    count += 1;
    const styles = loads.filter((ref) => ref.rel === "stylesheet" && ref.file).map((ref) => file(ref.file, (bytes) => compressed(bytes, 11)));
    const text = sent(html) + styles.reduce((a, b) => a + b, 0);
    const all = text + fonts.filter((ref) => ref.file).map((ref) => file(ref.file, (bytes) => bytes.length)).reduce((a, b) => a + b, 0);
    if (text > TEXT || all > WITH_FONTS) over += 1;
    report.check("weight without fonts", name, text > TEXT ? [`a text page has ${kb(text)}, at most ${kb(TEXT)}`] : []);
    report.check("weight with fonts", name, all > WITH_FONTS ? [`a text page has ${kb(all)}, at most ${kb(WITH_FONTS)}`] : []);
    if (text > heaviest[0]) heaviest = [text, name];
    if (all > heaviestWithFonts[0]) heaviestWithFonts = [all, name];
  }
  report.note(`${count} text pages, ${over} over ${kb(TEXT)} or, with fonts, ${kb(WITH_FONTS)}; the heaviest without fonts ${kb(heaviest[0])} (${heaviest[1]}), with fonts ${kb(heaviestWithFonts[0])} (${heaviestWithFonts[1]})`);
}
