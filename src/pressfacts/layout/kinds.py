"""What a line is, by itself: ordered rules, each of which knows a kind or is silent."""

import re
from collections.abc import Callable

from pressfacts.layout.lines import Line, ends_in_full_stop, ends_sentence, split_sentences
from pressfacts.layout.vocabulary import Phrases, vocabulary
from pressfacts.records import BlockKind

Rule = Callable[[Line], BlockKind | None]

# Not compiled until a release needs them: few do, and each takes a quarter of a millisecond.
ADDRESS = r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.\w|(?<!\w)@\w{4,}"
PHONE = r"(?<![\w.])(?:\+7|8)?[\s(-]*\(?\d{3,5}\)?[\s-]*\d{1,3}[\s-]\d{2}[\s-]?[\dXxХх*]{2}(?!\w)"
END_OF_PHONE = re.compile(r"\d[\s-]\d\d")
AFTER_LABEL = re.compile(r"\s*(?:[:(–—-]|\d|$)")
CYRILLIC = re.compile("[А-яЁё]")
DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}")
AGE = re.compile(r"\(?\d{1,2}\+\)?")
BULLET = re.compile(r"[•◦▪▫■□●○‣∙·*✔✓➢►▶✅]\s+|(?:\d{1,2}|[а-яёa-z])[.)]\s+")
DASH = re.compile(r"[–—-]\s+")
LONGEST_PROMPT, LONGEST_CAPTION, LONGEST_NAME, LONGEST_HEADING = 40, 14, 4, 8  # words
LONGEST_CONTACT = 6
WIDEST = 1_000  # characters of a line that can be noise


def noise_without_letters(line: Line) -> BlockKind | None:
    """Counters, rules of dashes, icons, «12+»."""
    if not any(map(str.isalpha, line.text)) and not DAY.search(line.text):
        return "noise"
    return "noise" if "+" in line.text and AGE.fullmatch(line.text) else None


def noise_by_phrases(line: Line) -> BlockKind | None:
    """Buttons, menus, counters: nothing but known phrases and numbers."""
    words = vocabulary()
    return "noise" if words.noise.cover(line.words, words.joining) else None


def noise_by_label(line: Line) -> BlockKind | None:
    """«Теги: …», «Просмотров: 12»."""
    return "noise" if _is_labelled(line, vocabulary().labels) else None


def contacts_by_label(line: Line) -> BlockKind | None:
    """«Контакты для СМИ: …», «Тел.: …», «Адрес: …»."""
    return "caption" if _is_labelled(line, vocabulary().contact_labels) else None


def _is_labelled(line: Line, labels: Phrases) -> bool:
    length = labels.begins(line.words)
    if not length:
        return False
    rest = _after_words(line, length)
    told = ends_in_full_stop(line) and len(line.words) > length + 5 and not _addresses(line)
    return bool(AFTER_LABEL.match(rest.removeprefix("."))) and not told


def noise_by_prompt(line: Line) -> BlockKind | None:
    """What a page says to its visitor."""
    if len(line.words) > LONGEST_PROMPT:
        return None
    told = vocabulary().prompts.begins(line.words) or vocabulary().inside.within(line.words)
    return "noise" if told or line.text.startswith("©") else None


def contacts_by_address(line: Line) -> BlockKind | None:
    """Lines that are there for a telephone number or an address."""
    if not _addresses(line) or len(line.words) > LONGEST_CAPTION:
        return None
    sentence = ends_in_full_stop(line) and len(line.words) > LONGEST_CONTACT
    return None if sentence else "caption"


def noise_by_sentences(line: Line) -> BlockKind | None:
    """«Комментарии закрыты. Похожие новости: …»: every sentence of it noise by itself."""
    if len(line.words) > LONGEST_PROMPT or len(line.text) > WIDEST or not _opens_noise(line):
        return None
    parts = split_sentences(line)
    first = next(parts, None)
    if first is None or kind_of(first) != "noise":
        return None
    rest = [kind_of(part) for part in parts]
    return "noise" if rest and all(kind == "noise" for kind in rest) else None


def _opens_noise(line: Line) -> bool:
    """Whether the first word lets a sentence be noise, where the whole line is none by itself."""
    if not line.words:
        return False
    return _opens_phrase(line) or line.text[0] == "#" or not CYRILLIC.search(line.words[0])


def noise_by_hashtags(line: Line) -> BlockKind | None:
    """«#тула #новости»."""
    tags = line.text[0] == "#" and all(word[0] == "#" for word in line.text.split())
    return "noise" if tags else None


def noise_in_latin(line: Line) -> BlockKind | None:
    """A short line without a Cyrillic letter, unless it looks like a name: a page's machinery."""
    if len(line.words) > 5 or CYRILLIC.search(line.text):
        return None
    return None if name_line(line) else "noise"


def date_line(line: Line) -> BlockKind | None:
    """«3 марта 2022, 9:15», «Сегодня, 12:40», «Тверь. 3 марта 2022 года»."""
    if len(line.words) > 12:
        return None
    if not [word for word in line.words if word[0].isdigit()]:
        return None
    words = vocabulary()
    if words.months.isdisjoint(line.words) and not DAY.search(line.text):
        return None
    other = [
        shown
        for shown, word in zip(line.shown, line.words, strict=False)
        if not word[0].isdigit()
        and word not in words.months
        and word not in words.beside_date
        and word not in words.before_city
    ]
    city = len(other) <= 2 and all(word[0].isupper() for word in other)
    return "dateline" if city else None


def credit(line: Line) -> BlockKind | None:
    """«Фото: …», «Автор: …», «Источник – …», and the signature of a press service."""
    words = vocabulary()
    length = words.credits.begins(line.words)
    if length and len(line.words) <= LONGEST_CAPTION:
        rest = _after_words(line, length).lstrip()
        if rest[:1] in {":", "–", "—", "-", "/", "©", "|"} or not ends_in_full_stop(line):
            return "caption"
    signed = words.signatures.begins(line.words) and len(line.words) <= LONGEST_CAPTION
    return "caption" if signed and not ends_sentence(line) else None


def name_line(line: Line) -> BlockKind | None:
    """A line that only repeats a name."""
    if len(line.words) > LONGEST_NAME or ends_sentence(line):
        return None
    shown = line.shown
    if not 1 <= len(shown) <= LONGEST_NAME:
        return None
    capitals = all(word[0].isupper() and word[0].isalpha() for word in shown)
    return "caption" if capitals else None


def heading(line: Line) -> BlockKind | None:
    """«Справка», «О компании:»."""
    return "caption" if vocabulary().headings.equals(line.words) else None


def heading_in_capitals(line: Line) -> BlockKind | None:
    """«ЧТО БУДЕТ ДАЛЬШЕ»."""
    shout = line.text.isupper() and len(line.words) <= LONGEST_HEADING
    return "caption" if shout and not ends_sentence(line) else None


def _addresses(line: Line) -> bool:
    if len(line.words) > LONGEST_PROMPT or len(line.text) > WIDEST:
        return False
    text = line.text
    marked = "@" in text or "://" in text or "www." in text
    if marked and re.search(ADDRESS, text):
        return True
    return bool(END_OF_PHONE.search(text) and re.search(PHONE, text))


def _after_words(line: Line, length: int) -> str:
    """What stands behind the first words of a line."""
    text, found = line.text, 0
    for word in line.shown[:length]:
        found = text.index(word, found) + len(word)
    return text[found:]


def _opens_phrase(line: Line) -> bool:
    """Whether a phrase, or a number beside one, may begin a line."""
    words = line.words
    return bool(words) and (words[0] in vocabulary().openings or words[0][0].isdigit())


RULES: tuple[Rule, ...] = (
    noise_without_letters,
    date_line,
    heading,
    noise_by_phrases,
    noise_by_label,
    noise_by_prompt,
    contacts_by_label,
    contacts_by_address,
    noise_by_hashtags,
    noise_by_sentences,
    noise_in_latin,
    credit,
    name_line,
    heading_in_capitals,
)


# Those that ask for the first words, which begin no phrase in most lines.
BY_FIRST_WORDS = frozenset((heading, noise_by_phrases, noise_by_label, contacts_by_label, credit))
OTHER_RULES = tuple(rule for rule in RULES if rule not in BY_FIRST_WORDS)
# Of those, the only one that knows anything of a long line that begins with a Russian word.
PROSE_RULES: tuple[Rule, ...] = (noise_by_prompt,)


def kind_of(line: Line) -> BlockKind | None:
    """What the first rule that knows says, None for the words of the release itself."""
    for rule in _rules_for(line):
        kind = rule(line)
        if kind:
            return kind
    return None


def _rules_for(line: Line) -> tuple[Rule, ...]:
    """The rules that may know of a line, as far as its length and its first word tell."""
    if _opens_phrase(line):
        return RULES
    is_prose = len(line.words) > LONGEST_CAPTION and CYRILLIC.match(line.text)
    return PROSE_RULES if is_prose else OTHER_RULES
