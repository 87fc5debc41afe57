"""The documentation says what the program does: its examples are run, its generated pages compared.

`python tools/refresh_docs.py` rewrites what these tests compare.
"""

import re
import shutil

import pytest
from refresh_docs import ROOT, Example, cli_page, examples, index_page, pages, schema

EXAMPLES = list(examples())


@pytest.mark.models
@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.page}-{e.commands[:60]}" for e in EXAMPLES])
def test_examples_run_and_print_what_the_page_shows(example: Example) -> None:
    missing = [tool for tool in example.tools if not shutil.which(tool)]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed")
    printed = example.run()
    assert example.output in {None, printed}


def test_the_readme_has_examples_with_their_output() -> None:
    shown = [example for example in EXAMPLES if example.page == "README.md" and example.output]
    assert len(shown) >= 2


def test_the_cli_page_is_what_help_says() -> None:
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == cli_page()


def test_the_index_names_every_page() -> None:
    assert (ROOT / "docs/README.md").read_text(encoding="utf-8") == index_page()


def test_the_schema_is_that_of_the_records() -> None:
    assert (ROOT / "docs/output.schema.json").read_text(encoding="utf-8") == schema()


def test_links_between_pages_lead_somewhere() -> None:
    for page in pages():
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
