// What is asked of a page that is open in Chromium: what axe-core finds in it, and whether it scrolls sideways.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
/** The addresses of scripts: axe needs JavaScript itself, so for a page without it the page's own are withheld. */
export const SCRIPTS = /\.m?js(\?|$)/;

/** Runs in the page: puts what stands in <noscript> in its place. */
export function withoutScripts() {
  document.querySelectorAll("body noscript").forEach((one) => one.replaceWith(...new DOMParser().parseFromString(one.textContent, "text/html").body.childNodes));
}

/**
 * axe-core's findings, one line for each element. Injected by the debugger, so the page's own policy stays in force. Where every
 * rule has seen the same elements at the same places already, in other colours, those that ask about colours are enough.
 */
export async function accessibility(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const results = await page.evaluate(look, { tags: RULES, again: await page.evaluate(isInPlace) });
  return results.violations.flatMap((rule) => rule.nodes.map((node) => {
    const why = [...node.any, ...node.all, ...node.none][0]?.message ?? rule.help;
    return `${rule.id} (${rule.impact}): ${why} — ${node.target.flat().join(" ")}`;
  }));
}

/** Runs in the page: all rules with these tags, or `again` those of them about colours. */
function look({ tags, again }) {
  const { axe } = globalThis;
  const aboutColours = () => axe.getRules(["cat.color"]).filter((rule) => rule.tags.some((tag) => tags.includes(tag))).map((rule) => rule.ruleId);
  const runOnly = again ? { type: "rule", values: aboutColours() } : { type: "tag", values: tags };
  return axe.run({ runOnly, preload: false, resultTypes: ["violations"] });
}

/** Runs in the page: whether it was asked before with the same elements at the same places, in a window of the same size. */
function isInPlace() {
  const place = (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x, y, width, height, getComputedStyle(one).visibility].join();
  };
  const now = [innerWidth, document.documentElement.outerHTML, ...[...document.querySelectorAll("*")].map(place)].join("\n");
  const before = (globalThis.__places ??= new Set());
  const known = before.has(now);
  before.add(now);
  return known;
}

/** Runs in the page: why it scrolls sideways, with the elements that stick out farthest inside. */
export function tooWide() {
  const width = document.documentElement.scrollWidth;
  if (width <= innerWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5);
  const inner = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other))).slice(0, 3);
  const name = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : "") + [...one.classList].map((word) => `.${word}`).join("");
  return [`${width} pixels wide: ${inner.map((one) => `<${name(one)}> “${one.textContent.trim().slice(0, 40)}”`).join(", ") || "cause not found"}`];
}
