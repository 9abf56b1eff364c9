// Gives the rich editor the name and the help of the text that it edits.
function name(editor) {
  const field = editor.querySelector("textarea"), text = editor.querySelector(".tiptap");
  const help = field.getAttribute("aria-describedby");
  text.setAttribute("aria-label", field.labels[0].textContent.trim());
  if (help) text.setAttribute("aria-describedby", help);
}

document.querySelectorAll(".prose-editor:has(.tiptap)").forEach(name);
document.addEventListener("prose-editor:ready", (event) => {
  name(event.target.closest(".prose-editor"));
});
