// Gives the rich editor the name and the help of the text that it edits.
document.addEventListener("prose-editor:ready", (event) => {
  const editor = event.target.closest(".prose-editor") ?? event.target;
  const field = editor.querySelector("textarea"), text = editor.querySelector(".tiptap");
  const help = field.getAttribute("aria-describedby");
  text.setAttribute("aria-label", field.labels[0].textContent.trim());
  if (help) text.setAttribute("aria-describedby", help);
});
