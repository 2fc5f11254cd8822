// The page of the search. Nothing that is typed leaves it: no address, no storage, no request but for files of the index,
// which are loaded once the box is used.
(() => {
  const form = document.querySelector("form[data-search]");
  if (!form) return;
  const { words, keys, plain } = dossierWords;
  const say = form.dataset;
  const box = form.querySelector("input");
  const page = (name) => document.querySelector(`[data-search-${name}]`);
  const [status, list, more, filters] = ["status", "results", "more", "filters"].map(page);
  const isBelarusian = /^be\b/.test(document.documentElement.lang);
  // Of a large dossier each result may be in a file of its own.
  const perPage = () => (data.parts.entries.length > 1 ? 10 : 20);

  // Files of the index are scripts that call this, as a browser reads no others from a disk.
  const data = { terms: {}, entries: {} };
  globalThis.dossierSearch = (part) => {
    for (const [name, value] of Object.entries(part)) {
      if (name === "terms") for (const [at, lines] of Object.entries(value)) data.terms[at] = read(lines);
      else if (name === "entries") for (const [at, lines] of Object.entries(value)) data.entries[at] = lines.split("\n").map((line) => line.split("\t"));
      else data[name] = value;
    }
  };

  const asked = new Map();
  function load(address) {
    if (!asked.has(address)) {
      asked.set(address, new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = say.root + address;
        script.onload = done;
        script.onerror = () => { asked.delete(address); fail(new Error(address)); };
        document.head.append(script);
        script.remove();
      }));
    }
    return asked.get(address);
  }
  const start = () => load(say.parts).then(() => load(data.parts.head));

  /** Terms with their places, as encode.rs writes them. */
  function read(lines) {
    const terms = new Map();
    let before = "";
    for (const line of lines ? lines.split("\n") : []) {
      const [written, places] = line.split(" ");
      before = before.slice(0, parseInt(written[0], 36)) + written.slice(1);
      terms.set(before, places);
    }
    return terms;
  }

  /** The files in which terms of this beginning can be. Two letters begin so many words that the first of them must do. */
  function filesOf(from, to) {
    const firsts = data.parts.terms;
    const after = (term) => { const at = firsts.findIndex(([first]) => first > term); return at < 0 ? firsts.length : at; };
    return Array.from({ length: after(to) - Math.max(0, after(from) - 1) }, (_, n) => Math.max(0, after(from) - 1) + n).slice(0, from.length < 3 ? 2 : 6);
  }
  async function termsAt(numbers) {
    await Promise.all(numbers.map((at) => load(data.parts.terms[at][1])));
    return numbers.map((at) => data.terms[at]);
  }

  const isNear = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rest = (one, by) => one.slice(at + by);
    return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, 2) === rest(b, 2));
  };

  /** Adds what a term finds to `found`: numbers of entries with their weights. True if it is in most entries. */
  function places(found, text, sure) {
    let next = 0;
    for (const one of text.match(/[0-9a-z]*[A-Z]/g) ?? []) {
      const entry = next + (one.length > 1 ? parseInt(one.slice(0, -1), 36) : 0);
      const score = (one.charCodeAt(one.length - 1) - 64) * sure;
      if (!(found.get(entry) >= score)) found.set(entry, score);
      next = entry + 1;
    }
    return text[0] === "*";
  }

  /** What one word finds: itself, what it begins with if it is still being typed, else what is spelt nearly so. */
  async function lookUp(wanted, isOpen) {
    const found = new Map();
    const hit = new Map();
    let isCommon = false;
    const take = (term, text, sure) => {
      hit.set(term, true);
      isCommon = places(found, text, sure) || isCommon;
    };
    const files = [...new Set([...wanted.keys()].flatMap((key) => filesOf(key, isOpen && key.length > 1 ? `${key}\uffff` : key)))];
    const parts = await termsAt(files);
    for (const terms of parts) {
      for (const [key, sure] of wanted) {
        if (terms.has(key)) take(key, terms.get(key), sure);
        if (!isOpen || key.length < 2) continue;
        for (const [term, text] of terms) if (term !== key && term.startsWith(key)) take(term, text, sure * 0.6);
      }
    }
    let isFar = false;
    if (!found.size && !isCommon) {
      for (const terms of parts) {
        for (const [term, text] of terms) {
          for (const [key, sure] of wanted) if (key.length > 4 && isNear(key, term)) { take(term, text, sure * 0.4); isFar = true; }
        }
      }
    }
    // A rare word says more than one that many entries have.
    const rare = Math.log(1 + data.parts.count / Math.max(1, isCommon ? data.parts.count / 2 : found.size));
    for (const [entry, score] of found) found.set(entry, score * rare);
    return { found, hit, isCommon, isFar };
  }

  async function search(query) {
    const typed = words(query).slice(0, 8);
    const isOpen = !/[\s,;.!?]$/.test(query);
    const joined = (from, to) => keys(typed.slice(from, to).join(""), isBelarusian);
    const whole = typed.length > 2 && typed.length < 5 ? joined(0, typed.length) : new Map();
    const looked = await Promise.all(typed.map((word, n) => {
      const wanted = keys(word, isBelarusian);
      // Two words may be one in a name, or one of three.
      for (const pair of [n > 0 ? joined(n - 1, n + 1) : [], n + 1 < typed.length ? joined(n, n + 2) : [], whole]) for (const [key, sure] of pair) if (!wanted.has(key)) wanted.set(key, sure);
      return lookUp(wanted, isOpen && n === typed.length - 1);
    }));
    const scores = new Map();
    for (const { found, isCommon } of looked) {
      for (const [entry, score] of found) {
        const known = scores.get(entry) ?? { score: 0, of: 0 };
        scores.set(entry, { score: known.score + score, of: known.of + (isCommon ? 0 : 1) });
      }
    }
    const needed = looked.filter((one) => !one.isCommon).length;
    const most = Math.max(0, ...[...scores.values()].map((one) => one.of));
    const results = [...scores].filter(([, one]) => one.of === most).sort(([a, one], [b, other]) => other.score - one.score || a - b).map(([entry]) => entry);
    const hit = new Set(looked.flatMap((one) => [...one.hit.keys()]));
    return { results, hit, isPartial: most < needed, isFar: looked.some((one) => one.isFar) };
  }

  const make = (name, text = "", attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
    return element;
  };

  /** A text with the found words marked; whether there are any. */
  function mark(element, text, hit) {
    let any = false;
    for (const part of text.split(/([\p{Alphabetic}\p{N}\p{M}'’ʼ]+)/u)) {
      const isHit = words(part).length > 0 && [...keys(part, isBelarusian).keys()].some((key) => hit.has(key));
      element.append(isHit ? make("mark", part) : part);
      any ||= isHit;
    }
    return any;
  }

  function sign(word) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "sign");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#sign:${word}`);
    svg.append(use);
    return svg;
  }

  const of = (what, entry) => data.parts[{ kind: "kinds", standing: "standings", language: "languages" }[what]][data.head[what].charCodeAt(entry) - 65];

  function item(entry, hit) {
    const { perFile } = data.parts;
    const [title, address, date, about] = data.entries[Math.floor(entry / perFile)][entry % perFile];
    const [, kind] = of("kind", entry);
    const [standing, standingLabel] = of("standing", entry);
    const [lang] = of("language", entry);
    const foreign = lang === document.documentElement.lang ? "" : lang;
    const result = make("li");
    result.append(make("span", [kind, date].filter(Boolean).join(" · "), { class: "when" }));
    const what = make("span", "", { class: "what" });
    const link = make("a", "", { href: `${say.root}${address}${address.endsWith(".html") ? "" : "/index.html"}`, lang: foreign, hreflang: foreign });
    const inTitle = mark(link, title, hit);
    what.append(link);
    if (standing) {
      const label = make("span", "", { class: "standing" });
      if (document.getElementById(`sign:${standing}`)) label.append(sign(standing), " ");
      label.append(standingLabel);
      what.append(" ", label);
    }
    const text = make("p", "", { lang: foreign });
    const inAbout = mark(text, about, hit);
    result.append(what, text);
    if (!inTitle && !inAbout) result.append(make("p", say.inText, { class: "hint" }));
    return result;
  }

  let last = { results: [], hit: new Set() };
  let shown = 0;
  const chosen = (what) => filters.elements[what]?.value ?? "";
  const passes = (entry, but) => ["kind", "language"].every((what) => what === but || !chosen(what) || of(what, entry)[0] === chosen(what));

  /** The choices of a filter that the results have, with the number of each. */
  function offer(what) {
    const field = filters.querySelector(`[data-search-filter=${what}]`);
    const keep = chosen(what);
    const counts = new Map();
    for (const entry of last.results.filter((one) => passes(one, what))) counts.set(of(what, entry), (counts.get(of(what, entry)) ?? 0) + 1);
    const [all] = field.querySelectorAll("label");
    const choices = [...counts].sort(([, a], [, b]) => b - a);
    const total = choices.reduce((sum, [, count]) => sum + count, 0);
    const labels = [[["", all.querySelector("span").textContent], total], ...choices].map(([[value, name], count]) => {
      const label = all.cloneNode(true);
      label.hidden = false;
      const radio = label.querySelector("input");
      radio.value = value;
      radio.checked = value === keep;
      const [text, number] = label.querySelectorAll("span");
      text.textContent = name;
      number.textContent = count;
      return label;
    });
    const focused = field.contains(document.activeElement);
    const current = labels.find((label) => label.querySelector("input").checked) ?? labels[0];
    current.querySelector("input").checked = true;
    field.querySelectorAll("label").forEach((label) => label.remove());
    field.append(...labels);
    field.hidden = choices.length < 2 && !keep;
    if (focused) current.querySelector("input").focus();
  }

  async function show(count) {
    const results = last.results.filter((entry) => passes(entry));
    const next = results.slice(shown, count);
    await Promise.all([...new Set(next.map((entry) => data.parts.entries[Math.floor(entry / data.parts.perFile)]))].map(load));
    if (!shown) list.replaceChildren();
    list.append(...next.map((entry) => item(entry, last.hit)));
    shown = Math.min(count, results.length);
    more.hidden = shown >= results.length;
    list.hidden = !results.length;
    const notes = last.isFar ? [say.near] : last.isPartial && results.length ? [say.some] : [];
    status.textContent = [results.length ? `${say.found} ${results.length}.` : say.none, ...notes].join(" ");
  }

  let turn = 0;
  async function answer() {
    const mine = (turn += 1);
    const query = box.value.slice(0, 200);
    const isEmpty = !words(query).some(plain);
    for (const way of document.querySelectorAll("[data-search-ways]")) way.hidden = !isEmpty;
    if (isEmpty) {
      list.hidden = more.hidden = filters.hidden = true;
      status.textContent = "";
      return;
    }
    try {
      if (!data.head) status.textContent = say.loading;
      await start();
      const found = await search(query);
      if (mine !== turn) return;
      last = found;
      for (const what of ["kind", "language"]) offer(what);
      filters.hidden = [...filters.querySelectorAll("fieldset")].every((field) => field.hidden);
      shown = 0;
      await show(perPage());
    } catch {
      if (mine !== turn) return;
      status.textContent = say.failed;
      for (const way of document.querySelectorAll("[data-search-ways]")) way.hidden = false;
    }
  }

  form.hidden = false;
  // On a phone the choices stand between the box and the results, so they wait to be opened.
  const fold = filters.querySelector("details");
  if (fold) fold.open = matchMedia("(min-width: 60rem)").matches;
  box.addEventListener("focus", () => start().catch(() => {}));
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, 90);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("change", () => {
    for (const what of ["kind", "language"]) offer(what);
    shown = 0;
    show(perPage());
  });
  more.addEventListener("click", async () => {
    const before = shown;
    await show(shown + perPage());
    list.children[before]?.querySelector("a").focus();
  });
  addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !at.closest?.("input, textarea, select, [contenteditable]")) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape" && (at === box || list.contains(at))) {
      event.preventDefault();
      box.value = "";
      box.focus();
      answer();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (at === box || list.contains(at)) && !list.hidden) {
      const links = [...list.querySelectorAll("a")];
      const next = links.indexOf(at) + (event.key === "ArrowDown" ? 1 : -1);
      if (at === box && event.key === "ArrowUp") return;
      event.preventDefault();
      (next < 0 ? box : links[Math.min(next, links.length - 1)]).focus();
    }
  });
  // A browser that was told of this search hands the query over behind the `#`, which no server is sent. It leaves the address,
  // and with it the browser's own list of pages, before anything is looked up.
  const handed = /^#q=(.*)/s.exec(location.hash)?.[1];
  if (handed !== undefined) {
    history.replaceState(null, "", location.href.split("#")[0]);
    try {
      box.value = decodeURIComponent(handed.replaceAll("+", " ")).slice(0, 200);
    } catch {
      // What is no text is no query.
    }
    answer();
  }
  // Who comes here by a link with a mouse or a keyboard comes to type; on a phone the keyboard would hide the page.
  if (!location.hash && matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
})();
