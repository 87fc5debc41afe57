"""The report in a real browser: Chromium without a window, driven by Playwright.

Every page here fails its test when the browser complains or asks for anything but the file.
"""

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from pressfacts.records import Filler, Place, Release
from pressfacts.render import html
from report_releases import FORUM, HOSTILE, forum_release, hostile_release, without_text

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens releases as a report; at the end there must have been no complaint and no request."""
    complaints: list[str] = []
    contexts = []

    def opened(*releases: Release, at: str = "", width: int = 1280, **options: Any) -> Any:
        stream = io.BytesIO()
        html.write(releases, stream)
        file = tmp_path / "report.html"
        file.write_bytes(stream.getvalue())
        options = {"locale": "en-GB", **options}
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((file.as_uri(), "blob:")) or complaints.append(request.url)
            ),
        )
        page.goto(file.as_uri() + at)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def archive(size: int = 3) -> list[Release]:
    return [
        replace(forum_release(f"{number}.txt"), title=f"Релиз {number}")
        for number in range(1, size + 1)
    ]


def lit(page: Any) -> set[str]:
    found: list[str] = page.locator(".words .lit:not(.evidence)").all_inner_texts()
    return set(found)


def rows(page: Any) -> Any:
    return page.locator(".events tbody tr")


MEETING = {"делегация Чили", "встретилась", "Ольгой Синицей", "13 мая"}


# ---------------------------------------------------------------- a release


def test_the_text_stands_as_it_was(show: Open) -> None:
    page = show(forum_release())
    lines = page.locator(".words [data-start]").all_text_contents()
    assert lines == [line for line in FORUM.split("\n") if line]
    assert page.locator("h1").all_text_contents() == [lines[0]]


def test_every_mark_stands_on_its_words(show: Open) -> None:
    release = forum_release()
    page = show(release)
    marked = page.locator(".mark:not(.part)").evaluate_all(
        "marks => marks.map((mark) => [mark.dataset.owner, mark.textContent])"
    )
    wanted = [
        *((f"entity:{entity.id}", m.text) for entity in release.entities for m in entity.mentions),
        *((event.id, event.trigger.text) for event in release.events),
    ]
    assert sorted(map(tuple, marked)) == sorted(wanted)


def test_a_card_lights_its_words_and_says_their_roles(show: Open) -> None:
    page = show(forum_release())
    card = page.locator("#event-3")
    card.hover()
    assert lit(page) == MEETING
    page.mouse.move(0, 0)
    assert lit(page) == set()
    card.locator("button").focus()
    assert lit(page) == MEETING
    card.locator("button").click()
    page.mouse.move(0, 0)
    card.locator("button").blur()
    assert card.locator("button").get_attribute("aria-pressed") == "true"
    labels = page.locator("[data-label]").evaluate_all("all => all.map((e) => e.dataset.label)")
    assert set(labels) >= {"participant", "date", "trigger"}


def test_a_trigger_lights_its_card(show: Open) -> None:
    page = show(forum_release())
    page.get_by_role("button", name="встретилась", exact=True).click()
    page.mouse.move(0, 0)
    assert page.locator(".card.lit").evaluate_all("all => all.map((e) => e.id)") == ["event-3"]
    assert lit(page) == MEETING
    page.keyboard.press("Escape")
    assert lit(page) == set()


def test_a_name_lights_all_its_mentions_and_events(show: Open) -> None:
    page = show(forum_release())
    page.locator(".mark.person", has_text="Ольгой Синицей").hover()
    assert lit(page) == {"Ольгой Синицей", "Синица", "Синице"}
    cards = page.locator(".card.lit").evaluate_all("all => all.map((e) => e.id)")
    assert cards == ["event-3", "event-6", "event-7", "event-9"]
    assert page.locator("#position-1.lit").count() == 1


def test_crossing_spans_keep_text_and_marks(show: Open) -> None:
    release = forum_release()
    first = release.entities[0]
    start = FORUM.index("Парус") - 3
    crossing = replace(
        first, mentions=({"start": start, "end": start + 25, "text": FORUM[start : start + 25]},)
    )
    release = msgspec.convert(
        msgspec.to_builtins(replace(release, entities=(crossing, *release.entities[1:]))), Release
    )
    page = show(release)
    lines = page.locator(".words [data-start]").all_text_contents()
    assert lines == [line for line in FORUM.split("\n") if line]
    parts = page.locator("[data-owner='entity:organization-1'].mark").all_text_contents()
    assert "".join(parts) == FORUM[start : start + 25]


def test_filters_by_type(show: Open) -> None:
    page = show(forum_release())
    people = page.get_by_role("button", name="people", exact=False)
    people.click()
    assert people.get_attribute("aria-pressed") == "false"
    assert page.locator(".mark.person[data-off]").count() == 5
    page.locator(".chip", has_text="gathering").click()
    assert not page.locator("#event-1").is_visible()
    assert page.locator("#event-2").is_visible()
    assert page.locator(".mark.trigger[data-off]").all_text_contents() == ["Форум", "отменена"]


def test_keyboard_alone(show: Open) -> None:
    page = show(forum_release())
    first = page.locator(".words .mark").first
    first.focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == "Чили"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    page.keyboard.press("Escape")
    assert page.locator("[aria-pressed=true][data-owner]").count() == 0
    # one stop for all marks, the next for all cards
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.card').id") == "event-1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert lit(page) == MEETING
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_without_text_the_evidence_is_shown(show: Open) -> None:
    page = show(without_text(forum_release()))
    lines = page.locator(".words [data-start]").all_text_contents()
    assert lines == FORUM.split("\n")[2:]
    assert "extract with --text" in page.locator(".note").first.inner_text()
    page.locator("#event-3").hover()
    assert lit(page) == MEETING


def test_positions_and_sums(show: Open) -> None:
    page = show(forum_release())
    assert page.locator("#position-1").inner_text().split("\t") == [
        "Ольга Синица",
        "директор",
        "завод «Парус»",
    ]
    assert "RUB\xa05,000,000" in page.locator("#event-5").inner_text()


# ---------------------------------------------------------------- hostile texts


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(show: Open, words: str) -> None:
    page = show(hostile_release(words))
    assert "".join(page.locator(".words [data-start]").all_text_contents()) == f"\U0001f30a {words}"
    assert page.locator(".mark.person").all_text_contents() == [words]
    assert page.locator(".card .name").all_text_contents()[:3] == [words] * 3
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, main script, main style").count() == 0


def test_hostile_words_in_a_folder(show: Open) -> None:
    page = show(*map(hostile_release, HOSTILE))
    assert rows(page).count() == len(HOSTILE)
    assert sorted(page.locator(".events td.col-who").all_text_contents()) == sorted(HOSTILE)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, main script, main style").count() == 0


def test_places_outside_the_text_do_no_harm(show: Open) -> None:
    release = forum_release()
    astray = [
        {"start": start, "end": end, "text": "Ольга"}
        for start, end in ((-5, 4), (9, 3), (len(FORUM) - 9, len(FORUM) + 90), (9999, 10**12))
    ]
    person = msgspec.convert(
        msgspec.to_builtins(release.entities[2]) | {"mentions": astray}, type(release.entities[2])
    )
    page = show(replace(release, entities=(*release.entities[:2], person, *release.entities[3:])))
    lines = page.locator(".words [data-start]").all_text_contents()
    assert lines == [line for line in FORUM.split("\n") if line]


# ---------------------------------------------------------------- a folder


def test_search_filters_events(show: Open) -> None:
    page = show(*archive())
    assert rows(page).count() == 39
    page.keyboard.press("/")
    page.keyboard.type("синица шлюзах")
    assert rows(page).count() == 3
    assert page.locator("#announce").text_content() == "3 events"
    page.get_by_label("Search events").fill("нет такого")
    assert rows(page).count() == 0


def test_sorting(show: Open) -> None:
    page = show(*archive(1), replace(forum_release(), events=forum_release().events[:3]))
    heads = page.locator(".events thead")
    heads.get_by_role("button", name="Type").click()
    types = page.locator(".events td.col-type").all_text_contents()
    assert types == sorted(types)
    assert heads.locator("[aria-sort=ascending]").inner_text().strip() == "Type"
    heads.get_by_role("button", name="Type").click()
    types = page.locator(".events td.col-type").all_text_contents()
    assert types == sorted(types, reverse=True)


def test_names_places_and_company(show: Open) -> None:
    page = show(*archive())
    people = page.locator("section[aria-labelledby=people]")
    first = people.locator("li").first
    assert first.locator(".name-line").inner_text().split("\n") == ["Ольга Синица", "12"]
    assert first.locator(".company").inner_text() == "with Пётр Лосев 3"
    places = page.locator("section[aria-labelledby=places]")
    assert places.locator(".name-line").all_inner_texts() == ["Russia\n3", "Залесск\n3"]
    first.get_by_role("button").first.click()
    assert rows(page).count() == 12
    assert page.url.endswith("#/?name=3")
    page.get_by_role("button", name="Clear all").click()
    assert rows(page).count() == 39


def test_places_by_country_and_region(show: Open) -> None:
    event = forum_release().events[1]
    entities = tuple(
        Place(f"place-{number}", name, code, ())
        for number, (name, code) in enumerate(
            [
                ("Россия", "RU"),
                ("Ярославская область", "RU-YAR"),
                ("Углич", "RU-YAR"),
                ("Сеул", "KR"),
                ("Залесье", None),
            ]
        )
    )
    events = tuple(
        replace(event, roles={"place": (Filler(place.id, place.name, 0, 1, "«"),)})
        for place in entities
    )
    page = show(replace(forum_release(), entities=entities, events=events), forum_release())
    section = page.locator("section[aria-labelledby=places]")
    assert section.locator(".name-line").all_inner_texts() == [
        "Russia\n4",
        "Ярославская область\n2",
        "Углич\n1",
        "Залесск\n1",
        "South Korea\n1",
        "Сеул\n1",
        "Country not settled\n1",
        "Залесье\n1",
    ]
    section.get_by_role("button", name="Ярославская область").click()
    assert rows(page).count() == 2
    section.get_by_role("button", name="Russia").click()
    assert rows(page).count() == 4


def test_timeline(show: Open) -> None:
    page = show(*archive())
    line = page.locator("section[aria-labelledby=timeline]")
    assert line.locator(".span.interval").count() == 1
    assert line.locator(".span.loose").count() == 1
    apart = line.locator(".apart button").all_inner_texts()
    assert apart == ["3 March (year unknown) 3", "no date 24"]
    line.get_by_role("button", name="May 2031: 6 events").click()
    dates = page.locator(".events td.col-date").all_inner_texts()
    assert {"".join(date.split()) for date in dates} == {"13May2031", "12–14May2031"}
    assert line.locator(".crumbs").inner_text() == "All dates › 2030s › 2031 › May 2031"
    line.get_by_role("button", name="All dates").click()
    line.get_by_role("button", name="year unknown").click()
    assert rows(page).count() == 3


def dated(value: str | None, number: int) -> Release:
    """A release with one event, on that day."""
    event = forum_release().events[1]
    (date,) = event.roles["date"]
    roles = {**event.roles, "date": (replace(date, value=value),)}
    return replace(forum_release(f"{number}.txt"), events=(replace(event, roles=roles),))


def timeline_of(show: Open, *values: str | None) -> Any:
    page = show(*(dated(value, number) for number, value in enumerate(values)))
    return page.locator("section[aria-labelledby=timeline]")


def test_many_days_without_a_year_go_by_month(show: Open) -> None:
    days = [f"XXXX-{month}-{day:02}" for month in ("03", "11") for day in range(1, 11)]
    line = timeline_of(show, *days, None)
    apart = line.locator(".apart button").all_inner_texts()
    assert apart == [
        "March (year unknown) 10",
        "November (year unknown) 10",
        "date not settled 1",
    ]
    line.get_by_role("button", name="November").click()
    assert rows(line.page).count() == 10


def test_bars_say_what_is_known(show: Open) -> None:
    line = timeline_of(
        show, "2024-05-17", "2024-33", "2024-01-30/2024-02-02", "2024-03/..", "../2024-02"
    )
    assert line.locator(".span-row").evaluate_all(
        "all => all.map((row) => row.getAttribute('aria-label'))"
    ) == [
        "until February 2024: 1 event",
        "Q1 2024: 1 event",
        "30 Jan – 2 Feb 2024: 1 event",
        "from March 2024: 1 event",
    ]
    columns = line.locator(".chart button:enabled")
    assert columns.evaluate_all("all => all.map((c) => c.getAttribute('aria-label'))") == [
        "May 2024: 1 event"
    ]


def test_a_few_far_days_do_not_squeeze_the_rest(show: Open) -> None:
    days = [f"2024-05-{day:02}" for day in range(1, 31)]
    line = timeline_of(show, "1917", *days)
    assert line.locator(".chart li").count() == 29
    line.get_by_role("button", name="‹ 1 earlier").click()
    assert rows(line.page).count() == 1


def test_from_a_row_to_its_release_and_back(show: Open) -> None:
    page = show(*archive())
    page.locator(".events .chip, .filters .chip", has_text="award").click()
    page.locator(".events td a", has_text="Релиз 2").click()
    sync_api.expect(page).to_have_title("Релиз 2")
    assert page.locator("#event-9 button").get_attribute("aria-pressed") == "true"
    assert "вручил" in lit(page)
    page.get_by_role("link", name="Next release").click()
    sync_api.expect(page).to_have_title("Релиз 3")
    page.go_back()
    sync_api.expect(page).to_have_title("Релиз 2")
    page.go_back()
    sync_api.expect(rows(page)).to_have_count(3)


def test_rows_are_drawn_as_they_are_needed(show: Open) -> None:
    page = show(*archive(40))
    assert page.locator("h1").inner_text() == "40 releases, 520 events"
    assert rows(page).count() == 60
    page.locator(".events .more").click()
    assert rows(page).count() == 300
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows(page).count() == 520


# ---------------------------------------------------------------- the page


def test_no_releases(show: Open) -> None:
    page = show()
    assert page.locator("h1").inner_text() == "0 releases, 0 events"


def test_facts_can_be_saved_again(show: Open) -> None:
    releases = archive()
    page = show(*releases)
    with page.expect_download() as download:
        page.locator("#save").click()
    content = Path(download.value.path()).read_bytes()
    assert [
        msgspec.json.decode(line, type=Release) for line in content.splitlines() if line
    ] == releases


def test_theme_and_language(show: Open) -> None:
    page = show(forum_release(), color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) != dark
    page.locator("#language").click()
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("#event-3 .type").inner_text().lower() == "встреча"


@pytest.mark.parametrize("at", ["", "#/release/2/event-3"])
def test_nothing_sticks_out_of_a_phone(show: Open, at: str) -> None:
    page = show(*archive(), at=at, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_print_leaves_the_tools_out(show: Open) -> None:
    page = show(forum_release())
    page.emulate_media(media="print")
    assert not page.locator(".tools").is_visible()
    assert not page.locator(".filters").is_visible()
    assert page.locator("#event-13").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("at", ["", "#/release/1/event-3"])
def test_accessible_by_the_rules_of_axe(show: Open, scheme: str, at: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe is not installed")
    page = show(*archive(), at=at, color_scheme=scheme)
    found = axe.Axe().run(page)["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
