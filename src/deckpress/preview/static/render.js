// Makes the two sides of a card from the fields of its note, as Anki does (rslib/src/cloze.rs, template.rs).
"use strict";

const render = (() => {
  const MARK = /\{\{c([0-9,]+)::|\}\}/g;
  const FORMULA = /(\\[([])(.*?)(\\[\])])/gs;
  const TAG = /<!--.*?-->|<[^>]+>/gs;
  const EMPTY = /^(?:\s|<\/?(?:br|div) ?\/?>)*$/i;
  const DEEPEST = 10;

  const numbers = (written) => written.split(",").filter(Boolean).map(Number).filter((n) => n <= 65535);

  // A field as a tree: texts and { numbers, hint, parts }. A cloze that never closes is text.
  function parse(text) {
    const root = { parts: [] };
    const open = [root];
    let place = 0;
    const add = (part) => {
      const inner = open[open.length - 1];
      if (inner === root || typeof part !== "string") { inner.parts.push(part); return; }
      const colons = part.indexOf("::");
      if (colons >= 0) inner.hint = part.slice(colons + 2);
      inner.parts.push(colons < 0 ? part : part.slice(0, colons));
    };
    for (const mark of text.matchAll(MARK)) {
      const closes = mark[1] === undefined;
      const found = closes ? [] : numbers(mark[1]);
      if (!closes && !found.length) continue;
      if (closes && open.length === 1) continue;
      if (mark.index > place) add(text.slice(place, mark.index));
      place = mark.index + mark[0].length;
      if (closes) {
        const done = open.pop();
        open[open.length - 1].parts.push(done);
      } else if (open.length <= DEEPEST) {
        open.push({ numbers: found, parts: [] });
      }
    }
    if (place < text.length) add(text.slice(place));
    return open.length === 1 ? root.parts : [text];
  }

  const attribute = (text) =>
    text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "&#x0a;");

  function reveal(parts, ordinal, isFront) {
    return parts.map((part) => {
      if (typeof part === "string") return part;
      const label = part.numbers.join(",");
      const hidden = part.numbers.includes(ordinal);
      if (hidden && isFront) {
        return `<span class="cloze" data-cloze="${attribute(reveal(part.parts, ordinal, isFront))}" data-ordinal="${label}">[${part.hint || "..."}]</span>`;
      }
      return `<span class="${hidden ? "cloze" : "cloze-inactive"}" data-ordinal="${label}">${reveal(part.parts, ordinal, isFront)}</span>`;
    }).join("");
  }

  // Anki leaves no tags in formulas, since MathJax could not read them.
  const cloze = (text, ordinal, isFront) =>
    reveal(parse(text), ordinal, isFront).replace(FORMULA, (_, start, tex, end) => start + tex.replace(TAG, "") + end);

  // Fills a template: {{Field}}, {{cloze:Field}}, {{FrontSide}} and conditions, which may nest.
  function fill(template, value) {
    const pieces = template.split(/(\{\{[^{}]+\}\})/);
    const shown = [true];
    let html = "";
    for (const piece of pieces) {
      const token = /^\{\{([#^/]?)([^{}]+)\}\}$/.exec(piece);
      const visible = shown[shown.length - 1];
      if (!token) html += visible ? piece : "";
      else if (token[1] === "/") shown.pop();
      else if (token[1]) shown.push(visible && EMPTY.test(value(token[2])) === (token[1] === "^"));
      else if (visible) html += value(token[2]);
    }
    return html;
  }

  // One side ("front" or "back") of card `ordinal`; `type` is { front, back, css }, `fields` holds HTML by name.
  function side(type, fields, ordinal, which) {
    const isFront = which === "front";
    return fill(type[which], (name) => {
      if (name === "FrontSide") return side(type, fields, ordinal, "front");
      if (name.startsWith("cloze:")) return cloze(fields[name.slice(6)] ?? "", ordinal, isFront);
      return fields[name] ?? "";
    });
  }

  // The formulas of a text, with what stands between: [text, formula, text, ...].
  const formulas = (text) => text.split(/(\\\(.*?\\\)|\\\[.*?\\\])/s);

  return { side, cloze, formulas };
})();
