"""Drafts to records: each with its evidence, its identity and its owner, and findings for the rest."""

from collections.abc import Iterable, Sequence
from typing import Final

from fourcorners import __version__
from fourcorners.domain.clause import Clause, ClauseNode, ClauseTree, ClauseType, ClauseTypeDraft
from fourcorners.domain.document import Document, PageState
from fourcorners.domain.document import Page as DocumentPage
from fourcorners.domain.draft import Drafts
from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.extraction import DocumentSummary, Extraction, PagesRead, ProducedBy
from fourcorners.domain.extraction_terms import ExtractionTerms
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.identity import RecordIds, content_hash
from fourcorners.domain.kpi import Kpi, KpiDraft
from fourcorners.domain.obligation import Obligation, ObligationDraft
from fourcorners.domain.party import Party, PartyDraft
from fourcorners.domain.responsibility import ResponsibilityMatrix, default_matrix
from fourcorners.domain.span import Span
from fourcorners.domain.variable import NotStatedValue, Variable, VariableDraft
from fourcorners.guard.coverage import account
from fourcorners.guard.events import prove_events
from fourcorners.guard.grounding import Page
from fourcorners.guard.numbers import disagreeing_numbers
from fourcorners.guard.obligors import without_obligor
from fourcorners.guard.our_side import OurSide
from fourcorners.guard.owners import Owners
from fourcorners.guard.sides import Sides
from fourcorners.guard.tiers import tier_findings
from fourcorners.reckoning.what_if import what_if

_CLAIMING_PARTS: Final = {None, "stem"}
"""The evidence by which a record answers for a whole sentence."""
_WITH_SEVERAL_ANSWERS: Final = frozenset(
    {"parties", "signatories", "insurance_minimum", "notice_address", "notice_deemed_receipt"}
)
"""Facts of which there is one for each party, signature, line of insurance and way of sending."""


def prove(
    document: Document,
    tree: ClauseTree,
    drafts: Drafts,
    matrix: ResponsibilityMatrix | None = None,
    identity: str | None = None,
    terms: ExtractionTerms | None = None,
) -> Extraction:
    """Every draft as a record with its evidence found, or as a finding that says what was not found.

    `identity` is what ids are made from, by default the hash of the file: two groups that were sent the
    same file have records of their own. `terms` name our entities, and who answers for what users defined.

    The coverage ledger counts obligations, KPIs and variables: a clause type names a sentence and
    does not answer for what it asks.
    """
    terms = terms or ExtractionTerms()
    owners = Owners(matrix or default_matrix(), terms)
    our_side = OurSide(terms.our_entities)
    prover = _Prover(document, tree, owners, identity or document.sha256)
    variables = prover.variables(drafts.variables)
    parties = prover.parties(tree.parties, our_side)
    sides = Sides(parties)
    obligations = prover.obligations(drafts.obligations, sides)
    kpis = prover.kpis(drafts.kpis, sides)
    norms = [
        item.span
        for evidence in (*(each.evidence for each in obligations), *(each.evidence for each in kpis))
        for item in evidence
        if item.part in _CLAIMING_PARTS
    ]
    facts = [each.evidence[0].span for each in variables]
    noticed = (
        *_disagreements(variables),
        *_blanks(variables),
        *without_obligor(obligations),
        *disagreeing_numbers(obligations),
        *tier_findings(kpis),
        *our_side.findings(party.is_us for party in parties),
    )
    return Extraction(
        document=summarise(document),
        parties=parties,
        clauses=prover.clauses(drafts.clause_types),
        variables=variables,
        obligations=obligations,
        events=prove_events(drafts.events, variables, prover.evidence),
        kpis=kpis,
        findings=(*document.findings, *prover.findings, *noticed),
        coverage=account(document, tree, norms, facts),
        produced_by=ProducedBy(version=__version__, models=drafts.models),
    )


def summarise(document: Document) -> DocumentSummary:
    """What is said of the file that was read."""
    return DocumentSummary(
        sha256=document.sha256,
        name=document.name,
        media_type=document.media_type,
        state=document.state,
        pages=len(document.pages) or None,
        characters=len(document.text),
        language=document.language,
        read_by=document.read_by,
        pages_read=_pages_read(document.pages),
    )


def _pages_read(pages: Iterable[DocumentPage]) -> tuple[PagesRead, ...]:
    groups: dict[tuple[PageState, str | None], list[DocumentPage]] = {}
    for page in pages:
        groups.setdefault((page.state, page.read_by), []).append(page)
    return tuple(
        PagesRead(
            state=state,
            read_by=read_by,
            pages=tuple(page.number for page in group),
            confidence=_mean(page.confidence for page in group),
        )
        for (state, read_by), group in groups.items()
    )


def _mean(confidences: Iterable[float | None]) -> float | None:
    known = [confidence for confidence in confidences if confidence is not None]
    return round(sum(known) / len(known), 4) if known else None


class _Prover:
    """Grounds the drafts of one document, and gathers what could not be grounded."""

    def __init__(self, document: Document, tree: ClauseTree, owners: Owners, identity: str) -> None:
        self.findings: list[Finding] = []
        self._ids = RecordIds(identity)
        self._text = document.text
        self._tree = tree
        self._owners = owners
        self._page = Page(document)

    def obligations(self, drafts: Iterable[ObligationDraft], sides: Sides) -> tuple[Obligation, ...]:
        return tuple(
            Obligation(
                **_content(draft),
                **standing._asdict(),
                id=self._ids.next("obligation", evidence[0]),
                hash=content_hash(draft),
                origin=(draft.origin,),
                responsible=self._owners.matrix.of_obligation(draft.category, standing.side),
                evidence=evidence,
            )
            for draft in drafts
            if (evidence := self.evidence("obligation", draft.quotes))
            and (standing := sides.of(draft.modality, draft.obligor))
        )

    def kpis(self, drafts: Iterable[KpiDraft], sides: Sides) -> tuple[Kpi, ...]:
        return tuple(
            Kpi(
                **_content(draft),
                **standing._asdict(),
                what_if=what_if(draft),
                id=self._ids.next("kpi", evidence[0]),
                hash=content_hash(draft),
                origin=(draft.origin,),
                responsible=self._owners.matrix.of_kpi(standing.side),
                evidence=evidence,
            )
            for draft in drafts
            if (evidence := self.evidence("kpi", draft.quotes)) and (standing := sides.of_kpi(draft.obligor))
        )

    def variables(self, drafts: Iterable[VariableDraft]) -> tuple[Variable, ...]:
        return tuple(
            Variable(
                **_content(draft),
                id=self._ids.next(f"variable_{draft.name}", evidence[0]),
                hash=content_hash(draft),
                origin=(draft.origin,),
                responsible=self._owners.of_variable(draft.name),
                evidence=evidence,
            )
            for draft in drafts
            if (evidence := self.evidence("variable", draft.quotes))
        )

    def parties(self, drafts: Iterable[PartyDraft], our_side: OurSide) -> tuple[Party, ...]:
        return tuple(
            Party(
                role=draft.role,
                names=draft.names,
                is_us=our_side.is_us(draft),
                evidence=self.evidence("party", draft.quotes),
            )
            for draft in drafts
        )

    def clauses(self, drafts: Iterable[ClauseTypeDraft]) -> tuple[Clause, ...]:
        types: dict[int, list[ClauseType]] = {}
        for draft in drafts:
            if evidence := self.evidence("clause_type", draft.quotes):
                types.setdefault(draft.clause, []).append(
                    ClauseType(
                        type=draft.type,
                        responsible=self._owners.of_clause_type(draft.type),
                        confidence=draft.confidence,
                        origin=(draft.origin,),
                        evidence=evidence,
                    )
                )
        first_sentences = {sentence.clause: sentence.span for sentence in reversed(self._tree.sentences)}
        return tuple(
            self._clause(node, node.heading or first_sentences.get(index), types.get(index, ()))
            for index, node in enumerate(self._tree.clauses)
        )

    def _clause(self, node: ClauseNode, opening: Span | None, types: Sequence[ClauseType]) -> Clause:
        """A clause is shown by how it opens: its heading, else its first sentence, else its whole text."""
        span = (opening or node.span).trimmed(self._text)
        quotes = [Quote.at(span, self._text)] if span.length else []
        evidence = self.evidence("clause", quotes)
        return Clause(
            id=self._ids.next("clause", evidence[0]) if evidence else self._ids.at("clause", node.start),
            path=node.path,
            kind=node.kind,
            heading=" ".join(node.heading.of(self._text).split()) if node.heading else None,
            types=tuple(types),
            evidence=evidence,
        )

    def evidence(self, kind: str, quotes: Sequence[Quote]) -> tuple[Evidence, ...]:
        """The evidence of a draft; empty where the first quote, the record's own, is not on the page."""
        grounded = [self._page.ground(quote) for quote in quotes]
        is_kept = bool(grounded) and grounded[0] is not None
        for quote, evidence in zip(quotes, grounded, strict=True):
            if evidence is None:
                self.findings.append(_not_found(kind, quote, is_kept))
        if not grounded or grounded[0] is None:
            return ()
        return tuple(evidence for evidence in grounded if evidence is not None)


def _content(draft: ObligationDraft | KpiDraft | VariableDraft) -> dict[str, object]:
    return {name: value for name, value in draft if name not in {"origin", "quotes"}}


def _not_found(kind: str, quote: Quote, is_kept: bool) -> Finding:
    outcome = f"A part of a {kind}" if is_kept else f"A proposed {kind}"
    return Finding(
        code="quote_not_found",
        severity=Severity.ERROR,
        message=f'{outcome} was left out: its words do not stand in the text: "{quote.exact}"',
    )


def _disagreements(variables: Sequence[Variable]) -> list[Finding]:
    """A finding for each fact that has one answer and was read in more than one way."""
    by_name: dict[str, list[Variable]] = {}
    for variable in variables:
        by_name.setdefault(variable.name, []).append(variable)
    return [
        Finding(
            code="candidates_disagree",
            severity=Severity.WARNING,
            message=f"The contract gives {len(candidates)} answers for {name}: confirm the one that holds.",
            records=tuple(candidate.id for candidate in candidates),
        )
        for name, candidates in by_name.items()
        if name not in _WITH_SEVERAL_ANSWERS and len({candidate.value for candidate in candidates}) > 1
    ]


def _blanks(variables: Iterable[Variable]) -> list[Finding]:
    """A finding for each place of an answer that nobody filled in."""
    return [
        Finding(
            code="not_stated",
            severity=Severity.WARNING,
            message=f'{variable.name} is left blank{_on_page(variable)}: "{variable.value.text}". See '
            "whether a signed copy or an amendment states it, and put in what was agreed.",
            records=(variable.id,),
            spans=(variable.evidence[0].span,),
        )
        for variable in variables
        if isinstance(variable.value, NotStatedValue)
    ]


def _on_page(variable: Variable) -> str:
    pages = variable.evidence[0].pages
    return f" on page {pages[0]}" if pages else ""
