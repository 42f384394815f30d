// The explorer at "/": opens on what the page brought along, then asks this server only.
(function () {
  "use strict";
  const FULL = 1200, EXPAND = 60;
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("map-data").textContent);
  const entity = (id) => `/entities/${encodeURIComponent(id)}`;
  const opening = data.graph.nodes.length;
  let asked = 0;

  const map = new AmityMap(byId("map"), data, { select: card, open: expand });
  const panel = new AmityPanel(map, { more: search, pick: (item) => { location.href = `/?centre=${encodeURIComponent(item.id)}`; } });
  panel.href = entity;
  panel.list();
  window.amityMap = map;

  async function get(address, type) {
    let answer;
    try {
      answer = await fetch(address, { headers: { accept: type } });
    } catch {
      throw new Error(map.word("offline", {}));
    }
    if (!answer.ok) throw new Error(await answer.json().then((it) => it.detail || it.title).catch(() => String(answer.status)));
    return answer;
  }

  function problem(words) {
    byId("map-problem").textContent = words || "";
    byId("map-problem").hidden = !words;
  }

  async function search(words) {
    const answer = await get(`/api/v1/search?q=${encodeURIComponent(words)}&limit=8`, "application/json");
    return (await answer.json()).items;
  }

  // The card comes as our own escaped HTML; DOMParser runs no script in it.
  async function card(id) {
    const ticket = ++asked;
    problem("");
    try {
      const html = await (await get(`${entity(id)}?part=card`, "text/html")).text();
      if (ticket !== asked) return;
      byId("map-card").replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    } catch (error) {
      if (ticket === asked) problem(map.word("failed", { why: error.message }));
    }
  }

  async function expand(id) {
    if (map.nodes.size >= FULL) return problem(map.word("full", { n: map.nodes.size }));
    problem("");
    byId("map-busy").hidden = false;
    try {
      const answer = await get(`/api/v1/entities/${encodeURIComponent(id)}/network?hops=1&limit=${EXPAND}&format=json`, "application/json");
      const graph = await answer.json(), fresh = graph.nodes.filter((node) => !map.nodes.has(node.id));
      around(map.nodes.get(id), fresh);
      map.merge({ nodes: [...graph.nodes.filter((node) => map.nodes.has(node.id)), ...fresh], edges: graph.edges });
      byId("map-cap").textContent = map.word("cap_more", { shown: opening, total: data.graph.total, more: map.nodes.size - opening });
      panel.list();
      map.select(id, fresh.length > 0);
    } catch (error) {
      problem(map.word("failed", { why: error.message }));
    } finally {
      byId("map-busy").hidden = true;
    }
  }

  // New nodes keep what stands: each takes the nearest free place outward from the node it came with.
  function around(from, fresh) {
    const taken = [...map.nodes.values()];
    const free = (x, y) => taken.every((node) => Math.abs(node.x - x) > 120 || Math.abs(node.y - y) > 52);
    const outward = Math.atan2(from.y, from.x);
    for (const node of fresh) {
      let ring = 90, turn = 0, x, y;
      do {
        const angle = outward + (turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * (46 / ring);
        x = from.x + 1.3 * ring * Math.cos(angle);
        y = from.y + ring * Math.sin(angle);
        turn += 1;
        if (turn * 23 > ring * 2.6) { ring += 40; turn = 0; }
      } while (!free(x, y));
      taken.push(Object.assign(node, { x, y }));
    }
  }

  byId("map-card").addEventListener("click", (event) => {
    const button = event.target.closest("[data-expand]");
    if (!button || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (map.nodes.has(button.dataset.expand)) expand(button.dataset.expand);
    else location.href = button.href;
  });
})();
