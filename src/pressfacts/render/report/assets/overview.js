// ---- all releases: filters, time line, names, tables

const EVENTS = OVERVIEW.events.map(
  ([release, id, type, status, trigger, who, where, what, when, named]) => ({
    release,
    id,
    type,
    status,
    trigger,
    who,
    where,
    what,
    when,
    named,
  }),
);
const titleOf = (at) => OVERVIEW.releases[at][2] ?? OVERVIEW.releases[at][0];

// The words that search looks through, in both languages of the page.
const haystack = (event) =>
  (event.haystack ??= fold(
    [
      known(LABELS.types, event.type) ?? event.type,
      known(LABELS.statuses, event.status) ?? event.status,
      event.trigger,
      [...event.who, ...event.where, ...event.what].map(nameOf),
      event.when.map(([text, value]) => `${text} ${value ?? ""}`),
      titleOf(event.release),
    ]
      .flat(2)
      .join(" "),
  ));

const inArea = (area) => (event) =>
  event.named.some((n) => {
    const code = OVERVIEW.names[n][2];
    return (
      OVERVIEW.names[n][0] === "place" &&
      code !== null &&
      (code === area || code.startsWith(`${area}-`))
    );
  });

// Tests of one event, one for each filter that is set.
const testsOf = ({ q, type, name, area, when }) => {
  const tests = {};
  const words = fold(q ?? "")
    .split(" ")
    .filter(Boolean);
  if (words.length) tests.q = (event) => words.every((part) => haystack(event).includes(part));
  if (type) {
    const types = new Set(type.split(","));
    tests.type = (event) => types.has(event.type);
  }
  if (name) {
    const wanted = name.split(",").map(Number);
    tests.name = (event) => wanted.every((n) => event.named.includes(n));
  }
  if (area) tests.area = inArea(area);
  if (when) tests.when = happensIn(when);
  return tests;
};
const filtered = (tests, except) => {
  const active = Object.entries(tests)
    .filter(([key]) => key !== except)
    .map(([, test]) => test);
  return active.length ? EVENTS.filter((event) => active.every((test) => test(event))) : EVENTS;
};

const joined = (shown) => shown.map(nameOf).join("; ");
const firstDay = ({ when }) =>
  when.map(([, , extent]) => extent?.[0] ?? extent?.[1] ?? null).find((day) => day !== null) ??
  null;

const eventColumns = () => [
  {
    key: "date",
    label: word("date"),
    sortKey: firstDay,
    cell: ({ when }) => when.map(showWhen).join("; "),
  },
  {
    key: "type",
    label: word("type"),
    sortKey: ({ type }) => typeLabel(type),
    cell: ({ type }) => typeLabel(type),
  },
  {
    key: "who",
    label: word("who"),
    sortKey: ({ who }) => joined(who),
    cell: ({ who }) => make("div", { class: "clamp", lang: "ru" }, joined(who)),
  },
  {
    key: "what",
    label: word("what"),
    sortKey: ({ what }) => joined(what),
    cell: ({ what, trigger }) =>
      make(
        "div",
        { class: "clamp", lang: "ru" },
        what.length ? joined(what) : make("q", { class: "said" }, trigger),
      ),
  },
  {
    key: "where",
    label: word("where"),
    sortKey: ({ where }) => joined(where),
    cell: ({ where }) => make("div", { class: "clamp", lang: "ru" }, joined(where)),
  },
  {
    key: "status",
    label: word("status"),
    sortKey: ({ status }) => statusLabel(status),
    cell: ({ status }) => make("span", { class: `status ${status}` }, statusLabel(status)),
  },
  {
    key: "release",
    label: word("release"),
    sortKey: ({ release }) => titleOf(release),
    cell: ({ release, id }) =>
      make("a", { class: "clamp", href: releaseLink(release, id), lang: "ru" }, titleOf(release)),
  },
];

const releaseColumns = () => [
  {
    key: "date",
    label: word("date"),
    sortKey: (at) => OVERVIEW.releases[at][3] ?? "",
    cell: (at) => (OVERVIEW.releases[at][3] ? showDate(OVERVIEW.releases[at][3]) : ""),
  },
  {
    key: "release",
    label: word("release"),
    sortKey: titleOf,
    cell: (at) =>
      make(
        "a",
        { class: "clamp", href: releaseLink(at), lang: "ru" },
        OVERVIEW.releases[at][2] ?? word("untitled"),
      ),
  },
  {
    key: "source",
    label: word("source"),
    sortKey: (at) => OVERVIEW.releases[at][0],
    cell: (at) => OVERVIEW.releases[at][0],
  },
  {
    key: "count",
    label: word("events"),
    sortKey: (at) => OVERVIEW.releases[at][4],
    cell: (at) => number(OVERVIEW.releases[at][4]),
  },
];

const FILTERS = ["q", "type", "name", "area", "when"];

const overviewView = (params) => {
  let state = {};
  const read = (from) => {
    state = Object.fromEntries(FILTERS.map((key) => [key, from.get(key) || null]));
  };
  read(params);

  const search = make("input", {
    type: "search",
    id: "search",
    placeholder: word("search_hint"),
    autocomplete: "off",
    spellcheck: "false",
  });
  const types = make("div", {
    class: "toggles",
    role: "group",
    "aria-label": word("filter_types"),
  });
  const chosen = make("div", {
    class: "toggles chosen",
    role: "group",
    "aria-label": word("filters"),
  });
  const when = make("div");
  const names = make("div", { class: "three" });
  const table = sortable(word("events"), eventColumns(), EVENTS, { key: "date", down: true });
  const releases = sortable(
    word("releases"),
    releaseColumns(),
    OVERVIEW.releases.map((_, at) => at),
  );
  const tally = make("span", { class: "tally" });

  const choose = (change, keepFocus = false) => {
    if (change.name !== undefined && change.name !== null) {
      const already = (state.name ?? "").split(",").filter(Boolean);
      change.name = [...new Set([...already, String(change.name)])].join(",");
    }
    state = { ...state, ...change };
    const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    history.replaceState(null, "", `#/${query.size ? `?${query}` : ""}`);
    update();
    if (!keepFocus) (chosen.querySelector("button") ?? search).focus({ preventScroll: true });
  };

  const drawTypes = (events) => {
    const selected = new Set((state.type ?? "").split(",").filter(Boolean));
    const counts = tallies(events.map(({ type }) => type));
    const order = [...tallies(EVENTS.map(({ type }) => type))].sort(
      (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
    );
    types.replaceChildren(
      ...order.map(([type]) =>
        button(
          [typeLabel(type), " ", make("span", { class: "tally" }, number(counts.get(type) ?? 0))],
          () => {
            if (!selected.delete(type)) selected.add(type);
            choose({ type: [...selected].join(",") || null }, true);
            [...types.children]
              .find((chip) => chip.dataset.key === type)
              .focus({ preventScroll: true });
          },
          { class: "chip", "data-key": type, "aria-pressed": String(selected.has(type)) },
        ),
      ),
    );
  };
  const drawChosen = () => {
    const tag = (text, change) =>
      button([text, " ", make("span", { "aria-hidden": "true" }, "×")], () => choose(change()), {
        class: "chip tag",
        title: word("remove"),
      });
    const list = (state.name ?? "").split(",").filter((n) => OVERVIEW.names[n]);
    const tags = [
      ...list.map((n) =>
        tag(nameOf(+n), () => {
          state.name = null;
          return list.length > 1 ? { name: list.filter((m) => m !== n).join(",") } : {};
        }),
      ),
      state.area && tag(areaName(state.area), () => ({ area: null })),
      state.when && tag(whenLabel(state.when), () => ({ when: null })),
    ].filter(Boolean);
    const any = tags.length || state.q || state.type;
    chosen.replaceChildren(
      ...tags,
      ...(any
        ? [
            button(
              word("clear"),
              () => {
                search.value = "";
                choose(Object.fromEntries(FILTERS.map((key) => [key, null])));
              },
              { class: "plain" },
            ),
          ]
        : []),
    );
    chosen.hidden = !any;
  };
  const update = () => {
    const tests = testsOf(state);
    const events = filtered(tests);
    drawTypes(filtered(tests, "type"));
    drawChosen();
    when.replaceChildren(timelineSection(filtered(tests, "when"), state.when, choose));
    names.replaceChildren(
      partiesSection("person", "people", events, choose),
      partiesSection("organization", "organizations", events, choose),
      placesSection(events, choose),
    );
    table.show(events);
    tally.textContent = number(events.length);
    announce(count(events.length, "events"));
  };

  search.value = state.q ?? "";
  search.addEventListener("input", () => choose({ q: search.value || null }, true));
  const dates = OVERVIEW.releases
    .map((row) => row[3])
    .filter(Boolean)
    .sort();
  const view = make(
    "div",
    { class: "overview" },
    make(
      "header",
      { class: "release-head" },
      make(
        "h1",
        {},
        `${count(OVERVIEW.releases.length, "releases")}, ${count(EVENTS.length, "events")}`,
      ),
      make(
        "p",
        { class: "kicker" },
        dates.length
          ? word("published", {
              date: showDate(dates[0] === dates.at(-1) ? dates[0] : `${dates[0]}/${dates.at(-1)}`),
            })
          : "",
      ),
    ),
    make(
      "div",
      { class: "filters", role: "search" },
      make("div", { class: "search" }, make("label", { for: "search" }, word("search")), search),
      types,
      chosen,
    ),
    when,
    names,
    make("p", { class: "note" }, word("alike")),
    make(
      "section",
      { class: "events", "aria-labelledby": "events" },
      heading(2, [word("events"), " ", tally], "events"),
      table.element,
      table.more,
    ),
    section("releases", word("releases"), releases.element, releases.more),
  );
  update();
  return {
    view,
    title: `${word("report")}: ${count(OVERVIEW.releases.length, "releases")}`,
    follow(now) {
      read(now);
      search.value = state.q ?? "";
      update();
    },
    printAll() {
      table.all();
      releases.all();
    },
  };
};
