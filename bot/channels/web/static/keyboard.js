// The fixed keyboard above the field: a label sends its text.
import { once } from "./tap.js";

export class Keyboard {
  #row;
  #press;

  constructor(row, press) {
    this.#row = row;
    this.#press = press;
  }

  // labels: [] takes it away, null leaves it as it is.
  show(labels) {
    if (!labels) return;
    const now = Array.from(this.#row.children, (button) => button.textContent);
    if (now.join("\n") !== labels.join("\n")) this.#row.replaceChildren(...labels.map((label) => this.#button(label)));
    this.#row.hidden = labels.length === 0;
  }

  #button(label) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", once(() => this.#press(label)));
    return button;
  }
}
