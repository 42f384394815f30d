// What every page does: "/" goes to the search box, a chosen filter is applied at once, tables sort and can be saved as shown.
// Pages work without it.
(function () {
  "use strict";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    document.getElementById("search").focus();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.submit();
  });

  // A field that names partners, several after semicolons, offers those that bear what is being typed.
  let asked = 0;
  document.addEventListener("input", async (event) => {
    const field = event.target;
    if (!field.matches("[data-find]")) return;
    const before = field.value.slice(0, field.value.lastIndexOf(";") + 1);
    const words = field.value.slice(before.length).trim();
    const turn = ++asked;
    if (words.length < 2) return;
    const answer = await fetch(`/api/v1/search?limit=8&q=${encodeURIComponent(words)}`);
    if (!answer.ok || turn !== asked) return;
    const found = (await answer.json()).items;
    document.getElementById(field.dataset.find).replaceChildren(...found.map((it) => new Option(it.name, (before ? `${before} ` : "") + it.name)));
  });

  // While one types a question: what may be asked, and names on record for the last words.
  let waiting;
  document.addEventListener("input", (event) => {
    const box = event.target.closest("[data-suggest]");
    if (!box) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const asked = await fetch(`${box.dataset.suggest}?lang=${document.documentElement.lang}&q=${encodeURIComponent(box.value)}`).catch(() => null);
      if (!asked?.ok) return;
      const { items } = await asked.json();
      box.list.replaceChildren(...items.map((it) => Object.assign(document.createElement("option"), { value: it.text })));
    }, 200);
  });

  document.querySelector(".main [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

  // What a cell says, without the letter inside a mark.
  function said(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("svg").forEach((mark) => mark.remove());
    copy.querySelectorAll(".small, .sum, .when, a").forEach((part) => part.prepend(" "));
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  // Empty cells stay last, whichever way the column is sorted.
  function sort(table, column, head) {
    const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const key = (row) => row.cells[column].dataset.key ?? said(row.cells[column]);
    const rows = [...table.tBodies[0].rows].map((row) => [key(row), row]);
    rows.sort(([a], [b]) => (a === "") - (b === "") || way * compare(a, b));
    table.tBodies[0].append(...rows.map(([, row]) => row));
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
  }

  // A cell that a spreadsheet would run as a formula is saved as text.
  function save(table) {
    const cell = (it) => `"${said(it).replace(/^[=+\-@\t]/, "'$&").replace(/"/g, '""')}"`;
    const lines = [...table.rows].map((row) => [...row.cells].map(cell).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n")], { type: "text/csv" }));
    link.download = `${document.title.split(" · ")[0]}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  for (const table of document.querySelectorAll("table[data-tools]")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "sort", textContent: head.textContent, title: document.body.dataset.sort });
      button.addEventListener("click", () => sort(table, column, head));
      head.replaceChildren(button);
    });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "save noprint", textContent: document.body.dataset.export });
    button.addEventListener("click", () => save(table));
    table.parentElement.after(button);
  }
})();
