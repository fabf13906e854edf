"""What the invented municipality has written in the law's documents; every word of it is made up."""

from __future__ import annotations

from collections.abc import Mapping

PICTURE: Mapping[str, str] = {
    "summary": (
        "Exempelköping är lugnare än för två år sedan på de flesta platser, men samlingarna vid Centrum i Ekbacken har "
        "ökat och märks av många. Ljuset i Stationsparken är det som hittills har hjälpt tydligast. Uppgifterna är "
        "påhittade."
    ),
    "extent": (
        "Rapporterna kommer från skolor, fastighetsvärdar, fältgrupp, bibliotek och butiker. De visar vad som märks på "
        "platsen, inte all brottslighet: bedrägerier, våld i nära relationer och brott på nätet syns knappt här.\n\n"
        "De flesta händelser sker fredag och lördag mellan klockan 19 och 24."
    ),
    "consequences": (
        "Butiker i Ekbacken stänger tidigare, en förening har flyttat en kvällskurs och boende tar omvägar. "
        "I Björkhaga "
        "kostade förrådsstölderna bolaget ungefär 300 000 kronor ett år (påhittad uppgift)."
    ),
    "development": (
        "Två veckor är för kort tid för att säga något om utvecklingen. Tertialbilderna jämförs när tre har "
        "publicerats."
    ),
    "reference": (
        "Kommunen jämför sig med kommuner i samma kommungrupp (mindre stad) när Brås indikatorer för året är inlästa. "
        "Till dess görs ingen jämförelse av nivåer."
    ),
    "other": (
        "I torgenkäten säger drygt sex av tio att de känner sig trygga på torget på kvällen.\n\n"
        "Stationsområdet byggs om med start 2027. Mötesplatsen i Ekbacken kortade sina öppettider i augusti. Polisen "
        "bedömer att narkotikahandeln vid stationen har flyttat inomhus."
    ),
    "analysis": (
        "Samlingarna i Ekbacken hänger ihop med att torget är den enda öppna platsen efter klockan 19 och "
        "att ingen har "
        "ansvaret för det efter stängning. Det är situationen som går att ändra, inte de som samlas.\n\n"
        "Osäkrast är Kvarnvret: stölderna kan ha flyttat dit från Björkhaga, men rapporterna är för få för "
        "att säga det."
    ),
    "positions": (
        "Ekbacken kommer först. Nedskräpningen i Sjövreten hanteras i ordinarie drift och prövas igen inför budgeten."
    ),
    "why_chosen": "De ökar, märks av många eller har följder som fler än de drabbade får bära.",
    "dropped": (
        "Pressnotiser från polisen valdes bort: de är ett urval för medier och ingen statistik. Uppgifter om enskilda "
        "hör hemma i socialtjänsten och finns inte här."
    ),
    "limits": (
        "Underlaget visar det som rapportörerna ser på dagtid och tidig kväll. Brott i hemmet, mot äldre och på nätet "
        "fångas inte, och områden utan rapportör ser lugnare ut än de är."
    ),
    "meaning": (
        "Planen riktas mot platser. Frågor om våld i nära relationer och bedrägerier behöver ett eget "
        "underlag, som tas "
        "fram under 2027."
    ),
}

FOLLOW_UP: Mapping[str, str] = {
    "summary": (
        "Ljuset i Stationsparken gav tydligt färre rapporter. För kamerorna vid Hammarvallen och förråden i Björkhaga "
        "går det inte att säga. Uppgifterna är påhittade."
    ),
    "conclusions": (
        "Det som ändrade platsen hjälpte, och det som bara bevakade den gick inte att se någon effekt av. Skolan "
        "slutade rapportera mitt i en åtgärd: utan rapporter går ingenting att bedöma."
    ),
    "next": (
        "Ljusåtgärderna fortsätter i fler parker. Kamerorna sitter kvar till avtalet löper ut och förlängs inte. Öppen "
        "fritidsgård i Ekbacken läggs till."
    ),
}
ASSEMBLY: Mapping[str, str] = {
    "message": (
        "Trygghetsarbetet har gett ett tydligt resultat vid Stationsparken och ett nytt problem som kommer först: "
        "samlingarna vid Centrum i Ekbacken. För två av tre utvärderade åtgärder går det inte att säga om de hjälpte. "
        "Fullmäktige behöver inte besluta något nu. Uppgifterna är påhittade."
    ),
    "worked": (
        "Bättre ljus hjälpte. Kameror och låsta förråd går inte att bedöma, och det beror på för få eller ändrade "
        "rapporter, inte på att de säkert var verkningslösa."
    ),
    "duties": "Avtal med polisen och ett strategiskt råd finns. Planen följs upp varje år fast lagen säger vartannat.",
}
