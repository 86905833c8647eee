// The page at the door: beginning, coming in with a key, showing a new one, an invitation.
// A key stands behind the # of its link, which no server ever sees, and leaves the address at once.
import { config, texts } from "./config.js";
import { once } from "./tap.js";

const PATIENCE = 20000;
const byId = (id) => document.getElementById(id);
const tap = (id, act) => byId(id).addEventListener("click", once(() => busy(act)));
const invitation = location.pathname.match(/^\/([a-z])\/([A-Za-z0-9_-]+)$/);
const payload = invitation ? `${invitation[1]}_${invitation[2]}` : "";
let key = "";
let link = "";

function show(id) {
  for (const section of document.querySelectorAll("section")) section.hidden = section.id !== id;
  const heading = byId(id).querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

function look() {
  key = keyIn(location.hash.slice(1));
  if (location.hash) history.replaceState(null, "", location.pathname);
  byId("welcome").querySelector(".invited").hidden = !payload;
  byId("opening").querySelector(".other").hidden = !config.known;
  if (key) show("opening");
  else if (config.known && payload) show("invitation");
  else if (config.known) show("own");
  else show("welcome");
}

async function begin() {
  link = (await post("/api/begin", {})).link ?? link;
  await say(payload ? `/start ${payload}` : "/start");
  if (!link) { go(); return; }
  reveal();
}

async function enter(secret) {
  await post("/api/enter", { key: secret });
  if (payload) await say(`/start ${payload}`);
  go();
}

async function accept() {
  await say(`/start ${payload}`);
  go();
}

async function renew() {
  link = (await post("/api/key", {})).link;
  reveal();
}

async function leave() {
  await post("/api/leave", {});
  go();
}

function reveal() {
  byId("link").value = link;
  show("shown");
}

async function copy() {
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    byId("link").select();
    document.execCommand("copy");
  }
  byId("copy").textContent = texts.copied;
}

// The first words go from here, so that nothing of an invitation is lost; the page need not begin by itself.
async function say(text) {
  await post("/api/messages", { id: newId(), text, label: "" });
  try { sessionStorage.setItem("nabij.begun", "yes"); } catch { /* then it begins twice, which does no harm */ }
}

function go() {
  link = "";
  location.replace("/");
}

async function post(path, data) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(data),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Error(texts.failed);
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? texts.failed);
  return told;
}

// One thing at a time; what goes wrong is told in one sentence.
async function busy(act) {
  const buttons = [...document.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  byId("trouble").textContent = "";
  try {
    await act();
  } catch (error) {
    byId("trouble").textContent = error.message;
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

function keyIn(text) {
  return text.trim().match(/(?:^|#)([A-Za-z0-9_-]{20,64})$/)?.[1] ?? "";
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

tap("begin", begin);
tap("accept", accept);
tap("open", () => enter(key));
tap("copy", copy);
tap("on", async () => go());
tap("back", async () => go());
tap("renew", renew);
tap("leave", leave);
byId("have").addEventListener("submit", (event) => {
  event.preventDefault();
  const found = keyIn(byId("key").value);
  if (found) busy(() => enter(found));
  else byId("trouble").textContent = texts.no_key;
});
window.addEventListener("hashchange", look);
look();
