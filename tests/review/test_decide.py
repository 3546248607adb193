"""What a person may decide on a record, and what follows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extractions import a_kpi, a_variable, an_obligation
from fourcorners.domain.access import Actor
from fourcorners.domain.computation import Computation
from fourcorners.domain.deadline import Deadline
from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.identity import content_hash
from fourcorners.domain.obligation import Category
from fourcorners.domain.proof import Proof
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.review_item import Action, LastDecision, RecordKind, RecordStatus, ReviewItem
from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    MoneyValue,
    NotStatedValue,
    Variable,
)
from fourcorners.errors import InvalidDecision, StaleDecision
from fourcorners.review.changes import changed_record, editable_fields, said
from fourcorners.review.decide import changes_to, decide, standing
from fourcorners.review.undo import requests_back
from review_items import an_item, hashed, one_of_each_kind

ADA = LastDecision(
    action=Action.DEFER, by=Actor(name="Ada"), at=dt.datetime(2031, 5, 4, 9, 30, tzinfo=dt.UTC), event=7
)


def edit(item: ReviewItem, **changes: object) -> ReviewItem:
    """The record after an edit."""
    return decide(item, DecisionRequest(action=Action.EDIT, version=item.version, changes=changes))[0]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_without_end_is_no_value(number):
    """What JSON has no word for is neither a change of a record nor a part of a request."""
    item = an_item(a_kpi())
    with pytest.raises(InvalidDecision, match="target: a number without end cannot be kept"):
        changed_record(item.record, {"target": number}, 2)
    with pytest.raises(ValidationError, match="should be a finite number"):
        edit(item, target=number)


@pytest.mark.parametrize(
    ("action", "status"),
    [
        (Action.CONFIRM, RecordStatus.CONFIRMED),
        (Action.REJECT, RecordStatus.REJECTED),
        (Action.DEFER, RecordStatus.DEFERRED),
    ],
)
@pytest.mark.parametrize("before", list(RecordStatus))
def test_any_decision_may_follow_any_other(action, status, before):
    """Every decision is open from every status: it says the same, one version on."""
    item = an_item(status=before, proposal=hashed(an_obligation("pay late")))
    after, decision = decide(item, DecisionRequest(action=action, version=1, reason="asked Bo"))
    assert after == item.model_copy(
        update={
            "status": status,
            "version": 2,
            "record": item.record.model_copy(update={"version": 2}),
            "proposal": None,
        }
    )
    assert (decision.action, decision.reason, decision.run_id) == (action, "asked Bo", "run_1")


def test_a_decision_holds_what_was_decided_on():
    """A decision keeps before and after, and its own copy of the evidence."""
    item = an_item()
    after, decision = decide(
        item, DecisionRequest(action=Action.EDIT, version=1, changes={"action": "pay at once"})
    )
    assert decision.before == standing(item)
    assert decision.after == standing(after)
    assert decision.before.content["action"] == "pay each correct invoice"
    assert decision.after.content["action"] == "pay at once"
    assert decision.before.content.keys() == set(editable_fields(item.record))
    assert decision.evidence == item.record.evidence


def test_an_edit_is_a_new_record_that_is_confirmed():
    """The person's values stand, with a hash of what is said now, and the rest stays."""
    item = an_item()
    after = edit(item, obligor="Quince", deadline={"kind": "absolute", "date": "2031-07-01", "text": "July"})
    expected = item.record.model_copy(
        update={
            "obligor": "Quince",
            "deadline": Deadline(kind="absolute", date=dt.date(2031, 7, 1), text="July"),
            "version": 2,
        }
    )
    assert after.record == expected.model_copy(update={"hash": content_hash(expected)})
    assert (after.status, after.version, after.is_edited) == (RecordStatus.CONFIRMED, 2, True)
    assert after.hash == after.record.hash != item.hash


DUE = {
    "kind": "relative",
    "text": "30 business days after receipt",
    "offset": "P30D",
    "day_type": "business",
    "direction": "after",
    "anchor": "receipt",
}


@pytest.mark.parametrize(
    ("changes", "deadline"),
    [
        ({"deadline": {"offset": "P10D"}}, DUE | {"offset": "P10D"}),
        (
            {"deadline.offset": "P10D", "deadline.anchor": " the  invoice "},
            DUE | {"offset": "P10D", "anchor": "the  invoice"},
        ),
        ({"deadline": {"anchor": None, "direction": None}}, DUE | {"anchor": None, "direction": None}),
        (
            {"deadline": {"kind": "recurring"}, "deadline.recurrence": "P1M"},
            DUE | {"kind": "recurring", "recurrence": "P1M"},
        ),
        (
            {"deadline": {"kind": "absolute", "date": "2031-12-31"}},
            {"kind": "absolute", "date": "2031-12-31", "text": DUE["text"]},
        ),
        ({"deadline": None}, {}),
    ],
)
def test_what_an_edit_does_not_name_stays(changes, deadline):
    """An object is merged over what stands; null takes away; another kind keeps what it has as well."""
    item = an_item(an_obligation(deadline=Deadline.model_validate(DUE)))
    assert edit(item, **changes).record.deadline == Deadline.model_validate(deadline)


def test_a_value_is_merged_and_a_list_is_whole():
    """The words of a value stay when it is made another sort of value; tiers are those that are given."""
    fee = an_item(a_variable("fee", MoneyValue(amount="4", currency="EUR", text="four")))
    assert edit(fee, value={"amount": "5"}).record.value == MoneyValue(
        amount="5", currency="EUR", text="four"
    )
    assert edit(fee, **{"value.currency": None}).record.value.currency is None
    assert edit(fee, value={"kind": "duration", "iso": "P4D"}).record.value == DurationValue(
        iso="P4D", text="four"
    )
    tiers = [{"kind": "penalty", "trigger": "late"}]
    tiered = edit(an_item(a_kpi()), consequences=tiers)
    assert [tier.model_dump(exclude_none=True) for tier in tiered.record.consequences] == tiers
    assert edit(tiered, consequences=None).record.consequences == ()


def test_texts_are_kept_without_spaces_around_them():
    """Spaces at an end are never meant, and would make another party of the same one."""
    assert edit(an_item(), obligor="  Customer ").record.obligor == "Customer"


@pytest.mark.parametrize(
    ("deadline", "message"),
    [
        (
            {"kind": "absolute"},
            'deadline.date: an absolute deadline needs its date; a whole one is {"kind": "absolute", "date"',
        ),
        (
            {"kind": "none", "date": "2031-01-01"},
            "deadline.date: a deadline of kind none has none; make its kind absolute, or give",
        ),
        ({"kind": "relative", "date": "2031-01-01"}, "deadline.date: a deadline of kind relative has none"),
        (
            {"kind": "continuous", "offset": "P1D"},
            "deadline.offset: a deadline of kind continuous has none; make its kind relative, recurring",
        ),
        (
            {"kind": "relative", "recurrence": "P1M"},
            "deadline.recurrence: a deadline of kind relative has none",
        ),
        ({"offset": None}, "deadline.day_type: it tells the days of an offset"),
    ],
)
def test_a_deadline_that_contradicts_itself_is_refused(deadline, message):
    """Each kind says what it has; the message shows a whole one."""
    item = an_item(an_obligation(deadline=Deadline.model_validate(DUE)))
    with pytest.raises(InvalidDecision) as caught:
        edit(item, deadline=deadline)
    assert caught.value.message.startswith(message)
    assert "; a whole one is {" in caught.value.message


def test_an_odd_deadline_that_was_read_can_be_confirmed_and_taken_over():
    """The rule is for what people say: an extraction is never refused by it."""
    odd = Deadline(kind="none", date=dt.date(2031, 1, 1))
    item = an_item(an_obligation("wait", deadline=odd))
    assert edit(item, action="pay").record.deadline == odd
    proposal = hashed(an_obligation(deadline=odd))
    taken = edit(an_item(proposal=proposal), **changes_to(an_item().record, said(proposal)))
    assert taken.record.deadline == odd


def test_a_proposal_may_name_another_fact():
    """Taken over whole, it says which fact its words state; a person alone cannot."""
    value = MoneyValue(amount="4", currency="EUR", text="four")
    item = an_item(a_variable("fee", value), proposal=hashed(a_variable("cap", value)))
    assert edit(item, name="cap").record.name == "cap"


def test_an_edited_record_stays_edited():
    """What a person put stays marked as a person's, whatever is decided later."""
    later, _ = decide(edit(an_item(), action="wait"), DecisionRequest(action=Action.DEFER, version=2))
    assert later.is_edited
    assert later.record.action == "wait"


@pytest.mark.parametrize("item", one_of_each_kind(), ids=lambda item: item.kind.value)
def test_what_a_record_says_is_what_can_be_edited(item):
    """All content can be changed, and the owner; nothing of how it was found."""
    kept = {"id", "version", "hash", "confidence", "origin", "proof", "evidence", "our_task", "what_if"}
    kept |= {"name", "computed"} if item.kind is RecordKind.VARIABLE else set()
    assert set(editable_fields(item.record)) == set(type(item.record).model_fields) - kept


@pytest.mark.parametrize(
    ("changes", "proof"),
    [
        ({"responsible": "finance"}, {"amount": Proof.PROVED, "name": Proof.QUOTED}),
        ({"value": {"amount": "5"}}, {"name": Proof.QUOTED}),
        (
            {"value": {"kind": "money", "amount": "5", "currency": None, "text": "five"}},
            {"name": Proof.QUOTED},
        ),
    ],
)
def test_the_proof_of_a_changed_field_is_dropped(changes, proof):
    """A proof was of the value that stood there; one that is named for a part goes with the whole."""
    value = MoneyValue(amount="4", currency="EUR", text="four")
    fact = a_variable("fee", value, proof={"amount": Proof.PROVED, "name": Proof.QUOTED})
    assert edit(an_item(fact), **changes).record.proof == proof


@pytest.mark.parametrize(
    ("changes", "owner"),
    [
        ({"category": "confidentiality"}, Responsible.LEGAL),
        ({"category": "confidentiality", "responsible": "operations"}, Responsible.OPERATIONS),
        ({"action": "pay twice"}, Responsible.FINANCE),
        ({"responsible": "business"}, Responsible.BUSINESS),
    ],
)
def test_another_category_has_another_owner(changes, owner):
    """A new category takes its owner from the matrix, unless the edit names one."""
    assert edit(an_item(), **changes).record.responsible is owner


def test_a_stale_decision_says_who_was_faster():
    """The message names both versions, who decided last, and what to do."""
    item = an_item(version=4, decision=ADA)
    with pytest.raises(StaleDecision) as caught:
        decide(item, DecisionRequest(action=Action.CONFIRM, version=3))
    assert caught.value.message == (
        "the decision was made on version 3 of o1, which is now at version 4: Ada decided on it last "
        "(defer, 2031-05-04 09:30 UTC); look at it as it stands now, and decide on version 4"
    )


def test_a_reading_can_be_what_made_a_decision_stale():
    """Where nobody has decided, the message says that a reading changed the record."""
    with pytest.raises(StaleDecision, match="a new reading of the document changed it"):
        decide(an_item(version=2), DecisionRequest(action=Action.CONFIRM, version=1))


@pytest.mark.parametrize(
    ("action", "said", "message"),
    [
        (Action.CONFIRM, {"changes": {"action": "x"}}, "a decision to confirm changes no values"),
        (Action.REJECT, {"changes": {"action": "x"}, "reason": "no"}, "a decision to reject changes no"),
        (Action.DEFER, {"changes": {"action": "x"}}, "a decision to defer changes no values"),
        (Action.REJECT, {}, "to reject a record needs a `reason`"),
        (Action.EDIT, {}, "an edit needs `changes`"),
        (Action.EDIT, {"changes": {}}, "an edit needs `changes`"),
    ],
)
def test_what_does_not_belong_is_refused(action, said, message):
    """Only an edit changes values, and a rejection has its reason."""
    with pytest.raises(InvalidDecision, match=message):
        decide(an_item(), DecisionRequest(action=action, version=1, **said))


TIME_LIMIT = {"kind": "relative", "text": "soon", "offset": "30 days"}


@pytest.mark.parametrize(
    ("number", "changes", "message"),
    [
        (0, {"obligr": "x"}, "obligr is not a field of this record; did you mean obligor?"),
        (2, {"price": "x"}, "price is not a field of this record; its fields are value, responsible"),
        (2, {"name": "cap"}, "name is not a person's to change: it tells which fact this is; what can be"),
        (0, {"hash": "f" * 64}, "hash is not a person's to change: it tells how the record was found; what"),
        (1, {"confidence": 1}, "confidence is not a person's to change"),
        (2, {"evidence": []}, "evidence is not a person's to change"),
        (0, {"id": "o2"}, "id is not a person's to change"),
        (0, {"version": 9}, "version is not a person's to change"),
        (0, {"origin": ["llm"]}, "origin is not a person's to change"),
        (0, {"proof": {}}, "proof is not a person's to change"),
        (0, {"action": 5}, "action: should be a valid string"),
        (0, {"action": None}, "action: should be a valid string"),
        (0, {"action": " "}, "action is blank: say it in words, or give null where nothing is stated"),
        (0, {"modality": "must"}, "modality: should be 'obligation', 'prohibition' or 'right'"),
        (0, {"deadline": {"kind": "absolute", "date": "soon"}}, "deadline.date: should be a valid date"),
        (0, {"deadline": {"when": "now"}}, "deadline.when: extra inputs are not permitted"),
        (0, {"deadline": {"anchor": " "}}, "deadline.anchor is blank"),
        (0, {"deadline.when": "now"}, "deadline.when: extra inputs are not permitted"),
        (0, {"deadline": {"offset": "P1D"}, "deadline.offset": "P2D"}, "deadline.offset is given twice"),
        (0, {"deadline": "soon", "deadline.offset": "P2D"}, "deadline.offset is given twice"),
        (0, {"action.words": "x"}, "action.words: action is one value and is given whole"),
        (1, {"consequences.0.amount": 5}, "consequences.0.amount: consequences is a list and is given whole"),
        (0, {"deadline": TIME_LIMIT}, "deadline.offset: should be an ISO 8601 duration, such as P30D"),
        (1, {"window": "monthly"}, "window: should be an ISO 8601 duration"),
        (1, {"target": "99"}, "target: should be a valid number"),
        (1, {"metric": "\ud800"}, "metric: text that is no Unicode cannot be kept"),
        (1, {"consequences": [{"kind": "fine", "trigger": "late"}]}, "consequences.0.kind: should be 'serv"),
        (2, {"value": {"kind": "price", "text": "x"}}, "value.kind: should be one of 'text', 'jurisd"),
        (2, {"value": {"kind": "date", "date": "2031-02-30", "text": "x"}}, "value.date.date: should be a"),
        (0, {"action": "pay each correct invoice"}, "the changes say what the record says already"),
        (0, {"responsible": "finance"}, "the changes say what the record says already"),
    ],
)
def test_an_edit_that_does_not_fit_says_which_field_and_why(number, changes, message):
    """A field that is none, that is not a person's, or whose value does not fit is named in plain words."""
    item = one_of_each_kind()[number]
    with pytest.raises(InvalidDecision) as caught:
        edit(item, **changes)
    assert caught.value.message.startswith(message)


def test_a_misfit_does_not_repeat_what_was_put_in():
    """Words of a contract stand in no message, nor in the errors behind it."""
    with pytest.raises(InvalidDecision) as caught:
        edit(an_item(), deadline={"kind": "absolute", "date": "the words of Bramley"})
    assert "Bramley" not in caught.value.message
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_what_the_words_contradict_needs_a_reason_or_an_edit():
    """A contradicted record is confirmed with a reason, or with the contradicted field edited."""
    item = an_item(a_kpi(proof={"target": Proof.CONTRADICTED, "unit": Proof.PROVED}))
    with pytest.raises(InvalidDecision, match="the contract's words contradict target"):
        decide(item, DecisionRequest(action=Action.CONFIRM, version=1))
    with pytest.raises(InvalidDecision, match="contradict target"):
        edit(item, metric="uptime")
    confirm = DecisionRequest(action=Action.CONFIRM, version=1, reason="the annex says so")
    assert decide(item, confirm)[0].status is RecordStatus.CONFIRMED
    assert edit(item, target=99.5).record.proof == {"unit": Proof.PROVED}
    assert decide(item, DecisionRequest(action=Action.DEFER, version=1))[0].record.proof == item.record.proof


def test_a_waiting_proposal_is_taken_by_an_edit_to_its_values():
    """`changes_to` gives what differs; after the edit the record says what the proposal said."""
    proposal = hashed(an_obligation("keep records", category=Category.RECORD_KEEPING, responsible="finance"))
    item = an_item(proposal=proposal, status=RecordStatus.CONFIRMED)
    changes = changes_to(item.record, said(proposal))
    assert changes == {"action": "keep records", "category": "record_keeping", "responsible": "finance"}
    after = edit(item, **changes)
    assert (after.hash, after.proposal) == (proposal.hash, None)
    assert said(after.record) == said(proposal)


VALUES = {
    "obligation": [
        {"action": "pay"},
        {"category": "audit"},
        {"responsible": "legal"},
        {"deadline": Deadline().model_dump(mode="json")},
        {"obligor": None},
    ],
    "kpi": [{"target": 5}, {"consequences": []}, {"window": "P1Y"}, {"unit": "hours"}],
    "variable": [
        {"value": DateValue(date=dt.date(2031, 1, 1), text="x").model_dump(mode="json")},
        {"value": DurationValue(iso="P1M", text="x").model_dump(mode="json")},
    ],
}
STEPS = st.lists(st.tuples(st.sampled_from(Action), st.integers(0, 4)), max_size=12)


def follow(item: ReviewItem, steps: list[tuple[Action, int]]) -> list[ReviewItem]:
    """The record after each decision that makes sense; what has no effect is passed over."""
    history = [item]
    for action, choice in steps:
        values = VALUES[item.kind.value]
        changes = values[choice % len(values)] if action is Action.EDIT else None
        request = DecisionRequest(action=action, version=item.version, reason="why", changes=changes)
        try:
            after, decision = decide(item, request)
        except InvalidDecision:
            assert action is Action.EDIT
            assert changes_to(item.record, changes) == {}
            continue
        assert decision.before == standing(item)
        assert decision.after == standing(after)
        item = after
        history.append(item)
    return history


@given(st.sampled_from(one_of_each_kind()), STEPS)
def test_whatever_is_decided_versions_count_and_evidence_stays(item, steps):
    """Each decision is one version; evidence and identity never change; the hash is of what is said."""
    history = follow(item, steps)
    assert [each.version for each in history] == list(range(1, len(history) + 1))
    for each in history:
        assert (each.id, each.record.id, each.record.evidence) == (item.id, item.id, item.record.evidence)
        assert each.hash == each.record.hash == content_hash(each.record)
        assert each.record.version == each.version
        assert ReviewItem.model_validate_json(each.model_dump_json()) == each


@given(st.sampled_from(one_of_each_kind()), STEPS, STEPS)
def test_every_decision_can_be_undone_by_further_ones(item, first, then):
    """The way back ends where it began: the same values and status, what was open being open."""
    before = follow(item, first)[-1]
    now = follow(before, then)[-1]
    for request in requests_back(before, now):
        now, _ = decide(now, request)
    assert said(now.record) == said(before.record)
    undecided = before.status is RecordStatus.PROPOSED
    assert now.status is (RecordStatus.DEFERRED if undecided else before.status)


def test_an_edit_of_a_confirmed_record_is_undone_by_one_decision():
    """The edit back confirms by itself; no second decision is made."""
    before = an_item(status=RecordStatus.CONFIRMED)
    (request,) = requests_back(before, edit(before, action="wait"))
    assert (request.action, request.changes) == (Action.EDIT, {"action": "pay each correct invoice"})


def a_computed_date() -> Variable:
    """An end that was computed."""
    computed = Computation(expression="three years", inputs=(), steps=("2031-03-01 + 3 years = 2034-03-01",))
    value = DateValue(date=dt.date(2034, 3, 1), text="three years")
    return a_variable("expiration_date", value, computed=computed)


def test_a_value_that_a_person_put_was_not_computed():
    """The steps led to another value; a record whose value stays keeps them."""
    item = an_item(a_computed_date())
    assert edit(item, value={"date": "2034-02-28"}).record.computed is None
    assert edit(item, responsible="finance").record.computed == item.record.computed


def test_a_value_that_is_taken_over_keeps_its_steps():
    """Those of the later reading that computed it."""
    proposal = hashed(a_computed_date())
    before = a_variable("expiration_date", DateValue(date=dt.date(2034, 1, 1), text="1 January"))
    item = an_item(before, proposal=proposal)
    after = edit(item, **changes_to(item.record, said(proposal)))
    assert (after.record.value, after.record.computed) == (proposal.value, proposal.computed)


def test_how_a_value_was_computed_is_no_content():
    """Other steps to the same value are no other answer."""
    record = a_computed_date()
    assert content_hash(record) == content_hash(record.model_copy(update={"computed": None}))


def test_a_blank_is_filled_in():
    """A person says what was agreed; the words of the blank stay unless others are given."""
    item = an_item(a_variable("effective_date", NotStatedValue(text="____ day of ____")))
    after = edit(item, value={"kind": "date", "date": "2031-03-01"})
    assert after.record.value == DateValue(date=dt.date(2031, 3, 1), text="____ day of ____")


def test_a_choice_without_words_is_taken_over():
    """That a contract does not renew may follow from its saying nothing."""
    value = ChoiceValue(choice="none", text="")
    item = an_item(a_variable("renewal_kind", ChoiceValue(choice="automatic", text="shall renew")))
    assert edit(item, value=value.model_dump(mode="json")).record.value == value
