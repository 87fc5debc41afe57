// ---- one release: its text with marks, its events as cards, its positions, its names

const MANY = OVERVIEW.releases.length > 1;
const KINDS = ["person", "organization", "place", "date", "money"];
const releaseLink = (at, card = "") => `#/release/${at + 1}${card && `/${card}`}`;

// Lights what belongs together. An owner is a card ("event-1", "position-1") or "entity:person-1".
// `looked` is under the pointer or the focus; `held` was clicked and stays.
const lights = (root) => {
  const elements = new Map();
  let looked = null;
  let held = null;
  const show = () => {
    root.querySelectorAll(".lit").forEach((element) => {
      element.classList.remove("lit");
      element.removeAttribute("data-label");
    });
    const labelled = new Set();
    for (const { element, role } of elements.get(looked ?? held) ?? []) {
      element.classList.add("lit");
      if (role && !labelled.has(role + element.dataset.at)) element.dataset.label = role;
      labelled.add(role + element.dataset.at);
    }
    root.querySelectorAll("[aria-pressed][data-owner]").forEach((element) => {
      element.setAttribute("aria-pressed", String(element.dataset.owner === held));
    });
  };
  return {
    belong(owner, element, role = null) {
      if (!elements.has(owner)) elements.set(owner, []);
      elements.get(owner).push({ element, role });
    },
    look(owner) {
      if (owner === looked) return;
      looked = owner;
      show();
    },
    hold(owner) {
      held = owner === held ? null : owner;
      show();
      return held !== null;
    },
    reveal(owner, from) {
      for (const area of [".words", ".cards"]) {
        const part = root.querySelector(area);
        if (!part || part.contains(from)) continue;
        const first = part.querySelector(".mark.lit, .filler.lit") ?? part.querySelector(".lit");
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        if (first)
          first.scrollIntoView({
            block: "nearest",
            inline: "nearest",
            behavior: calm ? "auto" : "smooth",
          });
      }
    },
  };
};

const wire = (root, light) => {
  const ownerOf = (target) => target.closest?.("[data-owner]")?.dataset.owner ?? null;
  // Moves, not crossings: a card that comes to lie under a resting pointer is not looked at.
  root.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") light.look(ownerOf(event.target));
  });
  root.addEventListener("pointerleave", () => light.look(null));
  root.addEventListener("focusin", (event) => {
    light.look(ownerOf(event.target));
    if (event.target.matches(":focus-visible")) light.reveal(ownerOf(event.target), event.target);
  });
  root.addEventListener("focusout", () => light.look(null));
  const hold = (target) => {
    const owner = ownerOf(target);
    if (owner && light.hold(owner)) light.reveal(owner, target);
  };
  root.addEventListener("click", (event) => {
    if (event.target.closest("a") || String(getSelection())) return;
    hold(event.target);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      light.hold(null);
      light.look(null);
    }
    if ((event.key === "Enter" || event.key === " ") && event.target.matches(".mark")) {
      event.preventDefault();
      hold(event.target);
    }
  });
};

const detailOf = ({ code, value }) => code ?? (typeof value === "string" ? showValue(value) : null);
const describe = (entity) =>
  [entity.name, detailOf(entity)].filter((part) => part !== null).join(" · ");

const markElement = (release, light) => {
  const entities = new Map(release.entities.map((entity) => [entity.id, entity]));
  const types = new Map(release.events.map((event) => [event.id, event]));
  return (span, children) => {
    const at = `${span.start}`;
    if (span.layer === "evidence" || span.layer === "filler") {
      const element = make("span", { class: span.layer, "data-at": at }, children);
      for (const { card, role } of span.owners) {
        light.belong(card, element, role && !span.goesOn ? roleLabel(role) : null);
      }
      return element;
    }
    const entity = span.layer === "entity" ? entities.get(span.key) : null;
    const owner = entity ? `entity:${entity.id}` : span.key;
    const holdsMarks = children.some(
      (child) => child.querySelector && (child.matches(".mark") || child.querySelector(".mark")),
    );
    const element = make(
      "mark",
      {
        class: `mark ${entity ? entity.type : "trigger"}${holdsMarks ? " outer" : ""}`,
        "data-owner": owner,
        "data-at": at,
        title: entity
          ? `${kindLabel(entity.type)}: ${describe(entity)}`
          : `${word("trigger")}: ${typeLabel(types.get(span.key).type)}`,
        role: span.goesOn ? null : holdsMarks ? "group" : "button",
        "aria-pressed": span.goesOn || holdsMarks ? null : "false",
      },
      children,
    );
    if (span.goesOn) element.classList.add("part");
    light.belong(owner, element, entity || span.goesOn ? null : word("trigger"));
    return element;
  };
};

const releaseText = (release, light, title) => {
  const spans = spansOf(release);
  const element = markElement(release, light);
  const body = make("div", { class: "words", lang: "ru" });
  for (const piece of pieces(release)) {
    const run = make("div", { class: "piece" });
    for (const line of lines(piece)) {
      const isTitle =
        title !== null &&
        line.letters.join("").trim() === title.trim() &&
        !body.querySelector("h1") &&
        !run.querySelector("h1");
      run.append(
        make(
          isTitle ? "h1" : "p",
          { "data-start": line.start },
          nest(line, line.start, line.end, within(line, spans), element),
        ),
      );
    }
    body.append(run);
  }
  rove(body, ".mark:not(.part):not([data-off])", "ArrowLeft", "ArrowRight");
  return body;
};

const filler = ({ name, text, value }) => {
  const said = fold(name) === fold(text) ? null : make("q", { class: "said" }, text);
  const settled = typeof value === "string" ? showValue(value) : null;
  return make(
    "dd",
    {},
    make("span", { class: "name" }, name),
    settled === null || settled === name ? null : [" ", make("span", { class: "value" }, settled)],
    said && " ",
    said,
  );
};

const eventCard = (event, light) => {
  const head = make(
    "button",
    { type: "button", class: "card-head", "aria-pressed": "false", "data-owner": event.id },
    make("span", { class: "type" }, typeLabel(event.type)),
    make("span", { class: `status ${event.status}` }, statusLabel(event.status)),
    make("q", { class: "said" }, event.trigger.text),
  );
  const roles = Object.entries(event.roles).map(([role, fillers]) =>
    make("div", {}, make("dt", {}, roleLabel(role)), fillers.map(filler)),
  );
  const card = make(
    "li",
    { class: "card", id: event.id, "data-owner": event.id, "data-type": event.type },
    head,
    make("dl", { lang: "ru" }, roles),
  );
  light.belong(event.id, card);
  for (const fillers of Object.values(event.roles)) {
    for (const { entity } of fillers) if (entity) light.belong(`entity:${entity}`, card);
  }
  return card;
};

const positionsTable = (release, light) => {
  const rows = release.positions.map((position, n) => {
    const owner = `position-${n + 1}`;
    const row = make(
      "tr",
      { "data-owner": owner, id: owner },
      make(
        "th",
        { scope: "row" },
        button(position.person.name, null, {
          class: "plain",
          "aria-pressed": "false",
          "data-owner": owner,
        }),
      ),
      make("td", {}, position.title),
      make("td", {}, position.organization ? position.organization.name : "—"),
    );
    light.belong(owner, row);
    if (position.person.entity) light.belong(`entity:${position.person.entity}`, row);
    if (position.organization?.entity) light.belong(`entity:${position.organization.entity}`, row);
    return row;
  });
  return make(
    "div",
    { class: "scroll" },
    make(
      "table",
      { lang: "ru" },
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ["person", "post", "organization"].map((key) => make("th", { scope: "col" }, word(key))),
        ),
      ),
      make("tbody", {}, rows),
    ),
  );
};

const nameIndex = (release, light) =>
  make(
    "div",
    { class: "index" },
    KINDS.map((kind) => {
      const entities = release.entities.filter((entity) => entity.type === kind);
      if (!entities.length) return null;
      return make(
        "div",
        { class: "index-kind" },
        heading(3, kindLabel(kind)),
        make(
          "ul",
          { lang: "ru" },
          entities.map((entity) => {
            const owner = `entity:${entity.id}`;
            const shared = MANY ? nameNumber(kind, entity.name) : undefined;
            const detail = detailOf(entity);
            const line = make(
              "li",
              { "data-owner": owner },
              button([make("span", { class: `swatch ${kind}` }), entity.name], null, {
                class: "plain",
                "aria-pressed": "false",
                "data-owner": owner,
              }),
              detail ? make("span", { class: "value" }, ` ${detail}`) : null,
              entity.mentions.length > 1
                ? make(
                    "span",
                    { class: "times", "aria-label": count(entity.mentions.length, "mentions") },
                    ` ×${entity.mentions.length}`,
                  )
                : null,
              shared === undefined
                ? null
                : [
                    " ",
                    make("a", { class: "elsewhere", href: `#/?name=${shared}` }, word("elsewhere")),
                  ],
            );
            light.belong(owner, line);
            return line;
          }),
        ),
      );
    }),
  );

const toggles = (label, choices, changed) =>
  make(
    "div",
    { class: "toggles", role: "group", "aria-label": label },
    make("span", { class: "toggles-label", "aria-hidden": "true" }, label),
    choices.map(({ key, text, tally, swatch }) =>
      button(
        [
          swatch && make("span", { class: `swatch ${swatch}` }),
          text,
          " ",
          make("span", { class: "tally" }, number(tally)),
        ],
        (event) => {
          const on = event.currentTarget.getAttribute("aria-pressed") !== "true";
          event.currentTarget.setAttribute("aria-pressed", String(on));
          changed(key, on);
        },
        { class: "chip", "aria-pressed": "true", "data-key": key },
      ),
    ),
  );

const tallies = (keys) => {
  const tally = new Map();
  keys.forEach((key) => tally.set(key, (tally.get(key) ?? 0) + 1));
  return tally;
};

const releaseFilters = (release, view) => {
  const kinds = tallies(release.entities.map((entity) => entity.type));
  const types = tallies(release.events.map((event) => event.type));
  const off = (elements, on) =>
    elements.forEach((element) => element.toggleAttribute("data-off", !on));
  return make(
    "div",
    { class: "filters" },
    toggles(
      word("show"),
      KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
        key: kind,
        text: kindLabel(kind),
        tally: kinds.get(kind),
        swatch: kind,
      })),
      (kind, on) => off(view.querySelectorAll(`.mark.${kind}`), on),
    ),
    types.size
      ? toggles(
          word("filter_types"),
          [...types].map(([type, tally]) => ({ key: type, text: typeLabel(type), tally })),
          (type, on) => {
            const ids = new Set(
              release.events.filter((event) => event.type === type).map((event) => event.id),
            );
            off(
              [...view.querySelectorAll(".mark.trigger")].filter((mark) =>
                ids.has(mark.dataset.owner),
              ),
              on,
            );
            view.querySelectorAll(".card").forEach((card) => {
              if (ids.has(card.id)) card.hidden = !on;
            });
          },
        )
      : null,
  );
};

const stepLink = (at, key, arrow) =>
  at >= 0 && at < OVERVIEW.releases.length
    ? make(
        "a",
        {
          href: releaseLink(at),
          rel: key === "next" ? "next" : "prev",
          title: OVERVIEW.releases[at][2] ?? OVERVIEW.releases[at][0],
        },
        arrow(word(key)),
      )
    : null;

const releaseView = (at, wanted) => {
  const release = block(`release-${at}`);
  const title = release.title;
  const view = make("div", { class: "release" });
  const light = lights(view);
  const text = releaseText(release, light, title);
  const ownHeadline = text.querySelector("h1");
  const cards = make(
    "ol",
    { class: "cards" },
    release.events.map((event) => eventCard(event, light)),
  );
  rove(cards, ".card-head", "ArrowUp", "ArrowDown");
  view.append(
    MANY
      ? make(
          "nav",
          { class: "steps", "aria-label": word("releases") },
          make("a", { href: "#/" }, `← ${word("all_releases")}`),
          stepLink(at - 1, "previous", (label) => `‹ ${label}`),
          stepLink(at + 1, "next", (label) => `${label} ›`),
        )
      : "",
    make(
      "header",
      { class: "release-head" },
      make(
        "p",
        { class: "kicker" },
        [
          release.published && word("published", { date: showDate(release.published) }),
          release.source,
          release.id,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      ownHeadline ? null : make("h1", { lang: "ru" }, title ?? word("untitled")),
      typeof release.text === "string" ? null : make("p", { class: "note" }, word("no_text")),
    ),
    releaseFilters(release, view),
    make(
      "div",
      { class: "columns" },
      make(
        "article",
        { "aria-label": word(typeof release.text === "string" ? "text" : "excerpts") },
        text,
      ),
      make(
        "aside",
        { class: "side", "aria-labelledby": "events" },
        heading(
          2,
          [word("events"), " ", make("span", { class: "tally" }, number(release.events.length))],
          "events",
        ),
        release.events.length ? cards : make("p", { class: "note" }, word("nothing")),
      ),
    ),
    release.positions.length
      ? section("positions", word("positions"), positionsTable(release, light))
      : "",
    release.entities.length ? section("names", word("index"), nameIndex(release, light)) : "",
  );
  wire(view, light);
  if (wanted && elementIn(view, wanted) !== null) {
    light.hold(wanted);
    requestAnimationFrame(() => light.reveal(wanted, null));
  }
  return { view, title: title ?? release.source };
};
const elementIn = (view, owner) =>
  [...view.querySelectorAll("[data-owner]")].find((element) => element.dataset.owner === owner) ??
  null;
