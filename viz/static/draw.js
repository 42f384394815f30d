// The map itself: marks, edges, choosing, moving. Shared by the explorer and by a map saved as one file.
// Positions come from the server; names are only ever drawn on the canvas or set as text.
(function () {
  "use strict";
  const NARROW = 600, LEGIBLE = 0.62;  // a frame of so few pixels opens no smaller than this
  const fold = (text) => String(text).normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

  class AmityMap {
    constructor(element, data, hooks) {
      Object.assign(this, { element, data, hooks, tall: false, nodes: new Map(), edges: new Map(), off: new Set(), selected: null, hovered: null });
      this.centre = data.graph.centre ?? null;
      this.paths = new Map(Object.entries(data.styles).map(([type, look]) => [type, new Path2D(look.path)]));
      this.labels = new AmityLabels(this);
      this.visNodes = new vis.DataSet();
      this.visEdges = new vis.DataSet();
      this.theme();
      this.merge(data.graph);
      this.network = new vis.Network(element, { nodes: this.visNodes, edges: this.visEdges }, this.options());
      this.listen();
      this.open();
    }

    options() {
      return {
        autoResize: true, physics: false, layout: { improvedLayout: false },
        interaction: { hover: true, dragNodes: false, hideEdgesOnDrag: this.nodes.size > 400, hideEdgesOnZoom: this.nodes.size > 400,
                       tooltipDelay: 1e9, selectConnectedEdges: true, keyboard: false, zoomSpeed: 0.7 },
        edges: { smooth: false, width: 1, selectionWidth: 1, hoverWidth: 0.6, chosen: true, arrows: { to: { enabled: false } } },
        nodes: { shape: "custom" },
      };
    }

    theme() {
      const style = getComputedStyle(document.documentElement);
      const token = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
      this.colours = { ground: token("--ground", "#fff"), text: token("--text", "#111"), soft: token("--soft", "#555"),
                       edge: token("--edge", "#888"), accent: token("--accent", "#0b5a68"), raised: token("--raised", "#eee") };
      this.font = getComputedStyle(document.body).fontFamily;
      this.labels.stale();
    }

    // --- what is on the map

    merge(graph) {
      for (const node of graph.nodes) {
        if (this.nodes.has(node.id)) { Object.assign(this.nodes.get(node.id), { degree: node.degree }); continue; }
        this.nodes.set(node.id, { ...node, folded: fold(node.name), lines: null });
      }
      for (const edge of graph.edges)
        if (!this.edges.has(edge.id) && this.nodes.has(edge.source) && this.nodes.has(edge.target)) this.edges.set(edge.id, edge);
      this.neighbours = new Map([...this.nodes.keys()].map((id) => [id, new Set()]));
      for (const { source, target } of this.edges.values()) {
        if (source === target) continue;
        this.neighbours.get(source).add(target);
        this.neighbours.get(target).add(source);
      }
      for (const node of this.nodes.values()) {
        const known = this.neighbours.get(node.id).size;
        node.hidden = Math.max((node.degree ?? known) - known, 0);
        node.radius = node.id === this.centre ? 19 : Math.min(8 + 1.5 * Math.sqrt(node.degree ?? known), 16);
      }
      this.show();
    }

    show() {
      const seen = (id) => id === this.centre || !this.off.has(this.nodes.get(id).type);
      this.visible = [...this.nodes.values()].filter((node) => seen(node.id));
      const keepNodes = new Set(this.visible.map((node) => node.id));
      const edges = [...this.edges.values()].filter((edge) => keepNodes.has(edge.source) && keepNodes.has(edge.target));
      this.update(this.visNodes, this.visible.map((node) => ({ id: node.id, x: node.x, y: node.y, ctxRenderer: (args) => this.mark(node, args) })));
      this.update(this.visEdges, edges.map((edge) => this.line(edge)));
      this.order = [...this.visible].sort((a, b) => (b.id === this.centre) - (a.id === this.centre) || b.degree - a.degree || (a.id < b.id ? -1 : 1));
      this.labels.stale();
    }

    update(set, items) {
      const wanted = new Set(items.map((item) => item.id));
      set.remove(set.getIds().filter((id) => !wanted.has(id)));
      set.update(items);
    }

    line(edge) {
      const hub = edge.source === this.centre || edge.target === this.centre;
      return { id: edge.id, from: edge.source, to: edge.target,
               color: { color: this.colours.edge, opacity: hub ? 0.28 : 0.6, highlight: this.colours.accent, hover: this.colours.accent } };
    }

    filter(type, on) {
      if (on) this.off.delete(type); else this.off.add(type);
      this.show();
    }

    find(words, limit) {
      const asked = fold(words).trim();
      if (!asked) return [];
      const hits = [...this.nodes.values()].filter((node) => node.folded.includes(asked));
      return hits.sort((a, b) => b.folded.startsWith(asked) - a.folded.startsWith(asked) || b.degree - a.degree).slice(0, limit);
    }

    // --- drawing

    grow() { return Math.pow(Math.max(1 / this.network.getScale(), 0.5), 0.62); }

    mark(node, { ctx, x, y }) {
      const look = this.data.styles[node.type], chosen = node.id === this.selected || node.id === this.hovered;
      const radius = node.radius * this.grow();
      const drawNode = () => {
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(radius / 12, radius / 12);
        ctx.translate(-12, -12);
        ctx.lineJoin = "round";
        ctx.lineWidth = chosen ? 7 : 2.5;
        ctx.strokeStyle = chosen ? this.colours.accent : this.colours.ground;
        ctx.stroke(this.paths.get(node.type));
        ctx.fillStyle = look.colour;
        ctx.fill(this.paths.get(node.type));
        if (radius * this.network.getScale() > 5) {
          ctx.font = `700 12px ${this.font}`;
          ctx.textAlign = "center";
          ctx.textBaseline = "middle";
          ctx.fillStyle = look.ink;
          ctx.fillText(look.letter, 12, look.letterY + 0.5);
        }
        ctx.restore();
        if (node.id === this.centre) this.ring(ctx, x, y, radius);
      };
      return { drawNode, nodeDimensions: { width: radius * 2, height: radius * 2 } };
    }

    ring(ctx, x, y, radius) {
      ctx.beginPath();
      ctx.arc(x, y, radius * 1.28, 0, 7);
      ctx.lineWidth = 2 / this.network.getScale();
      ctx.strokeStyle = this.colours.text;
      ctx.stroke();
    }

    // --- acting

    listen() {
      const net = this.network, redraw = () => { this.labels.stale(); net.redraw(); };
      net.on("afterDrawing", (ctx) => this.labels.write(ctx));
      net.on("click", ({ nodes }) => { if (nodes.length) this.select(nodes[0]); });
      net.on("doubleClick", ({ nodes }) => { if (nodes.length) this.hooks.open?.(nodes[0]); });
      net.on("hoverNode", ({ node }) => { this.hovered = node; redraw(); });
      net.on("blurNode", () => { this.hovered = null; redraw(); });
      net.on("hoverEdge", ({ edge, event }) => this.tip(this.edges.get(edge), event));
      net.on("blurEdge", () => this.tip(null));
      net.on("dragStart", () => this.tip(null));
      this.element.addEventListener("keydown", (event) => this.key(event));
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.theme(); this.show(); redraw(); });
      document.fonts?.ready.then(() => { for (const node of this.nodes.values()) node.lines = null; redraw(); });
      let fitted = `${this.element.clientWidth}x${this.element.clientHeight}`;
      new ResizeObserver(() => {
        const now = `${this.element.clientWidth}x${this.element.clientHeight}`;
        if (now !== fitted) { fitted = now; this.open(); }
      }).observe(this.element);
    }

    select(id, focus) {
      if (!this.nodes.has(id)) return;
      this.selected = id;
      this.labels.stale();
      if (this.visNodes.get(id)) this.network.selectNodes([id], true);
      if (focus) this.network.moveTo({ position: this.nodes.get(id), scale: Math.max(this.network.getScale(), 0.9), animation: { duration: 250 } });
      this.network.redraw();
      this.hooks.select?.(id);
    }

    key(event) {
      const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
      if (event.key === "Enter" && this.selected) this.hooks.open?.(this.selected);
      else if (event.key === "+" || event.key === "-") this.zoom(event.key === "+" ? 1.25 : 0.8);
      else if (ways[event.key]) this.step(...ways[event.key]);
      else return;
      event.preventDefault();
    }

    step(dx, dy) {
      const from = this.nodes.get(this.selected ?? this.centre) ?? this.order[0];
      let best = null, least = Infinity;
      for (const node of this.visible) {
        const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
        const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
        if (node.id !== from.id && ahead > 0 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = node; }
      }
      if (best) this.select(best.id, true);
    }

    zoom(factor) { this.network.moveTo({ scale: this.network.getScale() * factor, animation: { duration: 150 } }); }

    // Everything in view, with room for the labels at the rim; a tall frame gets a tall map.
    fit() {
      const width = this.element.clientWidth, height = this.element.clientHeight;
      if (width < 50 || height < 50 || !this.visible.length) return;
      this.turn(width < 0.9 * height);
      const xs = this.visible.map((node) => node.x), ys = this.visible.map((node) => node.y);
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const room = Math.min(130, width / 4);
      const scale = Math.max(Math.min((width - room) / (right - left || 1), (height - 90) / (bottom - top || 1), 1.1), 0.02);
      const x = (left + right) / 2, y = (top + bottom) / 2;
      this.labels.framed(scale, [x * scale - width / 2, y * scale - height / 2, x * scale + width / 2, y * scale + height / 2]);
      this.network.moveTo({ position: { x, y }, scale, animation: false });
    }

    // How a map opens: everything in view, or in a small frame the middle, large enough to read and to touch.
    open() {
      this.fit();
      const middle = this.nodes.get(this.centre);
      if (this.element.clientWidth < NARROW && middle && this.network.getScale() < LEGIBLE)
        this.network.moveTo({ position: { x: middle.x, y: middle.y }, scale: LEGIBLE, animation: false });
    }

    turn(tall) {
      if (tall === this.tall) return;
      const factor = tall ? 0.75 : 1 / 0.75;
      this.tall = tall;
      for (const node of this.nodes.values()) Object.assign(node, { x: node.x * factor, y: node.y / factor });
      this.show();
    }

    said(edge) {
      const day = (iso) => this.day(iso);
      const from = this.nodes.get(edge.source).name, to = this.nodes.get(edge.target).name;
      const when = edge.since && edge.until ? `${day(edge.since)} – ${day(edge.until)}`
        : edge.since ? this.word("since", { day: day(edge.since) }) : edge.until ? this.word("until", { day: day(edge.until) }) : "";
      const who = edge.sources > 1 ? this.word("sources", { n: edge.sources }) : "";
      return [`${from} ${edge.label || this.data.ties[edge.type] || edge.type} ${to}`, when, who].filter(Boolean).join(" · ");
    }

    tip(edge, event) {
      this.tipbox ??= this.element.parentElement.appendChild(Object.assign(document.createElement("div"), { className: "tip" }));
      this.tipbox.hidden = !edge;
      if (!edge) return;
      this.tipbox.textContent = this.said(edge);
      const frame = this.element.parentElement.getBoundingClientRect();
      this.tipbox.style.left = `${Math.min(event.clientX - frame.left + 12, frame.width - 330)}px`;
      this.tipbox.style.top = `${event.clientY - frame.top + 14}px`;
    }

    word(key, values) { return this.data.words[key].replace(/\{(\w+)\}/g, (_, name) => this.number(values[name])); }

    number(value) { return typeof value === "number" ? value.toLocaleString(this.data.lang === "vi" ? "vi-VN" : "en-GB") : value; }

    day(iso) {
      const parts = String(iso).slice(0, 10).split("-");
      if (this.data.lang === "vi") return parts.reverse().join("/");
      const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
      return [parts[2] && String(+parts[2]), parts[1] && months[parts[1] - 1], parts[0]].filter(Boolean).join(" ");
    }
  }

  window.AmityMap = AmityMap;
  window.AmityMap.fold = fold;
})();
