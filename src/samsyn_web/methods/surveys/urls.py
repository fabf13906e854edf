"""Addresses of surveys; the last three are opened without signing in."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.surveys import views

app_name = "surveys"

urlpatterns = [
    path("", views.surveys, name="surveys"),
    path("ny/", views.make, name="make"),
    path("<int:survey_id>/", views.survey, name="survey"),
    path("<int:survey_id>/fragor/", views.questions, name="questions"),
    path("<int:survey_id>/formular.xlsx", views.form_file, name="form_file"),
    path("<int:survey_id>/enkat.docx", views.word_form, name="word_form"),
    path("<int:survey_id>/las-in/", views.take_in, name="take_in"),
    path("<int:survey_id>/bjud-in/", views.invite, name="invite"),
    path("<int:survey_id>/paminn/", views.remind, name="remind"),
    path("<int:survey_id>/lankar.csv", views.links, name="links"),
    path("<int:survey_id>/stang/", views.close, name="close"),
    path("<int:survey_id>/resultat.<str:form>", views.results_file, name="results_file"),
    path("<int:survey_id>/valj/", views.pick, name="pick"),
    path("omgang/<int:survey_round_id>/", views.round_page, name="round"),
    path("<int:survey_id>/jamfor/", views.compared, name="compared"),
    path("<int:survey_id>/jamforelse.<str:form>", views.compared_file, name="compared_file"),
    path("<int:survey_id>/oppna/<str:item>/kodbok/", views.codebook, name="codebook"),
    path("kodning/<int:codebook_id>/", views.coding, name="coding"),
    path("kodning/<int:codebook_id>/koda/", views.code, name="code"),
    path("kodning/<int:codebook_id>/koder.csv", views.codes_file, name="codes_file"),
    path("kodning/<int:codebook_id>/enas/", views.settle, name="settle"),
    path("kodning/<int:codebook_id>/avsluta/", views.finish_coding, name="finish_coding"),
    path("kodning/<int:codebook_id>/citat/", views.quotations, name="quotations"),
    path(
        "kodning/<int:codebook_id>/citat/<int:quotation_id>/ta-bort/",
        views.withdraw_quotation,
        name="withdraw_quotation",
    ),
    path("svara/<str:token>/", views.answer, name="answer"),
    path("oppen/<str:key>/", views.answer_open, name="answer_open"),
    path("tack/", views.thanks, name="thanks"),
]
