"""The codes that a municipality's files may name, read once an import or export."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from areas.models import District, Municipality, TargetGroup
from initiatives.columns import Lists
from initiatives.importing.choices import Choices
from initiatives.models import ActivityType, PartnerKind, PlaceKind
from lessons.models import Lesson
from sheets.values import shortened

_PLACES = {
    "indoor_public": ("openbaar binnen", "binnen openbaar"),
    "indoor_commercial": ("commercieel binnen", "binnen commercieel", "horeca of winkel"),
}
_PARTNERS = {
    "welfare": ("welzijn", "welzijnsorganisatie"),
    "housing": ("woningcorporatie",),
    "faith": ("kerk of moskee", "geloof"),
    "business": ("ondernemers", "bedrijf"),
}


class DistrictChoices(Choices):
    """The wijken of one municipality, by code only: one name occurs as wijk and as buurt."""

    def __init__(self, municipality: Municipality, rows: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a code and a name; names are for messages only."""
        self._municipality = municipality
        names = dict(rows)
        super().__init__(_("wijkcode"), [(code, ()) for code in sorted(names)])
        self._names.update(names)

    def _unknown(self, text: str) -> str:
        code = "".join(text.split()).upper()
        values = {"code": shortened(code), "name": self._municipality.name}
        if code.startswith("BU"):
            values["wijk"] = f"WK{code[2:8]}"
            return _("‘%(code)s’ is een buurtcode; vul de wijkcode in: %(wijk)s.") % values
        if code == self._municipality.code:
            return _("‘%(code)s’ is de gemeente zelf; schrijf * voor de hele gemeente.") % values
        if code.startswith("WK") and code[2:6] != self._municipality.code[2:]:
            return _("Wijk ‘%(code)s’ hoort niet bij de gemeente %(name)s.") % values
        return super()._unknown(text)


def load_lists(municipality: Municipality) -> Lists:
    """The lists of a municipality: six queries."""
    districts = District.objects.filter(municipality=municipality).values_list("code", "name")
    return shared_lists(DistrictChoices(municipality, districts))


def shared_lists(districts: Choices) -> Lists:
    """The lists that every municipality shares, with these districts: five queries."""
    lessons = Lesson.objects.values_list("code", "title_nl", "title_en")
    return Lists(
        districts=districts,
        activity_types=Choices(_("activiteit"), _terms(ActivityType)),
        target_groups=Choices(_("doelgroep"), _terms(TargetGroup)),
        place_kinds=Choices(_("soort plek"), _terms(PlaceKind, _PLACES)),
        partner_kinds=Choices(_("soort partner"), _terms(PartnerKind, _PARTNERS)),
        lessons=Choices(_("les"), [(code, names) for code, *names in lessons]),
    )


def _terms(
    model: type[ActivityType] | type[TargetGroup] | type[PlaceKind] | type[PartnerKind],
    more: dict[str, tuple[str, ...]] | None = None,
) -> list[tuple[str, tuple[str, ...]]]:
    rows = model._default_manager.values_list("code", "name_nl", "name_en")
    return [(code, (dutch, english, *(more or {}).get(code, ()))) for code, dutch, english in rows]
