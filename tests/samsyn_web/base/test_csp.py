"""The policy of what a page may load."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.template import Context, Template

from samsyn_web.base.csp import CSP, HEADER, CspMiddleware, allow, csp, policy

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


def test_one_answer_may_load_pictures_from_a_named_origin_and_nothing_else_from_there(rf, settings):
    settings.SECURE_CSP = DIRECTIVES | {"img-src": [CSP.SELF]}

    def view(request):
        allow(request, "img-src", ["https://karta.example.se", "http://127.0.0.1:8080"])
        allow(request, "img-src", ["https://karta.example.se"])
        return HttpResponse()

    text = CspMiddleware(view)(rf.get("/"))[HEADER]
    assert text.endswith("img-src 'self' https://karta.example.se http://127.0.0.1:8080")
    assert text.count("karta.example.se") == 1
    assert "karta" not in CspMiddleware(lambda request: HttpResponse())(rf.get("/"))[HEADER]


@pytest.mark.parametrize(
    "origin", ["*", "https:", "https://a.se/x", "https://a.se; script-src *", "data:", "https://*.se"]
)
def test_what_is_no_origin_widens_nothing(rf, origin):
    with pytest.raises(ValueError, match="no origin"):
        allow(rf.get("/"), "img-src", [origin])
