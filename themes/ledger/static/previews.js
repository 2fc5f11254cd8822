// Previews: what a link in a text leads to, beside it, on hover and focus; on touch for notes and for names that link by
// themselves. An extra: without it links and notes work as they are. Of another page of the site its own words are read,
// as if it were opened; nobody else is asked.
(() => {
  if (!("popover" in HTMLElement.prototype)) return;
  const site = new URL("..", document.currentScript.src);
  const here = location.href.split("#")[0];
  const WAIT = 350;
  const LEAVE = 250;
  const known = new Map();
  let box, link, waiting, leaving;

  /** The note or the source that a link within the page leads to. */
  function note(to) {
    const item = to.href.split("#")[0] === here && to.hash && document.getElementById(decodeURIComponent(to.hash.slice(1)));
    if (!item || item.localName !== "li" || !item.closest(".footnotes, .sources, [role=doc-endnotes]")) return;
    const copy = item.cloneNode(true);
    for (const back of copy.querySelectorAll(".footnote-back, [role=doc-backlink], .places")) back.remove();
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    return [...copy.childNodes];
  }

  function line(name, text, lang) {
    const element = document.createElement("p");
    element.className = name;
    element.textContent = text.trim();
    if (lang && lang !== document.documentElement.lang) element.lang = lang;
    return element;
  }

  /** What an entry of the site says of itself. */
  async function entry(to) {
    const response = await fetch(to.href.split("#")[0], { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const kind = page.querySelector("template[data-preview]")?.content.textContent;
    const title = page.querySelector("h1");
    if (!kind || !title) return;
    const lang = (element) => element?.closest("[lang]")?.lang;
    const about = page.querySelector("meta[name=description]")?.content;
    return [line("kind", kind), line("name", title.textContent, lang(title)), ...(about ? [line("about", about, lang(page.querySelector(".lead") ?? title))] : [])];
  }

  const isEntry = (to) => location.protocol !== "file:" && to.href.startsWith(site.href) && to.href.split("#")[0] !== here && /(\/|\.html)$/.test(to.pathname);

  /** The link of a text that an event is about, if there may be a preview of where it leads. */
  function linkOf(target) {
    const to = target.closest?.("main a[href]");
    if (!to || to.closest("nav, svg, .preview, .entries, .neighbours") || /^doc-backlink$/.test(to.role ?? to.getAttribute("role") ?? "")) return;
    return note(to) || isEntry(to) ? to : undefined;
  }

  function content(to) {
    const own = note(to);
    if (own) return own;
    const address = to.href.split("#")[0];
    if (!known.has(address)) known.set(address, entry(to).catch(() => known.delete(address) && undefined));
    return known.get(address);
  }

  async function show(to) {
    const made = await content(to);
    if (link !== to || !made) return false;
    close();
    link = to;
    box = document.createElement("div");
    box.className = "preview";
    box.popover = "manual";
    box.id = ":preview";
    box.append(...made.map((node) => node.cloneNode(true)));
    // Right after its link, so that the tabulator leads from one to the other.
    to.after(box);
    to.setAttribute("aria-describedby", box.id);
    box.showPopover();
    const { left, top, bottom } = [...to.getClientRects()].pop();
    const { width, height } = box.getBoundingClientRect();
    const below = bottom + 6 + height < innerHeight || top < height + 6;
    box.style.left = `${scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
    box.style.top = `${scrollY + (below ? bottom + 6 : top - height - 6)}px`;
    return true;
  }

  function close() {
    box?.remove();
    link?.removeAttribute("aria-describedby");
    box = link = undefined;
  }
  const isWithin = (node) => node && (box?.contains(node) || link?.contains(node));

  function begin(to) {
    clearTimeout(leaving);
    if (to === link) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (box) close();
      link = to;
      show(to);
    }, WAIT);
  }
  function end() {
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = setTimeout(close, LEAVE);
  }

  addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const to = linkOf(target);
    if (to) begin(to);
    else if (isWithin(target)) clearTimeout(leaving);
    else if (!isWithin(document.activeElement)) end();
  });
  addEventListener("focusin", ({ target }) => {
    if (isWithin(target)) return;
    const to = target.matches?.(":focus-visible") && linkOf(target);
    if (to) begin(to);
    else end();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box) return;
    event.preventDefault();
    const back = box.contains(document.activeElement) ? link : undefined;
    close();
    back?.focus();
    clearTimeout(waiting);
  });
  // A finger cannot hover: the first tap on a note, or on a name that links by itself, shows; a tap on what is shown goes there.
  addEventListener("click", async (event) => {
    if (event.pointerType !== "touch" || event.defaultPrevented) return;
    const to = linkOf(event.target);
    if (!to) {
      if (box && !isWithin(event.target)) close();
      return;
    }
    if (to === link && box) return;
    if (!note(to) && !to.matches(".autolink")) return;
    event.preventDefault();
    clearTimeout(waiting);
    if (box) close();
    link = to;
    if (!(await show(to)) && link === to) return location.assign(to.href);
    if (note(to)) return;
    const go = document.createElement("a");
    go.href = to.href;
    const name = box.querySelector(".name");
    go.append(...name.childNodes);
    name.append(go);
  });
})();
