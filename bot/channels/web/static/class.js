// The pages of a lesson: forms without a new page, and a look now and then whether the trainer went on.
const SCREEN = document.body.classList.contains("screen");
const EVERY = SCREEN ? 1000 : 2500;
const line = document.getElementById("line");
let busy = false;

const main = () => document.querySelector("main");

const same = (one, other) => one.innerHTML === other.innerHTML && one.className === other.className;

async function show(response) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("main");
  if (!fresh) { line.textContent = document.body.dataset.lost; return; }
  line.textContent = "";
  if (same(fresh, main())) { main().dataset.version = fresh.dataset.version; return; }
  main().replaceWith(document.adoptNode(fresh));
  if (!SCREEN) {
    window.scrollTo(0, 0);
    (main().querySelector("textarea") ?? main()).focus({ preventScroll: true });
  }
}

async function send(form, pressed) {
  const data = new URLSearchParams(new FormData(form));
  if (pressed?.name) data.append(pressed.name, pressed.value);
  try {
    await show(await fetch(form.action, { method: "POST", body: data }));
  } catch {
    line.textContent = document.body.dataset.lost;
  }
}

document.addEventListener("submit", async (event) => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  await send(event.target, event.submitter);
  busy = false;
});

// A sentence that is being written stays; sending it shows where the trainer is.
const writing = () => [...main().querySelectorAll("textarea, input")].some((field) => field.value !== field.defaultValue);

async function look() {
  const { page, version } = main().dataset;
  if (busy || !page || writing() || (document.hidden && !SCREEN)) return;
  const state = await (await fetch(`${page}/stand`)).json();
  const count = document.getElementById("count");
  if (count && "count" in state) {
    const what = document.getElementById("what");
    count.textContent = state.count;
    what.textContent = state.count === 1 ? what.dataset.one : what.dataset.many;
  }
  if (String(state.version) !== version && !busy && !writing()) await show(await fetch(page));
}

async function looking() {
  try { await look(); } catch { /* away for a moment: the next look tells */ }
  setTimeout(looking, EVERY + (SCREEN ? 0 : Math.random() * 1000));
}
setTimeout(looking, EVERY);
