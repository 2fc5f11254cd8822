"use strict";
// Keys of words, by the rules of words.rs: plain form, stem, Latin skeleton. A test compares the two.
const dossierWords = (() => {
  const WORD = /[\p{Alphabetic}\p{N}\p{M}'’ʼ]+/gu;
  const words = (text) => (text.match(WORD) ?? []).map((word) => word.replace(/^['’ʼ]+|['’ʼ]+$/g, "")).filter(Boolean);
  const isCyrillic = (word) => /[\u0400-\u04ff]/.test(word);

  const LETTERS = { ё: "е", ѐ: "е", ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe" };
  const letter = (c) => LETTERS[c] ?? (isCyrillic(c) ? c : c.normalize("NFD").replace(/\p{M}/gu, ""));
  const plain = (word) => [...word.toLowerCase().replace(/['’ʼ]/g, "").normalize("NFC")].map(letter).join("");

  // Snowball's algorithm for Russian.
  function russian(word) {
    const start = /^[^аеиоуыэюя]*[аеиоуыэюя]/.exec(word)?.[0].length ?? word.length;
    const second = /^[аеиоуыэюя]*[^аеиоуыэюя]+[аеиоуыэюя]+[^аеиоуыэюя]/.exec(word.slice(start))?.[0].length ?? Infinity;
    let end = word.slice(start);
    const cut = (pattern, kept = "") => {
      const before = end;
      end = end.replace(pattern, kept);
      return end !== before;
    };
    if (!cut(/[иы]в(?:ши(?:сь)?)?$/) && !cut(/([ая])в(?:ши(?:сь)?)?$/, "$1")) {
      cut(/с[яь]$/);
      if (cut(/(?:[ео]му|[ыи]х|[уюео]ю|[ая]я|[ыеио]е|[ыи]ми|[ыеио][йм]|[ео]го)$/)) cut(/(?:[иы]вш|ующ)$/) || cut(/([ая])(?:ем|нн|вш|ю?щ)$/, "$1");
      else cut(/(?:[иы]л[аио]?|ен[аоы]?|[еу]йте|ите|[еу]й|[иы]м|у[ею]т|[ияы]т|[иы]ть|ишь|у?ю)$/) || cut(/([ая])(?:л[аио]?|нно|н[аоы]?|[ей]те|й|ем|[ею]т|ть|ешь)$/, "$1")
        || cut(/(?:и?ями|ами|и?я[хм]|а[хм]|и?ей|ий|ой|и?ем|ом|[ео]в|[иь]ю|[иь]я|[иь]е|[еи]и|[аеиоуыьюяй])$/);
    }
    cut(/и$/);
    const derived = /ость?$/.exec(end);
    if (derived && derived.index >= second) end = end.slice(0, derived.index);
    if (cut(/ейше?$/)) cut(/нн$/, "н");
    else cut(/нн$/, "н") || cut(/ь$/);
    return word.slice(0, start) + end;
  }

  // Endings of Belarusian words, longest first.
  const ENDINGS = "аваць яваць аецца аюцца яецца яюцца ацца іцца ымі імі амі ямі ага яга ога ому аму яму ала алі іла ілі ыла ылі ець аць яць іць ыць уць юць ася ыя ія ая яя ую юю ае яе ое ее ых іх ым ім ай яй ой ей эй аў яў оў еў іў ыў ам ям ом ем ах ях ць ы і а я о е э у ю ь й".split(" ");
  function belarusian(word) {
    const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 3);
    return ending ? word.slice(0, -ending.length) : word;
  }

  // Snowball's second algorithm for English.
  const WHOLE = { dying: "die", early: "earli", gently: "gentl", idly: "idl", lying: "lie", only: "onli", singly: "singl", skies: "sky", skis: "ski", tying: "tie", ugly: "ugli" };
  for (const word of "andes atlas bias cosmos howe news sky".split(" ")) WHOLE[word] = word;
  const KEPT = /^(?:succeed|proceed|exceed|canning|inning|earring|herring|outing)$/;
  const STEP2 = { ational: "ate", ization: "ize", iveness: "ive", fulness: "ful", ousness: "ous", tional: "tion", biliti: "ble", lessli: "less", entli: "ent", ation: "ate", alism: "al", aliti: "al", ousli: "ous", iviti: "ive", fulli: "ful", enci: "ence", anci: "ance", abli: "able", izer: "ize", ator: "ate", alli: "al", bli: "ble", ogi: "og", li: "" };
  const STEP3 = { ational: "ate", tional: "tion", alize: "al", icate: "ic", iciti: "ic", ative: "", ical: "ic", ness: "", ful: "" };
  const isShort = (word) => /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/.test(word);
  function english(word) {
    if (Object.hasOwn(WHOLE, word)) return WHOLE[word];
    if (word.length < 3) return word;
    word = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const region = (from) => from + (/^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(word.slice(from))?.[0].length ?? word.length);
    const first = /^(?:arsen|commun|gener)/.exec(word)?.[0].length ?? region(0);
    const second = region(first);
    const ends = (pattern) => pattern.exec(word)?.index ?? -1;
    const cut = (at, kept = "") => { word = word.slice(0, at) + kept; };
    if (/sses$/.test(word)) cut(-2);
    else if (/ie[ds]$/.test(word)) cut(-3, word.length > 4 ? "i" : "ie");
    else if (/[aeiouy].+s$/.test(word) && !/[us]s$/.test(word)) cut(-1);
    if (KEPT.test(word)) return word;
    let at = ends(/eed(?:ly)?$/);
    if (at >= 0) {
      if (at >= first) cut(at, "ee");
    } else {
      at = ends(/(?:ed|ing)(?:ly)?$/);
      if (at >= 0 && /[aeiouy]/.test(word.slice(0, at))) {
        cut(at);
        if (/(?:at|bl|iz)$/.test(word)) word += "e";
        else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) cut(-1);
        else if (word.length === first && isShort(word)) word += "e";
      }
    }
    if (/.[^aeiouy][yY]$/.test(word)) cut(-1, "i");
    for (const step of [STEP2, STEP3]) {
      const ending = Object.keys(step).find((one) => word.endsWith(one));
      at = word.length - (ending?.length ?? 0);
      if (ending === undefined || at < first) continue;
      if (ending === "ogi" && word[at - 1] !== "l") continue;
      if (ending === "li" && !/[cdeghkmnrt]/.test(word[at - 1])) continue;
      if (ending === "ative" && at < second) continue;
      cut(at, step[ending]);
    }
    at = ends(/(?:ement|ment|ance|ence|able|ible|ant|ent|ate|ive|ize|iti|ism|ion|ous|ic|al|er)$/);
    if (at >= second && !(word.endsWith("ion") && !/[st]/.test(word[at - 1]))) cut(at);
    at = word.length - 1;
    if (word[at] === "e" && (at >= second || (at >= first && !isShort(word.slice(0, at))))) cut(at);
    else if (word.endsWith("ll") && at >= second) cut(at);
    return word.replaceAll("Y", "y");
  }

  const LATIN = {};
  const pairs = "аa бb вv уv ўv гh ґh хh дd еe эe єe жz зz иi іi їi йi ыi јi кk лl мm нn оo пp рr сs шs тt фf цc чc щsc юiv яia ь ъ jiyi wv uv gh qk xks";
  for (const pair of pairs.replace("jiyi", "ji yi").split(" ")) LATIN[pair[0]] = pair.slice(1);
  const SOUNDS = [[/kh/g, "h"], [/zh/g, "z"], [/sh/g, "s"], [/ch/g, "c"], [/ts/g, "c"], [/ie/g, "e"], [/io/g, "e"]];
  function skeleton(word) {
    let letters = [...word].map((c) => LATIN[c] ?? c).join("");
    for (const [written, sound] of SOUNDS) letters = letters.replace(written, sound);
    return letters.replace(/([^0-9])\1+/gu, "$1");
  }

  function stem(word, isBelarusian) {
    if (isCyrillic(word)) return isBelarusian ? belarusian(word) : russian(word);
    return /^[a-z]+$/.test(word) ? english(word) : word;
  }
  const tooLong = (word) => new TextEncoder().encode(word).length > 64;
  const key = (word, isBelarusian) => (tooLong(word) ? "" : skeleton(stem(plain(word), isBelarusian)));

  // Latin letters as Cyrillic ones, as they are usually written, so that the endings of a name can be taken off.
  const SOUND = /shch|kh|zh|ch|sh|ts|[iy]y|[yij][aou]|[yj]e|./gu;
  const CYRILLIC = { shch: "щ", kh: "х", zh: "ж", ch: "ч", sh: "ш", ts: "ц", iy: "ий", yy: "ый", a: "а", b: "б", c: "к", d: "д", e: "е", f: "ф", g: "г", h: "г", i: "и", j: "й", k: "к", l: "л", m: "м", n: "н", o: "о", p: "п", q: "к", r: "р", s: "с", t: "т", u: "у", v: "в", w: "в", x: "кс", y: "ы", z: "з", ye: "е", je: "е" };
  const soft = { a: "я", o: "е", u: "ю" };
  const cyrillic = (word) => word.replace(SOUND, (sound) => CYRILLIC[sound] ?? soft[sound[1]] ?? sound);

  /** The keys of a word that a reader typed, each with how sure it is: a word of any language, in any letters. */
  function keys(word, isBelarusian) {
    const form = plain(word);
    const all = new Map();
    const add = (one, sure) => {
      const made = tooLong(form) ? "" : skeleton(one);
      if (made && !(all.get(made) >= sure)) all.set(made, sure);
    };
    add(stem(form, isBelarusian), 1);
    if (isCyrillic(form)) add(stem(form, !isBelarusian), 0.9);
    else if (/^[a-z]+$/.test(form)) {
      // In the Belarusian Latin alphabet `ch` is х, elsewhere it is ч.
      for (const one of new Set([form, form.replaceAll("ch", "kh")])) {
        for (const inBelarusian of [false, true]) add(stem(cyrillic(one), inBelarusian), 0.9);
      }
    }
    add(form, 0.9);
    return all;
  }

  return { words, plain, key, keys, skeleton };
})();
