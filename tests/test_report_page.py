"""The report as a file: its index, its escaping, its policy, and facts read back."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pressfacts.batch import Failure
from pressfacts.cli import app
from pressfacts.events.template_files import load_templates
from pressfacts.records import Release
from pressfacts.render import html
from pressfacts.render.report.edtf import Extent, extent
from pressfacts.render.report.labels import labels
from pressfacts.render.report.overview import Index, When
from pressfacts.render.report.page import facts
from pressfacts.render.report.regions import regions
from pressfacts.saved import saved_releases
from report_releases import HOSTILE, forum_release, hostile_release, without_text


def page(*releases: Release) -> str:
    stream = io.BytesIO()
    html.write(releases, stream)
    return stream.getvalue().decode()


class _Tags(HTMLParser):
    """Every tag of a page with its attributes, and what stands in scripts and styles."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.contents: list[tuple[str, dict[str, str | None], str]] = []
        self._inside = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag in {"script", "style"}
        if self._inside:
            self.contents.append((tag, dict(attrs), ""))

    def handle_endtag(self, _tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            tag, attrs, before = self.contents[-1]
            self.contents[-1] = (tag, attrs, before + data)


def blocks(source: str) -> dict[str | None, str]:
    return {attrs["id"]: content for _, attrs, content in _Tags(source).contents if "id" in attrs}


# ---------------------------------------------------------------- where a date lies


@pytest.mark.parametrize(
    ("value", "low", "high", "shape"),
    [
        ("1970-01-02", 1, 1, "day"),
        ("1970-01-02T10:30", 1, 1, "day"),
        ("1969-12", -31, -1, "loose"),
        ("1970", 0, 364, "loose"),
        ("197X", 0, 3651, "loose"),
        ("19XX", -25567, 10956, "loose"),
        ("1970-33", 0, 89, "loose"),
        ("1970-36", 273, 364, "loose"),
        ("1970-41", 181, 364, "loose"),
        ("1970-21", 59, 150, "loose"),
        ("1970-24", 334, 423, "loose"),
        ("1970-01-02/1970-01-05", 1, 4, "interval"),
        ("1970/1971-01", 0, 395, "interval"),
        ("1970-01-02/..", 1, None, "interval"),
        ("../1970", None, 364, "interval"),
    ],
)
def test_extent(value: str, low: int | None, high: int | None, shape: str) -> None:
    assert extent(value) == Extent(low, high, shape)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        "XXXX-03-03",
        "XXXX-07/XXXX-08",
        "1970-02-30",
        "1970-13",
        "0000",
        "9999",
        "../..",
        "/",
        "",
        "<b>",
        "1970-01-02/soon",
    ],
)
def test_no_extent(value: str) -> None:
    assert extent(value) is None


# ---------------------------------------------------------------- the index


def test_overview_of_an_event() -> None:
    index = Index({role: label.kind for role, label in labels().roles.items()})
    index.add(forum_release())
    overview = index.overview(regions={}, version="0")
    meeting = overview.events[2]
    assert [overview.names[n].name for n in meeting.named] == ["Ольга Синица"]
    assert meeting.who == ("делегация Чили", meeting.named[0])
    assert meeting.when == (When("13 мая", "2031-05-13", Extent(22412, 22412, "day")),)
    (place,) = overview.events[1].where
    assert overview.names[int(place)].name == "завод «Парус»"
    assert overview.events[4].what == ("5 млн рублей",)


def test_names_written_alike_are_one() -> None:
    index = Index({})
    first = forum_release()
    index.add(first)
    shouted = [
        msgspec.structs.replace(entity, name=entity.name.upper().replace("Ё", "Е"))
        for entity in first.entities
    ]
    index.add(msgspec.structs.replace(first, entities=tuple(shouted)))
    names = index.overview(regions={}, version="0").names
    assert len(names) == len({name.name.casefold().replace("ё", "е") for name in names})


def test_regions_have_their_names() -> None:
    assert regions()["RU-YAR"] == "Ярославская область"


def test_every_shipped_type_and_role_has_its_words() -> None:
    templates = load_templates().templates.values()
    assert {template.type for template in templates} <= labels().types.keys()
    assert {role for template in templates for role in template.roles} <= labels().roles.keys()


# ---------------------------------------------------------------- escaping and policy


@given(st.text())
def test_facts_survive_and_never_look_like_markup(words: str) -> None:
    written = facts("x", [words])
    opening, closing = '<script type="application/json" id="x">', "</script>\n"
    inner = written.removeprefix(opening).removesuffix(closing)
    assert not set("<>&\u2028\u2029") & set(inner)
    assert msgspec.json.decode(inner) == [words]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_change_no_tag(words: str) -> None:
    harmless, attacked = _Tags(page(hostile_release("мир"))), _Tags(page(hostile_release(words)))
    assert attacked.tags == harmless.tags
    assert words not in page(hostile_release(words)) or not set("<>&\u2028") & set(words)


def test_facts_stand_in_the_page_as_they_are_printed() -> None:
    release = forum_release()
    written = blocks(page(release))["release-0"]
    assert msgspec.json.decode(written, type=Release) == release


def test_policy_allows_the_page_itself_and_nothing_else() -> None:
    source = page(forum_release())
    found = _Tags(source)
    policy = next(
        attrs["content"]
        for tag, attrs in found.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    style, script = (
        base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        for tag, attrs, content in found.contents
        if attrs.get("type") != "application/json"
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{script}'",
        f"style-src 'sha256-{style}'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ]
    assert not [attrs for _, attrs in found.tags if {"src", "style", "onclick"} & attrs.keys()]
    assert not re.findall(r"https?:|url\(|@import|innerHTML|eval\(", source)


def test_the_page_is_small_and_the_same_each_time() -> None:
    assert len(page().encode()) < 300_000
    assert page(forum_release()) == page(forum_release())


# ---------------------------------------------------------------- facts read back


def saved(tmp_path: Path, content: bytes) -> list[Release | Failure]:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(content)
    return list(saved_releases([str(path)]))


def test_jsonl_and_indented_json_are_read_back(tmp_path: Path) -> None:
    releases = [forum_release(), without_text(forum_release())]
    lines = [msgspec.json.encode(release) for release in releases]
    assert saved(tmp_path, b"\n".join(lines)) == releases
    assert saved(tmp_path, b"\n".join(msgspec.json.format(line) for line in lines)) == releases


def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    line = msgspec.json.encode(forum_release())
    bad, good = saved(tmp_path, b'{"text": "\xd0"}\n\n' + line + b"\n")
    assert isinstance(bad, Failure)
    assert bad.input.endswith("facts.jsonl#1")
    assert good == forum_release()


def test_report_on_the_command_line(tmp_path: Path) -> None:
    source, target = tmp_path / "facts.jsonl", tmp_path / "report.html"
    source.write_bytes(msgspec.json.encode(forum_release()) + b"\n{}\n")
    result = CliRunner().invoke(app, ["report", str(source), "-o", str(target)])
    assert result.exit_code == 1
    assert "facts.jsonl#2: no facts as pressfacts prints them" in result.stderr
    assert target.read_text(encoding="utf-8") == page(forum_release())


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (failure,) = saved_releases([str(tmp_path / "none.jsonl")])
    assert str(failure).endswith("none.jsonl: No such file or directory")
