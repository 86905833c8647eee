// The conversation as bubbles, and below it the reader's own words that are still under way.
import { bubble, choices, fileLink, note, pageLink, picture } from "./bubbles.js";
import { Scroller } from "./scroller.js";
import { texts } from "./config.js";

const PATIENCE = 5000; // after this a pressed button may be tried again, although nothing came back

export class Log {
  #box;
  #list;
  #waiting;
  #asked;
  #scroller;
  #open = new Map(); // by id: own words that are not yet in the conversation
  #ready = false;

  constructor(box, list, waiting, newest, asked) {
    this.#box = box;
    this.#list = list;
    this.#waiting = waiting;
    this.#asked = asked;
    this.#scroller = new Scroller(box, newest);
  }

  // Everything that stood there is shown: from now on what comes is new.
  ready() {
    if (!this.#ready) this.#scroller.toEnd();
    this.#ready = true;
    this.#list.setAttribute("aria-busy", "false");
    this.#box.classList.add("ready");
  }

  add(event) {
    const element = bubble(event.kind === "echo" ? "own" : "bot", event.spans);
    element.dataset.seq = event.seq;
    if (event.ref) element.dataset.ref = event.ref;
    if (this.#ready) element.classList.add("new");
    if (event.kind === "echo") this.#echo(element, event);
    else this.#reply(element, event);
  }

  // The conversation is gone; words that the server did not keep yet stay, unless the person is gone too.
  clear(all) {
    this.#list.replaceChildren();
    for (const [id, open] of [...this.#open]) if (all || open.kept) this.#drop(id);
    this.#scroller.toEnd();
  }

  // What is let go of before it was ever shown as sent stands among what is under way.
  remove(ref) {
    this.#drop(ref);
    const named = ({ dataset }) => ref && (dataset.ref === ref || `#${dataset.seq}` === ref);
    for (const element of [...this.#list.children]) if (named(element)) element.remove();
    this.#scroller.settle();
  }

  // Own words, shown at once.
  wait(item) {
    const element = bubble("own", [{ text: item.shown }], texts.pending);
    element.classList.add("pending", "new");
    this.#waiting.append(element);
    this.#open.set(item.id, { item, element });
    this.#scroller.toEnd();
  }

  acknowledged(item) {
    const open = this.#open.get(item.id);
    if (!open) return;
    open.kept = true;
    open.element.classList.remove("pending");
    open.element.querySelector(".state")?.remove();
  }

  // A press that was refused leaves its button free again; words can be taken back into the field.
  refuse(item, sentence) {
    this.#free();
    const open = this.#open.get(item.id);
    if (!open) return;
    const back = item.body.text === undefined ? null : () => { this.#drop(item.id); this.#asked.takeBack(item); };
    open.element.append(...note(sentence, back));
    this.#scroller.settle();
  }

  // A press that sent nothing leaves its button free again.
  freed() {
    this.#free();
  }

  #echo(element, event) {
    const words = event.spans.map((span) => span.text).join("");
    this.#drop(this.#open.has(event.ref) ? event.ref : this.#like(words));
    this.#list.append(element);
    this.#scroller.toEnd();
  }

  // Where the echo does not say which message it is of: the oldest one that reads the same.
  #like(words) {
    for (const [id, open] of this.#open) if (open.kept && bare(open.item.shown) === bare(words)) return id;
    for (const [id, open] of this.#open) if (bare(open.item.shown) === bare(words)) return id;
    return "";
  }

  #drop(id) {
    this.#open.get(id)?.element.remove();
    this.#open.delete(id);
  }

  #reply(element, event) {
    for (const old of this.#list.querySelectorAll(".choices:not(.past)")) old.classList.add("past");
    this.#free();
    const drawn = () => this.#scroller.settle(); // a picture gets its height only then
    if (event.file) element.append(event.file.alt ? picture(event.file, drawn) : fileLink(event.file));
    if (event.link) element.append(pageLink(event.link));
    if (event.buttons.length) element.append(choices(event.buttons, (button, key) => this.#press(button, key)));
    this.#list.append(element);
    if (this.#ready) this.#scroller.came(element);
  }

  // A bubble's buttons take one press, until the bot has said something.
  #press(button, key) {
    const group = button.closest(".choices");
    if (group.dataset.pressed) return;
    group.dataset.pressed = "yes";
    button.classList.add("pressed");
    this.#asked.press(key, button.textContent);
    setTimeout(() => { if (!this.#open.size) this.#free(); }, PATIENCE);
  }

  #free() {
    for (const group of this.#list.querySelectorAll("[data-pressed]")) {
      delete group.dataset.pressed;
      for (const button of group.querySelectorAll(".pressed")) button.classList.remove("pressed");
    }
  }
}

// Control signs are not shown and must not keep an echo from its words.
function bare(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f]/g, "");
}
