"""One self-contained HTML page: words, style, script and facts, and nothing from elsewhere.

No fact is ever written as markup. The facts stand in the page as JSON in which every character
that HTML could read is escaped, and the script shows them as text nodes only. Should that ever
fail, the page's content security policy allows no other script, no style, no picture and no
request: it names the only script and style by their hashes.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

# In JSON these stand only within strings; U+2028 and U+2029 end a line in old scripts.
_ESCAPES = {
    character: f"\\u{ord(character):04x}" for character in ("<", ">", "&", "\u2028", "\u2029")
}
_SCRIPTS = (
    "page.js",
    "dates.js",
    "marks.js",
    "release.js",
    "timeline.js",
    "names.js",
    "table.js",
    "overview.js",
    "app.js",
)


def head() -> str:
    """Everything before the facts."""
    return _asset("page.html").format(policy=_policy(), style=_style())


def facts(name: str, content: object) -> str:
    """A block of JSON under an element id, which must need no escaping."""
    encoded = msgspec.json.encode(content).decode()
    for character, escape in _ESCAPES.items():
        encoded = encoded.replace(character, escape)
    return f'<script type="application/json" id="{name}">{encoded}</script>\n'


def tail() -> str:
    """Everything after the facts."""
    return f'<script type="module">{_script()}</script>\n</body>\n</html>\n'


def _policy() -> str:
    return (
        f"default-src 'none'; script-src '{_digest(_script())}'; style-src '{_digest(_style())}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


@cache
def _style() -> str:
    return _asset("style.css")


@cache
def _script() -> str:
    return "\n".join(_assets(_SCRIPTS))


def _assets(names: tuple[str, ...]) -> Iterator[str]:
    return (_asset(name) for name in names)


def _asset(name: str) -> str:
    return files("pressfacts.render.report").joinpath("assets", name).read_text(encoding="utf-8")
