"""The kinds of events: what they promise for ever."""

from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from inspect import getdoc
from typing import get_type_hints

import pytest
from event_builders import ONE_OF_EACH, fetched

from pipeline.domain import events
from pipeline.domain.events import EVENTS, Event


def test_every_event_class_is_in_the_list() -> None:
    """An event class that were not listed would have no registered topic."""
    kinds = [kind for kind in vars(events).values() if isinstance(kind, type)]
    defined = {kind for kind in kinds if issubclass(kind, Event) and "TOPIC" in vars(kind)}
    assert defined == set(EVENTS)


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: type(event).__name__)
def test_events_are_frozen(event: Event) -> None:
    """No field of an event can be set anew."""
    assert is_dataclass(event)
    for field in fields(event):
        with pytest.raises(FrozenInstanceError):
            setattr(event, field.name, None)


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_is_documented_and_typed(kind: type[Event]) -> None:
    """Every kind is documented in its own words, and all its fields have types."""
    assert kind.__doc__
    assert getdoc(kind) != getdoc(Event)
    assert {field.name for field in fields(kind)} <= set(get_type_hints(kind))


def test_topics_are_names_of_our_own() -> None:
    """A topic is unique and tells nothing of where the class lives, so that the class may move."""
    topics = [kind.TOPIC for kind in EVENTS]
    assert len(topics) == len(set(topics))
    for kind in EVENTS:
        assert kind.TOPIC.startswith("griffier.")
        assert ":" not in kind.TOPIC
        assert kind.__module__ not in kind.TOPIC


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_version_step_has_its_upcast(kind: type[Event]) -> None:
    """A class at version 3 can mend what was stored as version 1 and as version 2."""
    for version in range(1, kind.class_version):
        assert callable(getattr(kind, f"upcast_v{version}_v{version + 1}"))


def test_events_with_the_same_fields_are_equal() -> None:
    """Position and time of appending do not count in a comparison; the contents do."""
    event = fetched()
    assert event == replace(event, originator_version=7)
    assert event != fetched("two")
