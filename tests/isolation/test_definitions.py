"""The files of our entities and of own definitions: read once, and refused with the entry that is wrong."""

import datetime as dt
import re
from pathlib import Path

import pytest

from fourcorners import isolation
from fourcorners.domain.extraction_terms import ExtractionTerms, OurEntity, OwnVariableKind
from fourcorners.domain.responsible import Responsible
from fourcorners.errors import ConfigError
from fourcorners.settings import Settings
from working import a_text

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"

DEFINITIONS = """\
variables:
  - name: rebate_rate
    description: Share of the fees that is paid back each year.
    kind: percentage
    patterns: ["rebate of"]
    responsible: finance
clause_types:
  - name: climate
    description: What a party does about its emissions.
    headings: [climate]
"""
ENTITIES = """\
- name: Quillmark Foods Limited
  former_names: [Larder & Sons Inc.]
- name: Ferndale Hosting Ltd
"""


def terms_of(folder: Path, **files: str) -> ExtractionTerms:
    """What extraction is told by files with this content, each the setting of its name."""
    paths = {name: folder / f"{name}.yaml" for name in files}
    for name, path in paths.items():
        path.write_text(files[name], encoding="utf-8")
    return isolation.extraction_terms(Settings(**paths))


def test_files_are_read_into_terms(tmp_path):
    """All that they say, with defaults for the rest."""
    terms = terms_of(tmp_path, definitions=DEFINITIONS, our_entities=ENTITIES)
    [variable] = terms.own_variables
    [clause_type] = terms.own_clause_types
    assert (variable.kind, variable.responsible) == (OwnVariableKind.PERCENTAGE, Responsible.FINANCE)
    assert clause_type.responsible is Responsible.BUSINESS
    assert terms.our_entities == (
        OurEntity(name="Quillmark Foods Limited", former_names=("Larder & Sons Inc.",)),
        OurEntity(name="Ferndale Hosting Ltd"),
    )


def test_without_files_nothing_is_told():
    """As it is by default."""
    assert isolation.extraction_terms(Settings()) == ExtractionTerms()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("rebate_rate", "Rebate"), "variables, Rebate, name: String should match"),
        (("rebate of", "rebate (of"), "variables, rebate_rate, patterns, 1: it is no regular expression"),
        (("rebate of", "(\\\\w+ )+of"), "variables, rebate_rate, patterns, 1: a repeat within a repeat"),
        (("percentage", "number"), "variables, rebate_rate, kind: Input should be"),
        (("finance", "treasury"), "variables, rebate_rate, responsible: Input should be"),
        (
            ('patterns: ["rebate of"]', "patterns: []"),
            "variables, rebate_rate: nothing tells how it is found",
        ),
        (("kind:", "sort:"), "variables, rebate_rate, sort: Extra inputs"),
        (("rebate_rate", "term"), "variables, term: that name is built in; choose another"),
        (("climate\n", "governing_law\n"), "clause_types, governing_law: that name is built in"),
        (("variables:", "variable:"), "variable: Extra inputs"),
        (("variables:", "variables: ["), r"is no YAML \(line 2\)"),
        ((DEFINITIONS, "rebate"), "the file: Input should be"),
    ],
)
def test_a_wrong_definition_is_named(tmp_path, change, expected):
    """The setting, the file, the entry, and what is wrong with it."""
    with pytest.raises(
        ConfigError, match=f"^FOURCORNERS_DEFINITIONS: {re.escape(str(tmp_path))}.*{expected}"
    ):
        terms_of(tmp_path, definitions=DEFINITIONS.replace(*change, 1))


def test_a_name_is_defined_once(tmp_path):
    """Two of a name would be two answers to different questions."""
    twice = DEFINITIONS.replace(
        "clause_types:", DEFINITIONS.partition("\n")[2].partition("clause_types")[0] + "clause_types:"
    )
    with pytest.raises(ConfigError, match="variables, rebate_rate: that name is defined twice"):
        terms_of(tmp_path, definitions=twice)


@pytest.mark.parametrize(
    ("content", "expected"),
    [("[]", "the file: Tuple should have at least 1 item"), ("- alias: Quince", "1, name: Field required")],
)
def test_wrong_entities_are_named(tmp_path, content, expected):
    """As definitions are."""
    with pytest.raises(ConfigError, match=f"^FOURCORNERS_OUR_ENTITIES: .*{expected}"):
        terms_of(tmp_path, our_entities=content)


def test_a_file_that_is_not_there_is_named(tmp_path):
    """With the setting that names it."""
    with pytest.raises(ConfigError, match=r"^FOURCORNERS_OUR_ENTITIES: .*gone\.yaml cannot be read"):
        isolation.extraction_terms(Settings(our_entities=tmp_path / "gone.yaml"))


def test_the_examples_of_the_manual_are_right():
    """They are read as they stand."""
    terms = isolation.extraction_terms(
        Settings(our_entities=FIXTURES / "our_entities.yaml", definitions=FIXTURES / "definitions.yaml")
    )
    assert len(terms.our_entities) == 2
    assert [each.name for each in terms.own_variables] == ["rebate_rate", "spare_parts_period"]
    assert [each.name for each in terms.own_clause_types] == ["climate"]


def test_terms_reach_the_child_that_reads(tmp_path):
    """A file's own variables are found, and a day is answered for, behind the boundary of the process."""
    definitions = tmp_path / "definitions.yaml"
    definitions.write_text(DEFINITIONS, encoding="utf-8")
    contract = tmp_path / "a.txt"
    contract.write_text(f"{a_text()}\n9. Supplier pays Customer a rebate of 2.5% of all fees each year.\n")
    isolation.start()
    settings = Settings(definitions=definitions, ocr="off")
    day = dt.date(2026, 11, 24)
    extraction = isolation.extraction_of(isolation.extract_json(contract, settings, as_of=day), "a.txt")
    [rebate] = [each for each in extraction.variables if each.name == "rebate_rate"]
    assert rebate.responsible is Responsible.FINANCE
    assert extraction.renewal is not None
    assert extraction.renewal.as_of == day
