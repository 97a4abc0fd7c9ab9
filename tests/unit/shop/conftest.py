"""Property tests of the shop judge results, not the speed of the machine they run on."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
