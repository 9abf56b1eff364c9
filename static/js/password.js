/* How good a password is, while it is typed: the server's own rules decide when it is sent. */
const normal = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function isPlain(password, form) {
  const typed = normal(password);
  const names = ["username", "first_name", "last_name", "email"]
    .map((name) => normal(form.elements[name]?.value ?? ""))
    .filter((name) => name.length > 2);
  const rest = names.reduce((text, name) => text.replaceAll(name, ""), typed);
  return new Set(rest).size < 6 || /^\d+$/.test(typed);
}

for (const hint of document.querySelectorAll("[data-password-hint]")) {
  const field = document.getElementById(hint.dataset.passwordHint);
  const meter = hint.querySelector("meter"), words = hint.querySelector("[role=status]");
  const least = Number(hint.dataset.least);
  field.addEventListener("input", () => {
    const length = [...field.value].length, plain = isPlain(field.value, field.form);
    hint.hidden = length === 0;
    meter.value = plain ? Math.min(length, least - 1) : length;
    words.textContent = length < least
      ? hint.dataset.short.replace("#", least - length)
      : plain ? hint.dataset.plain : hint.dataset.good;
  });
}
