"""Frozen nouns to plain JSON values and back, losing nothing; what the cache and the workers exchange.

The contract's own JSON (what outside programs read) is made in `report`; this one is private and follows
the fields of the classes, so it needs no upkeep.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Plain JSON values of a noun: lists for tuples and for the fields of a dataclass, in field order."""
    if value is None or (isinstance(value, bool | int | float | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [encode(getattr(value, name)) for name in _field_names(type(value))]
    raise TypeError(f"cannot encode {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """The noun of class `kind` that `encode` wrote; a mismatch raises ValueError or TypeError."""
    noun: T = _decoder(cast(Hashable, kind))(data)
    return noun


def decode_lazily(kind: type[T], fetch: Callable[[int], Any]) -> T:
    """As `decode`, but every field is decoded when it is first read; `fetch` gives the data of a field by its number.

    For who reads one field of a thousand nouns. The data must be what `encode` wrote: a mismatch shows late.
    """
    kept: T = object.__new__(_lazy_class(cast(Hashable, kind)))
    object.__setattr__(kept, "_fetch", fetch)
    return kept


def replaced(noun: T, **changes: Any) -> T:
    """`dataclasses.replace` that leaves undecoded what `decode_lazily` has not decoded."""
    fetch = getattr(noun, "_fetch", None)
    if fetch is None:
        return cast(T, dataclasses.replace(cast(Any, noun), **changes))
    kept: T = object.__new__(type(noun))
    object.__setattr__(kept, "_fetch", fetch)
    for name, value in changes.items():
        object.__setattr__(kept, name, value)
    return kept


@cache
def _lazy_class(kind: Any) -> type:
    """A subclass whose unset slots, when read, come to ``__getattr__`` and are filled."""
    hints = get_type_hints(kind)
    decoders = {name: (number, _lazy_decoder(hints[name])) for number, name in enumerate(_field_names(kind))}

    def fill(self: Any, name: str) -> Any:
        number, decoder = decoders.get(name, (-1, None))
        if decoder is None:
            raise AttributeError(name)
        value = decoder(self._fetch(number))
        object.__setattr__(self, name, value)
        return value

    def equal(self: Any, other: Any) -> bool:
        return isinstance(other, kind) and all(getattr(self, name) == getattr(other, name) for name in decoders)

    body = {"__slots__": ("_fetch",), "__getattr__": fill, "__eq__": equal, "__hash__": kind.__hash__}
    return type(f"Kept{kind.__name__}", (kind,), body)


def _lazy_decoder(kind: Any) -> Callable[[Any], Any]:
    """Nouns that are fields of a lazy noun and hold all their fields in slots are lazy too."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and not _computed(kind):
        return lambda data: decode_lazily(kind, data.__getitem__)
    return _decoder(kind)


def _computed(kind: type) -> bool:
    """Whether the class computes fields of its own when it is made, or has no slots to be left unset."""
    return hasattr(kind, "__post_init__") or any(not f.init for f in dataclasses.fields(kind)) or not hasattr(kind, "__slots__")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = [arg for arg in args if arg is not type(None)]
        one = _decoder(inner[0])
        return lambda data: None if data is None else one(data)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            item = _decoder(args[0])
            return lambda data: tuple([item(x) for x in data])
        parts = [_decoder(arg) for arg in args]
        return lambda data: tuple([part(x) for part, x in zip(parts, data, strict=True)])
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        names = _field_names(kind)
        fields = [_decoder(hints[name]) for name in names]
        build: Callable[..., Any] = kind
        return lambda data: build(*[field(x) for field, x in zip(fields, data, strict=True)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda data: kind(data)
    return lambda data: data
