// ---- who and where: names by number of events

const NAME_NUMBERS = new Map(
  OVERVIEW.names.map(([kind, name], n) => [`${kind}\t${fold(name)}`, n]),
);
const nameNumber = (kind, name) => NAME_NUMBERS.get(`${kind}\t${fold(name)}`);
const nameOf = (shown) => (typeof shown === "number" ? OVERVIEW.names[shown][1] : shown);

// A list that shows its first lines and gives the rest on demand.
const growing = (list, lineOf, things, first, step) => {
  let shown = 0;
  const more = button("", () => grow(step), { class: "more" });
  const grow = (by) => {
    list.append(...things.slice(shown, shown + by).map(lineOf));
    shown = Math.min(things.length, shown + by);
    more.hidden = shown >= things.length;
    more.textContent = `${word("more")} (${word("rest", { n: number(shown), all: number(things.length) })})`;
  };
  grow(first);
  return { more, grow };
};

const byCount = (tally) => [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]);

const companions = (events, wanted) => {
  const together = new Map([...wanted].map((n) => [n, new Map()]));
  for (const { named } of events) {
    const parties = named.filter((n) => OVERVIEW.names[n][0] !== "place");
    for (const n of parties) {
      const beside = together.get(n);
      if (beside)
        parties.forEach((m) => {
          if (m !== n) beside.set(m, (beside.get(m) ?? 0) + 1);
        });
    }
  }
  return together;
};

const nameLine = (n, times, most, choose, extra = null) => {
  const bar = make("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", times / most);
  return make(
    "li",
    {},
    make(
      "div",
      { class: "name-line" },
      button(OVERVIEW.names[n][1], () => choose({ name: n }), { class: "plain", lang: "ru" }),
      make("span", { class: "times", "aria-label": count(times, "events") }, number(times)),
    ),
    bar,
    extra,
  );
};

const partiesSection = (kind, key, events, choose) => {
  const ranked = byCount(
    tallies(events.flatMap(({ named }) => named.filter((n) => OVERVIEW.names[n][0] === kind))),
  );
  const most = ranked.length ? ranked[0][1] : 1;
  const list = make("ol", { class: "names" });
  const lineOf = ([n, times]) => {
    const beside = byCount(companions(events, [n]).get(n)).slice(0, 3);
    const company = beside.length
      ? make(
          "p",
          { class: "company", lang: "ru" },
          make("span", { lang: language }, word("with")),
          " ",
          beside.flatMap(([m, often], at) => [
            at ? ", " : "",
            make("a", { href: `#/?name=${n},${m}` }, nameOf(m)),
            ` ${number(often)}`,
          ]),
        )
      : null;
    return nameLine(n, times, most, choose, company);
  };
  const { more } = growing(list, lineOf, ranked, 8, 40);
  return section(
    key,
    [word(key), " ", make("span", { class: "tally" }, number(ranked.length))],
    ranked.length ? list : make("p", { class: "note" }, word("nothing")),
    more,
  );
};

const countryName = (code, tongue = locale()) => {
  try {
    return new Intl.DisplayNames([tongue], { type: "region" }).of(code);
  } catch {
    return code;
  }
};
const areaName = (code, tongue) =>
  code.includes("-") ? (OVERVIEW.regions[code] ?? code) : countryName(code, tongue);
const isArea = (n, code) => fold(OVERVIEW.names[n][1]) === fold(areaName(code || "-", "ru"));

// country → region → place, each counted once an event
const geography = (events) => {
  const countries = new Map();
  const into = (map, key, event) => {
    if (!map.has(key)) map.set(key, { events: new Set(), parts: new Map() });
    map.get(key).events.add(event);
    return map.get(key).parts;
  };
  for (const event of events) {
    for (const n of event.named) {
      const [kind, , code] = OVERVIEW.names[n];
      if (kind !== "place") continue;
      const country = into(countries, code ? code.slice(0, 2) : "", event);
      const region = code?.includes("-") ? into(country, code, event) : country;
      into(region, n, event);
    }
  }
  return countries;
};

const branches = (parts, most, choose) => {
  const ranked = [...parts].sort(
    ([a, x], [b, y]) => (a === "") - (b === "") || y.events.size - x.events.size,
  );
  const lineOf = ([key, { events, parts: inner }]) => {
    if (typeof key === "number") return nameLine(key, events.size, most, choose);
    // a country is not shown again among its own places
    const below = [...inner].filter(([part]) => typeof part === "string" || !isArea(part, key));
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", events.size / most);
    return make(
      "li",
      { class: key.includes("-") ? "region" : "country" },
      make(
        "div",
        { class: "name-line" },
        key
          ? button(areaName(key), () => choose({ area: key }), { class: "plain" })
          : make("span", {}, word("no_country")),
        make(
          "span",
          { class: "times", "aria-label": count(events.size, "events") },
          number(events.size),
        ),
      ),
      bar,
      below.length ? branches(new Map(below), most, choose) : null,
    );
  };
  const list = make("ol", { class: "names" });
  const { more } = growing(list, lineOf, ranked, 6, 40);
  return [list, more];
};

const placesSection = (events, choose) => {
  const countries = geography(events);
  const most = Math.max(1, ...[...countries.values()].map((country) => country.events.size));
  return section(
    "places",
    word("places"),
    countries.size
      ? branches(countries, most, choose)
      : make("p", { class: "note" }, word("nothing")),
  );
};
