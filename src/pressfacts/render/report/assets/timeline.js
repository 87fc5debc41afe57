// ---- when: events along the line of EDTF values

// Periods by their length: `start` gives the first day of the period that holds a day.
const UNITS = (() => {
  const years = (n) => ({
    start: (day) => numberOfDay(Math.floor(dayOf(day).getUTCFullYear() / n) * n, 0),
    next: (day) => numberOfDay(dayOf(day).getUTCFullYear() + n, 0),
  });
  return [
    { name: "day", most: 62, start: (day) => day, next: (day) => day + 1 },
    {
      name: "month",
      most: 48,
      start: (day) => numberOfDay(dayOf(day).getUTCFullYear(), dayOf(day).getUTCMonth()),
      next: (day) => numberOfDay(dayOf(day).getUTCFullYear(), dayOf(day).getUTCMonth() + 1),
    },
    { name: "year", most: 48, ...years(1) },
    { name: "decade", most: 48, ...years(10) },
    { name: "century", most: Infinity, ...years(100) },
  ];
})();

const unitFor = ([low, high]) => {
  for (const unit of UNITS) {
    const starts = [];
    for (let day = unit.start(low); day <= high && starts.length <= unit.most; day = unit.next(day))
      starts.push(day);
    if (starts.length <= unit.most) return { unit, starts };
  }
  return null;
};

const periodLabel = ([low, high]) => {
  const unit = UNITS.find(({ start, next }) => start(low) === low && next(low) - 1 === high);
  const year = String(dayOf(low).getUTCFullYear()).padStart(4, "0");
  switch (unit?.name) {
    case "day":
      return dateFormat(FULL).format(dayOf(low));
    case "month":
      return dateFormat(MONTH).format(dayOf(low));
    case "year":
      return year;
    case "decade":
      return word("decade", { year });
    case "century":
      return word("century", { year });
    default:
      return dateFormat(FULL).formatRange(dayOf(low), dayOf(high));
  }
};

// What stands under a column, if anything: round numbers, and the first column.
const tick = (unit, day, at, columns) => {
  const date = dayOf(day);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const every = [1, 2, 5, 10].find((step) => columns / step <= 12) ?? 20;
  const near = at > 0 && at < every;
  if (unit === "day") {
    if (at === 0 || dayOfMonth === 1)
      return dateFormat({ day: "numeric", month: "short" }).format(date);
    return near || (columns > 12 && dayOfMonth % 5) ? "" : String(dayOfMonth);
  }
  if (unit === "month") {
    if (at === 0 && month > 0) return dateFormat({ year: "numeric", month: "short" }).format(date);
    if (month === 0) return at > 0 && at < 3 ? "" : String(year);
    return (columns > 12 && (month % 3 || at < 3)) || (columns <= 12 && at < 2) || columns > 36
      ? ""
      : dateFormat({ month: "short" }).format(date);
  }
  return at > 0 && (near || (year / (unit === "year" ? 1 : unit === "decade" ? 10 : 100)) % every)
    ? ""
    : String(year);
};

// The days to show first: all of them, but a few far away do not squeeze the rest into a corner.
const fullSpan = (extents) => {
  const days = extents.flatMap(([low, high]) => [low ?? high, high ?? low]).sort((a, b) => a - b);
  if (!days.length) return null;
  const all = [days[0], days.at(-1)];
  const cut = Math.floor(days.length / 20);
  const trimmed = [days[cut], days.at(-1 - cut)];
  return all[1] - all[0] > 4 * Math.max(90, trimmed[1] - trimmed[0]) ? trimmed : all;
};

const BARS = 8;
const overlaps = ([low, high], [from, to]) =>
  (low ?? -Infinity) <= to && (high ?? Infinity) >= from;

// What stands where: columns for dates within one period, bars for what reaches further.
const layOut = (events, period) => {
  const dated = events.flatMap((event) =>
    event.when
      .filter(([, , extent]) => extent)
      .map(([, value, extent]) => ({ event, value, extent })),
  );
  const all = fullSpan(dated.map(({ extent }) => extent));
  const span = period ?? all;
  if (!span) return null;
  const { unit, starts } = unitFor(span);
  const window_ = [starts[0], unit.next(starts.at(-1)) - 1];
  const columns = starts.map((start) => ({
    start,
    end: unit.next(start) - 1,
    events: new Set(),
    lasting: new Set(),
  }));
  const columnOf = (low) => columns[starts.indexOf(unit.start(low))];
  const bars = new Map();
  const outside = { earlier: new Set(), later: new Set() };
  for (const { event, value, extent } of dated) {
    const [low, high, shape] = extent;
    if (!overlaps(extent, window_))
      outside[(high ?? low) < window_[0] ? "earlier" : "later"].add(event);
    else if (shape !== "interval" && low >= window_[0] && unit.start(low) === unit.start(high)) {
      columnOf(low).events.add(event);
    } else {
      const key = extent.join(" ");
      if (!bars.has(key)) bars.set(key, { extent, value, events: new Set() });
      bars.get(key).events.add(event);
    }
  }
  // Many short intervals, seen from afar, are part of their columns; a nearer look shows their bars.
  if (bars.size > BARS) {
    for (const [
      key,
      {
        extent: [low, high],
        events: lasting,
      },
    ] of bars) {
      if (low === null || high === null || low < window_[0] || unit.start(low) !== unit.start(high))
        continue;
      lasting.forEach((event) => {
        if (!columnOf(low).events.has(event)) columnOf(low).lasting.add(event);
      });
      bars.delete(key);
    }
  }
  return { unit: unit.name, span: window_, columns, bars: [...bars.values()], outside };
};

const barRow = ({ extent, value, events }, [from, to], choose) => {
  const [low, high, shape] = extent;
  const share = (day) => (day - from) / (to + 1 - from);
  const left = Math.max(0, share(low ?? from));
  const right = Math.min(1, share((high ?? to) + 1));
  const date = showDate(value);
  const row = button(
    [
      make("span", {
        class: `span ${shape}${low === null || low < from ? " before" : ""}${high === null || high > to ? " beyond" : ""}`,
      }),
      make(
        "span",
        { class: `span-label${right <= 0.6 ? "" : left >= 0.4 ? " left" : " on"}` },
        `${date} · ${number(events.size)}`,
      ),
    ],
    () => choose({ when: `${low ?? ""}_${high ?? ""}` }),
    { class: "span-row", "aria-label": `${date}: ${count(events.size, "events")}` },
  );
  row.style.setProperty("--left", left);
  row.style.setProperty("--right", right);
  return make("li", {}, row);
};

const reach = ({ extent: [low, high] }) => (low === null || high === null ? Infinity : high - low);

const chart = (laid, choose, bars) => {
  const most = Math.max(
    1,
    ...laid.columns.map(({ events, lasting }) => events.size + lasting.size),
  );
  const columns = make(
    "ol",
    { class: "chart", "data-unit": laid.unit },
    laid.columns.map(({ start, end, events, lasting }, at) => {
      const label = periodLabel([start, end]);
      const all = events.size + lasting.size;
      const column = button(
        make(
          "span",
          { class: "column" },
          lasting.size ? make("span", { class: "lasting" }) : null,
          all && laid.columns.length <= 31
            ? make("span", { class: "column-count" }, number(all))
            : null,
        ),
        () => choose({ when: `${start}_${end}` }),
        {
          "aria-label": `${label}: ${count(all, "events")}`,
          title: `${label}: ${number(all)}`,
          disabled: all === 0,
        },
      );
      column.style.setProperty("--share", all / most);
      column.style.setProperty("--lasting", all ? lasting.size / all : 0);
      return make(
        "li",
        {},
        column,
        make(
          "span",
          { class: "tick", "aria-hidden": "true" },
          tick(laid.unit, start, at, laid.columns.length),
        ),
      );
    }),
  );
  rove(columns, "button:not([disabled])", "ArrowLeft", "ArrowRight");
  const chosen = [...laid.bars]
    .sort((a, b) => b.events.size - a.events.size || Math.sign(reach(b) - reach(a)) || 0)
    .slice(0, bars);
  const inOrder = laid.bars
    .filter((bar) => chosen.includes(bar))
    .sort(
      (a, b) =>
        (a.extent[0] ?? -Infinity) - (b.extent[0] ?? -Infinity) ||
        (a.extent[1] ?? Infinity) - (b.extent[1] ?? Infinity),
    );
  return [
    columns,
    inOrder.length
      ? make(
          "ol",
          { class: "spans" },
          inOrder.map((bar) => barRow(bar, laid.span, choose)),
        )
      : null,
  ];
};

const outsideLinks = ({ outside }, choose) => {
  const link = (key) =>
    outside[key].size &&
    button(
      word(key, { n: number(outside[key].size) }),
      () => {
        const extents = [...outside[key]].flatMap(({ when }) =>
          when.map(([, , extent]) => extent).filter(Boolean),
        );
        const days = extents.flatMap(([low, high]) => [low ?? high, high ?? low]);
        choose({
          when: `${days.reduce((a, b) => Math.min(a, b))}_${days.reduce((a, b) => Math.max(a, b))}`,
        });
      },
      { class: "more" },
    );
  return make(
    "div",
    { class: "outside" },
    link("earlier") || make("span"),
    link("later") || make("span"),
  );
};

const apart = (events, choose) => {
  const yearless = new Map();
  let unsettled = 0;
  let undated = 0;
  for (const { when } of events) {
    if (!when.length) undated += 1;
    if (when.some(([, value]) => value === null)) unsettled += 1;
    for (const value of new Set(
      when.filter(([, value, extent]) => value !== null && !extent).map(([, value]) => value),
    )) {
      yearless.set(value, (yearless.get(value) ?? 0) + 1);
    }
  }
  const months = new Map(); // where single days would be too many
  const many = yearless.size > 12;
  for (const [value, tally] of yearless) {
    const month = value.slice(0, "XXXX-00".length);
    if (many && /^XXXX-\d\d/.test(value)) {
      months.set(month, (months.get(month) ?? 0) + tally);
      yearless.delete(value);
    }
  }
  const chip = (text, tally, when) =>
    button([text, " ", make("span", { class: "tally" }, number(tally))], () => choose({ when }), {
      class: "chip",
    });
  const chips = [
    ...[...months]
      .sort()
      .map(([month, tally]) => chip(`${showDate(month)} (${word("partial")})`, tally, `~${month}`)),
    ...[...yearless]
      .sort()
      .map(([value, tally]) => chip(`${showDate(value)} (${word("partial")})`, tally, `=${value}`)),
    unsettled ? chip(word("unsettled"), unsettled, "unsettled") : null,
    undated ? chip(word("undated"), undated, "undated") : null,
  ].filter(Boolean);
  return chips.length
    ? make(
        "div",
        { class: "toggles apart" },
        make("span", { class: "toggles-label" }, word("apart")),
        chips,
      )
    : null;
};

const parsePeriod = (when) => {
  const days = /^(-?\d*)_(-?\d*)$/.exec(when ?? "");
  return days && (days[1] || days[2])
    ? [days[1] ? +days[1] : null, days[2] ? +days[2] : null]
    : null;
};
const whenLabel = (when) => {
  const period = parsePeriod(when);
  if (period) {
    const [low, high] = period;
    if (low === null) return word("until", { date: periodLabel([high, high]) });
    return high === null ? word("from", { date: periodLabel([low, low]) }) : periodLabel(period);
  }
  return /^[=~]/.test(when)
    ? showDate(when.slice(1))
    : word(when === "unsettled" ? "unsettled" : "undated");
};
const happensIn = (when) => {
  const period = parsePeriod(when);
  if (period) {
    const reach = [period[0] ?? -Infinity, period[1] ?? Infinity];
    return (event) => event.when.some(([, , extent]) => extent && overlaps(extent, reach));
  }
  if (when.startsWith("~"))
    return (event) => event.when.some(([, value]) => value?.startsWith(when.slice(1)));
  if (when.startsWith("="))
    return (event) => event.when.some(([, value]) => value === when.slice(1));
  if (when === "unsettled") return (event) => event.when.some(([, value]) => value === null);
  return (event) => event.when.length === 0;
};

const crumbs = (period, choose) => {
  const around = UNITS.slice(1, 4)
    .reverse()
    .map(({ start, next }) => [start(period[0]), next(start(period[0])) - 1])
    .filter(
      ([low, high]) =>
        low <= period[0] && high >= period[1] && (low !== period[0] || high !== period[1]),
    );
  return make(
    "p",
    { class: "crumbs" },
    button(word("all_dates"), () => choose({ when: null }), { class: "plain" }),
    around.map((wider) => [
      " › ",
      button(periodLabel(wider), () => choose({ when: wider.join("_") }), { class: "plain" }),
    ]),
    " › ",
    make("strong", {}, periodLabel(period)),
  );
};

const timelineSection = (events, when, choose, bars = BARS) => {
  const asked = parsePeriod(when);
  const period = asked && asked[0] !== null && asked[1] !== null ? asked : null;
  const laid = layOut(events, period);
  const drawn = section("timeline", word("timeline"), period ? crumbs(period, choose) : null);
  if (laid) {
    drawn.append(outsideLinks(laid, choose), ...chart(laid, choose, bars).filter(Boolean));
    if (laid.bars.length > bars) {
      drawn.append(
        button(
          word("more_bars", { n: number(laid.bars.length - bars) }),
          () => drawn.replaceWith(timelineSection(events, when, choose, bars * 4)),
          { class: "more" },
        ),
      );
    }
    drawn.append(make("p", { class: "note legend" }, word("legend")));
  }
  const beside = apart(events, choose);
  if (beside) drawn.append(beside);
  if (!laid && !beside) drawn.append(make("p", { class: "note" }, word("nothing")));
  return drawn;
};
