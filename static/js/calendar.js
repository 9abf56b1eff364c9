/* Ticks and own questions stay in this browser: nothing of them is sent. Without script, or
   where the browser keeps nothing, they last as long as the page. */
const places = [...document.querySelectorAll("[data-kept-as]")];
const fields = places.flatMap((place) => [...place.querySelectorAll("[data-kept]")]);
const name = places[0]?.dataset.keptAs;
const note = document.querySelector("[data-ticks]");
const forgotten = document.querySelector("[data-forgotten]");

function kept() {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function keep() {
  const values = fields.map((field) => [field.id, field.type === "checkbox" ? field.checked : field.value]);
  try {
    localStorage.setItem(name, JSON.stringify(Object.fromEntries(values.filter(([, value]) => value))));
  } catch { /* private browsing: the page goes on without */ }
  forgotten.textContent = "";
}

function show(values) {
  for (const field of fields) {
    if (field.type === "checkbox") field.checked = Boolean(values[field.id]);
    else field.value = values[field.id] ?? "";
  }
}

if (note) {
  show(kept());
  note.hidden = false;
  for (const field of fields) field.addEventListener("input", keep);
  note.querySelector("[data-forget]").addEventListener("click", () => {
    try {
      localStorage.removeItem(name);
    } catch { /* there was nothing to forget */ }
    show({});
    forgotten.textContent = forgotten.dataset.forgotten;
  });
}
