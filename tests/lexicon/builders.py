"""A small lexicon for tests."""

from __future__ import annotations

from bot.lexicon.model import Entry, Lemma, Term

ENTRIES: tuple[Entry, ...] = (
    Lemma(id="presentie", title="Presentie", aliases=("presentiebenadering", "er zijn voor de ander"), weak=("trouw",)),
    Lemma(id="vertrouwen", title="Vertrouwen", aliases=("vertrouwensband",), weak=("trouw", "boemerang")),
    Lemma(id="vrijwilligers", title="Vrijwilligers", aliases=("vrijwilligerswerk",)),
    Lemma(id="sociale-basis", title="Sociale basis", aliases=("nulde lijn",), shared=("village",)),
    Lemma(id="vitale-dorpen", title="Vitale dorpen", aliases=("dorpskracht",), shared=("Village",)),
    Term(id="sociaal-netwerk", title="Sociaal netwerk", aliases=("steunend netwerk",)),
    Term(id="zelfredzaamheid", title="Zelfredzaamheid", aliases=("zelfredzaam",)),
    Term(id="samenredzaamheid", title="Samenredzaamheid"),
    Term(id="informele-zorg", title="Informele zorg"),
    Term(id="ekc", title="Eigen Kracht-conferentie", aliases=("EKC",)),
    Term(id="clientondersteuner", title="Cliëntondersteuner", aliases=("OCO", "huis v/d wijk")),
)
