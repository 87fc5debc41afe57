// ---- sortable tables that draw their rows as they are needed

const byText = (a, b) => (a === b ? 0 : a === "" ? 1 : b === "" ? -1 : collator().compare(a, b));
const collators = {};
const collator = () => (collators[language] ??= new Intl.Collator(["ru", "en"]));

// Columns: {key, label, sortKey(row), cell(row)}. Rows without a sort key come last either way.
const sortable = (label, columns, rows, first = { key: columns[0].key, down: false }) => {
  let order = first;
  const body = make("tbody", { role: "rowgroup" }); // roles are told because a narrow screen lays rows out as blocks
  const holder = make("div", { class: "more-rows" });
  const heads = columns.map(({ key, label: text, sortKey }) =>
    make(
      "th",
      { scope: "col", role: "columnheader", class: `col-${key}`, "data-key": key },
      sortKey
        ? button(
            [text, make("span", { class: "arrow", "aria-hidden": "true" })],
            () => {
              order = { key, down: order.key === key ? !order.down : false };
              draw();
            },
            { class: "plain" },
          )
        : text,
    ),
  );
  const sorted = () => {
    const { sortKey } = columns.find(({ key }) => key === order.key);
    const keyed = rows.map((row, at) => ({ row, at, key: sortKey(row) }));
    const sign = order.down ? -1 : 1;
    const empty = (key) => key === null || key === "";
    return keyed
      .sort((a, b) => {
        if (empty(a.key) || empty(b.key)) return empty(a.key) - empty(b.key) || a.at - b.at;
        const difference = typeof a.key === "number" ? a.key - b.key : byText(a.key, b.key);
        return sign * difference || a.at - b.at;
      })
      .map(({ row }) => row);
  };
  let growth = null;
  const draw = () => {
    heads.forEach((head) => {
      const mine = head.dataset.key === order.key;
      if (mine) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    body.replaceChildren();
    growth = growing(
      body,
      (row) =>
        make(
          "tr",
          { role: "row" },
          columns.map(({ key, cell }) =>
            make("td", { class: `col-${key}`, role: "cell" }, cell(row)),
          ),
        ),
      sorted(),
      60,
      240,
    );
    holder.replaceChildren(growth.more);
  };
  draw();
  return {
    element: make(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-label": label },
      make(
        "table",
        { class: "sortable", role: "table" },
        make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, heads)),
        body,
      ),
    ),
    more: holder,
    show(now) {
      rows = now;
      draw();
    },
    all() {
      growth.grow(rows.length);
    },
  };
};
