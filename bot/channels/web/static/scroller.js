// Where the reader is: follows the conversation at its end, stays put when somebody reads back.
const NEAR = 48;
const MARGIN = 12;
const BURST = 5000; // bubbles that follow each other faster than this are read as one

export class Scroller {
  #box;
  #newest;
  #following = true;
  #held = 0;
  #first = null; // the first bubble of what came in at once
  #came = 0;

  constructor(box, newest) {
    this.#box = box;
    this.#newest = newest;
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    newest.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.settle()).observe(box);
  }

  toEnd() {
    this.#first = null;
    this.#following = true;
    this.settle();
  }

  // A bubble of the bot came; the start of what is new stays in sight, even when there is more than fits.
  came(bubble) {
    if (!this.#first?.isConnected || Date.now() - this.#came > BURST) this.#first = bubble;
    this.#came = Date.now();
    this.settle();
  }

  settle() {
    if (this.#following) {
      const top = this.#first?.isConnected ? this.#place(this.#first) - MARGIN : Infinity;
      this.#box.scrollTop = Math.max(this.#box.scrollTop, Math.min(this.#bottom, top));
      this.#held = this.#box.scrollTop;
    }
    this.#newest.hidden = this.#atEnd;
  }

  // How far down in the conversation it begins.
  #place(bubble) {
    return bubble.getBoundingClientRect().top - this.#box.getBoundingClientRect().top + this.#box.scrollTop;
  }

  get #bottom() { return this.#box.scrollHeight - this.#box.clientHeight; }

  get #atEnd() { return this.#box.scrollTop >= this.#bottom - NEAR; }

  #scrolled() {
    const top = this.#box.scrollTop;
    if (Math.abs(top - this.#held) > 2) {
      this.#following = this.#atEnd;
      if (this.#atEnd) this.#first = null;
    }
    this.#newest.hidden = this.#atEnd;
  }
}
