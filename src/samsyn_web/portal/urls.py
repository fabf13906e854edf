"""Addresses of the first page and of the pages about Samsyn."""

from __future__ import annotations

from django.urls import path

from samsyn_web.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("metoder/", views.every_method, name="methods"),
    path("om/", views.about, name="about"),
    path("om/tillganglighet/", views.accessibility, name="accessibility"),
    path("om/komponenter/", views.components, name="components"),
    path("utseende/", views.theme, name="theme"),
    path("hjalp/", views.help_page, name="help"),
    path("hjalp/tangenter/", views.shortcuts, name="shortcuts"),
    path("sprak/", views.language, name="language"),
]
