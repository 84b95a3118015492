from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from alongside.desk.access import audit
from alongside.desk.upkeep.backing_up import fingerprints
from alongside.desk.upkeep.sealing_actions import NEWEST, Found, now_sealed, seal_anew


class Command(BaseCommand):
    help = (
        "Seal anew, by the newest key of ALONGSIDE_ENCRYPTION_KEYS, whatever an older one "
        "sealed, while the desk goes on; and say which older key is still needed. Broken "
        "off and run again, it does what is left."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--look", action="store_true", help="seal nothing: say what each key seals"
        )

    def handle(self, *args, look: bool, **options):
        if not look:
            self._seal_anew()
        self._say_what_each_seals()

    def _seal_anew(self):
        found = seal_anew(self._say)
        for each in found:
            if each.sealed:
                self._say(
                    f"{each.title}: {each.anew:,} of {each.sealed:,} sealed anew."
                )
        if anew := sum(each.anew for each in found):
            audit.record_read(by=None, action="seal anew", things=anew)

    def _say_what_each_seals(self):
        """Looked at afresh: a process that was not restarted seals by the older key."""
        found = now_sealed(lambda said: None)
        for number, mark in enumerate(fingerprints()):
            name = f"Key {number + 1} of {len(settings.ENCRYPTION_KEYS)} ({mark})"
            here = [
                f"  {each.title}: {each.by_key[number]:,}"
                for each in found
                if each.by_key[number]
            ]
            self._say("\n".join([f"{name}{_standing(number, bool(here))}", *here]))
        self._refuse_closed(found)

    def _refuse_closed(self, found: list[Found]):
        closed = [name for each in found for name in each.closed]
        for name in closed:
            self.stderr.write(name)
        if closed:
            raise CommandError(
                f"{len(closed):,} could not be opened, and stay as they are. All else is as "
                "told above."
            )

    def _say(self, said: str):
        self.stdout.write(said)
        self.stdout.flush()


def _standing(number: int, seals: bool) -> str:
    if number == NEWEST:
        return ", the newest, seals:" if seals else ", the newest, seals nothing yet."
    if seals:
        return (
            " is still needed. Once no process runs with the older setting, run this "
            "without --look. It seals:"
        )
    return " seals nothing here any more. Only back-ups from before it was so still need it."
