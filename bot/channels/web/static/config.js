// What the server tells the script: sentences and limits.
export const config = JSON.parse(document.getElementById("config").textContent);
export const texts = config.texts;
