"""Archives larger than one machine: the same extraction, shared out by Dask."""

from importlib.util import find_spec

from pressfacts.errors import ClusterError


def require_dask() -> None:
    """Raises ClusterError where the extra is not installed."""
    missing = [name for name in ("dask", "distributed", "fsspec", "pyarrow") if not find_spec(name)]
    if missing:
        raise ClusterError(
            f"--engine dask needs {', '.join(missing)}", "pip install 'pressfacts[dask]'"
        )
