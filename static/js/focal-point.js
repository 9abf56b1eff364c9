/* The focal point of a picture: shown on it, and moved by a click. The numbers are what is saved. */
const picture = document.querySelector("[data-focal]");
const fields = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));

if (picture && fields.every(Boolean)) {
  const mark = picture.appendChild(document.createElement("span"));
  mark.className = "focal__mark";
  picture.classList.add("focal--active");

  const show = () => {
    const [left, top] = fields.map((field) => `${Math.min(100, Math.max(0, field.value || 50))}%`);
    Object.assign(mark.style, { left, top });
  };

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    const point = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    fields.forEach((field, axis) => {
      field.value = Math.round(Math.min(1, Math.max(0, point[axis])) * 100);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
}
