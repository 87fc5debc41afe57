"""Many inputs: workers, order, resume, errors."""

from pressfacts.batch.command import Order, Summary, carry_out
from pressfacts.batch.run import Shard, Workers
from pressfacts.batch.work import Extractor, Outcome, WorkOptions
from pressfacts.records import Failure

__all__ = [
    "Extractor",
    "Failure",
    "Order",
    "Outcome",
    "Shard",
    "Summary",
    "WorkOptions",
    "Workers",
    "carry_out",
]
