"""`pressfacts` and `python -m pressfacts`."""

import gc

YOUNG = 200_000  # objects; twice as many as are made before the first release is printed


def main() -> None:
    """Entry point of the console script."""
    # Imports, tables and models are no garbage: to look for some among them takes 50 ms of a start.
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    from pressfacts.cli import main as run_command  # noqa: PLC0415 - after that

    try:
        run_command()
    finally:
        gc.freeze()  # or the interpreter looks through everything once more as it ends: 35 ms


if __name__ == "__main__":  # workers import this module again
    main()
