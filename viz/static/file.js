// A map saved as one file: the card is made from the map's own data, always as text.
(function () {
  "use strict";
  const { make, glyph } = AmityPanel;
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const map = new AmityMap(document.getElementById("map"), data, { select: card });
  const panel = new AmityPanel(map);
  panel.list();
  window.amityMap = map;
  card(map.centre ?? map.order[0]?.id);

  function card(id) {
    const node = map.nodes.get(id);
    if (!node) return;
    const look = data.styles[node.type];
    const kind = make("p", { className: "kind" }, glyph(look), make("span", { textContent: look.label }));
    const parts = [kind, make("h2", { textContent: node.name })];
    if (node.hidden) parts.push(make("p", { className: "small", textContent: map.word("hidden", { n: node.hidden }) }));
    parts.push(make("h3", { textContent: map.word("ties", {}) }), ties(id));
    document.getElementById("map-card").replaceChildren(...parts);
  }

  function ties(id) {
    const mine = [...map.edges.values()].filter((edge) => edge.source === id || edge.target === id);
    const list = make("ul", { className: "ties" });
    list.append(...mine.map((edge) => {
      const other = map.nodes.get(edge.source === id ? edge.target : edge.source);
      const button = make("button", { type: "button", className: "tie" }, glyph(data.styles[other.type]), make("span", { textContent: map.said(edge) }));
      button.addEventListener("click", () => map.select(other.id, true));
      return make("li", {}, button);
    }));
    if (!mine.length) list.append(make("li", { className: "small", textContent: map.word("no_ties", {}) }));
    return list;
  }
})();
