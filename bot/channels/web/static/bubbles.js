// Elements of the conversation. Words go in as text and nothing else.
import { texts } from "./config.js";
import { once } from "./tap.js";

export function bubble(side, spans, state = "") {
  const element = make("div", `bubble ${side}`);
  element.append(unseen(side === "own" ? texts.own : texts.bot));
  const words = make("div", "words");
  words.dir = "auto";
  words.append(...spans.map(styled));
  element.append(words);
  if (state) {
    const told = unseen(state);
    told.classList.add("state");
    element.append(told);
  }
  return element;
}

export function choices(rows, press) {
  const group = make("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", texts.choices);
  for (const row of rows) {
    const line = make("div", "row");
    line.append(...row.map(({ label, key }) => choice(label, (button) => press(button, key))));
    group.append(line);
  }
  return group;
}

export function fileLink({ url, name }) {
  const group = make("div", "choices file");
  const link = make("a", "choice", texts.file.replace("{name}", () => name));
  link.href = url;
  link.download = name;
  group.append(link);
  return group;
}

// A picture as it is now: made when it is fetched, with the same in words for who cannot see it.
export function picture({ url, alt }, drawn) {
  const image = document.createElement("img");
  image.addEventListener("load", drawn);
  image.className = "picture";
  image.alt = alt;
  image.src = url;
  return image;
}

export function pageLink({ url, label }) {
  const group = make("div", "choices file");
  const link = make("a", "choice", label);
  link.href = url;
  group.append(link);
  return group;
}

// Why something was refused, with a way to get one's words back.
export function note(sentence, back) {
  const told = make("p", "note", sentence);
  told.setAttribute("role", "alert");
  return back ? [told, choice(texts.back, back)] : [told];
}

function choice(label, pressed) {
  const button = make("button", "choice", label);
  button.type = "button";
  button.addEventListener("click", once(() => pressed(button)));
  return button;
}

function styled({ text, bold, italic }) {
  let node = document.createTextNode(text);
  if (italic) node = around("em", node);
  if (bold) node = around("strong", node);
  return node;
}

function around(name, node) {
  const element = document.createElement(name);
  element.append(node);
  return element;
}

function unseen(text) {
  return make("span", "unseen", `${text} `);
}

function make(name, classes, text = "") {
  const element = document.createElement(name);
  element.className = classes;
  element.textContent = text;
  return element;
}
