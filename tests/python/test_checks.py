"""The checks that mutation testing asks, each about the project as it is."""

from collections.abc import Iterator

import pytest

from checks import CHECKS, OF_FILES, Tree, lay_out
from oppna_jamforelser.project import project_root
from tools.mutation.macro_mutants import macro_files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    tree = Tree(lay_out(project_root(), tmp_path_factory.mktemp("lagt") / "project"))
    yield tree
    tree.close()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_project_holds_what_the_check_says(check, tree):
    wrong = check(tree)
    assert not wrong, "\n".join([f"{check.__doc__} It does not hold:", *wrong])


def test_every_check_says_what_holds():
    said = {check.__name__: (check.__doc__ or "").strip() for check in CHECKS}
    assert [name for name, text in said.items() if not text.endswith(".")] == []
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


def test_every_formula_has_a_check_of_its_own():
    formulas = {
        path for path in macro_files(project_root()) if not path.startswith("macros/regler/")
    }
    assert formulas - OF_FILES.keys() == set()
    assert [path for path in OF_FILES if not (project_root() / path).is_file()] == []
