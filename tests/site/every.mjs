// Pages in Chromium in every state of the window: what axe-core finds, and whether they scroll sideways.

import { SCRIPTS, accessibility, tooWide, withoutScripts } from "./axe.mjs";

// Without JavaScript is the last one: the page's own scripts are withheld, and what stands in <noscript> is put in its place.
const STATES = [
  { width: 1280, scheme: "light" },
  { width: 1280, scheme: "dark" },
  { width: 320, scheme: "light" },
  { width: 320, scheme: "dark" },
  { width: 320, scheme: "light", withoutScripts: true },
];
const HEIGHT = 900;
const PATIENCE = 90_000;

/**
 * Pages that between them have every element of the site in all its surroundings, beside those that were looked at already. What is
 * wrong with an element is wrong with each that is like it, so these few tell of all: without words, two thousand pages are a hundred.
 */
export function cover(site, seen) {
  const pages = new Map([...site.pages].filter(([, page]) => !page.stub).map(([name, page]) => [name, page.shapes]));
  const left = new Set([...pages.values()].flatMap((shapes) => [...shapes]));
  const chosen = [];
  const take = (name) => pages.get(name)?.forEach((shape) => left.delete(shape));
  seen.forEach(take);
  while (left.size) {
    let best = "", most = 0;
    for (const [name, shapes] of pages) {
      const count = [...shapes].filter((shape) => left.has(shape)).length;
      if (count > most) [best, most] = [name, count];
    }
    chosen.push(best);
    take(best);
  }
  return chosen;
}

export async function auditEvery(browser, origin, names, site, report) {
  const waiting = [...names];
  const worker = async () => {
    const tabs = new Map();
    for (const withheld of [false, true]) {
      const context = await browser.newContext({ viewport: { width: 1280, height: HEIGHT }, reducedMotion: "reduce" });
      if (withheld) await context.route(SCRIPTS, (route) => route.abort());
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      tabs.set(withheld, page);
    }
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      for (const [withheld, tab] of tabs) {
        if (withheld && !site.pages.get(name).scripted) continue;
        await look(tab, origin, name, STATES.filter((state) => Boolean(state.withoutScripts) === withheld), report);
      }
    }
    for (const page of tabs.values()) await page.context().close();
  };
  // Two, as the machine has two cores.
  await Promise.all([worker(), worker()]);
}

async function look(page, origin, name, states, report) {
  try {
    await page.setViewportSize({ width: states[0].width, height: HEIGHT });
    await page.emulateMedia({ colorScheme: states[0].scheme, reducedMotion: "reduce" });
    // The 404 page is shown at any address, so it is opened at one.
    await page.goto(origin + (name === "404.html" ? "no/such/page" : encodeURI(name)), { waitUntil: "load" });
    for (const state of states) {
      await page.setViewportSize({ width: state.width, height: HEIGHT });
      await page.emulateMedia({ colorScheme: state.scheme, reducedMotion: "reduce" });
      await page.evaluate(() => document.fonts.ready.then(() => {}));
      if (state.withoutScripts) await page.evaluate(withoutScripts);
      const where = `at ${state.width} ${state.scheme}${state.withoutScripts ? " without JavaScript" : ""}`;
      if (state.width < 400) report.check(`sideways scrolling ${where}`, name, await page.evaluate(tooWide));
      report.check(`axe ${where}`, name, await accessibility(page));
    }
  } catch (error) {
    report.check("opens in Chromium", name, [String(error.message).split("\n")[0]]);
  }
}
