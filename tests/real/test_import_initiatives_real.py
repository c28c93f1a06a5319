"""The map of Deventer's neighbourhood teams: every row is loaded or reported, each initiative in its wijk."""

from io import StringIO

import pytest
from django.core.management import call_command
from shapely.geometry import Point, shape

from initiatives.models import Initiative
from tests.conftest import REAL_FILES

pytestmark = pytest.mark.django_db
BOUNDARIES = REAL_FILES / "grenzen" / "cbs_wijken_2016_rd28992_deventer_denhaag.geojson"
MAP = REAL_FILES / "initiatieven" / "deventer_bewonersinitiatieven_afgeleid.csv"


def run(*options: str) -> list[str]:
    """What the command prints."""
    out = StringIO()
    call_command("import_initiatives", str(MAP), "--municipality", "GM0150", *options, stdout=out)
    return out.getvalue().splitlines()


def test_the_residents_initiatives_of_deventer_are_placed_in_their_wijk() -> None:
    call_command("import_areas", str(BOUNDARIES), stdout=StringIO(), stderr=StringIO())
    lines = run()
    assert lines[-1] == "240 rows: 141 created, 0 updated, 0 unchanged, 99 refused"
    reported = [line for line in lines if line.startswith("Niet geladen: regel ")]
    assert len(reported) == 99
    assert all(", kolom categorie: " in line for line in reported)

    loaded = Initiative.objects.prefetch_related("districts")
    assert loaded.count() == 141
    for initiative in loaded:
        [wijk] = initiative.districts.all()
        point = Point(float(initiative.longitude or 0), float(initiative.latitude or 0))
        assert wijk.boundary is not None
        assert shape(wijk.boundary).distance(point) < 0.0015, "within a hundred metres"
        assert initiative.derived == ["start_date"]
        assert "<br" not in initiative.summary

    assert run()[-1] == "240 rows: 0 created, 0 updated, 141 unchanged, 99 refused"
