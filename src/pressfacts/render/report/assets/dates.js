// ---- EDTF values as a reader says them

const DAY = 86400000;
const dayOf = (n) => new Date(n * DAY);
const numberOfDay = (year, month, day = 1) => {
  const date = new Date(Date.UTC(2000, month, day));
  date.setUTCFullYear(year + Math.floor(month / 12));
  return Math.round(date.getTime() / DAY);
};
const dateFormat = (options) => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options });
const YEAR = { year: "numeric" };
const MONTH = { year: "numeric", month: "long" };
const FULL = { year: "numeric", month: "long", day: "numeric" };
const BRIEF = { year: "numeric", month: "short", day: "numeric" };
const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };

const showPoint = (value) => {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d).*)?$/.exec(value);
  if (!parts) {
    const span = /^(\d\d(?:\d|X))X$/.exec(value);
    if (span)
      return word(span[1].endsWith("X") ? "century" : "decade", {
        year: value.replaceAll("X", "0"),
      });
    const yearless = /^XXXX-(\d\d)(?:-(\d\d))?(?:T(\d\d:\d\d).*)?$/.exec(value);
    if (!yearless || yearless[1] > 12) return value;
    const day = dayOf(numberOfDay(2000, yearless[1] - 1, +(yearless[2] ?? 1)));
    const said = dateFormat(
      yearless[2] ? { month: "long", day: "numeric" } : { month: "long" },
    ).format(day);
    return yearless[3] ? `${said}, ${yearless[3]}` : said;
  }
  const [, year, part, day, clock] = parts;
  if (day)
    return (
      dateFormat(BRIEF).format(dayOf(numberOfDay(+year, part - 1, +day))) +
      (clock ? `, ${clock}` : "")
    );
  if (!part) return year;
  if (+part <= 12) return dateFormat(MONTH).format(dayOf(numberOfDay(+year, part - 1)));
  if (SEASONS[part]) return word(SEASONS[part], { year });
  if (+part >= 33 && +part <= 36) return word("quarter", { n: part - 32, year });
  if (+part === 40 || +part === 41) return word("half", { n: part - 39, year });
  return value;
};

const showDate = (value) => {
  if (!value.includes("/")) return showPoint(value);
  const [first, last] = value.split("/");
  const open = (end) => end === ".." || end === "";
  if (open(first)) return open(last) ? value : word("until", { date: showPoint(last) });
  if (open(last)) return word("from", { date: showPoint(first) });
  const whole = /^\d{4}-\d\d-\d\d$/;
  if (whole.test(first) && whole.test(last) && first <= last) {
    return dateFormat(BRIEF).formatRange(new Date(`${first}T00:00Z`), new Date(`${last}T00:00Z`));
  }
  return `${showPoint(first)} – ${showPoint(last)}`;
};

// A sum as a reader writes it: "5000000 RUB" → 5 000 000 ₽.
const showSum = (value) => {
  const sum = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value);
  return sum
    ? new Intl.NumberFormat(locale(), {
        style: "currency",
        currency: sum[2],
        minimumFractionDigits: 0,
      }).format(sum[1])
    : value;
};
const showValue = (value) => (value.includes(" ") ? showSum(value) : showDate(value));
const showWhen = ([text, value]) => (value === null ? `«${text}»` : showDate(value));
