// Puts [[key]] where the cursor stands, chosen from a list of what it can stand for.
const holder = document.querySelector("#editing-words");
const address = holder?.dataset.offers;
const words = holder && JSON.parse(holder.dataset.words);
let offers, field, dialog;

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function offer(button) {
  const place = button.closest(".prose-editor") ?? button;
  if (place.parentElement.querySelector(":scope > .pick")) return;
  place.after(make("button", { type: "button", className: "pick", textContent: words.pick }));
}

const fieldOf = (button) => button.parentElement.querySelector("[data-references]");
const editorOf = (area) => area.closest(".prose-editor")?.querySelector(".tiptap")?.editor;

function selected() {
  const editor = editorOf(field);
  if (!editor) return field.value.slice(field.selectionStart, field.selectionEnd);
  const { from, to } = editor.state.selection;
  return editor.state.doc.textBetween(from, to, " ");
}

function insert(chosen) {
  const text = chosen.kind === "term" && selected().trim()
    ? `[[${chosen.key}|${selected().trim()}]]` : `[[${chosen.key}]]`;
  const editor = editorOf(field);
  dialog.close(); // gives the focus back to the button, before the text takes it
  if (editor) {
    editor.chain().insertContent({ type: "text", text }).run();
    editor.view.focus();
  } else {
    field.focus();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function list() {
  const asked = dialog.querySelector("input").value.toLowerCase(), language = field.lang;
  const found = offers.filter((each) =>
    `${each.key} ${each.label.fr} ${each.label.en} ${each.value[language]}`.toLowerCase().includes(asked));
  dialog.querySelector("ul").replaceChildren(...found.map((each) => {
    const button = make("button", { type: "button" },
      make("span", { className: "offers__kind", textContent: each.kind_label }),
      make("strong", { textContent: each.label[language], lang: language }),
      make("span", { textContent: each.value[language], lang: language }),
      make("code", { textContent: `[[${each.key}]]` }));
    button.addEventListener("click", () => insert(each));
    return make("li", {}, button);
  }));
  dialog.querySelector("[role=status]").textContent =
    found.length ? words.found.replace("%(count)s", found.length) : words.none;
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll("li button")];
  if (step) {
    event.preventDefault();
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length)?.focus();
  } else if (event.key === "Enter" && event.target === stops[0]) {
    event.preventDefault();
    stops[1]?.click();
  }
}

function build() {
  const search = make("input", { type: "search", id: "offers-search", autocomplete: "off" });
  search.addEventListener("input", list);
  const close = make("button", { type: "button", className: "offers__close", textContent: words.close });
  close.addEventListener("click", () => dialog.close());
  dialog = make("dialog", { className: "offers" },
    make("h2", { id: "offers-title", textContent: words.pickTitle }),
    make("label", { htmlFor: "offers-search", textContent: words.search }), search,
    make("p", { role: "status" }), make("ul"), close);
  dialog.setAttribute("aria-labelledby", "offers-title");
  dialog.addEventListener("keydown", walk);
  document.body.append(dialog);
}

async function open(button) {
  field = fieldOf(button);
  if (!dialog) build();
  dialog.querySelector("input").value = "";
  dialog.showModal();
  try {
    offers ??= await (await fetch(address, { headers: { Accept: "application/json" } })).json();
    list();
  } catch {
    dialog.querySelector("[role=status]").textContent = words.failed;
  }
}

if (address) {
  document.addEventListener("prose-editor:ready", (event) => offer(event.target));
  document.querySelectorAll("[data-references]").forEach(offer);
  document.addEventListener("click", (event) => {
    if (event.target.matches?.(".pick")) open(event.target);
  });
}
