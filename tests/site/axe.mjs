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

/** axe-core's findings, one line for each element. Injected by the debugger, so the page's own policy stays in force. */
export async function accessibility(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const results = await page.evaluate((values) => globalThis.axe.run({ runOnly: { type: "tag", values }, preload: false, resultTypes: ["violations"] }), RULES);
  return results.violations.flatMap((rule) => rule.nodes.map((node) => {
    const why = [...node.any, ...node.all, ...node.none][0]?.message ?? rule.help;
    return `${rule.id} (${rule.impact}): ${why} — ${node.target.flat().join(" ")}`;
  }));
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
