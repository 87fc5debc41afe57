"""A worker process: loads the models once, then answers one input after the other."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import SimpleQueue

import msgspec

from pressfacts.batch.work import Load, Outcome, WorkOptions, work
from pressfacts.errors import PressfactsError
from pressfacts.read import Input
from pressfacts.records import Failure

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The models are loaded."""


class Broken(msgspec.Struct, frozen=True, tag="broken"):
    """The models cannot be loaded, whoever tries."""

    message: str


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """An input without a release."""

    failure: Failure


Reply = Ready | Broken | Failed | Outcome


@contextmanager
def one_thread() -> Iterator[None]:
    """Processes started inside use one thread each for their matrices."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def serve(connection: Connection, load: Load, options: WorkOptions) -> None:
    """The life of a worker. It ends when the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    # Inputs are taken off the pipe at once: were both sides to write long messages at the same
    # time, each would wait for the other.
    inbox: SimpleQueue[Input | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    try:
        extract = load()
    except PressfactsError as problem:
        _reply(connection, Broken(str(problem)))
        return
    _reply(connection, Ready())
    while (file := inbox.get()) is not None:
        result = work(file, options, extract)
        _reply(connection, Failed(result) if isinstance(result, Failure) else result)
    sys.exit(0)


def _receive(connection: Connection, inbox: "SimpleQueue[Input | None]") -> None:
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        inbox.put(None)


def _reply(connection: Connection, reply: Reply) -> None:
    try:
        connection.send_bytes(msgspec.json.encode(reply))
    except OSError:
        sys.exit(0)  # nobody listens any more
