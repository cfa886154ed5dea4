"""Errors that know their status, their name and their cure; and the one shape in which all are sent."""

from app.errors.kinds import (
    PROBLEMS,
    BadRequest,
    BodyRefused,
    Busy,
    Internal,
    InvalidCursor,
    InvalidParameter,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    NotReady,
    Removed,
    StaleCursor,
    TargetTooLong,
    TooSlow,
)
from app.errors.shape import MEDIA_TYPE, ApiError, Fault, Problem, answer, shortened

__all__ = [
    "MEDIA_TYPE",
    "PROBLEMS",
    "ApiError",
    "BadRequest",
    "BodyRefused",
    "Busy",
    "Fault",
    "Internal",
    "InvalidCursor",
    "InvalidParameter",
    "MethodNotAllowed",
    "NotAcceptable",
    "NotFound",
    "NotReady",
    "Problem",
    "Removed",
    "StaleCursor",
    "TargetTooLong",
    "TooSlow",
    "answer",
    "shortened",
]
