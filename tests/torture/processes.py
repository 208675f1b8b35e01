"""What the machine tells of a process."""
import dataclasses
import os
import pathlib

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def children_of(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except FileNotFoundError:
        return []


@dataclasses.dataclass(frozen=True)
class Use:
    memory_bytes: int
    descriptors: int
    threads: int


def use_of(pid):
    """What it takes up now. Raises OSError when it is gone."""
    process = pathlib.Path(f"/proc/{pid}")
    resident_pages = int((process / "statm").read_text("ascii").split()[1])
    return Use(resident_pages * _PAGE_BYTES, len(os.listdir(process / "fd")), len(os.listdir(process / "task")))
