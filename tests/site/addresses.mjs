// Where the addresses of the site lead, and which of them must not be.

// What a reader may follow out of the site. Anything else (`javascript:`, `data:`, `file:`) is a mistake or an attack.
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** What is wrong with the addresses of one file. */
export function addresses(from, refs, site) {
  const problems = [];
  for (const ref of refs) {
    const found = resolve(from, ref, site);
    if (found.problem) problems.push([found.problem, ref.line]);
  }
  return problems;
}

/** Where an address leads: `{ file }` of the site, `{ outside }`, or `{ problem }`. */
export function resolve(from, { kind, value, tag = "", rel = "" }, site) {
  const address = value.trim();
  const what = `${tag ? `<${tag}> ` : ""}\`${address.length > 120 ? `${address.slice(0, 120)}…` : address}\``;
  if (/^[a-z][a-z0-9+.-]*:|^[\\/]{2}/i.test(address)) {
    const url = URL.canParse(address, "https://host.invalid/") ? new URL(address, "https://host.invalid/") : undefined;
    if (!url) return { problem: `${what} is no address` };
    if (!SCHEMES.has(url.protocol)) return { problem: `${what} has the scheme ${url.protocol}` };
    if (kind === "load") return { problem: `${what} asks another host` };
    const own = site.base && url.href.startsWith(site.base);
    // Feeds and JSON-LD need whole addresses; a reader's link with one would lead from a mirror to the original.
    // The home page itself may be named so: a page about mirrors lists it.
    if (own && kind === "link" && url.href !== site.base) return { problem: `${what} leads into the site by its full address, not a relative one` };
    if (rel === "canonical" || (own && rel.startsWith("alternate"))) {
      const path = within(url.href, site);
      const file = pageAt(path, site) ?? (site.files.has(path) ? path : undefined);
      return file ? { file } : { problem: `${what} with rel=${rel} is no page of the site` };
    }
    return { outside: url };
  }
  if (address === "") return kind === "link" ? { file: from } : { problem: `${what}: an empty address` };

  const [, path, , fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(address);
  const anywhere = from.endsWith("404.html");
  const start = site.base ? new URL(site.base).pathname : "/";
  let parts = from.split("/").slice(0, -1);
  if (anywhere && path) {
    if (!path.startsWith(start)) return { problem: `${what} does not start with \`${start}\`, and this page is shown at any address` };
    parts = [];
  } else if (path.startsWith("/")) {
    return { problem: `${what} starts at the root of the host: the site would not work under a path or from a disk` };
  }
  const decoded = decode(anywhere && path ? path.slice(start.length) : path);
  for (const part of decoded.split("/")) {
    if (part === "..") {
      if (parts.length === 0) return { problem: `${what} leaves the folder of the site` };
      parts.pop();
    } else if (part && part !== ".") parts.push(part);
  }
  let file = path === "" ? from : parts.join("/");
  if (!site.files.has(file) || decoded.endsWith("/")) {
    const page = pageAt(`${file}/`, site);
    // Hosts add the index.html, a disk does not. The 404 page is only ever shown by a host.
    if (page && anywhere) file = page;
    else if (page) return { problem: `${what} names a folder: from a disk only \`${page}\` works` };
    else return { problem: `${tag ? `<${tag}> ` : ""}no file \`${file}\`` };
  }
  if (fragment && !/^:|^top$/i.test(fragment) && site.ids.has(file)) {
    const id = decode(fragment);
    if (!site.ids.get(file).has(id)) return { problem: `${tag ? `<${tag}> ` : ""}no id \`${id}\` in \`${file}\`` };
  }
  return { file };
}

/** A path as the disk has it. A broken %-escape stays, and then names no file. */
export function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The path inside the site of a whole address; undefined if it leads elsewhere. */
export function within(address, site) {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const base = new URL(site.base ?? `${url.origin}/`);
  return url.href.startsWith(base.href) ? decode(url.pathname.slice(base.pathname.length)) : undefined;
}

/** The page that a host shows for a path. */
export function pageAt(path, site) {
  if (path === undefined) return undefined;
  const clean = path.replace(/^\/+|\/+$/g, "");
  return [clean, clean ? `${clean}/index.html` : "index.html", `${clean}.html`].find((name) => site.pages.has(name));
}
