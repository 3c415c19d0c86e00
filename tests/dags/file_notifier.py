"""A notifier as a person would configure one: it writes a line per call to a file."""

from pathlib import Path

from airflow.sdk import BaseNotifier, Context


class LineInFile(BaseNotifier):
    """Appends its text to the file at ``path``; the text is a template."""

    template_fields = ("text",)

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path, self.text = path, text

    def notify(self, context: Context) -> None:
        """Append one line to the file, with the reason where there is one."""
        with Path(self.path).open("a", encoding="utf-8") as file:
            file.write(f"{self.text}: {context.get('exception', 'late')}\n")
