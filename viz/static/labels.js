// The names on the map: in screen size at any zoom, never one over another, never far from their mark.
(function () {
  "use strict";
  const LETTERS = 20, SHORT = 14, FONT = 11.5, LINE = 13, GAP = 2;

  const cut = (words, letters) => words.slice(0, letters - 1).trimEnd() + "…";

  function rows(name, most) {
    const lines = [""];
    for (const word of name.split(/\s+/)) {
      const last = lines.length - 1, longer = lines[last] ? `${lines[last]} ${word}` : word;
      if (longer.length <= LETTERS || !lines[last]) lines[last] = longer;
      else lines.push(word);
    }
    if (lines.length > most) lines.splice(most - 1, lines.length, cut(lines[most - 1], LETTERS));
    return lines;
  }

  // Screen boxes that may not overlap, found through a grid.
  class Boxes {
    constructor() { this.cells = new Map(); }
    *near([left, top, right, bottom]) {
      for (let i = Math.floor(left / 120); i <= Math.floor(right / 120); i++)
        for (let j = Math.floor(top / 60); j <= Math.floor(bottom / 60); j++) yield i * 65536 + j;
    }
    free(box) {
      for (const cell of this.near(box))
        for (const other of this.cells.get(cell) || [])
          if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
      return true;
    }
    add(box) {
      for (const cell of this.near(box)) {
        if (!this.cells.has(cell)) this.cells.set(cell, []);
        this.cells.get(cell).push(box);
      }
    }
  }

  class AmityLabels {
    constructor(map) {
      Object.assign(this, { map, placed: null, frame: { scale: 0, box: [] } });
      this.measure = document.createElement("canvas").getContext("2d");
    }

    // What was seen when everything was last in view: at that zoom no name may leave it.
    framed(scale, box) {
      this.frame = { scale, box };
      this.stale();
    }

    stale() { this.placed = null; }

    // Which labels fit at this zoom: the best connected first, below the mark or else beside it; then shortened; the rest
    // wait for a closer look. At the opening zoom none may leave the frame.
    place(scale) {
      const boxes = new Boxes(), chosen = [];
      const grow = this.map.grow();
      const at = (node) => [node.x * scale, node.y * scale, node.radius * grow * scale];
      for (const node of this.map.visible) {
        const [x, y, r] = at(node);
        boxes.add([x - r, y - r, x + r, y + r]);
      }
      const [left, top, right, bottom] = Math.abs(this.frame.scale / scale - 1) < 0.02 ? this.frame.box : [-Infinity, -Infinity, Infinity, Infinity];
      const inside = (box) => box[0] > left && box[1] > top && box[2] < right && box[3] < bottom;
      const first = [this.map.selected, this.map.hovered].filter((id) => this.map.nodes.has(id)).map((id) => this.map.nodes.get(id));
      for (const node of new Set([...first, ...this.map.order])) {
        const [x, y, r] = at(node), forced = first.includes(node) || node.id === this.map.centre;
        for (const size of first.includes(node) ? [this.sized(rows(node.name, 6), true)] : this.wrapped(node)) {
          const w = size.width / 2 + 2, h = size.lines.length * LINE + 2;
          const spots = [[x - w, y + r + GAP, x + w, y + r + GAP + h],
                         [x + r + GAP, y - h / 2, x + r + GAP + 2 * w, y + h / 2], [x - r - GAP - 2 * w, y - h / 2, x - r - GAP, y + h / 2]];
          const spot = spots.find((box) => inside(box) && boxes.free(box)) || (forced ? spots[0] : null);
          if (!spot) continue;
          boxes.add(spot);
          chosen.push({ node, lines: size.lines, dx: (spot[0] + spot[2]) / 2 - x, dy: spot[1] - y });
          break;
        }
      }
      const badges = [];
      for (const node of this.map.visible) {
        const [x, y, r] = at(node), words = node.hidden > 999 ? "+999" : `+${node.hidden}`;
        const box = [x + r + 1, y - r - 4, x + r + 3 + 6 * words.length, y - r + 7];
        if (!node.hidden || r < 6.5 || !boxes.free(box)) continue;
        boxes.add(box);
        badges.push({ node, words, dx: r + 2, dy: 2 - r });
      }
      return { scale, chosen, badges };
    }

    // The shapes a name may take, the fullest first.
    wrapped(node) {
      const bold = node.id === this.map.centre;
      node.lines ??= bold || node.name.length <= SHORT ? [this.sized(rows(node.name, 4), bold)]
        : [this.sized(rows(node.name, 2), bold), this.sized([cut(node.name, SHORT)], bold)];
      return node.lines;
    }

    sized(lines, bold) {
      this.measure.font = `${bold ? 600 : 400} ${FONT}px ${this.map.font}`;
      return { lines, width: Math.max(...lines.map((line) => this.measure.measureText(line).width)) };
    }

    write(ctx) {
      const scale = this.map.network.getScale();
      if (!this.placed || Math.abs(this.placed.scale / scale - 1) > 0.02) this.placed = this.place(scale);
      ctx.save();
      ctx.scale(1 / scale, 1 / scale);
      ctx.textAlign = "center";
      ctx.textBaseline = "top";
      ctx.lineJoin = "round";
      ctx.strokeStyle = this.map.colours.ground;
      for (const { node, lines, dx, dy } of this.placed.chosen) {
        const x = node.x * scale + dx, y = node.y * scale + dy;
        ctx.font = `${node.id === this.map.centre || node.id === this.map.selected ? 600 : 400} ${FONT}px ${this.map.font}`;
        ctx.lineWidth = 3.5;
        ctx.fillStyle = this.map.colours.text;
        lines.forEach((line, i) => {
          ctx.strokeText(line, x, y + i * LINE);
          ctx.fillText(line, x, y + i * LINE);
        });
      }
      this.badges(ctx, scale);
      ctx.restore();
    }

    // How many neighbours are not on the map yet: in figures where there is room, else left to the card.
    badges(ctx, scale) {
      ctx.textBaseline = "middle";
      ctx.textAlign = "left";
      ctx.font = `600 9px ${this.map.font}`;
      ctx.lineWidth = 3;
      ctx.fillStyle = this.map.colours.soft;
      for (const { node, words, dx, dy } of this.placed.badges) {
        const x = node.x * scale + dx, y = node.y * scale + dy;
        ctx.strokeText(words, x, y);
        ctx.fillText(words, x, y);
      }
    }
  }

  window.AmityLabels = AmityLabels;
})();
