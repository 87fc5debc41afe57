"""`python -m pressfacts`."""

from pressfacts.cli import main

main()
