"""What each role may do, readable without reading code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that a person may do; the texts are shown beside each role."""

    REPORT = "report"
    REVIEW = "review"
    READ_WEEK = "read_week"
    READ_PICTURE = "read_picture"
    READ_PARTNER = "read_partner"
    CARRY_OUT = "carry_out"
    WORK_WITH_DATA = "work_with_data"
    JUDGE = "judge"
    DECIDE = "decide"
    PUBLISH = "publish"
    SET_UP = "set_up"
    ADMINISTER = "administer"
    READ_AUDIT = "read_audit"
    DISCLOSE = "disclose"
    INSPECT = "inspect"
    ANSWER = "answer"
    FOLLOW_PROGRAMME = "follow_programme"
    TAKE_PART = "take_part"

    @property
    def label(self) -> str:
        """What the permission lets a person do."""
        return str(_PERMISSION_TEXTS[self])


_PERMISSION_TEXTS = {
    Permission.REPORT: _("lämna rapporter"),
    Permission.REVIEW: _("granska inkomna rapporter och svara rapportören"),
    Permission.READ_WEEK: _("läsa veckans rapporter, mötets dagordning och besluten"),
    Permission.READ_PICTURE: _("läsa lägesbilder i den interna upplagan"),
    Permission.READ_PARTNER: _("läsa partnerupplagan för sina områden"),
    Permission.CARRY_OUT: _("berätta hur det går med det som den egna funktionen ska göra"),
    Permission.WORK_WITH_DATA: _("läsa in underlag, ta fram lägesbilder och öppna rader bakom siffror"),
    Permission.JUDGE: _("bedöma resultat och föreslå nivåer"),
    Permission.DECIDE: _("besluta om nivåer och om vad som ska göras, och frysa underlag"),
    Permission.PUBLISH: _("fastställa lägesbilder och lämna ut dem i upplagor för partner och allmänhet"),
    Permission.SET_UP: _("ställa in rytm, rapportörer, platser och kategorier"),
    Permission.ADMINISTER: _("lägga till och ta bort medlemmar och ändra deras roller"),
    Permission.READ_AUDIT: _("läsa händelseloggen och kontrollera att den är orörd"),
    Permission.DISCLOSE: _("pröva och lämna ut handlingar, med maskning, och se vad som har lämnats ut"),
    Permission.INSPECT: _("söka i fritext efter personuppgifter, se gallringen och behandlingarna"),
    Permission.FOLLOW_PROGRAMME: _(
        "läsa det som ett program visar för den egna myndigheten, och lämna råd, begäranden och förslag till det"
    ),
    Permission.TAKE_PART: _(
        "företräda kommunen i ett program: kvartalsrapporter, möten, plan, aktiviteter, begäran om stöd och frågor"
    ),
    Permission.ANSWER: _("besvara frågor till styrgruppen: mandat, pengar, ansvar"),
}


class Role(StrEnum):
    """What a member is to an organisation; each member has one role there."""

    REPORTER = "reporter"
    REVIEWER = "reviewer"
    MEMBER = "member"
    OWNER = "owner"
    READER = "reader"
    STEERING = "steering"
    ANALYST = "analyst"
    COORDINATOR = "coordinator"
    POLICE = "police"
    PROPERTY = "property"
    PROJECT_LEADER = "project_leader"
    PROGRAMME_PARTNER = "programme_partner"
    REGISTRAR = "registrar"
    PROTECTION = "protection"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role's name."""
        return str(_ROLES[self].label)

    @property
    def description(self) -> str:
        """Who the role is meant for."""
        return str(_ROLES[self].description)

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role may do."""
        return _ROLES[self].permissions

    @classmethod
    def choices(cls) -> list[tuple[str, Promise]]:
        """The roles for a field: value, and name in the language of whoever reads it."""
        return [(role.value, _ROLES[role].label) for role in cls]


@dataclass(frozen=True)
class _RoleText:
    label: Promise
    description: Promise
    permissions: frozenset[Permission]


_ROLES = {
    Role.REPORTER: _RoleText(
        _("Rapportör"),
        _(
            "Lämnar rapporter från sin vardag, till exempel en fastighetsvärd, en fältsekreterare eller en skolvärd. "
            "Ser sina egna rapporter, inte andras."
        ),
        frozenset({Permission.REPORT}),
    ),
    Role.REVIEWER: _RoleText(
        _("Granskare"),
        _(
            "Läser det som kommer in, maskerar det som pekar ut en person och svarar rapportören. "
            "Tar inte fram lägesbilder."
        ),
        frozenset({Permission.REPORT, Permission.REVIEW, Permission.READ_WEEK}),
    ),
    Role.MEMBER: _RoleText(
        _("Gruppmedlem"),
        _(
            "Sitter med på veckans möte, till exempel från fritid, skola eller park. Läser veckan och lägesbilden "
            "och berättar hur det går med det som den egna funktionen ska göra."
        ),
        frozenset({Permission.REPORT, Permission.READ_WEEK, Permission.READ_PICTURE, Permission.CARRY_OUT}),
    ),
    Role.OWNER: _RoleText(
        _("Åtgärdsansvarig"),
        _(
            "Gör det som mötet har beslutat, till exempel lagar belysning. Ser de egna besluten och berättar hur det "
            "går; ser inte rapporterna."
        ),
        frozenset({Permission.REPORT, Permission.CARRY_OUT}),
    ),
    Role.READER: _RoleText(
        _("Läsare"),
        _("Läser fastställda lägesbilder, till exempel en ledamot i rådet. Ändrar ingenting."),
        frozenset({Permission.READ_PICTURE}),
    ),
    Role.STEERING: _RoleText(
        _("Styrgrupp"),
        _(
            "Leder på strategisk nivå, till exempel en förvaltningschef: läser lägesbilden och planen och besvarar "
            "frågor om mandat, pengar och ansvar. Ändrar inte underlaget."
        ),
        frozenset({Permission.READ_PICTURE, Permission.ANSWER}),
    ),
    Role.ANALYST: _RoleText(
        _("Analytiker"),
        _("Läser in underlag, tar fram lägesbilder och bedömer resultat. Beslutar inte."),
        frozenset(
            {
                Permission.REPORT,
                Permission.READ_WEEK,
                Permission.READ_PICTURE,
                Permission.WORK_WITH_DATA,
                Permission.JUDGE,
            }
        ),
    ),
    Role.COORDINATOR: _RoleText(
        _("Samordnare"),
        _(
            "Leder det lokala arbetet: gör allt som analytikern gör, beslutar dessutom om nivåer, fryser underlag, "
            "fastställer lägesbilder och sköter medlemmar."
        ),
        frozenset(Permission),
    ),
    Role.POLICE: _RoleText(
        _("Kommunpolis"),
        _(
            "Samverkar för polisens del: lämnar rapporter, läser partnerupplagan och berättar hur det går med polisens "
            "beslut. Läser inte andras rapporter."
        ),
        frozenset({Permission.REPORT, Permission.READ_PARTNER, Permission.CARRY_OUT}),
    ),
    Role.PROPERTY: _RoleText(
        _("Fastighetsägare"),
        _(
            "Samverkar för ett bostads- eller fastighetsbolag: lämnar rapporter och läser partnerupplagan för bolagets "
            "egna områden, inga andra."
        ),
        frozenset({Permission.REPORT, Permission.READ_PARTNER, Permission.CARRY_OUT}),
    ),
    Role.PROJECT_LEADER: _RoleText(
        _("Lokal projektledare"),
        _(
            "Företräder kommunen i ett program: skriver kvartalsrapporter, håller möten, planerar aktiviteter, "
            "ber om stöd och svarar andra kommuner. Fastställer inga lägesbilder, skriver inga styrdokument och sköter "
            "inga medlemmar."
        ),
        frozenset({Permission.READ_PICTURE, Permission.CARRY_OUT, Permission.TAKE_PART}),
    ),
    Role.PROGRAMME_PARTNER: _RoleText(
        _("Partner i program"),
        _(
            "Arbetar hos en länsstyrelse eller en annan myndighet som är partner i ett program. Läser det som "
            "myndighetens roll i programmet ger, och lämnar råd, begäranden och förslag. Ändrar ingenting."
        ),
        frozenset({Permission.FOLLOW_PROGRAMME}),
    ),
    Role.REGISTRAR: _RoleText(
        _("Registrator"),
        _("Prövar och lämnar ut allmänna handlingar med maskning. Ändrar ingenting i arbetet."),
        frozenset({Permission.DISCLOSE}),
    ),
    Role.PROTECTION: _RoleText(
        _("Dataskyddsombud"),
        _(
            "Ser efter att inga personuppgifter finns där de inte ska finnas: söker i fritext, ser gallring och logg."
        ),
        frozenset({Permission.INSPECT, Permission.READ_AUDIT}),
    ),
    Role.ADMINISTRATOR: _RoleText(
        _("Administratör"),
        _(
            "Sköter medlemmar och roller och läser händelseloggen. Ser inte underlaget och beslutar inte i sakfrågor."
        ),
        frozenset({Permission.ADMINISTER, Permission.READ_AUDIT}),
    ),
}
