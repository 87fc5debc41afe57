"""What can go wrong, as one small tree. Every error has a message and may have a hint."""


class PressfactsError(Exception):
    """Base of all errors that a user can mend."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(PressfactsError):
    """An input that cannot be read: missing, empty, binary, undecodable, not of its format."""


class TemplateError(PressfactsError):
    """An event template that is not valid, or whose examples do not come out."""


class ModelError(PressfactsError):
    """The language models are missing or damaged."""


class OutputError(PressfactsError):
    """The output cannot be written."""


class StoreError(PressfactsError):
    """A store of files that does not answer, or not as it should."""


class ClusterError(PressfactsError):
    """The machines that share the work are out of reach, or not set up for it."""
