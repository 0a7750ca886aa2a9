// Searches, filters and shows cards. Data come as scripts, deck by deck and chunk by chunk, when they are needed.
"use strict";

const deckpress = (() => {
  const arrived = new Map();  // name of a data file -> what it holds
  const keep = (name) => (value) => arrived.set(name, value);
  return {
    types: keep("types"),
    decks: keep("decks"),
    index: (slug, size, pages) => arrived.set(`${slug}/index`, { size, pages }),
    add: (slug, number, pages) => arrived.set(`${slug}/${number}`, pages),
    arrived,
  };
})();

(() => {
  const SHOWN_AT_ONCE = 60;
  const MOST_CHUNKS = 40;  // in memory
  const SIDES = { front: "Front", back: "Back" };
  const ROLES = { overview: "Overview", cloze: "Cloze", qa: "Question", point: "Point", whole: "Whole answer", written: "By the author" };
  const $ = (id) => document.getElementById(id);
  const form = $("filters");
  const frame = $("card");

  const FILTERS = ["deck", "q", "keyword", "role", "code", "edition"];

  const state = { deck: "", q: "", keyword: "", role: "", code: "", edition: "", card: "", side: "front", phone: "" };
  let results = [];  // cards found so far
  let search = null;  // the search that finds more
  let place = -1;  // of the shown card in results
  let link = "";
  let speaks = false;  // a screen reader is to say what the next drawing shows

  // ---- data

  const waiting = new Map();
  const chunks = [];

  function load(name) {
    if (deckpress.arrived.has(name)) return Promise.resolve(deckpress.arrived.get(name));
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `data/${name.split("/").map(encodeURIComponent).join("/")}.js`;
        script.onload = () => { script.remove(); waiting.delete(name); resolve(deckpress.arrived.get(name)); };
        script.onerror = () => { script.remove(); waiting.delete(name); reject(new Error(`${script.src} is missing`)); };
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  async function loadChunk(slug, number) {
    const name = `${slug}/${number}`;
    const pages = await load(name);
    if (!chunks.includes(name)) chunks.push(name);
    while (chunks.length > MOST_CHUNKS) deckpress.arrived.delete(chunks.shift());
    return pages;
  }

  // ---- finding cards

  const plain = (html) => {
    const template = document.createElement("template");
    template.innerHTML = withoutSounds(html).replace(/<(\/?(?:p|li|div|br|tr|td|th|h\d)\b)/g, " <$1");
    return template.content.textContent.replace(/\s+/g, " ").trim();
  };
  const withoutMarks = (text) => render.formulas(text).map((part, at) => (at % 2 ? part.slice(2, -2).trim() : part)).join("");
  const withoutSounds = (html) => html.replace(/\[sound:[^\]]*\]/g, " ");
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const shownText = (html) => folded(withoutSounds(html).replace(/\{\{c[\d,]+::|::[^{}:]*\}\}|\}\}/g, "").replace(/<[^>]+>/g, " "));

  // A withdrawn card was made from a page as it is no more.
  function problemsOf(page, note) {
    if (note.state === "withdrawn") return [];
    return [...note.problems, ...page.page_problems].map((index) => page.problems[index]);
  }

  // Yields the cards that pass the filters, from pages whose entry in the index promises some, while `isWanted`.
  async function* find(filter, isWanted) {
    const words = folded(filter.q).split(/\s+/).filter(Boolean);
    const { decks } = deckpress.arrived.get("decks");
    for (const deck of decks.filter(({ slug }) => !filter.deck || slug === filter.deck)) {
      const index = await load(`${deck.slug}/index`);
      if (words.length) $("status").textContent = `Searching ${deck.name} …`;
      for (const [number, entry] of index.pages.entries()) {
        if (!isWanted()) return;
        if (filter.keyword && !entry.keywords.some((one) => one.includes(filter.keyword))) continue;
        if (filter.role && !entry.cards[filter.role]) continue;
        if (filter.code && !entry.codes.includes(filter.code)) continue;
        if (filter.edition && !entry.states[filter.edition]) continue;
        const chunk = Math.floor(number / index.size);
        const page = (await loadChunk(deck.slug, chunk))[number % index.size];
        const about = words.length ? folded(`${plain(page.question)} ${page.keywords.join(" ")} ${page.path}`) : "";
        for (const note of page.notes) {
          if (filter.role && note.role !== filter.role) continue;
          if (filter.edition && note.state !== filter.edition) continue;
          if (filter.code && !problemsOf(page, note).some((problem) => problem[2] === filter.code)) continue;
          if (words.length) {
            const text = about + " " + note.guid.toLowerCase() + " " + Object.values(note.fields).map(shownText).join(" ");
            if (!words.every((word) => text.includes(word))) continue;
          }
          for (const ordinal of note.ordinals) yield { page, note, ordinal, deck, id: `${note.guid}-${ordinal}` };
        }
      }
    }
  }

  // How many cards there are, where the index tells it: not for words and problems of single cards, nor for two
  // counts at once.
  async function count(filter) {
    if (filter.q || filter.code || (filter.role && filter.edition)) return null;
    const { decks } = deckpress.arrived.get("decks");
    const part = filter.role || filter.edition;
    if (!filter.keyword && !part && !filter.deck) return decks.reduce((sum, deck) => sum + deck.cards, 0);
    let sum = 0;
    for (const deck of decks.filter(({ slug }) => !filter.deck || slug === filter.deck)) {
      if (!filter.keyword && !part) { sum += deck.cards; continue; }
      for (const entry of (await load(`${deck.slug}/index`)).pages) {
        if (filter.keyword && !entry.keywords.some((one) => one.includes(filter.keyword))) continue;
        const counts = filter.edition ? entry.states : entry.cards;
        for (const [name, cards] of Object.entries(counts)) sum += !part || name === part ? cards : 0;
      }
    }
    return sum;
  }

  // ---- the list

  async function start(wanted) {
    const mine = { found: null, done: false, total: null, busy: null };
    search = mine;
    mine.found = find({ ...state }, () => mine === search);
    results = [];
    place = -1;
    $("list").replaceChildren();
    $("status").textContent = "Searching …";
    mine.total = await count({ ...state });
    await more(mine);
    if (mine !== search) return;
    while (wanted && !mine.done && results.length < 3000 && !results.some(({ id }) => id === wanted)) await more(mine);
    if (mine !== search) return;
    const at = results.findIndex(({ id }) => id === wanted);
    show(at >= 0 ? at : 0);
  }

  function more(mine = search) {
    mine.busy ??= fetchMore(mine).finally(() => { mine.busy = null; });
    return mine.busy;
  }

  async function fetchMore(mine) {
    const fresh = [];
    while (fresh.length < SHOWN_AT_ONCE) {
      const { value, done } = await mine.found.next();
      if (mine !== search) return;
      if (done) { mine.done = true; break; }
      fresh.push(value);
    }
    const first = results.length;
    results.push(...fresh);
    $("list").append(...fresh.flatMap((card, index) => items(card, first + index)));
    tellCount();
    $("more").hidden = mine.done;
  }

  function tellCount() {
    const total = search.done ? results.length : search.total;
    const text = total === null ? `${results.length} cards and more` : `${total.toLocaleString("en")} ${total === 1 ? "card" : "cards"}`;
    $("status").textContent = total === 0 ? "No card matches." : text;
  }

  function items(card, index) {
    const made = [];
    if (index === 0 || results[index - 1].page !== card.page) {
      const head = document.createElement("li");
      head.className = "page";
      head.textContent = withoutMarks(plain(card.page.question));
      made.push(head);
    }
    const item = document.createElement("li");
    const button = document.createElement("button");
    const fields = fieldsOf(card);
    button.type = "button";
    button.dataset.place = String(index);
    const front = fields.Text ? render.cloze(fields.Text, card.ordinal, true) : fields.Question;
    const text = document.createElement("span");
    text.textContent = withoutMarks(plain(front ?? "")).slice(0, 160);
    const badge = document.createElement("span");
    badge.className = `badge role-${card.note.role}`;
    badge.textContent = ROLES[card.note.role] ?? card.note.role;
    text.prepend(badge, ...stateBadge(card.note), ...problemBadge(card), " ");
    button.append(text);
    item.append(button);
    made.push(item);
    return made;
  }

  function stateBadge({ state: fate }) {
    if (!fate || fate === "unchanged") return [];
    const badge = document.createElement("span");
    badge.className = `badge state-${fate}`;
    badge.textContent = fate;
    return [" ", badge];
  }

  function problemBadge({ page, note }) {
    const severities = problemsOf(page, note).map(([, severity]) => severity);
    if (!severities.length) return [];
    const badge = document.createElement("span");
    badge.className = `badge ${["error", "warning", "info"].find((one) => severities.includes(one))}`;
    badge.textContent = severities.length === 1 ? "1 problem" : `${severities.length} problems`;
    return [" ", badge];
  }

  // ---- the card

  const fieldsOf = ({ page, note }) => ({ ...page.fields, ...note.fields });

  function show(at) {
    place = results.length ? Math.min(Math.max(at, 0), results.length - 1) : -1;
    document.querySelectorAll("#list button[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    $("stage").hidden = place < 0;
    if (place < 0) { remember(); return; }
    const button = document.querySelector(`#list button[data-place="${place}"]`);
    button.setAttribute("aria-current", "true");
    keepInSight($("found"), button);
    state.card = results[place].id;
    draw();
    tellAbout(results[place]);
  }

  // Scrolls the list alone: on a phone it lies below the card, which must not be pushed away.
  function keepInSight(box, item) {
    const outer = box.getBoundingClientRect();
    const inner = item.getBoundingClientRect();
    if (inner.top < outer.top) box.scrollTop += inner.top - outer.top - 8;
    else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + 8;
  }

  // Pictures and sounds lie beside the site. Anki shows a button where here is a player.
  const withMedia = (html) => html
    .replace(/<img src="(?=_?deckpress-)/g, '<img src="media/')
    .replace(/\[sound:(_?deckpress-[^\]"]*)\]/g, (_, name) => /\.(?:3gp|avi|flv|m4v|mkv|mov|mp4|mpe?g|ogv|webm)$/.test(name)
      ? `<video controls src="media/${name}"></video>`
      : `<audio controls src="media/${name}"></audio>`);

  function draw() {
    const card = results[place];
    const type = deckpress.arrived.get("types")[card.note.kind];
    const night = page.isNight() ? " nightMode night_mode" : "";
    const body = withMedia(render.side(type, fieldsOf(card), card.ordinal, state.side));
    frame.title = `${SIDES[state.side]} of the card`;
    // Scripts never run here, whatever stands in a page.
    frame.srcdoc = `<!doctype html><html lang="und"${night && ' class="night-mode"'}><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="script-src 'none'; object-src 'none'; frame-src 'none'">
<meta name="viewport" content="width=device-width"><base target="_blank"><title>${SIDES[state.side]}</title>
<style>${type.css}</style><style>${formulas.css}</style></head>
<body class="card card${card.ordinal}${night}"><main>${body}</main></body></html>`;
    $("side").textContent = SIDES[state.side];
    $("flip").textContent = state.side === "front" ? "Show answer" : "Show question";
    document.querySelector(".screen").classList.toggle("narrow", Boolean(state.phone));
    $("phone").setAttribute("aria-pressed", String(Boolean(state.phone)));
    remember();
  }

  function flip() {
    if (place < 0) return;
    state.side = state.side === "front" ? "back" : "front";
    speaks = true;
    draw();
  }

  async function go(step) {
    if (place + step >= results.length && !search.done) await more();
    if (place + step < 0 || place + step >= results.length) return;
    state.side = "front";
    speaks = true;
    show(place + step);
  }

  async function goPage(step) {
    const now = results[place]?.page;
    let at = place;
    while (at >= 0 && results[at]?.page === now) {
      at += step;
      if (at >= results.length && !search.done) await more();
    }
    if (results[at]) { await go(at - place); }
  }

  function tellAbout({ page: from, note, ordinal, deck }) {
    const address = link.replace("{path}", from.path.split("/").map(encodeURIComponent).join("/")).replace("{line}", note.line);
    const source = $("source");
    if (from.gone) source.removeAttribute("href");
    else source.href = address;
    source.textContent = from.gone ? `${from.path} (gone)` : `${from.path}:${note.line}`;
    tellFate(note);
    $("deck-name").textContent = deck.name;
    $("role").textContent = ROLES[note.role] ?? note.role;
    $("which").textContent = note.ordinals.length > 1 ? `${note.ordinals.indexOf(ordinal) + 1} of ${note.ordinals.length} (c${ordinal})` : "1 of 1";
    $("guid").textContent = note.guid;
    $("keywords").replaceChildren(...from.keywords.map((keyword) => filterButton("keyword", keyword, keyword)));
    const problems = problemsOf(from, note);
    $("no-problems").hidden = problems.length > 0;
    $("problems").replaceChildren(...problems.map(([line, severity, code, message, hint]) => {
      const item = document.createElement("li");
      item.className = severity;
      const text = document.createElement("span");
      text.textContent = ` ${severity}, line ${line}: ${message}`;
      const remedy = document.createElement("small");
      remedy.textContent = hint;
      item.append(filterButton("code", code, code), text, remedy);
      return item;
    }));
  }

  function tellFate({ state: fate, changes = [], warnings = [] }) {
    $("edition").hidden = !fate;
    $("state").textContent = fate ?? "";
    $("changes").hidden = !changes.length && !warnings.length;
    $("changes").querySelector("dl").replaceChildren(...changes.flatMap(([field, words]) => [
      element("dt", [field]),
      element("dd", words.split(/(\[-.*?-\]|\{\+.*?\+\})/s).map(changedWords)),
    ]), ...(warnings.length ? [element("dt", ["Look twice"])] : []), ...warnings.map((text) => element("dd", [text])));
  }

  // "[-old-]" and "{+new+}" as `deckpress plan` prints them.
  function changedWords(part, at) {
    return at % 2 ? element(part.startsWith("[") ? "del" : "ins", [part.slice(2, -2)]) : part;
  }

  function element(name, inner) {
    const made = document.createElement(name);
    made.append(...inner);
    return made;
  }

  function filterButton(name, value, label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = label;
    button.title = `Show only cards with ${label}`;
    button.addEventListener("click", () => { form.elements[name].value = value; changed(); });
    return button;
  }

  // ---- controls

  // What scrolls sideways must be reached with the keyboard.
  function reachScrollers(inner) {
    for (const box of inner.querySelectorAll("pre, .table")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  function remember() {
    const told = Object.entries(state).filter(([name, value]) => value && !(name === "side" && value === "front"));
    history.replaceState(null, "", `#${new URLSearchParams(told)}`);
  }

  function changed() {
    for (const name of FILTERS) state[name] = form.elements[name]?.value.trim() ?? "";
    state.side = "front";
    fillKeywords();
    return start("");
  }

  async function fillKeywords() {
    if (!state.deck) { $("known-keywords").replaceChildren(); return; }
    const { pages } = await load(`${state.deck}/index`);
    const known = [...new Set(pages.flatMap((entry) => entry.keywords))].sort();
    $("known-keywords").replaceChildren(...known.map((keyword) => new Option(keyword)));
  }

  function readAddress() {
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      if (name === "night") page.setNight(value === "1");
      else if (name in state) state[name] = value;
    }
    if (!(state.side in SIDES)) state.side = "front";
    for (const name of FILTERS) if (form.elements[name]) form.elements[name].value = state[name];
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target.matches?.("input, select, textarea")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const presses = event.key === " " || event.key === "Enter";
    if (presses && target.closest?.("button, a, summary") && !target.closest("#list")) return;
    const action = {
      " ": flip, Enter: flip,
      ArrowRight: () => go(1), ArrowLeft: () => go(-1),
      ArrowDown: () => goPage(1), ArrowUp: () => goPage(-1),
      n: () => $("night").click(), p: () => $("phone").click(),
      "/": () => form.elements.q.focus(),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  let pause = 0;
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); changed(); });
  form.addEventListener("change", () => { clearTimeout(pause); changed(); });
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(changed, 250); });
  form.addEventListener("reset", () => setTimeout(changed));
  $("list").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) { state.side = "front"; show(Number(button.dataset.place)); }
  });
  $("more").addEventListener("click", () => more());
  $("flip").addEventListener("click", flip);
  $("next").addEventListener("click", () => go(1));
  $("previous").addEventListener("click", () => go(-1));
  $("phone").addEventListener("click", () => { state.phone = state.phone ? "" : "1"; if (place >= 0) draw(); });
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", () => { readAddress(); start(state.card); });
  page.onNight(() => { if (place >= 0) draw(); });
  frame.addEventListener("load", () => {
    const inner = frame.contentDocument;
    inner.addEventListener("keydown", onKey);
    inner.addEventListener("toggle", () => reachScrollers(inner), true);
    if (speaks) {
      const shown = inner.querySelector(".answer") ?? inner.querySelector(".front");
      $("announce").textContent = `${SIDES[state.side]}: ${shown?.innerText ?? ""}`;
      speaks = false;
    }
    formulas.typeset(inner).then(() => reachScrollers(inner));
  });

  (async () => {
    await Promise.all([load("types"), load("decks")]);
    link = deckpress.arrived.get("decks").link;
    readAddress();
    formulas.load(() => { if (place >= 0) draw(); });
    fillKeywords();
    await start(state.card);
  })().catch((error) => { $("status").textContent = `The data of the preview could not be read: ${error.message}`; });
})();
