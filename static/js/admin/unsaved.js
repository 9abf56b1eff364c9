// Warns before a form is left whose changes were not sent.
const form = document.querySelector("#content-main form[id$=_form]");

if (form) {
  const refused = document.querySelector(".errornote") !== null;
  let before, sent = false;
  const state = () => new URLSearchParams(new FormData(form)).toString();
  // Editors and the order of rows settle while the page loads: only then is it "as stored".
  const remember = () => { before ??= state(); };

  addEventListener("load", () => setTimeout(remember));
  for (const kind of ["keydown", "pointerdown"]) form.addEventListener(kind, remember, true);
  form.addEventListener("submit", () => { sent = true; });
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("beforeunload", (event) => {
    if (!sent && before !== undefined && (refused || state() !== before)) event.preventDefault();
  });
}
