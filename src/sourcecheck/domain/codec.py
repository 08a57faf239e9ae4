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
