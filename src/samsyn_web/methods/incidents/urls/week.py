"""Addresses of the weeks: the path of each, the meeting, the dispatch, presence, mail and calendar."""

from __future__ import annotations

from django.urls import path

from samsyn_web.methods.incidents.views import calendar, dispatching, mailing, meeting, presence, week

app_name = "week"
ONE = "<str:period>/"

urlpatterns = [
    path("", week.now, name="now"),
    path("nu/", week.standing, name="standing"),
    path("post/", mailing.sent, name="mail"),
    path("post/<int:mail_id>/igen/", mailing.send_again, name="send_again"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/ta-bort/", calendar.revoke, name="revoke_calendar"),
    path("kalender/<str:token>/samsyn.ics", calendar.feed, name="feed"),
    path("paminnelser/<str:token>/", mailing.reminders, name="no_reminders"),
    path("narvaro/", presence.presence, name="presence"),
    path("narvaro/<int:presence_id>/ta-bort/", presence.remove, name="remove_presence"),
    path("narvaro/<int:presence_id>/angra/", presence.restore, name="restore_presence"),
    path(ONE, week.period, name="period"),
    path(f"{ONE}frys/", week.freeze, name="freeze"),
    path(f"{ONE}paminn/", week.remind, name="remind"),
    path(f"{ONE}oppna/", week.reopen, name="reopen"),
    path(f"{ONE}mote/", meeting.slide, name="meeting"),
    path(f"{ONE}mote/<int:number>/", meeting.slide, name="slide"),
    path(f"{ONE}mote/anteckning/", meeting.write_note, name="write_note"),
    path(f"{ONE}mote/niva/", meeting.level, name="level"),
    path(f"{ONE}mote/beslut/", meeting.decide, name="new_decision"),
    path(f"{ONE}mote/klart/", meeting.finish, name="finish"),
    path(f"{ONE}utskick/", dispatching.dispatch, name="dispatch"),
]
