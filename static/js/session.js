/* Warns two minutes before a session ends. Another tab may have used it meanwhile: ask first. */
const dialog = document.getElementById("session-warning");
const EARLY = 120;

async function secondsLeft(method) {
  const body = method === "POST" ? new FormData(dialog.querySelector("form")) : undefined;
  const response = await fetch(dialog.dataset.address, { method, body });
  return (await response.json()).seconds;
}

function wait(seconds) {
  setTimeout(look, Math.max(0, seconds - EARLY) * 1000);
}

function show(seconds) {
  dialog.dataset.state = seconds > 0 ? "ending" : "ended";
  if (!dialog.open) dialog.showModal();
  if (seconds > 0) setTimeout(look, (seconds + 1) * 1000);
}

async function look() {
  const seconds = await secondsLeft("GET").catch(() => EARLY);
  if (seconds > EARLY) {
    dialog.close();
    wait(seconds);
  } else {
    show(seconds);
  }
}

dialog.querySelector("form").addEventListener("submit", async (event) => {
  if (dialog.dataset.state === "ended") return; // closes, as the form's method says
  event.preventDefault();
  const seconds = await secondsLeft("POST").catch(() => 0);
  if (seconds > EARLY) {
    dialog.close();
    wait(seconds);
  } else {
    dialog.dataset.state = seconds > 0 ? "last" : "ended";
  }
});

/* A laptop that slept wakes up late. */
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !dialog.open) look();
});

wait(Number(dialog.dataset.seconds));
