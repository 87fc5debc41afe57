"""`pressfacts batch --engine dask`: what it takes beside the other options."""

from enum import StrEnum
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pressfacts.cli.extraction import load
from pressfacts.cli.talk import stop, tell

if TYPE_CHECKING:
    from pressfacts.batch import Extractor
    from pressfacts.batch.work import Load


class Engine(StrEnum):
    """Who shares the work out."""

    local = "local"
    dask = "dask"


def dask(scheduler: str | None, part_size: int, *, quiet: bool, **others: Any) -> dict[str, Any]:
    """How an order is carried out by a cluster, as keywords. `others` are options in its way."""
    from pressfacts.archive import require_dask

    require_dask()
    from pressfacts.archive.command import Sharing, carry_out

    if others["shard"]:
        stop("--shard is for machines that do not share their work; leave it out")
    if scheduler and others["jobs"] is not None:
        stop("--jobs is for this machine; the workers of --scheduler are started with it")
    sharing = Sharing(scheduler, part_size)
    news = (lambda _: None) if quiet else tell
    return {"carried_out_by": partial(carry_out, sharing=sharing, news=news), "loading": loading}


def loading(paths: tuple[Path, ...]) -> "Load":
    """Templates of the user's own go along with the order: a worker may not see their files."""
    from pressfacts.events.template_files import toml_files

    return partial(
        load_sent,
        tuple((file.name, file.read_bytes()) for path in paths for file in toml_files(path)),
    )


def load_sent(templates: tuple[tuple[str, bytes], ...]) -> "Extractor":
    """The models, and templates that were sent; called on a worker."""
    with TemporaryDirectory() as folder:
        paths = []
        for number, (name, content) in enumerate(templates):
            path = Path(folder) / f"{number}-{name}"
            path.write_bytes(content)
            paths.append(path)
        return load(tuple(paths))
