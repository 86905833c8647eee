"""A report as somebody could hand it in; invented, about nobody."""

from __future__ import annotations

from datetime import date

from bot.services.reports import Pair, Plan, Report, ReportEntry

ORIGIN = "Wat, wat betekent het en wat nu: dit drietal komt van Terry Borton (1970)."
ENTRIES = (
    ReportEntry(
        id="b", day=date(2026, 9, 8), form="intervisie", minutes=90, guide="collega’s van team Oost",
        model="Incidentmethode", origin="Ontwikkeld door Paul en Faith Pigors in de jaren vijftig.",
        themes=("vertrouwen", "samenwerken"), level="meso", area="normatief",
        pairs=(
            Pair("Wat bracht je in?", "Het consultatiebureau wilde dat ik een moeder aanspoorde. Het schuurde."),
            Pair("Wat vroegen de anderen?", "Van wie het plan eigenlijk was.\nEn of zij dat al wist."),
        ),
        learnt="Een plan zonder de moeder is geen plan. Dat zeg ik voortaan aan het begin van een overleg.",
        plan=Plan("Moeder meenemen naar het overleg.", "kept"),
    ),
    ReportEntry(
        id="a", day=date(2026, 9, 1), minutes=15, model="Wat gebeurde er?", origin=ORIGIN,
        themes=("zelf doen of overnemen", "vertrouwen"), level="micro", area="technisch-instrumenteel",
        pairs=(
            Pair(
                "Neem één moment, hoe klein ook. Wat gebeurde er, en wat deed jij?",
                "Ik belde school terwijl moeder ernaast zat. Had ze misschien zelf gekund, maar ze was op. "
                "Achteraf vroeg ik me af voor wie ik dat eigenlijk deed: voor haar, of omdat ik het zelf zo naar vond "
                "om te zien dat het niet lukte.",
            ),
            Pair("Wat betekent het, voor jou en voor wie erbij was?", "Ik nam over. Zij leunde achterover."),
            Pair("Wat nu? Wat ga je doen, laten of vragen, en wanneer?", ""),
        ),
        learnt="Eerst vragen, dan pas bellen.",
        plan=Plan("Samen school bellen, zij doet het woord.", "changed", "Bellen durfde ze niet. Een appje wel."),
    ),
    ReportEntry(
        id="c", day=date(2026, 10, 3), form="supervisie", minutes=60, guide="M. de Wit, supervisor",
        model="Wat gebeurde er?", origin=ORIGIN, themes=("grenzen", "vertrouwen"), level="micro", area="persoonlijk",
        pairs=(Pair("Wat bleef hangen?", "Dat ik pas stop als ik op ben. Overnemen is ook: niet vertrouwen."),),
        learnt="Ik mag een huisbezoek afbreken.",
        plan=Plan("Na elk huisbezoek tien minuten niets.", "not_yet"),
    ),
    ReportEntry(
        id="d", day=date(2026, 10, 19), themes=("eenzaamheid",), level="macro",
        pairs=(Pair("", "De bus naar het buurthuis rijdt niet meer. Drie mensen zag ik daardoor niet terug."),),
        plan=Plan("Bij de gemeente vragen wie daarover gaat."),
    ),
    ReportEntry(
        id="e", day=date(2026, 11, 2), form="intervisie", minutes=75, guide="S. Amrani", model="Incidentmethode",
        origin="Ontwikkeld door Paul en Faith Pigors in de jaren vijftig.", themes=("grenzen", "samenwerken"),
        level="meso", area="technisch-instrumenteel",
        pairs=(Pair("Wat bracht je in?", "Een overleg waarin iedereen over de moeder sprak, op school."),),
        learnt="Ik kan vragen wie er nog aan tafel hoort.",
    ),
)  # fmt: skip
REPORT = Report(
    title="Reflectie op mijn werk in de wijk",
    name="J. Jansen",
    begin=date(2026, 9, 1),
    end=date(2026, 11, 21),
    made=date(2026, 11, 21),
    operator="Welzijn Voorbeeldstad",
    entries=ENTRIES,
    available=8,
)
