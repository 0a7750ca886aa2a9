// Shows the formulas of a card: typeset, where the user has put MathJax beside the site, else as their source.
"use strict";

const formulas = (() => {
  const css = `
    .formula-source { padding: 0 .2em; border-radius: 3px; background: var(--panel); font-style: italic; overflow-wrap: anywhere;
      font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", Georgia, serif; }
    .formula-source.display { display: block; margin: .75rem 0; padding: .5rem .75rem; text-align: center; }
    .cloze .formula-source { background: none; }
    mjx-container[display="true"] { display: block; text-align: center; }`;
  let mathjax = false;

  // MathJax is too large to ship. It runs in the page around the card: the card itself never runs a script.
  function load(whenReady) {
    window.MathJax = { startup: { typeset: false }, svg: { fontCache: "none" }, options: { enableMenu: false } };
    const script = document.createElement("script");
    script.src = "mathjax/tex-svg-full.js";
    script.onload = async () => { await MathJax.startup.promise; mathjax = true; whenReady(); };
    script.onerror = () => script.remove();
    document.head.append(script);
  }

  async function typeset(card) {
    const walker = card.createTreeWalker(card.body, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("pre, code")) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const parts = render.formulas(node.data);
      if (parts.length === 1) continue;
      const made = await Promise.all(parts.map((part, index) => (index % 2 ? formula(card, part) : part)));
      node.replaceWith(...made);
    }
    if (mathjax && !card.getElementById("MJX-SVG-styles")) card.head.append(card.importNode(MathJax.svgStylesheet(), true));
  }

  async function formula(card, source) {
    const display = source.startsWith("\\[");
    const tex = source.slice(2, -2);
    if (mathjax) return card.importNode(await MathJax.tex2svgPromise(tex, { display }), true);
    const span = card.createElement("span");
    span.className = display ? "formula-source display" : "formula-source";
    span.title = "Anki shows this formula typeset";
    span.textContent = tex.trim();
    return span;
  }

  return { css, load, typeset };
})();
