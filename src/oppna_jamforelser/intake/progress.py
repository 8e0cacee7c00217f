"""A sign of life on the terminal while a large file is read; nothing where nobody looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def shown_progress(fil: str, console: Console) -> Iterator[Callable[[int], None]]:
    """Show how many rows of *fil* are read; give a function that hears the count."""
    with Progress(
        TextColumn(escape("".join(char for char in fil if char.isprintable()))),
        BarColumn(),
        TextColumn("{task.completed:,} rader"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task(fil, total=None)
        yield lambda count: progress.update(task, completed=count)
