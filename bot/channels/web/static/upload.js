// A file that the reader chooses: looked at for its size, then sent as it is. Nothing of it stays on the page.
import { newId } from "./ids.js";
import { config, texts } from "./config.js";

const PATIENCE = 60000;

export class Upload {
  #input;
  #tell;
  #done;

  // tell(sentence) shows a line, "" takes it away; done() is called when a choice led to nothing or was sent.
  constructor(input, tell, done) {
    this.#input = input;
    this.#tell = tell;
    this.#done = done;
    input.accept = config.upload.accept;
    input.addEventListener("change", () => this.#chosen());
    input.addEventListener("cancel", () => done());
  }

  choose() {
    this.#input.value = ""; // so that the same file, mended, counts as a new choice
    this.#input.click();
  }

  async #chosen() {
    const [file] = this.#input.files;
    if (!file) { this.#done(); return; }
    if (file.size > config.upload.limit) this.#tell(texts.upload_large);
    else {
      this.#tell(texts.uploading);
      this.#tell(await post(file));
    }
    this.#done();
  }
}

async function post(file) {
  try {
    const answer = await fetch(`/api/uploads?${new URLSearchParams({ id: newId(), name: file.name })}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: await file.arrayBuffer(),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok) return "";
    const refusal = await answer.json().catch(() => ({}));
    return refusal.error || texts.upload_failed;
  } catch {
    return texts.upload_failed;
  }
}
