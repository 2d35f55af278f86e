/* What a nominator's page does besides: it works without. Nothing typed leaves the page or stays in the browser. */
"use strict";

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

for (const area of document.querySelectorAll("textarea[maxlength]")) {
  const most = Number(area.getAttribute("maxlength"));
  const line = document.createElement("p");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const count = () => {
    const used = [...area.value].length;
    line.textContent = `${number.format(used)} / ${number.format(most)}`;
    line.classList.toggle("count-near", used > most * 0.9);
  };
  area.removeAttribute("maxlength"); // a pasted text that is too long is shown whole, and said to be so
  line.className = "count";
  line.id = `${area.id}-count`;
  area.after(line);
  area.setAttribute("aria-describedby", `${area.getAttribute("aria-describedby") || ""} ${line.id}`.trim());
  area.addEventListener("input", count);
  count();
}

for (const area of document.querySelectorAll("[data-traces]")) {
  const warning = area.form.querySelector("[data-traces-found]");
  const finds = JSON.parse(area.dataset.traces).map((pattern) => new RegExp(pattern, "gim"));
  const look = () => {
    const found = finds.flatMap((find) => [...area.value.matchAll(find)]).sort((a, b) => a.index - b.index);
    const all = [...new Set(found.map((each) => each[0].trim().replace(/\s+/g, " ")))];
    const whole = all.filter((word) => !all.some((other) => other !== word && other.includes(word)));
    const words = whole.slice(0, 6).join(", ");
    const list = warning.querySelector("[data-traces-list]");
    if (list.textContent !== words) list.textContent = words;
    warning.hidden = !words;
  };
  let waits;
  area.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(look, 600);
  });
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

for (const button of document.querySelectorAll("[data-copy]")) {
  const said = button.parentElement.querySelector("[data-copied]");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = said.dataset.copied;
    } catch {
      said.textContent = said.dataset.notCopied;
    }
  });
}
