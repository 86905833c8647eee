"""A small scripted bot for the browser tests: the beginning of conversation 1."""

from __future__ import annotations

from collections.abc import Iterable

from bot.dialogue.turn import Button, Reply, Signal
from bot.services.ports import Arrival, Document
from tests.web.browser import Talk
from tests.web.fake_post import FakePost

FIXED = ("Klaar", "Begrip", "Pauze")
STORY = (
    "Abiba is 26. Met drie zoons, van 8, 6 en anderhalf, deelt ze één kamer van dertig vierkante meter. De vaders zijn "
    "weg. Nederlands lukt maar een beetje, en dat ze bijstand kan krijgen weet ze niet.",
    "De kamer kost 350 euro en de huur loopt achter. Er lopen leningen bij postorderbedrijven. Geld komt van betaalde "
    "seks, thuis. Ook dat stokt: ze is er psychisch slecht aan toe en heeft misschien een soa. Hoe ze de jongens te "
    "eten geeft, ziet ze niet meer.",
    "Ze kent niemand in de buurt en schaamt zich. Haar familie zit vooral in Afrika; een zus hier spreekt ze niet "
    "meer. De oudste twee lopen alleen naar school en botsen daar. De jongste blijft ziek. School krijgt haar niet "
    "te spreken, het consultatiebureau ziet haar nooit. Abiba zelf vroeg niets.",
)
VIEWS = (
    "**Naast jouw antwoord** · Het hoofdstuk beschrijft een Rotterdams team. Dat komt vaak binnen op één praktische "
    "vraag en vindt erachter een kluwen: schulden, alleen staan, spanning of geweld thuis.\n"
    "**Toegevoegd door Nabij** · Over de veiligheid van deze kinderen zegt het boek niets. In het echt pak je hier de "
    "meldcode bij. Veilig Thuis (0800-2000) denkt mee zonder dat je een naam noemt."
)
WELCOME = Reply(
    "Dag. Ik ben Nabij. Je kunt hier casussen doen, woorden opzoeken en een logboek bijhouden. Wat je schrijft staat "
    "versleuteld op deze computer; alleen jij leest het.",
    buttons=((Button("Begin met Abiba", "care"), Button("Iets anders", "c:menu")),),
)
STEPS: dict[str, tuple[Reply, ...]] = {
    "care": (
        Reply(
            "Vooraf: Abiba is een moeder met schulden die geld verdient met betaalde seks, terwijl haar kinderen thuis "
            "zijn. Komt dat te dichtbij, neem dan een andere casus. Docent ziet dat verschil niet.",
            buttons=((Button("Ik begin", "begin"), Button("Andere casus", "other")),),
        ),
    ),
    "begin": (*map(Reply, STORY[:2]), Reply(STORY[2], buttons=((Button("Naar vraag 1", "one"),),))),
    "one": (
        Reply(
            "**Vraag 1 van 6.** Wat speelt er allemaal in dit gezin? Stuur het zoals het opkomt, in één bericht of in "
            "tien. Tik Klaar als je er bent.",
            keyboard=FIXED,
        ),
    ),
    "Klaar": (
        Reply(
            "Ik lees bij jou: {points}. Over veiligheid vond ik niets, maar ik kijk alleen naar woorden. Wil je er "
            "iets over kwijt? Typ het, of ga door.",
            {"points": "geld, school, gezondheid, alleen zijn"},
            buttons=((Button("Verder", "on"),),),
        ),
    ),
    "on": (
        Reply(VIEWS),
        Reply("**Vraag 2 van 6.** Hoe zou het outreachende team dit kunnen oppakken?", keyboard=FIXED),
    ),
    "Pauze": (Reply("Goed. Alles staat er nog; je was bij vraag 1 van 6.", keyboard=()),),
    "menu": (Reply("Wat wil je doen?", buttons=((Button("Casus", "c:casus"),), (Button("Begrip", "c:begrip"),))),),
    "other": (Reply("Dan een andere."),),
    "data": (Reply("Dit is alles wat ik van je heb.", export="data"),),
}


def abiba(arrival: Arrival) -> Iterable[Reply]:
    """Play along; what stands nowhere is kept in silence."""
    signal, text = arrival.incoming.signal, arrival.incoming.text
    if signal is Signal.COMMAND and text == "start":
        return (WELCOME,)
    return STEPS.get(text, ())


def abiba_post(**options: bool) -> FakePost:
    """A post with that bot behind it."""
    post = FakePost(abiba, **options)
    post.documents["data"] = Document("nabij-gegevens.json", "application/json", b'{"format": 1}')
    return post


async def to_question(page: Talk) -> None:
    """Play up to the first question."""
    for label in ("Begin met Abiba", "Ik begin", "Naar vraag 1"):
        await page.press(label)
    await page.heard("Vraag 1 van 6.")
