// `node tests/site/self-test.mjs [--static]`: proves that every check of the audit fires. A small sound site passes; then
// each change below breaks one thing, and the audit must say so. With --static, without the browser and the HTML checker.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Report } from "./report.mjs";
import { auditFiles } from "./static.mjs";
import { auditText } from "./text.mjs";

const BASE = "https://dossier.example/x/";
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";
const STYLE = "body { color: #17211b; background: #fcfcf8 }\na { color: #17211b }\n";
const DATA = '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","@id":"#a"}]}';

const page = (root, address, body, head = "") => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>A page</title>
${address === undefined ? "" : `<link rel="canonical" href="${BASE}${address}">\n`}<link rel="stylesheet" href="${root}a.css">
${head}</head>
<body>
${body}
</body>
</html>
`;
const main = (root, title, rest) => `<header><a href="${root}index.html">Home</a></header>\n<main id="main">\n<h1>${title}</h1>\n${rest}\n</main>`;

function soundSite() {
  return {
    "index.html": page("", "", main("", "Home", '<p><a href="claims/a/index.html#what">A claim</a> <a href="https://example.org/">Elsewhere</a> <img src="p.svg" alt="A dot" width="9" height="9"></p>'), `<script type="application/ld+json">${DATA}</script>\n<link rel="alternate" type="application/atom+xml" href="feed.xml" title="News">\n`),
    "claims/a/index.html": page("../../", "claims/a/", main("../../", "A claim", '<h2 id="what">What</h2><p>Text.</p>')),
    "claims/old/index.html": page("../../", "claims/a/", main("../../", "Moved", '<p><a href="../a/index.html">Now here</a></p>'), '<meta http-equiv="refresh" content="0; url=../a/index.html">\n'),
    "404.html": page("/x/", undefined, main("/x/", "Not found", '<p><a href="/x/claims/a/">A claim</a></p>')),
    "a.css": STYLE,
    "a.js": "// no localStorage here\nfetch('index.json');\n",
    "p.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="d" d="M1 1h7v7z"/><use href="#d"/></svg>',
    "sitemap.xml": `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${BASE}</loc></url><url><loc>${BASE}claims/a/</loc></url></urlset>`,
    "feed.xml": `<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id><title>T</title><updated>2021-01-01T00:00:00Z</updated><entry><id>b</id><title>T</title><updated>2021-01-01T00:00:00Z</updated><link href="${BASE}claims/a/"/><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>`,
    "robots.txt": `User-agent: *\nAllow: /\nSitemap: ${BASE}sitemap.xml\n`,
    _headers: `/*\n  Content-Security-Policy: ${POLICY}; frame-ancestors 'none'\n  Referrer-Policy: no-referrer\n`,
    _redirects: "/x/claims/old/ /x/claims/a/ 301\n",
    ".nojekyll": "",
  };
}

// [file, what is replaced, by what (undefined: the file goes), the message that must come]
const HOME = "index.html";
const add = (html) => [HOME, "</main>", `${html}</main>`];
const addHead = (html) => [HOME, "</head>", `${html}</head>`];
const BREAKS = [
  [...add('<a href="claims/b/index.html">x</a>'), /no file `claims\/b\/index.html`/],
  [...add('<a href="claims/a/">x</a>'), /names a folder/],
  [...add('<a href="claims/a/index.html#no">x</a>'), /no id `no`/],
  [...add('<a href="#no">x</a>'), /no id `no`/],
  [...add('<a href="/x/claims/a/index.html">x</a>'), /root of the host/],
  [...add('<a href="../x.html">x</a>'), /leaves the folder/],
  [...add(`<a href="${BASE}claims/a/">x</a>`), /by its full address/],
  [...add('<a href="javascript:x()">x</a>'), /scheme javascript:/],
  [...add('<a href="data:text/html,x">x</a>'), /scheme data:/],
  [...add('<img src="https://example.org/p.png" alt="">'), /asks another host/],
  [...add('<img src="//example.org/p.png" alt="">'), /asks another host/],
  [...add('<img src="no.png" alt="">'), /no file `no.png`/],
  [...add('<img src="p.svg" srcset="p.svg 1x, no.png 2x" alt="">'), /no file `no.png`/],
  [...add('<img src="p.svg" srcset="p.svg 1x, https://example.org/p.png 2x" alt="">'), /asks another host/],
  [...add('<script src="https://example.org/a.js"></script>'), /asks another host/],
  [...add('<iframe src="https://example.org/"></iframe>'), /asks another host/],
  [...add('<iframe src="index.html"></iframe>'), /<iframe>: the policy/],
  [...add('<form action="https://example.org/"></form>'), /asks another host/],
  [...add('<video poster="https://example.org/p.png"></video>'), /asks another host/],
  [...add('<svg><use href="https://example.org/p.svg#d"/></svg>'), /asks another host/],
  [...add('<svg><use xlink:href="p.svg#no"/></svg>'), /no id `no`/],
  [...add('<svg><path fill="url(https://example.org/p.svg#d)"/></svg>'), /asks another host/],
  [...add('<a href="index.html" ping="https://example.org/">x</a>'), /`ping`/],
  [...add("<noscript><img src='https://example.org/p.png' alt=''></noscript>"), /asks another host/],
  [...add("<template><img src='https://example.org/p.png' alt=''></template>"), /asks another host/],
  ...["stylesheet", "preload", "preconnect", "dns-prefetch", "icon", "modulepreload", "prefetch", "alternate stylesheet", "something-new"].map((rel) => [...addHead(`<link rel="${rel}" href="https://example.org/">`), /asks another host/]),
  [...addHead('<base href="https://example.org/">'), /<base>/],
  [...addHead(`<link rel="alternate" hreflang="be" href="${BASE}be/">`), /no page of the site/],
  [...add('<p onclick="x()">x</p>'), /inline event handler/],
  [...add('<p style="color:red">x</p>'), /inline style/],
  [...add("<style>p{}</style>"), /<style>/],
  [...add("<script>x()</script>"), /inline <script>/],
  [...add('<p id="main">x</p>'), /two elements have the id `main`/],
  [...add("<h1>x</h1>"), /2 elements <h1>/],
  [HOME, "<h1>Home</h1>", "", /0 elements <h1>/],
  [HOME, ' lang="en"', "", /no `lang`/],
  [HOME, "<title>A page</title>", "", /no <title>/],
  [HOME, 'content="no-referrer"', 'content="origin"', /name="referrer"/],
  [HOME, /<meta http-equiv.*>/, "", /0 meta elements with a Content-Security-Policy/],
  [HOME, "default-src 'none'", "default-src *", /default-src is neither/],
  [HOME, "style-src 'self'", "style-src 'self' 'unsafe-inline'", /allows 'unsafe-inline' in style-src/],
  [HOME, "img-src 'self'", "img-src 'self' https:", /allows https: in img-src/],
  [HOME, "; form-action 'none'", "", /no form-action/],
  [HOME, '<meta name="referrer"', '<link rel="stylesheet" href="a.css"><meta name="referrer"', /after something that loads/],
  ["claims/a/index.html", /<link rel="canonical".*>/, "", /0 canonical links/],
  ["claims/a/index.html", 'x/claims/a/">', 'x/claims/b/">', /rel=canonical is no page/],
  [HOME, DATA, "{", /not JSON/],
  [HOME, DATA, '{"@context":"https://schema.org","@type":"WebSite"}', /no @graph/],
  [HOME, '{"@type":"WebSite","@id":"#a"}', '{"@type":"A","@id":"#a"},{"@type":"B","@id":"#a"}', /same @id/],
  [HOME, '"@type":"WebSite",', "", /no @type/],
  [HOME, /<script type.*<\/script>/, "", /no JSON-LD/],
  [...addHead(`<script type="application/ld+json">${DATA}</script>`), /2 blocks of JSON-LD/],
  ["claims/b/index.html", "", page("../../", "claims/b/", main("../../", "B", "")), /no way by links/],
  ["404.html", "/x/claims/a/", "claims/a/", /does not start with `\/x\/`/],
  ["404.html", "/x/claims/a/", "/x/claims/b/", /no file `claims\/b`/],
  ["a.css", STYLE, "@import 'https://example.org/a.css';", /asks another host/],
  ["a.css", STYLE, "p { background: url(//example.org/a.png) }", /asks another host/],
  ["a.css", STYLE, "p { background: image-set('no.png' 1x) }", /no file `no.png`/],
  ["a.css", STYLE, "p { background: url(data:image/png;base64,AA) }", /scheme data:/],
  ["a.js", "fetch", "localStorage.a = 1; fetch", /uses `localStorage`/],
  ["a.js", "'index.json'", "'https://example.org/'", /names another host/],
  ["p.svg", "</svg>", "<", /not well formed/],
  ["p.svg", "</svg>", "<script>x()</script></svg>", /inline <script>/],
  ["p.svg", "</svg>", '<image href="https://example.org/a.png"/></svg>', /asks another host/],
  ["p.svg", "<svg", '<?xml-stylesheet href="https://example.org/a.css"?><svg', /asks another host/],
  ["sitemap.xml", "claims/a/", "claims/b/", /which is no page/],
  ["sitemap.xml", "</urlset>", "", /not well formed/],
  ["feed.xml", "</feed>", "", /not well formed/],
  ["feed.xml", "claims/a/", "claims/b/", /which is no page/],
  ["feed.xml", "<id>b</id>", "", /without <id>/],
  ["feed.xml", "<id>b</id>", "<id>a</id>", /same <id>/],
  ["feed.xml", "&lt;p&gt;", "&lt;img src='https://example.org/'&gt;", /text of an entry asks another host/],
  ["robots.txt", "sitemap.xml", "map.xml", /is no file of the site/],
  ["_redirects", "claims/a/ 301", "claims/b/ 301", /which is no page/],
  ["_redirects", "claims/old/", "claims/older/", /has no page for hosts/],
  ["_headers", /.*Content-Security-Policy.*\n/, "", /no Content-Security-Policy/],
  ["_headers", "no-referrer", "origin", /no Referrer-Policy/],
  ["claims/old/index.html", "url=../a/index.html", "url=https://example.org/", /asks another host/],
  ...["_headers", "_redirects", ".nojekyll", "robots.txt", "404.html", "sitemap.xml", "feed.xml"].map((name) => [name, "", undefined, /file for hosts: missing/]),
];

// What the browser and the HTML checker must find: each on a page of its own, all in one site.
const LOW = "img.night { visibility: hidden } p.low { color: #ccc } div.wide { width: 700px } button:not(:hover) { color: #ddd }\n@media (prefers-color-scheme: dark) { p.dark { color: #333 } body { background: #000; color: #eee } a { color: #eee } img.night { visibility: visible } }\n";
const IN_BROWSER = {
  low: ['<p class="low">Pale words</p>', /axe at 1280 light: color-contrast/],
  dark: ['<p class="dark">Dark words</p>', /axe at 320 dark: color-contrast/],
  night: ['<img class="night" src="../../p.svg" width="9" height="9">', /axe at 1280 dark: image-alt/],
  image: ['<img src="../../p.svg" width="9" height="9">', /axe at 360 light: image-alt/, /HTML: An “img” element must have an “alt”/],
  levels: ["<h4>Deep</h4>", /heading-order/],
  wide: ['<div class="wide">Wide</div>', /sideways scrolling at 320 dark: 7\d\d pixels wide: <div.wide>/, /sideways scrolling at 360 light/],
  script: ['<p id="p">Before</p><script src="../../change.js"></script>', /with JavaScript “.*After/s],
  error: ['<script src="../../error.js"></script>', /script error: oh/, /console: no/],
  keep: ['<script src="../../keep.js"></script>', /keeps localStorage/, /keeps a cookie/],
  style: ['<p style="color:#17211b">x</p>', /violates the policy: style-src-attr/],
  ask: ['<script src="../../ask.js"></script>', /violates the policy: (connect|img)-src/],
  element: ["<p><div>x</div></p>", /HTML: No “p” element in scope/],
};

let passed = 0;
let failed = 0;
const expect = (what, is, lines) => {
  if (is) passed += 1;
  else {
    failed += 1;
    console.log(`FAIL ${what}\n${lines.map((line) => `     ${line}`).join("\n")}`);
  }
};

function write(files) {
  const root = mkdtempSync(join(tmpdir(), "site-audit-"));
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

function findings(files) {
  const root = write(files);
  const report = new Report();
  auditFiles(root, report);
  rmSync(root, { recursive: true });
  return report.lines().filter((line) => line.startsWith("FAIL"));
}

const clean = findings(soundSite());
expect("the sound site has no problem", clean.length === 0, clean);
for (const [name, old, now, message] of BREAKS) {
  const files = soundSite();
  const before = files[name];
  files[name] = now === undefined ? undefined : (before ?? "").replace(old, () => now);
  const found = findings(files);
  expect(`${name}: ${String(old).slice(0, 40)} → ${String(now).slice(-90)}: ${message}`, files[name] !== before && found.some((line) => message.test(line)), found);
}

// A site of text only: the sound one without its script and picture, then with each thing that has no place in it.
const textSite = () => {
  const files = soundSite();
  files["a.js"] = files["p.svg"] = undefined;
  files["index.html"] = files["index.html"].replace(/ <img[^>]*>|<script.*<\/script>/g, "");
  return files;
};
const NOISE = Array.from({ length: 9000 }, (_, n) => ((n * 2654435761) % 4294967296).toString(36)).join(" ");
const TEXT_BREAKS = [
  [...addHead('<script src="a.js" defer></script>'), /<script>/],
  [...add('<img src="p.svg" alt="">'), /<img>/],
  [...addHead('<link rel="preload" as="font" href="f.woff2" crossorigin>'), /beside its style sheet/],
  [...add(`<p>${NOISE}</p>`), /bytes by gzip/],
  ["a.css", STYLE, STYLE.repeat(200), /not less than 4096/],
  ["a.css", STYLE, "@font-face { src: url(f.woff2) }", /names another file/],
  ["b.css", "", STYLE, /2 style sheets/],
  ["f.woff2", "", "x", /f.woff2 is published/],
  ["a.js", "", "x", /a.js is published/],
];
const textFindings = (files) => {
  const root = write(files);
  const report = new Report();
  auditText(root, auditFiles(root, new Report(), { isText: true }), report);
  rmSync(root, { recursive: true });
  return report.lines().filter((line) => line.startsWith("FAIL"));
};
const cleanText = textFindings(textSite());
expect("the sound site of text has no problem", cleanText.length === 0, cleanText);
for (const [name, old, now, message] of TEXT_BREAKS) {
  const files = textSite();
  const before = files[name];
  files[name] = (before ?? "").replace(old, () => now);
  const found = textFindings(files);
  expect(`text only, ${name}: ${message}`, files[name] !== before && found.some((line) => message.test(line)), found);
}

if (!process.argv.includes("--static")) {
  const { auditInBrowser } = await import("./browser.mjs");
  const { auditHtml } = await import("./vnu.mjs");
  const look = async (files) => {
    const root = write(files);
    const report = new Report();
    const site = auditFiles(root, new Report());
    await Promise.all([auditInBrowser(root, site, report, { shots: join(root, "shots") }), auditHtml(root, site.pages.keys(), report)]);
    rmSync(root, { recursive: true });
    return report.lines().filter((line) => line.startsWith("FAIL"));
  };
  const found = await look(soundSite());
  expect("the sound site has no problem in the browser", found.length === 0, found);

  const files = soundSite();
  files["a.css"] += LOW;
  files["change.js"] = "document.getElementById('p').textContent = 'After';";
  files["error.js"] = "console.error('no'); throw new Error('oh');";
  files["keep.js"] = "localStorage.a = '1'; document.cookie = 'a=1';";
  files["ask.js"] = "new Image().src = 'https://example.org/p.png'; fetch('https://example.org/').catch(() => {});";
  for (const [name, [body]] of Object.entries(IN_BROWSER)) files[`${name}/index.html`] = page("../../", `${name}/`, main("../../", "A page", body)).replaceAll("../../", "../");
  // A page that no sample of folders and views has, with an element that no other page has there, and more without JavaScript.
  files["claims/a/index.html"] = files["claims/a/index.html"].replace("Text.", "Text, and more of it than the other page has, which is why the sample takes this one.");
  files["claims/odd/index.html"] = page("../../", "claims/odd/", main("../../", "Odd", '<h2>Odd</h2><p class="low">Pale words</p><noscript><p>Without scripts there is more.</p></noscript>'));
  files["index.html"] = files["index.html"].replace("</main>", '<a href="gone/index.html">x</a> <a href="claims/">x</a></main>');
  const broken = await look(files);
  for (const [name, [, ...messages]] of Object.entries(IN_BROWSER)) for (const message of messages) expect(`in the browser, ${name}: ${message}`, broken.some((line) => message.test(line) && line.includes(`${name}/index.html`)), broken);
  for (const message of [/axe at 1280 light: color-contrast/, /axe at 320 light without JavaScript: color-contrast/]) expect(`an element of one page alone: ${message}`, broken.some((line) => message.test(line) && line.includes("claims/odd/index.html")), broken);
  for (const message of [/link from a disk: `gone\/index.html`: .*ERR_FILE_NOT_FOUND/, /link from a disk: `claims\/` shows a list/]) expect(`from a disk: ${message}`, broken.some((line) => message.test(line)), broken);
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
