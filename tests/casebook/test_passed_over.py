"""What was meant to be read and is not, by its name or its place, is a problem, never silence."""

from __future__ import annotations

import pytest

from trialcheck.pipeline import Request, open_casebooks

CASE = "case: A\npeople: {ann: {}, ben: {}}\n"
SAID = "speaker: ann\nstatements:\n  - id: it\n    claims:\n      - met: {who: [ann, ben]}\n"


def problems_in(folder, project):
    """The places and the help of all problems with the casebooks below a folder."""
    _, problems = open_casebooks(Request((folder,), project / "rules"))
    return [(problem.path.rpartition("/")[2], problem.help) for problem in problems]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ann.yaml.txt", "ann.yaml"), ("ann.YAML", "ann.yaml"), ("ann.Yml", "ann.yml")],
)
def test_a_misnamed_file_is_named_with_the_name_it_should_have(tmp_path, project, name, meant):
    """An editor that adds .txt, or capital letters, does not make a witness vanish."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / name).write_text(SAID, encoding="utf-8")
    assert problems_in(tmp_path, project) == [(name, f"rename it to {meant}")]


def test_other_files_are_nobodys_problem(tmp_path, project):
    """Notes, scans, hidden files, folders without YAML and a casebook's own rules may lie there."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    for name in ("notes.txt", "scan.pdf", ".hidden.YAML", "yaml", "about.yaml.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "page.png").write_bytes(b"x")
    (tmp_path / ".schemas").mkdir()
    (tmp_path / ".schemas" / "x.yaml").write_text("x", encoding="utf-8")
    assert problems_in(tmp_path, project) == []


def test_a_folder_of_statements_inside_a_casebook(tmp_path, project):
    """Files one level too deep are not read, and the folder is named."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "witnesses").mkdir()
    (tmp_path / "witnesses" / "ann.yaml").write_text(SAID, encoding="utf-8")
    [(place, hint)] = problems_in(tmp_path, project)
    assert place == "witnesses"
    assert "beside its case.yaml" in hint


@pytest.mark.parametrize("name", ["case.yml", "Case.yaml", "case.yaml.txt"])
def test_a_casebook_whose_case_file_is_misnamed(tmp_path, project, name):
    """Among several casebooks one with a misnamed case.yaml is not dropped without a word."""
    for folder, file in (("good", "case.yaml"), ("lost", name)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).write_text(CASE, encoding="utf-8")
    assert (name, "rename it to case.yaml") in problems_in(tmp_path, project)
