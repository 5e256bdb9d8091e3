"""A rectangle on a page."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points; `bottom` is less than `top`, except where y grows downwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point is within the rectangle or on its border."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def widened(self, by: float) -> "Box":
        """Return the rectangle with a margin around it."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def widened_down(self, by: float) -> "Box":
        """Return the rectangle with a margin around it, if its y coordinates grow downwards."""
        return Box(self.left - by, self.bottom + by, self.right + by, self.top - by)

    def shared_with(self, other: "Box") -> "Box":
        """Return the intersection of two rectangles; its sides are swapped if they don't intersect."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, min(self.right, other.right), min(self.top, other.top))

    def joined_with(self, other: "Box") -> "Box":
        """Return the smallest rectangle that holds both."""
        left, bottom = min(self.left, other.left), min(self.bottom, other.bottom)
        return Box(left, bottom, max(self.right, other.right), max(self.top, other.top))

    @property
    def centre(self) -> tuple[float, float]:
        """The centre (x, y)."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2
