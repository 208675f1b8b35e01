"""The disk of the database is full, down to the last byte, then somebody makes room."""
import asyncio
import os

from misfortunes import Misfortune, Unexpected

_FILLED_AGAIN_EVERY_S = 0.1


class DiskFull(Misfortune):
    name = "disk full"

    def why_not(self, stage):
        return None if stage.cluster.database.has_small_disk else "only root can mount a small disk"

    async def befall(self, stage):
        filler = stage.cluster.database.folder / "filler"
        loop = asyncio.get_running_loop()
        until = loop.time() + stage.hold_s
        try:
            while loop.time() < until:
                self._fill(filler)
                await asyncio.sleep(_FILLED_AGAIN_EVERY_S)
            failures = [await stage.cluster.metric(pod, "nianbao_commit_failures_total")
                        for pod in stage.cluster.replicas["nianbao-submission"].pods]
        finally:
            filler.unlink()
        if not any(failures):
            raise Unexpected(f"nianbao_commit_failures_total {failures} while the disk is full")
        return 0

    def _fill(self, filler):
        """What a process of the database gives free meanwhile goes too."""
        with open(filler, "ab") as file:
            room = os.statvfs(filler.parent)
            free = room.f_bavail * room.f_frsize
            if free:
                os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, free)


ALL = [DiskFull()]
