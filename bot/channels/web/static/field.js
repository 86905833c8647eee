// The field: grows with its text, keeps a draft over a reload, and knows when Enter means send.
const DRAFT = "nabij.draft";

export class Field {
  #area;
  #write;

  // write(text) takes the text and says whether it did.
  constructor(form, area, write) {
    this.#area = area;
    this.#write = write;
    area.value = stored();
    area.enterKeyHint = touch() ? "enter" : "send";
    area.addEventListener("input", () => this.#changed());
    area.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => this.#submit(event));
    this.#grow();
    if (!touch()) area.focus();
  }

  add(text) {
    this.#area.value = [this.#area.value, text].filter(Boolean).join("\n");
    this.#changed();
    this.#area.focus();
  }

  #submit(event) {
    event?.preventDefault();
    const text = this.#area.value.trim();
    if (!text || !this.#write(text)) { this.#area.focus(); return; }
    this.#area.value = "";
    this.#changed();
    this.#area.focus();
  }

  #key(event) {
    if (event.key !== "Enter" || event.isComposing || touch()) return;
    if (event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#submit();
  }

  #changed() {
    store(this.#area.value);
    this.#grow();
  }

  #grow() {
    const { style } = this.#area;
    style.height = "";
    const border = this.#area.offsetHeight - this.#area.clientHeight;
    if (this.#area.scrollHeight > this.#area.clientHeight) style.height = `${this.#area.scrollHeight + border}px`;
  }
}

function touch() {
  return matchMedia("(pointer: coarse)").matches;
}

function stored() {
  try {
    return sessionStorage.getItem(DRAFT) ?? "";
  } catch {
    return "";
  }
}

function store(text) {
  try {
    if (text) sessionStorage.setItem(DRAFT, text);
    else sessionStorage.removeItem(DRAFT);
  } catch { /* no storage: then a reload loses the draft */ }
}
