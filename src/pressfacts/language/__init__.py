"""Russian: tokens, grammar, trees and names. The only room that knows razdel, slovnet, pymorphy3."""

from pressfacts.language.language import Language
from pressfacts.language.morphology import Morphology
from pressfacts.language.quote import mention

__all__ = ["Language", "Morphology", "mention"]
