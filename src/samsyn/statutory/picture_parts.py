"""The parts of the statutory situational picture: four slots of 4 §, and what Brå's guidance asks of its sources."""

from __future__ import annotations

from samsyn.statutory.parts import Part

PICTURE_PARTS: tuple[Part, ...] = (
    Part(
        key="summary",
        title="Sammanfattning",
        ask="Det viktigaste i några meningar, för den som inte läser mer.",
    ),
    Part(
        key="extent",
        title="Brottslighetens omfattning",
        ask="Hur mycket, var, när och på vilket sätt? Skriv också vad siffrorna inte fångar.",
        forced=True,
        by_figures=True,
    ),
    Part(
        key="consequences",
        title="Brottslighetens konsekvenser",
        ask="Vad leder brotten till för dem som drabbas, för platser, för verksamheter och för samhället?",
        forced=True,
    ),
    Part(
        key="development",
        title="Utveckling över tid",
        ask="Hur ser utvecklingen ut, och vad kan ligga bakom? Perioder som inte går att jämföra jämförs inte.",
    ),
    Part(
        key="reference",
        title="Jämförelse med andra",
        ask="Vilka kommuner eller vilket riket-tal jämför ni med, efter vilka kriterier, och vad säger jämförelsen?",
    ),
    Part(
        key="other",
        title="Annan information av betydelse",
        ask="Det som statistiken inte visar: trygghet, dialoger, planerade byggen, befolkning, andras bild.",
        forced=True,
    ),
    Part(
        key="analysis",
        title="Analys",
        ask="Vad betyder kartläggningen och informationen tillsammans? Varför finns problemen, och vad är osäkert?",
        forced=True,
    ),
    Part(
        key="positions",
        title="Ställningstagande till problemen",
        ask="Vad kommunen tar ställning till: vilka problem kommer först, vilka väntar, och varför?",
    ),
    Part(
        key="why_chosen",
        title="Varför de här problemen",
        ask="Varför valdes just de här problemen ut?",
        section="sources",
    ),
    Part(
        key="dropped",
        title="Källor som valdes bort",
        ask="Vilka källor valdes bort, och varför?",
        section="sources",
    ),
    Part(
        key="limits",
        title="Vad källorna inte visar",
        ask="På vilka sätt begränsar valet av källor kunskapen?",
        section="sources",
        forced=True,
    ),
    Part(
        key="meaning",
        title="Vad det betyder för arbetet",
        ask="Vad kan begränsningarna få för följder för arbetet?",
        section="sources",
    ),
)
