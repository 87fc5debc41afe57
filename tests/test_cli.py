"""The command line as a user meets it: streams, exit codes, formats, errors."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RELEASE = (
    "Губернатор посетил завод\n\n"
    "17 мая губернатор Тверской области Иван Петров посетил завод «Сатурн» в Твери. "
    "«Завод растёт», – отметил он.\n"
)


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a pressfacts process."""
    done = subprocess.run(
        [sys.executable, "-m", "pressfacts", *map(str, arguments)],
        input=stdin,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "release.txt"
    path.write_text(RELEASE, encoding="utf-8")
    return path


# ---------------------------------------------------------------- without the models


def test_version_is_that_of_the_package() -> None:
    assert run("--version") == (0, "pressfacts 0.1.0\n", "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_begins_with_examples(flag: str) -> None:
    code, out, err = run("extract", flag)

    assert (code, err) == (0, "")
    assert out.index("pressfacts extract release.txt") < out.index("Options:")


def test_help_loads_nothing_heavy() -> None:
    heavy = {"numpy", "msgspec", "rich", "pymorphy3", "slovnet", "razdel", "trafilatura"}
    code = (
        "import sys; sys.argv = ['pressfacts', '--help']\n"
        "from pressfacts.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"sys.stderr.write(' '.join(sorted({heavy!r} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("batch",),
        ("extract", "x.txt", "--format", "yaml"),
        ("extract", "x.txt", "--date", "17.05.2024"),
        ("extract", "x.txt", "--templates", "/no/such/folder"),
        ("templates", "show", "nonsense"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "no such file"), (b"", "empty"), (b" \n\n", "empty"), (b"\x00\x01\x02" * 99, "binary")],
)
def test_an_input_that_cannot_be_read_gives_one_line_and_1(
    tmp_path: Path, content: bytes | None, reason: str
) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)

    code, out, err = run("extract", path)

    assert (code, out) == (1, "")
    assert err.startswith(f"pressfacts: {path}: ")
    assert reason in err
    assert err.count("\n") == 1


def test_the_schema_is_a_schema() -> None:
    code, out, _ = run("schema")

    assert code == 0
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_event_types_are_listed_with_their_roles() -> None:
    code, out, _ = run("templates", "list")

    roles = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert code == 0
    assert len(roles) == 12
    assert set(roles["visit"].split(", ")) == {"visitor", "place", "host", "purpose", "date"}


def test_a_shipped_template_can_be_shown() -> None:
    code, out, _ = run("templates", "show", "visit")

    assert code == 0
    assert out.startswith('type = "visit"\n')


def test_output_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    target = tmp_path / "no" / "facts.jsonl"

    code, _, err = run("extract", "-", "-o", target, stdin=RELEASE.encode())

    assert code == 2
    assert str(target) in err
    assert "Traceback" not in err


# ---------------------------------------------------------------- with the models


@pytest.mark.models
def test_a_pipe_gets_json_lines_and_the_date(release: Path) -> None:
    code, out, err = run("extract", release, "--date", "2024-05-18")

    (line,) = out.splitlines()
    facts = json.loads(line)
    assert (code, err) == (0, "")
    assert facts["source"] == str(release)
    assert facts["published"] == "2024-05-18"
    assert "text" not in facts


@pytest.mark.models
def test_the_text_is_printed_on_request_and_offsets_hold_in_it(release: Path) -> None:
    _, out, _ = run("extract", release, "--text")

    facts = json.loads(out)
    mentions = [mention for entity in facts["entities"] for mention in entity["mentions"]]
    assert facts["text"] == RELEASE
    assert mentions
    assert all(facts["text"][m["start"] : m["end"]] == m["text"] for m in mentions)


@pytest.mark.models
def test_json_is_the_same_object_indented(release: Path) -> None:
    _, line, _ = run("extract", release)
    _, indented, _ = run("extract", release, "-f", "json")

    assert json.loads(indented) == json.loads(line)
    assert indented.startswith('{\n  "schema": "1",\n')
    assert "\\u" not in indented


@pytest.mark.models
def test_standard_input_is_called_a_dash() -> None:
    for arguments in (("extract",), ("extract", "-"), ("batch", "-")):
        code, out, _ = run(*arguments, stdin=RELEASE.encode("cp1251"))

        assert code == 0
        assert json.loads(out)["source"] == "-"


@pytest.mark.models
def test_other_inputs_go_on_after_one_that_fails(release: Path, tmp_path: Path) -> None:
    code, out, err = run("extract", tmp_path / "a.txt", release, tmp_path / "b.txt")

    assert code == 1
    assert [json.loads(line)["source"] for line in out.splitlines()] == [str(release)]
    assert err.splitlines() == [
        f"pressfacts: {tmp_path / 'a.txt'}: no such file",
        f"pressfacts: {tmp_path / 'b.txt'}: no such file",
        "pressfacts: 2 inputs failed",
    ]


@pytest.mark.models
def test_fail_fast_stops_at_the_first(release: Path, tmp_path: Path) -> None:
    code, out, _ = run("extract", release, tmp_path / "none.txt", release, "--fail-fast")

    assert code == 1
    assert len(out.splitlines()) == 1


@pytest.mark.models
def test_output_goes_to_a_file_whole(release: Path, tmp_path: Path) -> None:
    target = tmp_path / "facts.json"
    target.write_text("old")

    code, out, _ = run("extract", release, "-o", target)

    assert (code, out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["source"] == str(release)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", "release.txt"]


@pytest.mark.models
def test_a_batch_keeps_order_and_ids(tmp_path: Path) -> None:
    lines = [{"id": str(i), "text": RELEASE, "published": f"2024-05-{i:02}"} for i in (9, 8)]
    path = tmp_path / "releases.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    code, out, _ = run("batch", path)

    printed = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(p["source"], p["id"], p["published"]) for p in printed] == [
        (f"{path}#1", "9", "2024-05-09"),
        (f"{path}#2", "8", "2024-05-08"),
    ]


@pytest.mark.models
def test_the_same_bytes_whatever_the_hash_seed(release: Path) -> None:
    printed = {run("extract", release, PYTHONHASHSEED=seed)[1] for seed in "123"}

    assert len(printed) == 1


@pytest.mark.models
def test_a_reader_that_leaves_is_no_error(release: Path) -> None:
    command = [sys.executable, "-m", "pressfacts", "extract", *[str(release)] * 50]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()

    assert (process.returncode, err) == (0, b"")


@pytest.mark.models
def test_a_terminal_gets_the_table(release: Path) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "pressfacts", "extract", str(release)]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=follower, env=environment):
        os.close(follower)
        printed = b""
        try:
            while chunk := os.read(leader, 4096):
                printed += chunk
        except OSError:  # how Linux says that the other side is closed
            pass
    os.close(leader)

    assert "Event" in printed.decode().splitlines()[3]
    assert "\x1b[3" not in printed.decode()


@pytest.mark.models
def test_explain_names_the_pattern_that_filled_a_role(release: Path) -> None:
    code, out, _ = run("explain", release, "--date", "2024-05-18")

    assert code == 0
    assert "event-1 visit (happened): «посетил»" in out
    assert "Иван Петров  ← subject" in out


@pytest.mark.models
def test_a_weekday_that_contradicts_its_date_is_told_with_v() -> None:
    words = "В среду, 17 мая 2024 года, губернатор Иван Петров посетил завод «Сатурн».".encode()

    assert run("extract", stdin=words)[2] == ""
    assert run("extract", "-v", stdin=words)[2] == (
        "pressfacts: -: «среду, 17 мая 2024 года»: 2024-05-17 is a Friday, not a Wednesday\n"
    )


@pytest.mark.models
def test_a_shipped_template_is_checked_like_any_other(tmp_path: Path) -> None:
    _, shipped, _ = run("templates", "show", "dismissal")
    copy = tmp_path / "dismissal.toml"
    copy.write_text(shipped, encoding="utf-8")
    code, _, told = run("templates", "check", copy)
    assert code == 0
    assert told.endswith("examples, 0 do not come out\n")
    assert not told.endswith(" 0 examples, 0 do not come out\n")
