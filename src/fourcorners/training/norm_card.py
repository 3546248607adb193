"""The card of the model of the norms: what it is, how it came to be, and how far it can be trusted."""

from collections.abc import Sequence

from fourcorners.evaluate.calibration import Calibration
from fourcorners.extract.nlp.norm_model.model import VERSION, NormModel
from fourcorners.training.norm_model import FEWEST_NORMS, FOLDS, PENALTY, HeldOut


def norm_card(model: NormModel, told: Sequence[HeldOut]) -> str:
    """The card as Markdown. `told` is of folds that the models which were measured had not seen."""
    sections = [
        "# The model of the norms",
        _written_by(),
        what_it_is(model),
        what_it_is_not(),
        data(told),
        training(),
        _figures(told),
        _failures(),
        again(),
    ]
    return "\n\n".join(sections) + "\n"


def _written_by() -> str:
    return "Written by `fourcorners train --card`; what stands here is changed in `training/norm_card.py`."


def what_it_is(model: NormModel) -> str:
    """Its parts with their sizes, and what it tells."""
    return f"""## What it is

It tells how sure it is that an obligation, a prohibition or a right that the grammars have found is one: \
the `confidence` of a record. It is a file of plain arrays (`norms.npz`, version {VERSION}); nothing in \
it is run, and it needs numpy alone.

It is a logistic regression over {len(model.vocabulary):,} features, kept as hashes, that learned from \
{model.learned_from:,} norms. Features are the words that carry force and those around them by their \
places, the verb and what hangs on it, what the subject is (a party, both, a stranger, a thing, nobody), \
voice and agent, main or subordinate clause, the kind and the opening of the sentence, whether the verb \
stands in the stem of a list, and the two innermost headings. Names of parties and figures are masked."""


def what_it_is_not() -> str:
    """What it must not be taken for."""
    return """## What it is not

- No finder of norms. Which frames are norms is decided by grammars (`extract/nlp/norms.py`). A model that \
decides was tried, over the same features and the grammar's verdict: when it was, its F1 \
by folds was 0.885 alone, 0.885 where it overruled the grammar only when sure, and 0.885 for the grammar \
alone; on seven further contracts the three had 0.876 with the setting that was best on the folds.
- No judge of parties, deadlines or categories: a norm may be surely one and have a wrong obligor. \
Categories are told by rules; a model of these, over words and word vectors, was right of 0.648 of the norms \
by folds where the rules were of 0.633, and on seven further contracts of 0.641 where the rules were of 0.671.
- No advice, and nothing for other languages than English."""


def data(told: Sequence[HeldOut]) -> str:
    """What it learned from, and on which terms."""
    documents = len({each.norm.document for each in told})
    return f"""## Data and licence

{len(told):,} norms that the grammars found in {documents} documents, each right or wrong by the project's \
gold annotation of obligations, rights and KPIs (one annotator a document, two passes). Most of the texts \
are of the **Contract Understanding Atticus Dataset (CUAD) v1** by **The Atticus Project**, licensed under \
[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/); the others are a service level agreement of \
Common Paper (CC BY 4.0) and task orders of 18F, of the United States' government (CC0). None of the text \
is in the model: it holds hashes and weights."""


def training() -> str:
    """How it was trained."""
    return f"""## How it was trained

A norm is right where evaluation pairs it with one of the gold. Features of fewer than {FEWEST_NORMS} norms \
are dropped; the regression has C = {PENALTY:g}. For the figures below it was trained {FOLDS} times without \
one fold, and that fold was then judged; documents of one filer and near copies are in one fold. The model \
that ships is trained on all of them.

One thing is not held out: the grammars, whose norms are judged, were written with these documents in view. \
On others they are wrong more or less often than here."""


def _figures(told: Sequence[HeldOut]) -> str:
    calibration = Calibration.of([each.confidence for each in told], [each.norm.is_right for each in told])
    lines = [
        "## Figures",
        "",
        "The error is the expected calibration error over ten bins with as many norms; AUROC is the chance "
        "that a right norm has more confidence than a wrong one.",
        "",
        "| norms | right | calibration error | AUROC |",
        "|---" * 4 + "|",
        f"| {calibration.cases} | {calibration.right} | {_share(calibration.error)} | "
        f"{_share(calibration.auroc)} |",
        "",
        "| confidence | norms | mean | right |",
        "|---" * 4 + "|",
    ]
    lines += [
        f"| {each.lowest:.3f} to {each.highest:.3f} | {each.cases} | {each.confidence:.3f} | "
        f"{each.right:.3f} |"
        for each in calibration.bins
    ]
    return "\n".join(lines)


def _failures() -> str:
    return """## Known failures

- Wrong norms are few, one in ten, so that little is known of them.
- What the gold's annotators left out for reasons that do not stand in the sentence (a duty that is stated \
twice, a stem whose items say the same) is told by chance.
- It is calibrated on American commercial contracts, and on parts of them that are dense with duties."""


def again() -> str:
    """How it is made again, to the digit."""
    return """## Making it again

```sh
pip install 'fourcorners[train]'
fourcorners train --gold gold/ --text texts/ --check
```

`--check` trains and compares with the model that ships, array by array and value by value; without it the \
new model is written, and with `--card docs/norm-model.md` this page. It takes about a minute. Whoever \
changes how norms are found trains anew. A test does what `--check` does (`./run test --all`)."""


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
