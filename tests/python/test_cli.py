"""The command line helps in plain words, and every mistake is one line without a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["example", "-h"], ["intake", "-h"]])
def test_help_is_at_hand_for_every_command(oj, arguments):
    result = oj(*arguments)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_help_names_the_commands_and_the_exit_codes(oj):
    assert "example" in oj("--help").stdout
    assert "intake" in oj("--help").stdout
    assert "Exit status: 0 all rows accepted, 3 some rows refused" in oj("intake", "-h").stdout


def test_without_a_command_the_help_is_shown(oj):
    result = oj()
    assert result.exit_code == 2
    assert result.output.startswith("Usage: ")


MISTAKES = {
    "an unknown command": (["exampel"], "oj: No such command 'exampel'. Did you mean 'example'?"),
    "an unknown option": (["intake", "a.csv", "--ut", "b"], "oj: No such option '--ut'."),
    "no file": (["intake"], "oj: Missing argument 'FILE...'."),
    "no folder to write to": (["example"], "oj: Missing option '--out'."),
    "a scale below one": (
        ["example", "--out", "x", "--scale", "0"],
        "oj: Invalid value for '--scale': 0 is not in the range x>=1.",
    ),
    "a seed that is no number": (
        ["example", "--out", "x", "--seed", "ett"],
        "oj: Invalid value for '--seed': 'ett' is not a valid integer.",
    ),
    "a file as the folder to write to": (
        ["example", "--out", __file__],
        f"oj: Invalid value for '--out': Directory '{__file__}' is a file.",
    ),
}


@pytest.mark.parametrize(("arguments", "line"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_one_line(oj, arguments, line):
    result = oj(*arguments)
    assert result.exit_code == 2
    assert result.stderr == line + "\n"


def test_an_internal_error_is_one_line_and_its_place_is_shown_on_request(oj, monkeypatch):
    def fail(*args: object) -> None:
        raise ZeroDivisionError("first line\nsecond line")

    monkeypatch.setattr("oppna_jamforelser.intake.reception.take_in_files", fail)
    result = oj("intake", "a.csv")
    assert result.exit_code == 1
    assert result.stderr == "oj: internal error, ZeroDivisionError: first line\n"
    assert isinstance(oj("--traceback", "intake", "a.csv").exception, ZeroDivisionError)


def test_an_interrupted_command_is_one_line(oj, monkeypatch):
    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("oppna_jamforelser.intake.reception.take_in_files", interrupt)
    result = oj("intake", "a.csv")
    assert result.exit_code == 130
    assert result.stderr.strip() == "oj: interrupted"


def test_example_passes_its_options_on_and_says_what_it_wrote(oj, tmp_path, monkeypatch):
    from oppna_jamforelser import example

    asked = []

    def write_example(out: Path, scale: int = 1, seed: int = 2017) -> list[Path]:
        asked.append((out, scale, seed))
        return [out / "a", out / "b"]

    monkeypatch.setattr(example, "write_example", write_example)
    result = oj("example", "--out", tmp_path, "--scale", 3, "--seed", 5)
    assert asked == [(tmp_path, 3, 5)]
    assert result.stdout == f"wrote {tmp_path / 'a'}\nwrote {tmp_path / 'b'}\n"


def test_the_installed_command_ends_with_the_exit_code_and_no_traceback(tmp_path):
    oj = Path(sys.executable).with_name("oj")
    ran = subprocess.run(
        [oj, "intake", "borta.csv", "--landing", tmp_path], capture_output=True, encoding="utf-8"
    )
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr == "borta.csv: filen finns inte. Kontrollera sökvägen.\n"
