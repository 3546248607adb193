"""The model card: what the model of the clause types is, how it came to be, and how far it can be trusted."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fourcorners.domain.clause_type import ClauseTypeDefinition
from fourcorners.evaluate.calibration import Calibration
from fourcorners.evaluate.cuad.evaluation import CuadEvaluation
from fourcorners.evaluate.cuad.metrics import ALL_TYPES, ALL_VARIABLES, MANY
from fourcorners.evaluate.metrics import Score
from fourcorners.extract.nlp.clause_model.candidates import MOST
from fourcorners.extract.nlp.clause_model.features import LONGEST
from fourcorners.extract.nlp.clause_model.model import VERSION, ClauseModel
from fourcorners.extract.nlp.clause_types import STATED
from fourcorners.training.forest import TREES
from fourcorners.training.ranker import FEWEST_SENTENCES, PENALTY

FEW: Final = 30
"""Contracts with a type below which its figures say little."""
WEAK: Final = 0.5
"""F1 of passages below which a type is named among the failures."""


def model_card(
    model: ClauseModel, evaluation: CuadEvaluation, taxonomy: Sequence[ClauseTypeDefinition]
) -> str:
    """The card as Markdown. `evaluation` is of folds that the models which were measured had not seen."""
    sections = [
        "# The model of the clause types",
        _written_by(),
        what_it_is(model),
        what_it_is_not(),
        _data(evaluation),
        training(),
        *_figures(evaluation),
        _confidence(evaluation),
        _failures(evaluation),
        again(),
        taxonomy_table(model, taxonomy),
    ]
    return "\n\n".join(sections) + "\n"


def _written_by() -> str:
    return "Written by `fourcorners train --card`; what stands here is changed in `training/card.py`."


def what_it_is(model: ClauseModel) -> str:
    """Its parts with their sizes, and what it decides."""
    ranker, forest = model.ranker, model.forest
    return f"""## What it is

It tells which sentences and list items of an English contract are of which of {len(model.decided)} types, \
and how sure that is. It is a file of plain arrays (`clause_types.npz`, version {VERSION}); nothing in it \
is run, and it needs numpy alone.

1. **A ranker** over all sentences: a linear model a type, {len(ranker.types)} of them, over \
{len(ranker.vocabulary):,} features, kept as hashes, with weights of eight bits. Features are words, pairs \
of words and of stems (also with a gap), the two innermost headings, the sentence that a list item goes on \
from, the sentences before and after, the title of the contract, and shape. Names of parties and figures \
are masked; roles ("Licensee") stay. The first {LONGEST:,} characters of a sentence are read.
2. **A second look** at the best {MOST} sentences of each type and at those that a rule names: \
{len(forest.roots)} boosted trees for all types together, over a sentence's score beside the best of the \
contract, the scores around it, of its clause and for other types, its place and length, and what the \
rules for clause types say. What they give is the chance that a lawyer would mark the sentence so: the \
`confidence` of a record.
3. **Two thresholds**, the same for all types: a contract has a type from a chance of \
{model.thresholds.contract:.2f} on that any of its sentences is of it, and then the best of these counts, \
and all others from a chance of {model.thresholds.passage:.2f} on.

All other types are decided by rules, and those that are variables by where the variable is stated; the \
last column of the table below tells which is which."""


def what_it_is_not() -> str:
    """What it must not be taken for."""
    return """## What it is not

- No advice, and no judgement of a clause: it says what a sentence is about, not what it means for anyone, \
whether it is valid or usual, or what is missing. A person confirms what it proposes.
- Not for other languages than English, and not for statutes or judgments. It has \
seen commercial contracts only: no leases of homes, no contracts of employment, no loans.
- No finder of norms: who must do what until when is read by grammars (`extract/nlp/norms.py`).
- No proof that a type is not in a contract. Look at what was missed below before you rely on silence."""


def _data(evaluation: CuadEvaluation) -> str:
    documents, passages = len(evaluation.documents), evaluation.total.passages.gold
    return f"""## Data and licence

{documents} contracts with {passages:,} passages that lawyers marked with one of {len(evaluation.types)} \
types, from the **Contract Understanding Atticus Dataset (CUAD) v1** by **The Atticus Project**, licensed \
under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). These are commercial contracts in English \
that companies filed with the US Securities and Exchange Commission, so most are by American companies \
under American law. Passages of the eight types that ask for a value (dates, parties, law) are learned by \
the ranker too, whose scores for them are witnesses in the second look.

None of the text is in the model: it holds hashes of words and pairs of words, and weights."""


def training() -> str:
    """How it was trained, and what each part had seen."""
    return f"""## How it was trained

- **Folds by family.** Contracts of one filer and near copies of each other are in one of five folds, so \
that nothing is judged by what was learned from its like.
- **Ranker**: one linear support vector machine a type (C = {PENALTY:g}). A sentence counts as of a type \
where it has half of a marked passage or is marked to its half. Features of fewer than {FEWEST_SENTENCES} \
sentences and those that tell no type from the others are dropped. Of the sentences far from any mark half \
are learned from, drawn by a fixed seed.
- **Second look**: {TREES} trees of LightGBM. They learn from scores by rankers that had not seen the \
fold: scores on contracts that a ranker has learned from are too good. A candidate is right where it alone \
would be the marked passage.
- **Thresholds** are those with the best F1 on chances by forests that had not seen the fold.
- **For the figures below** all of this was done five times without one fold, thresholds included, and \
that fold was then read. The model that ships is trained on all folds.

One thing is not held out: the rules, which are witnesses in the second look, were written with half of \
these contracts in view."""


def _figures(evaluation: CuadEvaluation) -> Iterator[str]:
    total = evaluation.total
    lines = ["| type | contracts | prec. | recall | F1 | passages | prec. | recall | F1 |", "|---" * 9 + "|"]
    lines.append(_row("**all, micro**", total.presence, total.passages))
    by_count = sorted(total.passages_by_type.items(), key=lambda item: (-item[1].gold, item[0]))
    lines += [_row(f"`{name}`", total.presence_by_type[name], score) for name, score in by_count]
    yield f"""## Figures

On contracts that the model had not seen, first whether a type is in the contract, then which passages say \
so. A passage is right where it has half of its extent in common with the marked one, or either lies to \
80% in the other and the longer is at most three times as long; pairs are one to one. Each fold by itself: \
{_spread(evaluation)}. Macro F1 of passages, all types alike: {_share(total.passage_macro_f1)}."""
    yield "\n".join(lines)


def _row(name: str, presence: Score, passages: Score) -> str:
    cells = [name]
    for each in (presence, passages):
        cells += [str(each.gold), *map(_share, (each.precision, each.recall, each.f1))]
    return f"| {' | '.join(cells)} |"


def _spread(evaluation: CuadEvaluation) -> str:
    presence = [each.figures.presence.f1 for each in evaluation.folds]
    passages = [each.figures.passages.f1 for each in evaluation.folds]
    return f"F1 in the contract {_from_to(presence)}, of passages {_from_to(passages)}"


def _from_to(figures: Iterable[float | None]) -> str:
    known = [figure for figure in figures if figure is not None]
    return f"{min(known):.3f} to {max(known):.3f}" if known else "–"


def _confidence(evaluation: CuadEvaluation) -> str:
    calibration = {k: each for k, each in evaluation.total.calibration.items() if k != ALL_VARIABLES}
    lines = ["| proposals of | cases | right | calibration error | AUROC |", "|---" * 5 + "|"]
    lines += [
        f"| {name.replace('_', ' ')} | {each.cases} | {each.right} "
        f"| {_share(each.error)} | {_share(each.auroc)} |"
        for name, each in calibration.items()
    ]
    return "\n".join(
        [
            "## Confidence",
            "",
            f"How far it can be believed, on the same contracts: types with {MANY} marked passages by "
            "themselves, the others together. The error is the expected calibration error over ten bins with "
            "as many cases; AUROC is the chance that a right proposal has more confidence than a wrong one.",
            "",
            *lines,
            "",
            *_bins(calibration[ALL_TYPES]),
        ]
    )


def _bins(calibration: Calibration) -> Iterator[str]:
    yield "| confidence, all types | cases | mean | right |"
    yield "|---" * 4 + "|"
    for each in calibration.bins:
        yield (
            f"| {each.lowest:.3f} to {each.highest:.3f} | {each.cases} | {each.confidence:.3f} | "
            f"{each.right:.3f} |"
        )


def _failures(evaluation: CuadEvaluation) -> str:
    total = evaluation.total
    by_f1 = sorted((score.f1 or 0.0, name) for name, score in total.passages_by_type.items() if score.gold)
    weak = [f"`{name}` ({f1:.3f})" for f1, name in by_f1 if f1 < WEAK]
    rare = [f"`{name}`" for name, score in sorted(total.presence_by_type.items()) if score.gold < FEW]
    return f"""## Known failures

- Weak types, with an F1 of passages below {WEAK:g}: {_names(weak)}.
- Rare types, marked in fewer than {FEW} contracts, whose figures rest on little: {_names(rare)}.
- **One of several.** Where a contract says the same in several places, lawyers mark some of them. The \
model gives others, or all: wrong as passages, though a reader would call them of the type.
- **Edges.** A passage is a sentence or a list item. Where lawyers marked several sentences as one \
passage, or a few words of a page-long sentence, no single sentence of ours is that passage.
- **What only the context tells.** A sentence that is of a type by what another clause or a definition \
says ("the foregoing shall not apply to Section 9") is found by its neighbours or not at all.
- **Other contracts.** Confidence is calibrated on these contracts. Where types are more or less frequent, \
or the wording is of another law, it is not."""


def _names(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def again() -> str:
    """How it is made again, to the digit."""
    return """## Making it again

```sh
pip install 'fourcorners[train]'
fourcorners train --cuad spans.jsonl --text texts/ --check
```

`--check` trains and compares with the model that ships, array by array and value by value; without it the \
new model is written. Seeds are fixed, the order of contracts is that of their names, and how many jobs \
there are changes nothing. The same digits need the same versions of the libraries \
(`requirements-dev.lock`), and the same readings and rules: whoever changes how texts are segmented, or a \
rule for a clause type, trains anew. A test does what `--check` does (`./run test --all`).

The figures are those of `fourcorners evaluate --cuad spans.jsonl --text texts/ --json figures.json`, and \
this page is written by `fourcorners train --figures figures.json --card docs/clause-types.md`."""


def taxonomy_table(model: ClauseModel, taxonomy: Sequence[ClauseTypeDefinition]) -> str:
    """Every type with its meaning, its name in CUAD, who answers for it, and what decides on it."""
    lines = [
        f"## The {len(taxonomy)} types",
        "",
        "| type | what a sentence of it stipulates | CUAD | responsible | decided by |",
        "|---" * 5 + "|",
    ]
    lines += [
        f"| `{each.name}` | {each.definition} | {each.cuad_label or ''} | {each.responsible} | "
        f"{_decided_by(each.name, model)} |"
        for each in taxonomy
    ]
    return "\n".join(lines)


def _decided_by(name: str, model: ClauseModel) -> str:
    if name in model.decided:
        return "model"
    return "variable" if name in STATED else "rules"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
