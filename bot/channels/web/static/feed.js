// The stream of events. Opens again by itself, from the last sequence number that was seen.
const FIRST_WAIT = 400;
const LONGEST_WAIT = 8000;
const QUIET = 1200; // a break shorter than this is not worth a word
const STALE = 30000; // a page that slept longer than this may hold a dead connection without knowing

export class Feed {
  #heard;
  #source = null;
  #last = 0;
  #wait = FIRST_WAIT;
  #timer = 0;
  #telling = 0;
  #hiddenAt = 0;
  #ended = false;

  constructor(heard) {
    this.#heard = heard;
    window.addEventListener("online", () => this.#again());
    document.addEventListener("visibilitychange", () => this.#seen());
  }

  open() {
    if (this.#ended) return;
    clearTimeout(this.#timer);
    this.#source?.close();
    const source = new EventSource(`/api/events?after=${this.#last}`);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onmessage = (message) => this.#took(message, () => this.#heard.event(JSON.parse(message.data)));
    source.addEventListener("ready", (message) => this.#heard.ready(JSON.parse(message.data).empty));
    source.addEventListener("reset", (message) => this.#took(message, () => this.#heard.reset()));
    source.addEventListener("out", () => this.#out());
    source.onerror = () => this.#lost(source);
  }

  // Nobody is known here any more: there is nothing to come back to.
  #out() {
    this.#source?.close();
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#heard.out();
  }

  // The server answered, but with no stream: perhaps the session ended while we were away.
  async #ask() {
    const answer = await fetch("/api/session").catch(() => null);
    if (answer?.status === 403) this.#out();
  }

  #took(message, handle) {
    if (message.lastEventId !== "") this.#last = Number(message.lastEventId);
    handle();
  }

  #opened() {
    this.#wait = FIRST_WAIT;
    clearTimeout(this.#telling);
    this.#telling = 0;
    this.#heard.connected(true);
  }

  #lost(source) {
    if (this.#ended) return;
    if (source.readyState === EventSource.CLOSED) this.#ask();
    source.close();
    this.#source = null;
    this.#telling ||= setTimeout(() => this.#heard.connected(false), QUIET);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #again() {
    if (this.#source || this.#ended) return;
    this.#wait = FIRST_WAIT;
    this.open();
  }

  #seen() {
    if (document.hidden) { this.#hiddenAt = Date.now(); return; }
    if (this.#hiddenAt && Date.now() - this.#hiddenAt > STALE) this.open();
    else this.#again();
    this.#hiddenAt = 0;
  }
}
