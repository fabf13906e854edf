"""Django's settings, one file for all machines; what differs comes from `environment.py`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from samsyn_web.base.csp import CSP
from samsyn_web.config import environment

env = environment.read()
WEB = Path(__file__).resolve().parent.parent


def _package(name: str, *inside: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    return Path(spec.submodule_search_locations[0]).joinpath(*inside)


# --- who and where
SECRET_KEY = env.secret_key
SIGNING_KEY = env.signing_key  # a file: made when a package is first signed, and in no backup
DEBUG = env.debug
ALLOWED_HOSTS = env.hosts
CSRF_TRUSTED_ORIGINS = [env.base_url] if env.base_url else []
BASE_URL = env.base_url
IS_DEMO = env.demo
ROOT_URLCONF = "samsyn_web.config.urls"
WSGI_APPLICATION = "samsyn_web.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- parts
INSTALLED_APPS = [
    "samsyn_web.base",
    "samsyn_web.places",
    "samsyn_web.people",
    "samsyn_web.observations",
    "samsyn_web.findings",
    "samsyn_web.causes",
    "samsyn_web.actions",
    "samsyn_web.outcomes",
    "samsyn_web.reports",
    "samsyn_web.methods.incidents",
    "samsyn_web.methods.readiness",
    "samsyn_web.methods.crimeproofing",
    "samsyn_web.methods.surveys",
    "samsyn_web.methods.statistics",
    "samsyn_web.knowledge",
    "samsyn_web.governance",
    "samsyn_web.programmes",
    "samsyn_web.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "leaflet",
    "ninja",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "samsyn_web.base.csp.CspMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samsyn_web.config.middleware.ScopeMiddleware",
    "samsyn_web.config.middleware.PrivateMiddleware",
    "samsyn_web.config.middleware.WrongMethodMiddleware",
    "samsyn_web.config.middleware.SecondStepMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samsyn_web.base.csp.csp",
                "samsyn_web.config.context.house",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "samsyn_web.base.templatetags.words",
            ],
            # Partials outermost, then cached, then cotton: in any other order one of them disables the other.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]

# --- storage
DATABASES = {"default": env.database}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "samsyn_cache"}}
MEDIA_ROOT = env.data / "attachments"
INBOX_ROOT = env.data / "inbox"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20  # forms; files are streamed and not counted here

# --- background work
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if env.jobs_inline
        else "django_tasks_db.DatabaseBackend"
    }
}

# --- sign-in
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "samsyn_web.config.accounts.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
}
ACCOUNT_RATE_LIMITS |= {name: "5/m/user" for name in ("manage_email", "reauthenticate", "change_phone")}
MFA_ADAPTER = "samsyn_web.config.accounts.SecondSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Samsyn"
MFA_TOTP_TOLERANCE = 1  # a code from half a minute ago or ahead is taken: clocks differ
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.https  # on this machine, over http, to try it
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are what an administrator has said they are
DIRECTORIES = env.directories
SOCIALACCOUNT_ADAPTER = "samsyn_web.config.accounts.Directories"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = environment.providers(DIRECTORIES)
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # a link to choose a password holds for a week, and once

# --- language and time
LANGUAGE_CODE = "sv"
# A language is offered when all of its texts are there, which a test checks; each is named in itself.
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "samsyn_language"
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- static files: straight from the packages, or collected with digests in their names
STATIC_URL = "/static/"
STATIC_ROOT = env.data / "static_root" if env.manifest else None
STATICFILES_DIRS = [
    *([WEB / "static"] if (WEB / "static").is_dir() else []),
    *([env.root / "gen"] if (env.root / "gen").is_dir() else []),
    ("vendor/font", _package("fontpkg_atkinson_hyperlegible", "files")),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "samsyn_web.config.static.SamsynStaticStorage"
        if env.manifest
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not env.manifest
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MIMETYPES = {".ttf": "font/ttf"}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- protection
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.https and env.proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if env.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.proxy else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.proxy else 0  # whose word about the visitor's address is taken
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "samsyn_session", "samsyn_csrf"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- mail: only where a server is named; otherwise links are shown to the person who is to pass them on
# The demonstration writes its mails to a folder, and shows them on a page, so that nothing is pretended.
EMAIL_BACKEND = f"django.core.mail.backends.{env.mail_way}.EmailBackend"
EMAIL_HOST = env.mail_host
EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.mail_port, env.mail_user, env.mail_password
EMAIL_USE_TLS, EMAIL_USE_SSL = env.mail_tls == "starttls", env.mail_tls == "ssl"
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = env.data / "mail"
MAIL_IS_ON = env.mail_way != "dummy"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mail_from or "samsyn@localhost"

# --- log: to standard error, where the service manager collects it
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"discreet": {"()": "samsyn_web.config.logs.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

LEAFLET_CONFIG = {"NO_GLOBALS": False, "RESET_VIEW": False}
