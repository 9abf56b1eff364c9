// Shows the drawing that is chosen, beside the choice.
document.addEventListener("change", (event) => {
  const select = event.target;
  const picture = select.matches?.("select") && select.parentElement.querySelector("[data-drawings]");
  if (!picture) return;
  picture.hidden = !select.value;
  if (!select.value) return;
  picture.src = picture.dataset.drawings.replace("choice", select.value);
  picture.alt = select.selectedOptions[0].textContent;
});
