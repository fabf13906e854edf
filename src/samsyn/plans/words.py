"""What the parts of the chain are called in Swedish."""

from __future__ import annotations

FIELDS = {
    "problem": "problem",
    "cause": "orsak",
    "evidence": "underlag för orsaken",
    "basis": "bakgrund",
    "action": "åtgärd",
    "goal": "mål",
    "indicator": "indikator",
    "baseline": "utgångsläge",
    "target": "målvärde",
    "when": "när",
    "start": "start",
    "end": "slut",
    "owner": "ansvarig",
    "partners": "samverkan",
    "follow_up": "uppföljning",
    "status": "status",
    "resources": "resurser",
    "kind": "typ av åtgärd",
    "priority": "prioritet",
    "number": "nummer",
    "notes": "anteckning",
}
