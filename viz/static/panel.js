// Beside the map: legend as a filter, zoom buttons, search with suggestions, the list of the same nodes.
(function () {
  "use strict";
  const make = (tag, props, ...children) => { const it = Object.assign(document.createElement(tag), props); it.append(...children); return it; };
  const byId = (id) => document.getElementById(id);

  function glyph(look) {
    const svg = (name, attributes) => {
      const it = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
      return it;
    };
    const letter = svg("text", { x: 12, y: look.letterY, fill: look.ink });
    letter.textContent = look.letter;
    const box = svg("svg", { viewBox: "0 0 24 24", class: "glyph", "aria-hidden": "true" });
    box.append(svg("path", { d: look.path, fill: look.colour }), letter);
    return box;
  }

  class AmityPanel {
    // more(words): items found elsewhere, as a promise; pick(item): what choosing one that is not on the map does.
    constructor(map, { more, pick } = {}) {
      Object.assign(this, { map, more, pick, active: -1 });
      byId("map-legend").addEventListener("change", (event) => { map.filter(event.target.value, event.target.checked); this.list(); });
      document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => {
        if (button.dataset.zoom === "fit") map.fit(); else map.zoom(button.dataset.zoom === "in" ? 1.35 : 0.74);
      }));
      byId("map-list").addEventListener("click", (event) => {
        const item = event.target.closest("[data-node]");
        if (!item || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        map.select(item.dataset.node, true);
      });
      this.input = byId("map-find");
      this.found = byId("map-found");
      this.input.addEventListener("input", () => this.suggest());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.found.addEventListener("mousedown", (event) => event.preventDefault());
    }

    async suggest() {
      const words = this.input.value;
      const here = this.map.find(words, 6);
      this.offer(here, words);
      if (!this.more || words.trim().length < 2) return;
      const others = await this.more(words).catch(() => []);
      if (words !== this.input.value) return;
      this.offer([...here, ...others.filter((item) => !this.map.nodes.has(item.id)).slice(0, 6)], words);
    }

    offer(items, words) {
      this.active = -1;
      const rows = items.map((item, i) => {
        const look = this.map.data.styles[item.type];
        const row = make("li", { id: `found-${i}`, role: "option" }, ...(look ? [glyph(look)] : []), make("span", { textContent: item.name }));
        if (!this.map.nodes.has(item.id)) row.append(make("span", { className: "small", textContent: this.map.word("elsewhere", {}) }));
        row.addEventListener("click", () => this.choose(item));
        return row;
      });
      if (!rows.length) rows.push(make("li", { className: "small", textContent: this.map.word("not_found", {}) }));
      this.found.replaceChildren(...rows);
      this.items = items;
      this.found.hidden = !words.trim();
      this.input.setAttribute("aria-expanded", String(!this.found.hidden));
    }

    key(event) {
      const count = this.items?.length || 0;
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && count) this.choose(this.items[Math.max(this.active, 0)]);
      else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) this.highlight((this.active + (event.key === "ArrowDown" ? 1 : count)) % count);
      else return;
      event.preventDefault();
    }

    highlight(i) {
      this.active = i < 0 ? this.items.length - 1 : i;
      [...this.found.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === this.active)));
      this.input.setAttribute("aria-activedescendant", `found-${this.active}`);
    }

    choose(item) {
      this.close();
      if (this.map.nodes.has(item.id)) this.map.select(item.id, true);
      else this.pick?.(item);
    }

    close() {
      this.found.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    // Legend counts and the list of nodes follow the map.
    list() {
      const groups = new Map();
      for (const node of this.map.nodes.values()) groups.set(node.type, [...(groups.get(node.type) || []), node]);
      const order = this.map.data.order.filter((type) => groups.has(type));
      byId("map-legend").replaceChildren(...order.map((type) => this.entry(type, groups.get(type).length)));
      const compare = new Intl.Collator(this.map.data.lang).compare;
      byId("map-list").replaceChildren(...order.filter((type) => !this.map.off.has(type)).flatMap((type) => [
        make("h4", { textContent: this.map.data.styles[type].label }),
        make("ul", {}, ...groups.get(type).sort((a, b) => compare(a.name, b.name)).map((node) => this.row(node))),
      ]));
    }

    entry(type, count) {
      const look = this.map.data.styles[type];
      const box = make("input", { type: "checkbox", value: type, checked: !this.map.off.has(type) });
      return make("li", {}, make("label", {}, box, glyph(look), make("span", { textContent: look.label }), make("span", { className: "count", textContent: this.map.number(count) })));
    }

    row(node) {
      const link = make("a", { className: "who", href: this.href?.(node.id) ?? "#map" }, glyph(this.map.data.styles[node.type]), make("span", { textContent: node.name }));
      const item = make("li", {}, link);
      item.dataset.node = node.id;
      return item;
    }
  }

  window.AmityPanel = AmityPanel;
  window.AmityPanel.make = make;
  window.AmityPanel.glyph = glyph;
})();
