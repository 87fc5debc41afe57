// ---- the page: where the address leads, tools, keys

const main = document.getElementById("main");
let overviewPage = null;
let overviewScroll = 0;
let onOverview = false;

const route = () => {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [place, n, card] = path.split("/");
  const at = Number(n) - 1;
  if (OVERVIEW.releases.length === 1)
    return { release: 0, card: place === "release" ? card : null };
  if (place === "release" && OVERVIEW.releases[at]) return { release: at, card };
  return { params: new URLSearchParams(query) };
};

const draw = () => {
  const { release, card, params } = route();
  if (onOverview) overviewScroll = scrollY;
  onOverview = release === undefined;
  if (onOverview) {
    if (overviewPage) overviewPage.follow(params);
    else overviewPage = overviewView(params);
  }
  const page = onOverview ? overviewPage : releaseView(release, card);
  main.replaceChildren(page.view);
  document.title = page.title;
  scrollTo(0, onOverview ? overviewScroll : 0);
};

const settleTheme = (theme) => {
  if (theme) document.documentElement.dataset.theme = theme;
};
const settleWords = () => {
  document.documentElement.lang = language;
  document.querySelectorAll("[data-word]").forEach((element) => {
    element.textContent = word(element.dataset.word);
  });
  document.getElementById("about").textContent = word("about", { version: OVERVIEW.version });
};

document.getElementById("theme").addEventListener("click", () => {
  const now =
    document.documentElement.dataset.theme ??
    (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const other = now === "dark" ? "light" : "dark";
  remember("theme", other);
  settleTheme(other);
});
document.getElementById("language").addEventListener("click", () => {
  language = language === "ru" ? "en" : "ru";
  remember("language", language);
  overviewPage = null;
  settleWords();
  draw();
});
document.getElementById("print").addEventListener("click", () => print());
document.getElementById("save").addEventListener("click", () => {
  const facts = OVERVIEW.releases.map((_, n) => `${JSON.stringify(block(`release-${n}`))}\n`);
  const link = make("a", {
    href: URL.createObjectURL(new Blob(facts, { type: "application/x-ndjson" })),
    download: "facts.jsonl",
  });
  link.click();
  URL.revokeObjectURL(link.href);
});
addEventListener("beforeprint", () => {
  if (onOverview) overviewPage.printAll();
});
addEventListener("hashchange", () => {
  draw();
  main.focus({ preventScroll: true });
});
addEventListener("keydown", (event) => {
  const search = document.getElementById("search");
  if (event.key === "/" && search && !event.target.matches("input")) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

settleTheme(remembered("theme"));
settleWords();
draw();
