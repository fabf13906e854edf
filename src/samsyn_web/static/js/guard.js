/* What points at a person in a text, found in the browser: nothing is sent anywhere.
   find(text) gives [{kind, start, end, sure}] with spans in code points, as samsyn.guard does; mask(text) puts a word in brackets
   in the place of each. The rules are those of samsyn/guard/rules.yaml; phone numbers are judged by their form alone. */
import { RULES } from "./guard-rules.js";

const words = Object.fromEntries(Object.entries(RULES.words).map(([name, listed]) => [name, new Set(listed.split(" ").flatMap((one) => {
  const [base, ...endings] = one.replaceAll("_", " ").split("+");
  return [base, ...endings.map((ending) => base + ending)];
}))]));
const has = (name, word) => words[name].has(word);
const part = (name) => RULES.parts[name] ?? `(?:${[...words[name]].sort((a, b) => b.length - a.length).join("|").replaceAll(".", "\\.")})`;
const expression = (pattern, flags = "giud") => new RegExp(pattern.replace(/«(\w+)»/g, (_, name) => part(name)), flags);
const patterns = RULES.patterns.map((one) => ({ ...one, expression: expression(one.pattern) }));

/* --- one kind of space, dash, quote and digit */
const SAME = { "·": ".", "⁄": "/", "∕": "/", "”": '"', "“": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "´": "'",
  "\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n", "İ": "I" };

function plain(odd) {
  if (SAME[odd]) return SAME[odd];
  if (/[‐-―−﹘﹣-]/.test(odd)) return "-";
  if (/\p{Cf}/u.test(odd)) return "";
  if (/\p{Zs}|\p{Cc}/u.test(odd)) return " ";
  const folded = odd.normalize("NFKC");
  const one = [...folded].length === 1 ? folded : odd;
  if (!/\p{Nd}/u.test(one)) return one;
  let zero = one.codePointAt(0), digit = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) { zero -= 1; digit += 1; }
  return String(digit % 10);
}

/* The folded text, and for each of its UTF-16 units the code point where it begins and ends in the text as written. */
function fold(text) {
  let out = "", at = 0;
  const starts = [], ends = [];
  for (const one of text) {
    let put = one;
    if (one === " " || !/[\n -~åäöÅÄÖéÉüÜ]/.test(one)) {
      if (/\p{Mn}/u.test(one)) {
        const both = (out.slice(-1) + one).normalize("NFC");
        if (out && both.length === 1) out = out.slice(0, -1) + both;
        if (ends.length) ends[ends.length - 1] = at + 1;
        put = "";
      } else put = plain(one);
      if (put === " " && out.endsWith(" ")) put = "";
    }
    out += put;
    for (let n = 0; n < put.length; n += 1) { starts.push(at); ends.push(at + 1); }
    at += 1;
  }
  return { text: out, starts, ends };
}

/* --- personal and coordination numbers */
const BETWEEN = /[ \n.\-+/_]{0,5}/y;
const LAST = /[ \n.\-+/_:,;*()]{0,5}(?:(?:(?:och|med|samt) )?(?:de |hans |hennes )?(?:sista fyra|fyra sista|sista)(?: siffrorna| siffror)?(?: är)?[ :]{0,2})?/iy;
const after = (sticky, text, at) => { sticky.lastIndex = at; return sticky.test(text) ? sticky.lastIndex : at; };

function* numbers(text) {
  let done = 0;
  for (const { index: at } of text.matchAll(/(?<!\d)\d/g)) {
    if (at < done || (at - done !== 1 && /(?<!\d)(?:\d\d|\d{4})[\-.:/,]$/.test(text.slice(Math.max(0, at - 6), at)))) continue;
    const places = [at];
    while (places.length < 12) {
      const last = [6, 8].includes(places.length);
      const next = after(last ? LAST : BETWEEN, text, places.at(-1) + 1);
      if (!(last ? /[\dTRSUWXJKLMN]/i : /\d/).test(text[next] ?? "")) break;
      places.push(next);
    }
    const found = number(text, places, 12) ?? number(text, places, 10);
    if (found) { yield found; done = found.end; }
  }
}

function number(text, all, size) {
  if (all.length < size) return null;
  const places = all.slice(0, size), digits = places.map((place) => text[place]).join("");
  const century = digits.slice(0, -10), ten = digits.slice(-10).replace(/^(\d{6})\D/, "$11");
  const start = places[0], end = places.at(-1) + 1, rest = text.slice(end, end + 4);
  if (/\D/.test(century + ten) || ten.slice(6, 9) === "000" || /^\d|^[\-.:/,]\d{1,2}(?!\d)/.test(rest) || !luhn(ten)) return null;
  const gaps = places.slice(1).map((place, n) => text.slice(places[n] + 1, place));
  const kind = kindOf(century, ten), odd = gaps.some((gap, n) => n % 2 === 0 && gap && !gap.includes("\n"));
  if (!kind || (odd && !(new Set(gaps).size === 1 && gaps[0].length === 1))) return null;
  const [before, within] = [gaps.at(-4), gaps.at(-2)];
  const recent = "20".includes(century) && ten[0] === "2" && /^[-./]$/.test(gaps.at(-6));
  if (before && !before.trim() && /^(?:[01]\d|2[0-3])[0-5]/.test(ten.slice(6)) && (within === "." || recent)) return null;
  const said = text.slice(Math.max(0, start - 30), start); // ten digits in a row may rather be a mobile number
  const rings = end - start === 10 && ten.startsWith("070")
    && (kind === "coordination_number" ? !/(?:sam|p|pers|person|samordnings)\.?-?n(?:r|ummer)(?![\p{L}\d_])/iu.test(said) : called(said));
  return rings ? null : { kind, start, end, sure: true };
}

function kindOf(century, ten) {
  const [year, month, day] = [0, 2, 4].map((n) => Number(ten.slice(n, n + 2)));
  const date = day > 60 ? day - 60 : day;
  for (const hundred of century ? [century] : ["19", "20"]) {
    const made = new Date(Date.UTC(Number(hundred) * 100 + year, month - 1, date));
    if (/18|19|20/.test(hundred) && made.getUTCMonth() === month - 1 && made.getUTCDate() === date && date)
      return day > 60 ? "coordination_number" : "personal_number";
  }
  return "";
}

const luhn = (digits) => [...digits].reduce((sum, digit, n) => {
  const one = Number(digit) * (2 - n % 2);
  return sum + (one > 9 ? one - 9 : one);
}, 0) % 10 === 0;

/* --- what the patterns' checks say: a span, or null */
const near = (pattern) => { const made = expression(pattern, "iu"); return (text) => made.test(text); };
const called = near("«B»«call»\\.?(?: ?(?:nr|nummer|på|till|är|e))?[ :.]{0,3}$");
const counted = near("«B»«number»\\.?(?: ?(?:nr|nummer|är))?(?:[ :.#]{1,3}[a-z]{0,4})?[ \\-]?$");
const registered = near("«B»«registered»[ :.\"'\\-]{0,4}$");
const driven = near("«B»«vehicle»«E»[^.!?\n]{0,30}$"), drives = near("^[^.!?\n]{0,12}«B»«vehicle»«E»");
const lived = near("«B»«home»«E»");
const back = (text, at, far) => text.slice(Math.max(0, at - far), at);
const PUBLIC = new Set(RULES.public);
const ODD = /[a-z].*\d|\d.*[a-z]|_|[a-z]{3}\.[a-z]{3}/i, CLOCK = /^(?:kl|ca|nr|åk)\.?\d|^\d{1,4}[a-z]{1,3}$|^\d+(?:st|min|tim)$/i;
const bare = (written) => (written.slice(0, 6).includes("46") ? written.replace(/\( ?0 ?\)/g, "") : written).replace(/[^\d+]/g, "");

const checks = {
  phone(text, start, end, found) {
    const whole = text.slice(start, end);
    if (new RegExp(RULES.not_phone).test(whole)) return null;
    for (let until = end; until > start + 6; until -= 1) {
      if (!/\d/.test(text[until - 1]) || /\d/.test(text[until] ?? "")) continue;
      const written = text.slice(start, until), digits = bare(written);
      if (PUBLIC.has(digits) || !new RegExp(RULES.phone).test(digits)) continue;
      const mobile = /^(?:\+46|0046|46|0)7[02369]/.test(digits), split = /\D/.test(written), before = back(text, start, 30);
      found.sure = mobile || split || called(before);
      return counted(before) && !called(before) && !(mobile && split) ? null : [start, until];
    }
    return null;
  },
  short_phone(text, start, end, found) {
    const digits = bare(text.slice(start, end));
    if (!called(back(text, start, 30)) || /^(?:19|20)(?:\d{6}$|\d\d-\d\d)/.test(text.slice(start, end))) return null;
    if (/^ ?(?:kr|kronor|sek|:-|tkr|st|steg|%)/i.test(text.slice(end, end + 8)) || PUBLIC.has(digits)) return null;
    return /^(?:7[02369]\d{7}|[1-9]\d{4,7})$/.test(digits) ? [start, end] : null;
  },
  plate(text, start, end, found) {
    const written = text.slice(start, end), three = written.slice(0, 3), before = back(text, start, 40);
    const word = has("no_plate", three.toLowerCase());
    if (registered(before) && !(word && three === three.toLowerCase())) { found.sure = true; return [start, end]; }
    if (word) return null;
    const close = driven(before) || drives(text.slice(end, end + 25)), large = three === three.toUpperCase();
    found.sure = close || (large && /[A-Z]$/.test(written));
    return large || (close && written.length === 6) ? [start, end] : null;
  },
  home(text, start, end) {
    const word = text.slice(start, end).split(/ \d/)[0].split(" ").at(-1), low = word.toLowerCase();
    if (!(ends(low, "street_ending") || word[0] !== low[0]) || has("months", low)) return null;
    return lived(back(text, start, 45).split(/[.!?;\n](?: |$)/).at(-1)) ? [start, end] : null;
  },
  at: (text, start, end) => (/\p{L}/u.test(text.slice(start, end)) && !isPlace(text.slice(start + 1, end).toLowerCase()) ? [start, end] : null),
  discord: (text, start, end) => (has("number", text.slice(start, end).split("#")[0].toLowerCase().replace(/^\.+|\.+$/g, "")) ? null : [start, end]),
  nick(text, start, end) {
    const name = text.slice(start, end);
    if (has("plain", name.toLowerCase()) || /^\d+$/.test(name) || CLOCK.test(name)) return null;
    if (ODD.test(name)) return [start, end];
    const told = /(?:[:=]|heter) ?["'(]?$/.test(back(text, start, 12)) || !/(?:t|ad|ade|ats|en|na|er|ar|or)$/i.test(name);
    return told && /^[ \n]*(?:[.,;!?)"'\n]|$)/.test(text.slice(end, end + 40)) ? [start, end] : null;
  },
  odd: (text, start, end) => (ODD.test(text.slice(start, end)) && !CLOCK.test(text.slice(start, end)) ? [start, end] : null),
};

function* byPattern(text) {
  for (const { kind, sure = false, expression: looked, check } of patterns) {
    for (const match of text.matchAll(looked)) {
      const [start, end] = match.indices.groups?.x ?? match.indices[0], found = { kind, sure };
      const span = check ? checks[check](text, start, end, found) : [start, end];
      if (span) yield { ...found, start: span[0], end: span[1] };
    }
  }
}

/* --- names */
const ends = (low, name) => [...words[name]].some((ending) => low.endsWith(ending) || low.endsWith(`${ending}s`));
const unsaid = (low) => low.replace(/s$/, "");
const isPlace = (low) => low.length > 4 && ends(low, "place_ending");
const either = (low) => has("given", low) || has("ambiguous", low);
const isGiven = (low) => has("given", low) || (low.endsWith("s") && has("given", unsaid(low)))
  || (low.includes("-") && low.split("-").every((one) => either(one) || either(unsaid(one))));
const isAmbiguous = (low) => has("ambiguous", low) && !has("given", low);
const isSurname = (low) => low.length > 5 && (ends(low, "surnames") || /^[ae]l-/.test(low));
const isTitle = (low) => has("titles", low) || [...words.title_endings].some((ending) => low.endsWith(ending));
const isOther = (low) => has("capital", low) || has("place_before", low) || (!isGiven(low) && !has("ambiguous", low)
  && (has("capital", unsaid(low)) || isTitle(low) || isTitle(unsaid(low)) || isPlace(low)));
const WORD = expression("(?<![«L»0-9_@#])(?:s:ta?|[«L»]{1,40}(?:['\\-][«L»]{1,40}){0,3}(?::s)?)(?![«L»0-9_@#])");
const CLASS = expression(" (?:i |\\()?«class»«E»", "iuy");
const PUPIL = new Set(["elev", "eleven", "pojken", "flickan", "initialer", "initialerna"]);

function wordsOf(text) {
  return [...text.matchAll(WORD)].map((match) => {
    const [start, end] = match.indices[0], written = match[0];
    const stem = written.split(":")[0].split("-").at(-1).split("'").at(-1);
    let at = start;
    while (at && " \"'(".includes(text[at - 1])) at -= 1;
    return { text: written, low: written.toLowerCase().replace(/:s$/, ""), start, end, first: !(at && /\p{L}/u.test(text[at - 1])),
      capital: stem[0] !== stem[0].toLowerCase() && (stem.slice(1) === stem.slice(1).toLowerCase() || /^Ma?c/.test(stem)) };
  });
}

function* names(text) {
  const all = wordsOf(text);
  const gap = (at) => (at > 0 && at < all.length ? text.slice(all[at - 1].end, all[at].start) : "\n");
  const could = (at) => all[at].capital && !isOther(all[at].low);
  const particles = (at) => {
    for (const after of [at + 1, at + 2]) {
      if (!has("particles", all[after - 1].low) || gap(after) !== " ") return 0;
      if (could(after)) return after;
    }
    return 0;
  };
  const lastOf = (at) => {
    let last = at;
    for (let count = 1; count < 4 && gap(last + 1) === " "; count += 1) {
      const word = all[last + 1];
      if (has("place_after", word.low)) break;
      if (could(last + 1) || ((isSurname(word.low) || has("given", word.low)) && isGiven(all[last].low))) last += 1;
      else {
        const further = particles(last + 1);
        if (!further) break;
        last = further;
      }
    }
    return last;
  };
  const ofPlace = (at, last, sure) => {
    if (gap(at) === " " && has("place_before", all[at - 1].low)) return true;
    if (gap(last + 1) !== " ") return false;
    const { low } = all[last], next = all[last + 1], genitive = low.endsWith("s") && !(at === last && has("given", low));
    if (has("place_after", next.low)) return genitive || next.capital || !has("loose_after", next.low);
    return next.text[0] !== next.text[0].toLowerCase() && isOther(next.low) && !isTitle(next.low) && (genitive || (at === last && !sure));
  };
  const sentence = (at) => {
    const said = [];
    while (said.length < 5 && at > 0 && !/[.!?;\n]/.test(gap(at))) { at -= 1; said.push(all[at].low); }
    return said;
  };
  const named = (at) => {
    const word = all[at];
    let before = at - 1;
    if (has("linking", all[before].low) && gap(before) === " ") before -= 1;
    if (before < 0 || !has("named", all[before].low)) return null;
    const around = sentence(before), calls = !all[before].low.startsWith("h");
    if (around[0] === "så" || around.some((one) => has("something", one))) return null;
    const person = around.some((one) => has("somebody", one));
    if (could(at) && !(calls && /(?:en|et|an|na)s?$/.test(word.low) && !isGiven(word.low) && !person)) return true;
    if (isGiven(word.low) || (isAmbiguous(word.low) && !calls)) return true;
    return person && (/["']$/.test(gap(at)) || !calls) && word.low.length > 1 && !has("not_named", word.low) && !isOther(word.low) ? false : null;
  };
  const whose = (at) => {
    const word = all[at], given = isGiven(word.low) || (isAmbiguous(word.low) && word.capital);
    if (/s$/i.test(word.text) && gap(at + 1) === " " && has("kin", all[at + 1].low) && !has("whose", word.low)
      && (given || (could(at) && (!word.first || word.text.includes(":"))))) return true;
    CLASS.lastIndex = word.end;
    return CLASS.test(text) && (given || (could(at) && !word.first)) ? true : null;
  };
  const cue = (at) => {
    const word = all[at];
    const joined = gap(at).replace(/["'(]+$/, "");
    if (([" ", ": "].includes(joined) || (joined === ". " && /^[dhf]r$/.test(all[at - 1].low))) && !has("particles", word.low)) {
      const before = all[at - 1].low;
      if (isTitle(before) || PUPIL.has(before)) {
        if ((could(at) && word.text.length > 1 && !/^.{3}(?:[^sn]en|et|arna|orna)s?$/.test(word.low)) || isGiven(word.low)) return true;
        if (PUPIL.has(before) && /^[A-ZÅÄÖ]{2}$/.test(word.text)) return false;
      }
      const said = named(at);
      if (said !== null) return said;
    }
    return whose(at);
  };
  const form = (at) => {
    const word = all[at], next = gap(at + 1) === " " ? all[at + 1] : null;
    if (next && isSurname(next.low) && (could(at) || isGiven(word.low))) return true;
    if (next && has("given", word.low) && has("given", next.low)) return true;
    if (word.capital && isAmbiguous(word.low) && next && could(at + 1)) return false;
    if (!could(at)) return null;
    if (isGiven(word.low) || isSurname(word.low)) return false;
    if (isAmbiguous(word.low) && !word.first) return false;
    if (next && /^(?:von|af|de|la)$/.test(next.low) && lastOf(at) > at) return false;
    return [[at + 1, at + 2], [at - 1, at - 2]].some(([och, other]) => all[other] && all[och].low === "och" && all[other].capital
      && gap(Math.max(och, other)) === " " && gap(Math.max(at, och)) === " "
      && (isGiven(all[other].low) || (isAmbiguous(all[other].low) && isAmbiguous(word.low)))) ? false : null;
  };
  let done = 0;
  for (let at = 0; at < all.length; at += 1) {
    if (all[at].start < done) continue;
    const sure = cue(at) ?? form(at), last = sure === null ? at : lastOf(at);
    if (sure === null || ofPlace(at, last, sure)) continue;
    const { start, end } = all[last];
    done = end + Number(last > at && end - start === 1 && text[end] === ".");
    yield { kind: "name", start: all[at].start, end: done, sure: sure || last > at };
  }
  for (const match of text.matchAll(/(?<![A-ZÅÄÖa-zåäö0-9.])(?:[A-ZÅÄÖ]\.){2,3}(?![a-zåäö])/g)) {
    if (!has("no_initials", match[0].toLowerCase()))
      yield { kind: "name", start: match.index, end: match.index + match[0].length, sure: false };
  }
}

/* What points at a person, in the order that it stands; spans are half-open and counted in code points. */
export function find(text) {
  const folded = fold(text), taken = new Uint8Array(folded.text.length), kept = [];
  for (const make of [numbers, byPattern, names]) {
    for (const one of make(folded.text)) {
      if (taken.subarray(one.start, one.end).includes(1)) continue;
      taken.fill(1, one.start, one.end);
      kept.push({ ...one, start: folded.starts[one.start], end: folded.ends[one.end - 1] });
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}

/* The text with a word such as [personnummer] in the place of each that is given, or else until nothing is found. */
export function mask(text, found) {
  for (let round = 0; round < 8; round += 1) {
    const some = found ?? find(text), points = [...text];
    for (const one of [...some].sort((a, b) => b.start - a.start)) points.splice(one.start, one.end - one.start, `[${RULES.masks[one.kind]}]`);
    text = points.join("");
    if (found || !some.length) break;
  }
  return text;
}
