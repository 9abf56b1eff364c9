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

/* Printing needs script: its button appears only where script runs. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => print());
}

/* The answers are folded on screen and open on paper. */
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    addEventListener("afterprint", () => { details.open = false; }, { once: true });
  }
});

/* A choice in the contents list closes it; on a wide screen it is no popover that can close. */
document.querySelector(".contents")?.addEventListener("click", (event) => {
  if (event.target.closest("a") && event.currentTarget.matches(":popover-open")) {
    event.currentTarget.hidePopover();
  }
});
