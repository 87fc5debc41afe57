"""The words of a stretch of tokens, as they stand in the text."""

from pressfacts.records import Mention, Sentence


def mention(sentence: Sentence, first: int, last: int) -> Mention:
    """Tokens `first` to `last` of a sentence as a mention in the text."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return Mention(start, end, sentence.text[start - sentence.start : end - sentence.start])
