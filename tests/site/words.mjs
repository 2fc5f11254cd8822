// `node words.mjs FILE`: compares the keys that the script in the browser makes with those of the program. FILE holds
// lines of language, word and key, as `cargo test words_for_the_browser` writes them.

import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const script = readFileSync(new URL("../../src/render/search/words.js", import.meta.url), "utf8");
const { key } = runInNewContext(`${script}\ndossierWords`, { TextEncoder });

/** The words whose keys differ, a line each. */
export function differences(lines) {
  const wrong = [];
  for (const line of lines.split("\n").filter(Boolean)) {
    const [lang, word, expected] = line.split("\t");
    const made = key(word, lang === "be");
    if (made !== expected) wrong.push(`${lang || "ru, en"}: ${word}: the program says ${expected}, the script ${made}`);
  }
  return wrong;
}

const [file] = process.argv.slice(2);
if (process.argv[1]?.endsWith("words.mjs")) {
  const lines = readFileSync(file, "utf8");
  const wrong = differences(lines);
  console.log(`${lines.split("\n").length - 1} words, ${wrong.length} with different keys`);
  if (wrong.length) {
    console.error(wrong.slice(0, 40).join("\n"));
    process.exit(1);
  }
}
