// What makes a site talk or keep: weak policies and loud scripts.

// What a script of a quiet site has no use for: it would leave traces on the device, or talk to somebody.
const LOUD = /\b(localStorage|sessionStorage|indexedDB|cookieStore|document\s*\.\s*cookie|serviceWorker|sendBeacon|WebSocket|EventSource|WebTransport|RTCPeerConnection|importScripts)\b/g;

/** Why a Content-Security-Policy protects less than it should. */
export function weaknesses(policy) {
  const rules = new Map(policy.split(";").map((rule) => rule.trim().toLowerCase().split(/\s+/)).map(([name, ...words]) => [name, words]));
  const problems = [];
  if (!["'none'", "'self'"].includes(rules.get("default-src")?.join(" "))) problems.push("the policy's default-src is neither 'none' nor 'self'");
  // These two do not fall back to default-src.
  for (const name of ["base-uri", "form-action"]) if (!rules.has(name)) problems.push(`the policy has no ${name}`);
  for (const [name, words] of rules) {
    if (/^report-/.test(name)) problems.push(`the policy reports to a server: ${name}`);
    for (const word of words) {
      if (/-src(-elem|-attr)?$|^(base-uri|form-action)$/.test(name) && !/^'(none|self|wasm-unsafe-eval|sha(256|384|512)-.*)'$/.test(word)) problems.push(`the policy allows ${word} in ${name}`);
    }
  }
  return problems;
}

/** What a script does that a quiet site does not. */
export function loud(text) {
  // Comments may say what the script does not do.
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (part) => part.replace(/[^\n]/g, " ")).replace(/(^|[\s;{}])\/\/.*$/gm, "$1");
  const lineOf = (match) => code.slice(0, match.index).split("\n").length;
  const words = [...code.matchAll(LOUD)].map((match) => [`the script uses \`${match[1]}\``, lineOf(match)]);
  // Names of XML vocabularies look like addresses, but nobody asks for them.
  const hosts = [...code.matchAll(/["'`]((?:https?|wss?):)?\/\/(?!www\.w3\.org\/)[\w.-]+\.\w+/g)].map((match) => [`the script names another host: ${match[0].slice(1)}`, lineOf(match)]);
  return [...words, ...hosts];
}
