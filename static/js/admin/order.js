// Buttons that move a row up or down, for who does not drag.
const holder = document.querySelector("#editing-words");
const words = holder && JSON.parse(holder.dataset.words);
const rowsOf = (group) => [...group.querySelectorAll(".inline-related:not(.empty-form)")];

function button(kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "move";
  made.dataset.move = kind;
  made.textContent = kind === "up" ? "↑" : "↓";
  return made;
}

function offer(row) {
  const heading = row.querySelector("h3");
  if (!row.querySelector("input._reorder_") || heading.querySelector(".move")) return;
  const place = document.createElement("span");
  place.className = "moves";
  place.append(button("up"), button("down"));
  heading.append(place);
  for (const each of place.children) {
    const name = heading.querySelector(".inline_label").firstChild.textContent.trim();
    each.setAttribute("aria-label", `${words[each.dataset.move]}: ${name}`);
    each.title = words[each.dataset.move];
  }
}

function move(pressed) {
  const row = pressed.closest(".inline-related"), group = row.closest(".inline-group");
  const rows = rowsOf(group), from = rows.indexOf(row);
  const to = from + (pressed.dataset.move === "up" ? -1 : 1);
  if (to >= 0 && to < rows.length) {
    rows[to][to < from ? "before" : "after"](row);
    rowsOf(group).forEach((each, index) => {
      each.querySelector("input._reorder_").value = index + 1;
    });
    pressed.focus();
    row.scrollIntoView({ block: "nearest" });
  }
  const place = Math.min(Math.max(to, 0), rows.length - 1) + 1;
  holder.querySelector("[role=status]").textContent =
    words.moved.replace("%(place)s", place).replace("%(count)s", rows.length);
}

if (holder) {
  document.querySelectorAll(".inline-related:not(.empty-form)").forEach(offer);
  document.addEventListener("formset:added", (event) => offer(event.target));
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-move]");
    if (pressed) move(pressed);
  });
}
