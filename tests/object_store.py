"""An S3-compatible server on loopback, moto's, which can be told to fail every N-th request.

    python object_store.py N

prints its address. N = 0 never fails. The failure is that of a store that is asked too much.
"""

import sys
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

Start = Callable[..., Any]


def failing(application: Any, every: int) -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    requests = count(1)

    def answer(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        number = next(requests)
        sys.stderr.write(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}\n")
        if every and number % every == 0:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response("503 Slow Down", [("Content-Type", "application/xml")])
            return [b"<Error><Code>SlowDown</Code><Message>Reduce your rate.</Message></Error>"]
        return application(environ, start_response)  # type: ignore[no-any-return]

    return answer


if __name__ == "__main__":
    application = DomainDispatcherApplication(create_backend_app)
    served = failing(application, int(sys.argv[1]))
    server = make_server("127.0.0.1", 0, served, True, request_handler=MotoRequestHandler)
    sys.stdout.write(f"http://127.0.0.1:{server.port}\n")
    sys.stdout.flush()
    server.serve_forever()
