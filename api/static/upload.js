// Files are dropped or chosen and sent at once. Pages work without it.
(function () {
  "use strict";

  // A dropped folder is walked; its files come without their folders.
  async function inside(entry) {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!part.length) return found;
      for (const one of part) if (!one.name.startsWith(".")) found.push(...await inside(one));
    }
  }

  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    return entries.length ? (await Promise.all(entries.map(inside))).flat() : [...transfer.files];
  }

  for (const form of document.querySelectorAll("[data-drop]")) {
    const input = form.querySelector("input[type=file]"), words = form.querySelector(".problem"), here = form.querySelector(".drop-here");
    form.classList.add("live");

    const send = () => {
      const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
      const large = size > Number(form.dataset.drop) * 1024 * 1024;
      words.hidden = !large;
      words.textContent = large ? form.dataset.large : "";
      if (!input.files.length || large) return;
      here.textContent = form.dataset.sending.replace("§", input.files.length);
      form.classList.add("busy");
      form.submit();
    };
    input.addEventListener("change", send);

    let depth = 0;
    const over = (change) => {
      depth = Math.max(0, change ? depth + change : 0);
      form.classList.toggle("over", depth > 0);
    };
    form.addEventListener("dragenter", () => over(1));
    form.addEventListener("dragleave", () => over(-1));
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", async (event) => {
      event.preventDefault();
      over(0);
      const files = new DataTransfer();
      for (const file of await dropped(event.dataTransfer)) files.items.add(file);
      input.files = files.files;
      send();
    });
  }

  // A file dropped beside the form must not replace the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());

  // A meaning that was changed and not saved yet is seen.
  document.addEventListener("change", (event) => event.target.closest(".meanings")?.classList.add("changed"));
})();
