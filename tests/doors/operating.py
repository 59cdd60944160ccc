"""Doors of those who run the installation; the cast's operator is not asked."""

from tests.cast import Cast
from tests.doors.door import FORBIDDEN, SIGN_IN, Door, Values, but, everyone

OPERATORS_ONLY = but(everyone(FORBIDDEN), anonymous=SIGN_IN)


def somebody(cast: Cast) -> Values:
    return {"uid": cast.delegate.uid}


def job(cast: Cast) -> Values:
    return {"kind": "mail", "number": 1}


ROWS = [
    Door("operating:person-list", get=OPERATORS_ONLY),
    Door("operating:person-page", args=somebody, get=OPERATORS_ONLY),
    Door("operating:account-change", args=somebody, post=OPERATORS_ONLY, data=lambda cast: {"act": "close"}),
    Door("operating:rules", get=OPERATORS_ONLY, post=OPERATORS_ONLY),
    Door("operating:job-list", get=OPERATORS_ONLY),
    Door("operating:job-retry", args=job, post=OPERATORS_ONLY),
    Door("operating:storage", get=OPERATORS_ONLY),
    Door("operating:health", get=OPERATORS_ONLY),
]
