"""Web pages, by trafilatura: the body, the title and the day of publication."""

from pressfacts.errors import InputError
from pressfacts.read.charset import decode
from pressfacts.read.extras import require
from pressfacts.read.inputs import Input, ReadOptions
from pressfacts.read.record import parse_day
from pressfacts.records import Document


def read_html(page: Input, options: ReadOptions) -> Document:
    """The release of one page. Its title, where the body does not begin with it, goes before."""
    trafilatura = require("trafilatura", "html", "HTML")
    markup = decode(page.content, options.encoding)
    try:
        found = trafilatura.bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            include_formatting=False,
            favor_recall=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as problem:  # hostile markup fails in many ways inside the parser
        raise InputError(f"unreadable HTML: {type(problem).__name__}") from problem
    body = (found.text or "").strip() if found else ""
    if not body:
        raise InputError("no text in this HTML page")
    title = " ".join((found.title or "").split()) or None
    starts_with_title = title is None or body.startswith(title)
    return Document(
        source=page.source,
        text=body if starts_with_title else f"{title}\n\n{body}",
        title=title,
        published=parse_day(found.date) or options.published,
    )
