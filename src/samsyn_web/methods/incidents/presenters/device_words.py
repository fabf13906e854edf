"""What the scripts of the report page say, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn import guard


def device_words() -> dict[str, str]:
    """Return every text by the name that the scripts know it by."""
    kinds = {f"kind_{kind}": mask for kind, (_name, mask, _reason) in guard.KINDS.items()}
    return {**_of_the_queue(), **_of_the_form(), **kinds}


def _of_the_queue() -> dict[str, str]:
    return {
        "one_waiting": _("1 rapport väntar på nät."),
        "many_waiting": _("{n} rapporter väntar på nät."),
        "one_sending": _("Skickar 1 rapport …"),
        "many_sending": _("Skickar {n} rapporter …"),
        "one_kept": _("1 rapport väntar."),
        "many_kept": _("{n} rapporter väntar."),
        "one_stuck": _("1 rapport kunde inte tas emot och behöver rättas."),
        "many_stuck": _("{n} rapporter kunde inte tas emot och behöver rättas."),
        "nobody": _("Öppna din personliga länk igen, eller logga in. Rapporterna finns kvar på telefonen."),
        "other": _(
            "De är skrivna av någon annan än den som är inloggad nu, och skickas när den personen är tillbaka."
        ),
        "role": _("Din roll lämnar inga rapporter. Tala med samordnaren."),
        "server": _("Servern svarar inte som den ska. Nytt försök om {s} sekunder."),
        "try_now": _("Försök nu"),
        "show": _("Visa väntande"),
        "sign_in": _("Logga in"),
        "received": _("Rapporten är mottagen."),
        "masked": _("Det här maskerades: {what}."),
        "undo": _("Ändra eller ta tillbaka"),
        "saved": _("Rapporten är sparad på telefonen. Den skickas när nätet är tillbaka."),
        "no_store": _(
            "Den här webbläsaren kan inte spara rapporter på telefonen. De skickas direkt, och då behövs nät."
        ),
        "full": _(
            "Minnet på telefonen är fullt, så rapporter kan inte sparas där. De skickas direkt, och då behövs nät."
        ),
        "neither": _(
            "Rapporten är varken sparad eller skickad. Det du skrev står kvar. Försök igen när du har nät, eller "
            "spara den som en fil."
        ),
        "as_file": _("Spara som fil"),
        "other_page": _("Den sidan går inte att öppna utan nät. Här kan du lämna en rapport så länge."),
        "write_more": _("Skriv en rapport till"),
    }


def _of_the_form() -> dict[str, str]:
    return {
        "what_missing": _("Välj vad som har hänt."),
        "where_missing": _("Välj var det var."),
        "home_missing": _("Välj område. För bostäder tas ingen adress emot."),
        "when_missing": _("Välj när det var."),
        "time_missing": _("Ange dag och klockslag."),
        "time_order": _("Sluttiden ligger före början."),
        "time_ahead": _("Tiden har inte varit än. Det som är på väg rapporteras som kommande."),
        "left": _("{n} tecken kvar"),
        "found": _("Det här kan peka ut en person: {what}."),
        "mask": _("Maskera"),
        "mask_done": _("Maskerat."),
        "finding_place": _("Letar efter din plats …"),
        "place_found": _("Din plats, på {m} meter när"),
        "place_chosen": _("Punkt på kartan"),
        "no_place": _("Det gick inte att få din plats. Välj den i listan i stället."),
        "no_map": _("Kartan kunde inte hämtas. Välj i listan i stället."),
        "hits": _("{n} träffar"),
        "no_hits": _("Ingen träff. Skriv platsen med ord i stället."),
        "new_version": _("Det finns en ny version av sidan."),
        "update": _("Uppdatera"),
        "install": _("Lägg till på hemskärmen"),
        "install_ios": _(
            "Rapporter väntar på den här telefonen. En iPhone tar bort dem efter sju dagar om sidan inte finns på "
            "hemskärmen: tryck på Dela och sedan Lägg till på hemskärmen, eller öppna sidan när du har nät."
        ),
        "editing": _("Du ändrar en rapport som väntar."),
        "too_late": _("Rapporten hann skickas innan du ändrade den."),
        "waiting_state": _("väntar"),
        "unsure_state": _("skickad, men inget svar än"),
        "stuck_state": _("behöver rättas"),
        "edit": _("Ändra"),
        "delete": _("Ta bort"),
        "sure_delete": _("Ja, ta bort för gott"),
        "keep": _("Behåll"),
        "export": _("Spara som fil"),
        "written": _("skriven {when}"),
        "none": _("Inga rapporter väntar på den här enheten."),
    }
