"""A line through measurements by least squares, and how sure its slope is."""
import dataclasses
import math

# Student's t, two-sided 95 %, for 1 to 30 degrees of freedom; beyond, that of the normal distribution will do.
_T95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
        2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)
_T95_BEYOND = 1.96


@dataclasses.dataclass(frozen=True)
class Slope:
    """In units of y for a unit of x. With 95 % confidence it lies within margin of value; infinite when nothing can be
    said."""
    value: float
    margin: float


def slope_of(points):
    """points: (x, y) in the order of x. Measurements that follow each other are alike, so that they count for fewer than they
    are: by the correlation of each residual with the next."""
    count = len(points)
    if count < 2:
        return Slope(0.0, math.inf)
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    if spread == 0:
        return Slope(0.0, math.inf)
    value = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    if count == 2:
        return Slope(value, math.inf)
    residuals = [y - mean_y - value * (x - mean_x) for x, y in points]
    squares = sum(residual ** 2 for residual in residuals)
    if squares == 0:
        return Slope(value, 0.0)
    likeness = min(max(sum(a * b for a, b in zip(residuals, residuals[1:])) / squares, 0.0), 0.99)
    independent = count * (1 - likeness) / (1 + likeness)
    freedom = independent - 2
    if freedom < 1:
        return Slope(value, math.inf)
    t = _T95[min(int(freedom), len(_T95)) - 1] if freedom <= len(_T95) else _T95_BEYOND
    return Slope(value, t * math.sqrt(squares / freedom / spread))
