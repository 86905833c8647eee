// Nabij's page: ties the conversation, the field, what waits to be sent and the stream of events together.
import { Feed } from "./feed.js";
import { Field } from "./field.js";
import { Keyboard } from "./keyboard.js";
import { Log } from "./log.js";
import { Outbox } from "./outbox.js";
import { once } from "./tap.js";
import { Upload } from "./upload.js";
import { config, texts } from "./config.js";

const byId = (id) => document.getElementById(id);
const line = byId("line");
const field = new Field(byId("form"), byId("field"), write);
const log = new Log(byId("scroll"), byId("log"), byId("waiting"), byId("newest"), { press, takeBack });
const keyboard = new Keyboard(byId("keyboard"), (label) => outbox.send({ text: label }, label));
const outbox = new Outbox({
  wait: (item) => log.wait(item),
  acknowledged: (item) => log.acknowledged(item),
  refused: (item, sentence) => log.refuse(item, sentence || texts.refused),
});
let begun = taken("nabij.begun");
let goodbye = false;

const feed = new Feed({
  event: show,
  ready(empty) {
    log.ready();
    outbox.wake();
    if (empty && !begun && outbox.empty) outbox.send({ text: "/start", label: "" }, "");
    begun = true;
  },
  reset: () => forget(false),
  out: () => { if (!goodbye) location.replace("/"); },
  connected: (yes) => { line.textContent = yes ? "" : texts.offline; },
});

function show(event) {
  begun = true;
  if (event.farewell) { goodbye = true; forget(true); }
  if (event.kind === "remove") { log.remove(event.ref); return; }
  log.add(event);
  keyboard.show(event.keyboard);
}

// The conversation is gone at the other side: nothing of it stays here either.
function forget(person) {
  log.clear(person);
  if (person) outbox.forget();
  keyboard.show([]);
}

// Whether the page at the door said the first words already.
function taken(name) {
  try {
    const found = sessionStorage.getItem(name);
    sessionStorage.removeItem(name);
    return found !== null;
  } catch {
    return false;
  }
}

function write(text) {
  if (new TextEncoder().encode(JSON.stringify({ id: "0".repeat(32), text })).length > config.limit) {
    line.textContent = texts.too_long;
    return false;
  }
  if (line.textContent === texts.too_long) line.textContent = "";
  outbox.send({ text }, text);
  return true;
}

const upload = new Upload(byId("file"), (sentence) => { line.textContent = sentence; }, () => log.freed());

// One button is not sent: it opens the choice of a file, which is sent in its place.
function press(key, label) {
  if (key === config.upload.key) return upload.choose();
  return outbox.send({ key, label }, label);
}

function takeBack(item) {
  outbox.drop(item);
  field.add(item.shown);
}

for (const button of document.querySelectorAll("[data-command]")) {
  const { command } = button.dataset;
  const label = button.textContent;
  button.addEventListener("click", once(() => outbox.send({ text: command, label }, label)));
}

// Where the on-screen keyboard covers the page instead of shrinking it, shrink it here.
const view = window.visualViewport;
view?.addEventListener("resize", () => {
  if (view.scale !== 1) return;
  document.documentElement.style.setProperty("--height", `${view.height}px`);
  window.scrollTo(0, 0);
});

outbox.restore();
feed.open();
