// Previews in Chromium: what a link or a note leads to, on hover, focus and tap; how they go away; what they ask for.

import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { accessibility } from "./axe.mjs";

const MOST = 4096;
const WAIT = 1500;

/** A page with a link to an entry in its text and one with a note or a source, whichever comes first. */
async function places(page, origin, site) {
  const own = [...site.pages.keys()].filter((name) => name.split("/").length === 3 && name.startsWith("explainers/"));
  const found = {};
  for (const name of own) {
    if (found.entry && found.note) break;
    await page.goto(origin + encodeURI(name), { waitUntil: "load" });
    const has = await page.evaluate(() => ({
      entry: Boolean(document.querySelector("main .body a.autolink")),
      note: Boolean(document.querySelector("main .body [role=doc-noteref], main .body .cite a[href^='#']")),
    }));
    for (const what of ["entry", "note"]) if (has[what]) found[what] ??= name;
  }
  return found;
}

const ENTRY = "main .body a.autolink";
const NOTE = "main .body [role=doc-noteref], main .body .cite a[href^='#']";
const shown = (page) => page.waitForSelector(".preview:popover-open").then(() => true, () => false);
const gone = (page) => page.waitForSelector(".preview", { state: "detached" }).then(() => true, () => false);

export async function auditPreviews(browser, server, start, root, site, report) {
  const origin = `${server.origin}${start}`;
  const script = [...site.files].find((name) => /(^|\/)previews\.\w+\.js$/.test(name));
  if (!script) return report.note("previews: the site has none");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const { entry, note } = await places(page, origin, site);
  if (!entry || !note) {
    await context.close();
    return report.note("previews: no explainer with a link that stands by itself and a note, so nothing to try");
  }
  const weight = await page.evaluate(async (address) => (await (await fetch(address)).text()), origin + script);
  report.check("weight of previews", script, gzipSync(weight).length < MOST ? [] : [`${gzipSync(weight).length} bytes compressed`]);
  await onEntry(page, origin, entry, report);
  await onNote(page, origin, note, report);
  await context.close();
  await onTouch(browser, origin, entry, note, report);
  await onDisk(browser, root, entry, report);
}

async function onEntry(page, origin, name, report) {
  const wrong = [];
  const expect = (what, is) => is || wrong.push(`it is not so that ${what}`);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(origin + encodeURI(name), { waitUntil: "load" });
  await page.locator(ENTRY).first().scrollIntoViewIfNeeded();
  asked.length = 0;
  const link = page.locator(ENTRY).first();
  const to = (await link.evaluate((one) => one.href)).split("#")[0];
  await link.hover();
  expect("hovering shows a preview", await shown(page));
  expect("it has a kind, a name and words", (await page.locator(".preview .kind").count()) === 1 && (await page.locator(".preview .name").textContent()).length > 1);
  expect("only the page that the link leads to is asked for", asked.every((address) => address === to || /\/icon\.\w+\.svg$/.test(address)));
  expect("the link is described by it", (await link.getAttribute("aria-describedby")) === ":preview");
  const inside = await page.evaluate(() => {
    const { left, right, top } = document.querySelector(".preview").getBoundingClientRect();
    return left >= 0 && right <= document.documentElement.clientWidth && top >= 0;
  });
  expect("it stands inside the window", inside);
  report.check("axe with a preview", name, await accessibility(page));
  await page.hover(".preview");
  await page.waitForTimeout(WAIT);
  expect("it stays while the pointer is on it", await page.locator(".preview").isVisible());
  await page.keyboard.press("Escape");
  expect("Escape closes it", (await page.locator(".preview").count()) === 0);
  await page.mouse.move(2, 2);
  await page.waitForTimeout(500);
  await link.hover();
  expect("it comes again", await shown(page));
  await page.mouse.move(2, 2);
  expect("it goes when the pointer does", await gone(page));
  await link.evaluate((one) => {
    const before = document.createElement("button");
    before.id = ":before";
    one.before(before);
    before.focus();
  });
  await page.keyboard.press("Tab");
  expect("the tabulator's focus shows it", await shown(page));
  await page.keyboard.press("Escape");
  expect("the focus stays on the link", (await gone(page)) && (await link.evaluate((one) => document.activeElement === one)));
  report.check("preview of an entry", name, wrong);
}

async function onNote(page, origin, name, report) {
  const wrong = [];
  const expect = (what, is) => is || wrong.push(`it is not so that ${what}`);
  const asked = [];
  await page.goto(origin + encodeURI(name), { waitUntil: "load" });
  page.on("request", (request) => asked.push(request.url()));
  const link = page.locator(NOTE).first();
  await link.hover();
  expect("hovering shows the note", await shown(page));
  const same = await link.evaluate((one) => {
    const note = document.getElementById(decodeURIComponent(one.hash.slice(1))).textContent.trim().slice(0, 20);
    return document.querySelector(".preview").textContent.includes(note.slice(0, 12));
  });
  expect("it is the note's own text", same);
  // The page's own icon comes when the browser likes.
  const others = asked.filter((address) => !/\/icon\.\w+\.svg$/.test(address));
  if (others.length) wrong.push(`it asks for ${others.join(", ")}`);
  expect("no id is there twice", await page.evaluate(() => new Set([...document.querySelectorAll("[id]")].map((one) => one.id)).size === document.querySelectorAll("[id]").length));
  await page.mouse.move(2, 2);
  expect("it goes when the pointer does", await gone(page));
  report.check("preview of a note", name, wrong);
}

async function onTouch(browser, origin, entry, note, report) {
  const wrong = [];
  const expect = (what, is) => is || wrong.push(`it is not so that ${what}`);
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  await page.goto(origin + encodeURI(note), { waitUntil: "load" });
  const before = page.url();
  await page.locator(NOTE).first().tap();
  expect("a tap on a note shows it", (await shown(page)) && page.url() === before);
  await page.locator("main h1").tap();
  expect("a tap elsewhere closes it", await gone(page));
  await page.goto(origin + encodeURI(entry), { waitUntil: "load" });
  const link = page.locator(ENTRY).first();
  const to = await link.evaluate((one) => one.href);
  await link.tap();
  expect("a tap on a name that links by itself shows what it is", await shown(page));
  await page.locator(".preview .name a").tap();
  await page.waitForURL(to).catch(() => {});
  expect("a tap on the name in it goes there", page.url() === to);
  await page.goto(origin + encodeURI(entry), { waitUntil: "load" });
  const plain = page.locator("main .body a[href]:not(.autolink, [href^='#'], [href^='http'])").first();
  if (await plain.count()) {
    const there = await plain.evaluate((one) => one.href);
    await plain.tap();
    await page.waitForURL(there).catch(() => {});
    expect("a tap on a link that somebody wrote goes there", page.url() === there);
  }
  report.check("previews by touch", entry, wrong);
  await context.close();
}

/** From a disk no page can be read by another: there the link just works. */
async function onDisk(browser, root, name, report) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(pathToFileURL(join(root, name)).href, { waitUntil: "load" });
  const link = page.locator(ENTRY).first();
  const to = await link.evaluate((one) => one.href);
  await link.hover();
  await page.waitForTimeout(WAIT);
  if (await page.locator(".preview").count()) errors.push("a preview from a disk");
  await link.click();
  await page.waitForURL(to).catch(() => {});
  if (page.url() !== to) errors.push("the link does not work");
  report.check("previews from a disk", name, errors);
  await context.close();
}
