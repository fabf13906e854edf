"""The policy of what a page may load."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.template import Context, Template

from samsyn_web.base.csp import CSP, HEADER, CspMiddleware, csp, policy

DIRECTIVES = {"default-src": [CSP.SELF], "script-src": [CSP.SELF, CSP.NONCE], "object-src": [CSP.NONE]}


def test_the_text_of_the_policy():
    assert policy(DIRECTIVES, None) == "default-src 'self'; script-src 'self'; object-src 'none'"
    assert policy(DIRECTIVES, "abc") == "default-src 'self'; script-src 'self' 'nonce-abc'; object-src 'none'"


def answer(rf, text):
    def view(request):
        return HttpResponse(Template(text).render(Context(csp(request))))

    return CspMiddleware(view)(rf.get("/"))


def test_a_nonce_is_there_only_when_a_template_asks_and_is_never_the_same(rf, settings):
    settings.SECURE_CSP = DIRECTIVES
    assert "nonce" not in answer(rf, "plain")[HEADER]
    first, second = (answer(rf, "{{ csp_nonce }}") for _ in range(2))
    assert f"'nonce-{first.content.decode()}'" in first[HEADER]
    assert re.fullmatch(rb"[\w-]{22}", first.content)
    assert first.content != second.content


def test_a_view_may_have_a_policy_of_its_own(rf):
    own = HttpResponse(headers={HEADER: "default-src 'none'"})
    assert CspMiddleware(lambda request: own)(rf.get("/"))[HEADER] == "default-src 'none'"


def test_the_real_policy_allows_nothing_inline_and_no_other_host(settings):
    sources = {source for listed in settings.SECURE_CSP.values() for source in listed}
    assert sources <= {*CSP, "data:", "blob:"}
    assert settings.SECURE_CSP["script-src"] == [CSP.SELF, CSP.NONCE]
