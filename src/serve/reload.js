// Keeps an open page what the dossier is. Only `dossier serve` adds this script; what `build` writes has none.
//
// It hears what changed (see `serve` in the source for the events) and then does the least that is needed: nothing,
// a style sheet or a picture in its new form, or a reload, with which the browser keeps its place on the page. What is
// wrong is shown over the page until it is mended.
(() => {
  "use strict";
  const own = document.currentScript.dataset;
  const [file, missed] = [decodeURIComponent(own.file), own.missed === undefined ? undefined : decodeURIComponent(own.missed)];
  let tag = own.tag;
  let revision;
  let stream;
  let overlay;
  // One event is dealt with at a time: what is shown is what was told last.
  let turn = Promise.resolve();

  /** The tag of this page as it is on the server by now. */
  const newest = async () => {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    return answer.headers.get("ETag")?.replaceAll('"', "");
  };

  const hear = async (news) => {
    const isNext = revision !== undefined && news.revision === revision + 1 && news.changed !== null;
    revision = news.revision;
    await show(news.problems);
    if (!isNext || "ask" in own) {
      // Nobody told what happened since this page was made: a browser that slept, a server that was started anew.
      const now = await newest().catch(() => tag);
      if (now !== tag) location.reload();
      return;
    }
    const changed = new Set(news.changed);
    const appeared = missed !== undefined && [missed, `${missed}index.html`, `${missed}/index.html`].some((path) => changed.has(path));
    if (changed.has(file) || appeared) return location.reload();
    const moved = new Map(Object.entries(news.moved));
    if (!renew(changed, moved) || moved.size === 0) return;
    tag = await newest().catch(() => tag);
  };

  /** Puts style sheets and pictures that changed into the page. Answers whether there were any. */
  const renew = (changed, moved) => {
    let some = false;
    for (const one of document.querySelectorAll("link[rel~=stylesheet], link[rel~=icon], img[src]")) {
      if (followed.has(one)) continue;
      const name = one.localName === "img" ? "src" : "href";
      const next = renewed(one[name], changed, moved);
      if (next === undefined) continue;
      some = true;
      if (one.localName === "img") one.src = next;
      else replace(one, next);
    }
    return some;
  };

  /** The new address of a file, if it has one. */
  const renewed = (address, changed, moved) => {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) return undefined;
    const path = decodeURIComponent(url.pathname);
    for (const [from, to] of moved) {
      if (path.endsWith(`/${from}`)) return new URL(path.slice(0, -from.length) + to, url).href;
    }
    if (![...changed].some((other) => path === `/${other}`)) return undefined;
    // The same address, other bytes: the browser would take the ones it has.
    url.search = `?${revision}`;
    return url.href;
  };

  /** The style sheets that each new one takes the place of. */
  const before = new WeakMap();
  /** Those whose place another one takes. */
  const followed = new WeakSet();

  /**
   * A new style sheet takes the place of the old one only when it is there: the page is never bare.
   * A file may be written twice while the browser still fetches: the last one to arrive clears all before it,
   * and one that could not be fetched clears none.
   */
  const replace = (old, address) => {
    if (!old.relList.contains("stylesheet")) return void (old.href = address);
    const next = old.cloneNode();
    const gone = [...(before.get(old) ?? []), old];
    before.set(next, gone);
    followed.add(old);
    next.addEventListener("load", () => gone.forEach((one) => one.remove()));
    next.href = address;
    old.after(next);
  };

  /** Shows what is wrong, or that nothing is any more. */
  const show = async (problems) => {
    const whole = document.getElementById("dossier:problems");
    if (whole) {
      if (problems) whole.innerHTML = `<div role="alert"><h2>${problems.summary}</h2></div>${problems.html}`;
      return;
    }
    if (!problems) {
      overlay?.remove();
      overlay = undefined;
      return;
    }
    overlay ??= await cover();
    const root = overlay.shadowRoot;
    // Read aloud is what happened, not the whole list: that can be read at leisure.
    root.querySelector("h2").textContent = problems.summary;
    root.querySelector("section").innerHTML = problems.html;
    overlay.hidden = false;
  };

  /** An element that the page's own styles do not reach, above everything else. */
  const cover = async () => {
    const host = document.createElement("dossier-problems");
    host.lang = "en";
    host.hidden = true;
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = `<div class="top"><div role="alert"><h2></h2><p class="state">The page behind it is the last good one.</p></div><button type="button">Hide</button></div><section tabindex="-1"></section>`;
    root.querySelector("button").addEventListener("click", () => { host.hidden = true; });
    document.documentElement.append(host);
    // The page's policy refuses styles in the text, but not a sheet of the server's own.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch("/_dossier/problems.css")).text());
    root.adoptedStyleSheets = [sheet];
    return host;
  };

  /** A hidden page holds no connection: a browser has six for all its tabs. It catches up when it is looked at. */
  const listen = () => {
    if (document.hidden) {
      stream?.close();
      stream = undefined;
    } else if (!stream) {
      revision = undefined;
      stream = new EventSource("/_dossier/events");
      stream.onmessage = (event) => {
        turn = turn.then(() => hear(JSON.parse(event.data))).catch((error) => console.error(error));
      };
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  listen();
})();
