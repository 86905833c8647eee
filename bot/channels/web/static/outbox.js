// What was written and is not yet acknowledged: sent in order, with the same id until the server has kept it.
// It stands in sessionStorage only, which belongs to this tab, and leaves it the moment it is acknowledged.
import { newId } from "./ids.js";

const STORE = "nabij.unsent";
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;
const PATIENCE = 20000;

export class Outbox {
  #told;
  #items = [];
  #busy = false;
  #wait = FIRST_WAIT;
  #timer = 0;

  constructor(told) {
    this.#told = told;
    window.addEventListener("online", () => this.wake());
  }

  get empty() { return this.#items.length === 0; }

  // body: what is posted, without its id; shown: how it looks in the conversation ("" for not at all).
  send(body, shown) {
    const item = { id: newId(), body, shown };
    this.#add(item);
    this.#keep();
    this.#next();
    return item;
  }

  restore() {
    for (const item of read()) this.#add(item);
    this.#next();
  }

  wake() {
    this.#wait = FIRST_WAIT;
    this.#next();
  }

  drop(item) {
    this.#items = this.#items.filter((other) => other !== item);
    this.#keep();
  }

  forget() {
    this.#items = [];
    this.#keep();
  }

  #add(item) {
    this.#items.push(item);
    if (item.shown) this.#told.wait(item);
  }

  async #next() {
    const item = this.#items[0];
    if (this.#busy || !item) return;
    this.#busy = true;
    clearTimeout(this.#timer);
    const answer = await post(item);
    this.#busy = false;
    if (answer.retry) { this.#later(); return; }
    this.#wait = FIRST_WAIT;
    this.drop(item);
    if (answer.kept) this.#told.acknowledged(item);
    else this.#told.refused(item, answer.sentence);
    this.#next();
  }

  #later() {
    this.#timer = setTimeout(() => this.#next(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #keep() {
    try {
      if (this.empty) sessionStorage.removeItem(STORE);
      else sessionStorage.setItem(STORE, JSON.stringify(this.#items));
    } catch { /* no storage, or full: memory will do until the page is left */ }
  }
}

async function post(item) {
  try {
    const answer = await fetch("/api/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ id: item.id, ...item.body }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok) return { kept: true };
    if (answer.status >= 500) return { retry: true };
    const refusal = await answer.json().catch(() => ({}));
    return { kept: false, sentence: refusal.error };
  } catch {
    return { retry: true };
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
  } catch {
    return [];
  }
}
