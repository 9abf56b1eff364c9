// Renews the note on how a text reads while somebody types; clinic_site/readability.py counts alike.
const holder = document.querySelector("#editing-words");
const said = holder && JSON.parse(holder.dataset.words).reading;
const FRENCH_WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*[’']?/gu;
const WORD = /[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu;
const SENTENCE_END = /[.!?:…]+(?:\s|$)|\n+/u;
const FACTORS = { en: [206.835, 84.6], fr: [207, 73.6] };

function frenchSyllables(word) {
  const stem = word.length > 3 ? word.replace(/(?<=[\p{L}\p{N}_])es?(?![\p{L}\p{N}_])/gu, "") : word;
  const parted = stem.replace(/(?<=[aeiou])y(?=[aeiouéè])/g, "-");
  return (parted.match(/é(?=[aeiouâ])|ï|[aeiouyàâéèêëîôùûüœ]+/g) ?? []).length;
}

function englishSyllables(word) {
  const stem = word.replace(/(?<=[\p{L}\p{N}_])(?<!l)es?$|(?<=[\p{L}\p{N}_])(?<![td])ed$/gu, "");
  return (stem.match(/[aeiouy]+/g) ?? []).length;
}

function syllables(word, language) {
  const plain = word.toLowerCase().replaceAll("’", "'").replace(/'+$/, "");
  return Math.max((language === "fr" ? frenchSyllables : englishSyllables)(plain), 1);
}

function plain(html) {
  const text = html.replace(/<\/(?:p|li|h2|h3)>|<br ?\/?>/g, "\n")
    .replace(/\[\[[^\]|]*(?:\|([^\]]*))?\]\]/g, (all, words) => words || "0");
  return new DOMParser().parseFromString(text, "text/html").body.textContent;
}

export function reading(html, language) {
  const text = plain(html), words = text.match(language === "fr" ? FRENCH_WORD : WORD) ?? [];
  if (words.length < said.long) return null;
  const sentences = text.split(SENTENCE_END).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
  const spoken = words.reduce((sum, word) => sum + syllables(word, language), 0);
  const [constant, weight] = FACTORS[language], length = words.length / sentences;
  const ease = constant - 1.015 * length - weight * spoken / words.length;
  return { length: Math.round(length), ease: Math.max(0, Math.min(100, Math.round(ease))) };
}

function note(field) {
  const row = field.closest(".form-multiline > div, .form-row");
  let made = row.querySelector(".reading");
  if (!made) {
    made = document.createElement("div");
    made.className = "help reading";
    row.append(made);
  }
  return made;
}

function renew(field) {
  const found = reading(field.value, field.lang);
  const judge = (value, levels) => levels.find(([least]) => value >= least)[1];
  note(field).textContent = found
    ? said.sentence.replace("%(length)s", found.length).replace("%(ease)s", found.ease)
      .replace("%(long)s", judge(found.length, said.lengths))
      .replace("%(easy)s", judge(found.ease, said.eases))
    : "";
}

if (holder) {
  const waiting = new Map();
  document.addEventListener("input", (event) => {
    const editor = event.target.closest(".prose-editor");
    const field = editor ? editor.querySelector("textarea") : event.target;
    if (field?.tagName !== "TEXTAREA" || !FACTORS[field.lang]) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(renew, 300, field));
  });
}
