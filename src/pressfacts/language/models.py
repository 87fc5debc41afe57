"""The language models: the fast path where it knows the files, slovnet where it does not."""

import warnings
from collections.abc import Sequence
from typing import Protocol

from pressfacts.language.analysis import Analysis

KNOWN = "02f1b5875afccca2f5e675a23992720b42d73ae1303d6869713fa1e805dae7f6"  # natasha 1.6.0


class Models(Protocol):
    """Whatever analyses tokenised sentences."""

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Tags, trees and names of tokenised sentences, in their order."""


def load_models() -> Models:
    """The models of the installed natasha distribution; ModelError where they are missing."""
    # numpy is imported here and not above: 60 ms that --help and a failed input need not pay.
    from pressfacts.language.archive import fingerprint, open_archives  # noqa: PLC0415

    archives = open_archives()
    if fingerprint(archives) == KNOWN:
        from pressfacts.language.fast import FastModels  # noqa: PLC0415

        return FastModels(archives)
    warnings.warn(
        "these model files are new to pressfacts: slovnet reads them, several times slower",
        RuntimeWarning,
        stacklevel=2,
    )
    from pressfacts.language.stock import StockModels  # noqa: PLC0415

    return StockModels()
