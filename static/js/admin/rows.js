// For parts of a form with many rows: a list that leads straight to one, or adds one.
const holder = document.querySelector("#editing-words");
const words = holder && JSON.parse(holder.dataset.words);
const FEW = 3;

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function nameOf(row) {
  return row.querySelector(".inline_label").firstChild.textContent.trim();
}

function give(group) {
  const rows = [...group.querySelectorAll(".inline-related.has_original")];
  if (rows.length <= FEW) return;
  const list = make("ul", {}, ...rows.map((row) =>
    make("li", {}, make("a", { href: `#${row.id}`, textContent: nameOf(row) }))));
  if (group.querySelector(".empty-form")) {
    const { options } = JSON.parse(group.dataset.inlineFormset);
    const add = make("button", { type: "button", textContent: options.addText });
    add.addEventListener("click", () => group.querySelector(".add-row a").click());
    list.prepend(make("li", {}, add));
  }
  const summary = make("summary", { textContent: words.rows.replace("%(count)s", rows.length) });
  rows[0].before(make("details", { className: "row-list" }, summary, list));
}

if (holder) {
  document.querySelectorAll(".inline-group").forEach(give);
  document.addEventListener("formset:added", (event) => {
    event.target.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
}
