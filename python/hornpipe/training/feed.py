"""The batches of a source, epoch after epoch, and the place that they have come to."""
from __future__ import annotations

import itertools

from ..runtime import random


class Feed:
    """The batches of a source, epoch after epoch: a pass each; or, where an epoch has a number of steps, passes one after another.

    Args:
        source: The source.
        limit: Steps of an epoch, or None.

    Attributes:
        order: Where the random streams stood when the batches of the running pass were put in order.
        given: How many of them the steps are done for: the loop counts them, as an interrupt may come between.
    """

    def __init__(self, source, limit=None):
        self.source, self.limit, self._batches = source, limit, None
        self.order, self.given = None, 0

    def begin(self) -> None:
        """The beginning of an epoch."""
        if self._batches is None or self.limit is None:
            self._begin_pass()

    def _begin_pass(self):
        self.order, self.given, self._batches = random.streams(), 0, iter(self.source)

    def skip(self, count: int) -> int:
        """Leaves batches out; tells how many there were."""
        found = sum(1 for _ in itertools.islice(self._batches, count))
        self.given += found
        return found

    def take(self, count: int, first: bool) -> tuple:
        """The next batches; fewer, or none, where the pass ends. The first ones of an epoch may begin a new pass."""
        found = self._next(count)
        if not found and first and self.limit is not None:
            self._begin_pass()
            return self._next(count)
        return found

    def _next(self, count):
        if count > 1:
            return tuple(itertools.islice(self._batches, count))
        for batch in self._batches:
            return (batch,)
        return ()
