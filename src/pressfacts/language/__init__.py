"""Russian: tokens, grammar, trees and names.

The only room that knows razdel, slovnet, pymorphy3.
"""

import os

from pressfacts.language.language import Language
from pressfacts.language.morphology import Morphology
from pressfacts.language.quote import mention

__all__ = ["Language", "Morphology", "mention"]

# The matrices are small: several threads wait for one another more than they work, and workers side
# by side fight for the cores. numpy, not imported yet, reads this when it is.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
