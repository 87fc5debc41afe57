// ---- marks in the text: spans that may nest, meet and cross become nested elements

// The whole text is one piece; without it, each run of evidence is one.
// Offsets count code points, so a piece keeps its characters in an array.
const pieces = (release) => {
  if (typeof release.text === "string") return [{ start: 0, letters: Array.from(release.text) }];
  const evidence = [
    ...release.events.flatMap((event) => event.evidence),
    ...release.positions.map((p) => p.evidence),
  ];
  const runs = [];
  for (const { start, text } of evidence.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const letters = Array.from(text);
    const last = runs.at(-1);
    const overlap = last ? last.start + last.letters.length - start : -1;
    if (overlap < 0) runs.push({ start, letters });
    else last.letters.push(...letters.slice(overlap));
  }
  return runs;
};

// Lines of a piece, each with its offset in the text.
const lines = ({ start, letters }) => {
  const found = [];
  let from = 0;
  for (let at = 0; at <= letters.length; at += 1) {
    if (at < letters.length && letters[at] !== "\n") continue;
    if (at > from)
      found.push({ start: start + from, end: start + at, letters: letters.slice(from, at) });
    from = at + 1;
  }
  return found;
};

// Everything in the release that has a place in the text. `owners`: the cards it belongs to.
const spansOf = (release) => {
  const spans = new Map();
  const put = (layer, { start, end }, key, owner, role) => {
    if (!(start < end)) return;
    const name = `${layer} ${start} ${end} ${key}`;
    if (!spans.has(name)) spans.set(name, { start, end, layer, key, owners: [] });
    if (owner) spans.get(name).owners.push({ card: owner, role });
  };
  for (const event of release.events) {
    event.evidence.forEach((sentence) => put("evidence", sentence, "", event.id, null));
    for (const [role, fillers] of Object.entries(event.roles)) {
      fillers.forEach((filler) => put("filler", filler, "", event.id, role));
    }
    put("trigger", event.trigger, event.id, event.id, "trigger");
  }
  release.positions.forEach((position, n) =>
    put("filler", position.evidence, "", `position-${n + 1}`, null),
  );
  for (const entity of release.entities)
    entity.mentions.forEach((mention) => put("entity", mention, entity.id, null, null));
  return [...spans.values()];
};

const DEPTH = { evidence: 0, filler: 1, entity: 2, trigger: 3 };
const outerFirst = (a, b) => a.start - b.start || b.end - a.end || DEPTH[a.layer] - DEPTH[b.layer];

// The nodes of one line. A span that crosses the end of another is cut there and goes on after it.
const nest = (line, from, to, spans, element) => {
  const nodes = [];
  const plain = (a, b) =>
    a < b && nodes.push(line.letters.slice(a - line.start, b - line.start).join(""));
  let at = from;
  let rest = [...spans].sort(outerFirst);
  let first = 0;
  while (first < rest.length) {
    const span = rest[first];
    let next = first + 1;
    while (next < rest.length && rest[next].start < span.end) next += 1;
    const started = rest.slice(first + 1, next);
    const crossing = started.filter((other) => other.end > span.end);
    const inside = started.map((other) =>
      other.end > span.end ? { ...other, end: span.end } : other,
    );
    plain(at, span.start);
    nodes.push(element(span, nest(line, span.start, span.end, inside, element)));
    at = span.end;
    first = next;
    if (crossing.length) {
      const goingOn = crossing.map((other) => ({ ...other, start: span.end, goesOn: true }));
      rest = [...goingOn, ...rest.slice(next)].sort(outerFirst);
      first = 0;
    }
  }
  plain(at, to);
  return nodes;
};

const within = (line, spans) =>
  spans
    .filter((span) => span.start < line.end && span.end > line.start)
    .map((span) => ({
      ...span,
      start: Math.max(span.start, line.start),
      end: Math.min(span.end, line.end),
      goesOn: span.start < line.start,
    }));
