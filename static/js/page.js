/* The language switch leads to the section that is being read. Without script, each
   section offers its own link to the other language. */
const sections = [...document.querySelectorAll(".chapter[id]")];

function sectionBeingRead() {
  const middle = innerHeight / 2;
  return sections.findLast((section) => section.getBoundingClientRect().top < middle);
}

for (const link of document.querySelectorAll("a[data-keeps-section]")) {
  const keepSection = () => {
    link.hash = sectionBeingRead()?.id ?? "";
  };
  for (const moment of ["focus", "pointerenter", "pointerdown", "click"]) {
    link.addEventListener(moment, keepSection);
  }
}

/* A choice in the contents list closes it; on a wide screen it is no popover that can close. */
document.querySelector(".contents")?.addEventListener("click", (event) => {
  if (event.target.closest("a") && event.currentTarget.matches(":popover-open")) {
    event.currentTarget.hidePopover();
  }
});
