"""Django with Unfold over the shop's table, as one would serve it: compressed static files, connections kept."""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

OWN = Path(tempfile.mkdtemp(prefix="unfold-"))
shop = urlsplit(os.environ["ITEMS_URL"])
ITEMS_TENANT = os.environ["ITEMS_TENANT"]


DEBUG = False
SECRET_KEY = "only to be measured"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "import_export",
    "goods",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": OWN / "own.sqlite3"},
    "shop": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": shop.path.strip("/"),
        "USER": shop.username,
        "PASSWORD": shop.password,
        "HOST": shop.hostname,
        "PORT": shop.port,
        "CONN_MAX_AGE": None,
    },
}
DATABASE_ROUTERS = ["goods.router.Router"]
STATIC_URL = "/static/"
STATIC_ROOT = OWN / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
USE_TZ = True
