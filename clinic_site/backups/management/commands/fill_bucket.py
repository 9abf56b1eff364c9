from datetime import UTC, datetime

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management.base import BaseCommand, CommandError

from clinic_site.backups import storage
from clinic_site.backups.archive import EDITIONS, MEDIA, digest
from clinic_site.backups.failure import Failed
from clinic_site.backups.kept import STAMP


class Command(BaseCommand):
    help = "Copy the pictures and editions of MEDIA_ROOT and ARCHIVES_ROOT into the bucket."

    def handle(self, **options):
        if not settings.HAS_BUCKET:
            raise CommandError("Set BUCKET_URL first.")
        try:
            files = self.fill(datetime.now(UTC).strftime(STAMP))
            storage.compare(files)
            gone = sorted(storage.needed().keys() - set(storage.stored_files()))
        except (Failed, OSError) as error:
            raise CommandError(f"Not finished; call it again. {error}") from error
        self.stdout.write(f"{len(files)} files are in the bucket, each compared.")
        if gone:
            raise CommandError(f"These files are in neither place: {', '.join(gone)}.")

    def fill(self, stamp: str) -> dict[str, dict]:
        """What the folders hold; what the bucket holds already is not sent again."""
        files = {}
        for prefix, folder in ((MEDIA, settings.MEDIA_ROOT), (EDITIONS, settings.ARCHIVES_ROOT)):
            source = FileSystemStorage(folder)
            for own_name in storage.names_in(source):
                name = f"{prefix}{own_name}"
                with source.open(own_name) as file:
                    files[name] = {"sha256": digest(file)}
                    file.seek(0)
                    storage.put_back(name, file, files[name], stamp)
        return files
