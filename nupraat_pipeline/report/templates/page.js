// The page's own script: the language, the charts, and the dialog that shows where a number is printed.
// Everything that comes from a PDF is put in as text (textContent, setAttribute), never as markup.
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const charts = read("charts");
  const element = (id) => document.getElementById(id);

  // A file that is opened from a disk may not be allowed to remember anything.
  const memory = {
    get() { try { return localStorage.getItem("nupraat-language"); } catch { return null; } },
    set(value) { try { localStorage.setItem("nupraat-language", value); } catch { /* then it is asked again */ } },
  };

  const words = {
    nl: {
      title: "Nupraatikerover.be in cijfers", printed: "Gedrukt als", sentence: "Zin", file: "Bestand", page: "bladzijde", answer: "Antwoord",
      hole: "Zonder waarde", empty: "(niets)", parts: "Gemaakt van {n} gedrukte cijfers; kies er een om de bladzijde te zien.", crop: "Bladzijde {page} van {file}, met het cijfer omlijnd",
      old: "Van de tien nieuwste antwoorden zijn de bladzijden hier te zien; van dit oudere antwoord niet. Open het bestand om het cijfer te zien.",
      gone: "De bladzijde is niet te zien: het bestand stond bij het maken van deze pagina niet (meer) ongewijzigd in raw/.",
    },
    en: {
      title: "Nupraatikerover.be in figures", printed: "Printed as", sentence: "Sentence", file: "File", page: "page", answer: "Answer",
      hole: "Without a value", empty: "(nothing)", parts: "Made of {n} printed figures; choose one to see its page.", crop: "Page {page} of {file}, with the figure outlined",
      old: "Pages are shown here of the ten newest answers; not of this older one. Open the file to see the figure.",
      gone: "The page cannot be shown: the file was not, or no longer, unchanged in raw/ when this page was made.",
    },
  };
  let language = "nl";

  // Charts

  const draw = async () => {
    const asked = language;
    for (const place of document.querySelectorAll("[data-chart]")) {
      // Vega names and describes what it draws in; the place keeps its own name, which says what there is to see.
      const inside = document.createElement("div");
      inside.setAttribute("aria-hidden", "true");
      place.replaceChildren(inside);
      const drawn = await vegaEmbed(inside, charts.specs[place.dataset.chart][asked], {
        config: charts.looks[asked], renderer: "svg", actions: false, mode: "vega-lite",
      });
      if (asked !== language) return;
      drawn.view.addEventListener("click", (_, item) => {
        if (item && item.datum && item.datum.sources) open(item.datum.sources, null, item.datum.text);
      });
    }
    document.documentElement.dataset.drawn = asked;
  };

  // Where a number is printed

  const make = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const crop = (source, page, label) => {
    // No further than the page goes.
    const x0 = Math.max(0, source.around[0]), top = Math.max(0, source.around[1]);
    const x1 = Math.min(page.width, source.around[2]), bottom = Math.min(page.height, source.around[3]);
    const svg = make("svg", { viewBox: `${x0} ${top} ${x1 - x0} ${bottom - top}`, role: "img", "aria-label": label });
    svg.append(make("image", { href: page.src, x: 0, y: 0, width: page.width, height: page.height, preserveAspectRatio: "none" }));
    const [left, upper, right, lower] = source.box;
    svg.append(make("rect", { x: left, y: upper, width: right - left, height: lower - upper }));
    return svg;
  };

  const show = (position) => {
    const source = data.sources[position], from = data.documents[source.document], say = words[language];
    const picture = data.pages[`${source.document}-${source.page}`];
    element("origin-about").textContent = source.about[language];
    const place = element("origin-page");
    place.replaceChildren();
    if (picture) {
      const svg = crop(source, picture, say.crop.replace("{page}", source.page).replace("{file}", from.file));
      place.append(svg);
      // As large as it is comfortable to read; smaller where a row would else lose its label, down to a limit.
      const [, , across] = svg.getAttribute("viewBox").split(" ").map(Number);
      svg.style.width = `${Math.max(across * 0.55, Math.min(place.clientWidth, across * 1.6))}px`;
      const outlined = svg.querySelector("rect").getBoundingClientRect(), frame = place.getBoundingClientRect();
      place.scrollTo(outlined.x - frame.x - frame.width / 2, outlined.y - frame.y - frame.height / 2);
    }
    const facts = [
      [say.printed, source.printed.trim() || say.empty],
      source.hole && [say.hole, source.hole[language]],
      source.sentence && [say.sentence, source.sentence],
      [say.file, `${from.file}, ${say.page} ${source.page}`],
      [say.answer, from.citation],
      !picture && ["", from.recent ? say.gone : say.old],
    ];
    element("origin-facts").replaceChildren(...facts.filter(Boolean).flatMap(([name, value]) => {
      const term = document.createElement("dt"), description = document.createElement("dd");
      term.textContent = name;
      description.textContent = value;
      return [term, description];
    }));
    for (const button of element("origin-parts").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(Number(button.value) === position));
    }
  };

  const open = (positions, way, shown) => {
    const say = words[language];
    element("origin-number").textContent = shown;
    const isDerived = way !== null;
    element("origin-how").textContent = isDerived
      ? `${data.ways[way][language]} ${positions.length > 1 ? say.parts.replace("{n}", positions.length) : ""}`
      : "";
    element("origin-parts").replaceChildren(...(isDerived && positions.length > 1 ? positions : []).map((position) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.value = position;
      button.textContent = `${data.sources[position].about[language]}: ${data.sources[position].printed.trim() || say.empty}`;
      button.addEventListener("click", () => show(position));
      item.append(button);
      return item;
    }));
    const dialog = element("origin-of");
    if (!dialog.open) dialog.showModal();
    show(positions[0]);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.n");
    if (button) {
      const mark = button.nextElementSibling;
      const said = [button, mark?.matches(".mark") ? mark : null].filter(Boolean).map((part) => part.innerText.trim());
      const isNumber = !button.matches(".shown");
      open(button.dataset.s.split(" ").map(Number), button.dataset.h === undefined ? null : Number(button.dataset.h), isNumber ? said.join(" ") : "");
    }
    // Beside the dialog is out of it.
    if (event.target === element("origin-of")) element("origin-of").close();
  });

  // The language

  const choose = (chosen) => {
    language = chosen;
    element(`language-${chosen}`).checked = true;
    document.documentElement.lang = chosen;
    document.title = words[chosen].title;
    draw();
  };

  for (const radio of document.querySelectorAll("[name=language]")) {
    radio.addEventListener("change", () => { memory.set(radio.value); choose(radio.value); });
  }
  const remembered = memory.get();
  const asked = (navigator.language || "nl").toLowerCase().startsWith("nl") ? "nl" : "en";
  choose(remembered in words ? remembered : asked);
})();
