"""A rectangle on a page."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points, `bottom` below `top`."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def widened(self, by: float) -> "Box":
        """Return the rectangle with a margin around it."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def widened_down(self, by: float) -> "Box":
        """Return a rectangle whose `bottom` and `top` grow downwards with a margin around it."""
        return Box(self.left - by, self.bottom + by, self.right + by, self.top - by)

    def shared_with(self, other: "Box") -> "Box":
        """Return the rectangle that both cover; it is turned inside out where they cover none."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Box(left, bottom, min(self.right, other.right), min(self.top, other.top))

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2
