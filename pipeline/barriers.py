"""Kernel barriers around a process of ours: it cannot connect, write files or start processes.

The processes that read documents (``isolation``) and those that answer queries (``sandbox``) close
them around themselves.

They are two mechanisms of Linux that a process can apply to itself without privileges: Landlock
(since 5.13) for files and TCP, and seccomp for system calls. Both are called through ctypes, so
that no system library is needed. If the kernel has neither, only the limits of ``worker`` apply.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""Landlock's system calls, of the same numbers on every architecture."""
VERSION_ONLY, RULE_PATH_BENEATH = 1, 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
FILES_BY_VERSION = ((1, 13), (2, 14), (3, 15), (5, 16))
"""Number of file access rights, by the first Landlock version that has that many."""
NETWORK_SINCE, TCP = 4, 0b11
SCOPES_SINCE, SCOPES = 6, 0b11
"""Scopes of connecting to abstract sockets, and sending signals, of processes outside."""

READABLE = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/lib",
    "/lib64",
)
"""Folders that pdfium and the dynamic loader read; none has any of our data."""

CLONE_THREAD = 0x10000
"""Flag of the call ``clone`` that makes a thread, not a process."""

# The numbers of the calls that no reading needs, by architecture. x86_64 has older twins of some.
_X86_64 = """socket 41, connect 42, accept 43, sendto 44, sendmsg 46, bind 49, listen 50,
socketpair 53, clone 56, fork 57, vfork 58, execve 59, kill 62, msgget 68, truncate 76, ftruncate
77, rename 82, mkdir 83, rmdir 84, creat 85, link 86, unlink 87, symlink 88, chmod 90, fchmod 91,
chown 92, fchown 93, lchown 94, ptrace 101, mknod 133, mount 165, umount2 166, setxattr 188,
lsetxattr 189, fsetxattr 190, tkill 200, mq_open 240, add_key 248, request_key 249, keyctl 250,
mkdirat 258, mknodat 259, fchownat 260, unlinkat 263, renameat 264, linkat 265, symlinkat 266,
fchmodat 268, unshare 272, fallocate 285, accept4 288, perf_event_open 298, sendmmsg 307, setns
308, process_vm_readv 310, process_vm_writev 311, renameat2 316, memfd_create 319, bpf 321,
execveat 322, userfaultfd 323, shmget 29, shmat 30, semget 64, utimensat 280"""
_AARCH64 = """setxattr 5, lsetxattr 6, fsetxattr 7, mknodat 33, mkdirat 34, unlinkat 35, symlinkat
36, linkat 37, renameat 38, umount2 39, mount 40, truncate 45, ftruncate 46, fallocate 47, fchmod
52, fchmodat 53, fchownat 54, fchown 55, utimensat 88, unshare 97, ptrace 117, kill 129, tkill
130, mq_open 180, msgget 186, semget 190, shmget 194, shmat 196, socket 198, socketpair 199, bind
200, listen 201, accept 202, connect 203, sendto 206, sendmsg 211, add_key 217, request_key 218,
keyctl 219, clone 220, execve 221, perf_event_open 241, accept4 242, setns 268, sendmmsg 269,
process_vm_readv 270, process_vm_writev 271, renameat2 276, memfd_create 279, bpf 280, execveat
281, userfaultfd 282"""
_EVERYWHERE = "io_uring_setup 425, pidfd_open 434, openat2 437, pidfd_getfd 438, fchmodat2 452"
_MACHINES = {
    # name: (AUDIT_ARCH_…, refused calls, clone3, openat, open or None, tgkill)
    "x86_64": (0xC000003E, _X86_64, 435, 257, 2, 234),
    "aarch64": (0xC00000B7, _AARCH64, 435, 56, None, 131),
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
X32 = 0x40000000
"""Number from which on x86_64 has the same calls a second time."""

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Instructions of the filter: load a word, three conditional jumps, return."""
ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
EPERM, ENOSYS = ERRNO | 1, ERRNO | 38
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
"""Offsets of a call's number, architecture and arguments (eight bytes each) in the data."""


def close_barriers(readable: Iterable[Path] = (), *, threads: bool = False) -> list[str]:
    """Restrict this process as far as this kernel can; return the names of the restrictions.

    ``readable`` are further files, and folders with files, that may still be read, besides Python's
    own. With ``threads`` it may start threads, which get the same restrictions; those that run
    already have none.

    Example: ``["landlock 7", "seccomp"]``, or ``[]`` if the kernel has neither.
    """
    if sys.platform != "linux":
        return []
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return []
    closed = []
    if version := _close_files(libc, [*readable, *_folders_of_python()]):
        closed.append(f"landlock {version}")
    if _close_calls(libc, threads=threads):
        closed.append("seccomp")
    return closed


def _folders_of_python() -> list[Path]:
    """Return the folders of the standard library and of installed packages."""
    named = [*map(Path, READABLE), *(Path(entry) for entry in sys.path if entry)]
    return [folder for folder in named if folder.is_dir()]


def _close_files(libc: ctypes.CDLL, readable: Sequence[Path]) -> int:
    """Forbid all access to files except reading these, and those in these folders.

    Returns:
        The version of Landlock, 0 without it.
    """
    version = int(libc.syscall(CREATE_RULESET, None, 0, VERSION_ONLY))
    if version < 1:
        return 0
    rights = max(count for since, count in FILES_BY_VERSION if version >= since)
    attributes = [(1 << rights) - 1]
    if version >= NETWORK_SINCE:
        attributes.append(TCP)
    if version >= SCOPES_SINCE:
        attributes.append(SCOPES)
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    ruleset = libc.syscall(CREATE_RULESET, packed, len(packed), 0)
    if ruleset < 0:
        return 0
    try:
        for place in readable:
            descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
            reading = READ_FILE | (READ_DIR if place.is_dir() else 0)
            rule = struct.pack("=Qi", reading, descriptor)
            libc.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, rule, 0)
            os.close(descriptor)
        return version if libc.syscall(RESTRICT_SELF, ruleset, 0) == 0 else 0
    finally:
        os.close(ruleset)


def _close_calls(libc: ctypes.CDLL, *, threads: bool) -> bool:
    """Refuse the system calls that neither reading a document nor answering a query needs."""
    if sys.byteorder != "little" or platform.machine() not in _MACHINES:
        return False
    program = b"".join(_filter(platform.machine(), os.getpid(), threads=threads))
    held = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(held))
    return int(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0, 0)) == 0


def _filter(machine: str, process: int, *, threads: bool) -> Iterable[bytes]:
    """Yield the instructions of the filter for this kind of machine."""
    architecture, refused, clone3, openat, opening, tgkill = _MACHINES[machine]
    named = chain.from_iterable(text.split(",") for text in (refused, _EVERYWHERE))
    yield from _steps((LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL))
    yield from _steps((LOAD, 0, 0, NUMBER))
    if opening is not None:
        yield from _steps((AT_LEAST, 0, 1, X32), (RETURN, 0, 0, EPERM))
        yield from _unless_writing(opening, argument=1)
    yield from _unless_writing(openat, argument=2)
    for name, number in (call.split() for call in named):
        if name == "clone" and threads:
            yield from _unless_thread(int(number))
        else:
            yield from _steps((EQUAL, 0, 1, int(number)), (RETURN, 0, 0, EPERM))
    yield from _steps((EQUAL, 0, 1, clone3), (RETURN, 0, 0, ENOSYS))
    # abort() sends a signal to its own process, and may send it to no other.
    yield from _steps((EQUAL, 0, 3, tgkill), (LOAD, 0, 0, ARGUMENTS), (EQUAL, 1, 0, process))
    yield from _steps((RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW))


def _unless_writing(call: int, argument: int) -> Iterable[bytes]:
    """Yield the steps that let a file be opened for reading only."""
    flags = ARGUMENTS + 8 * argument
    yield from _steps((EQUAL, 0, 4, call), (LOAD, 0, 0, flags), (ANY_BIT, 0, 1, WRITING))
    yield from _steps((RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW))


def _unless_thread(call: int) -> Iterable[bytes]:
    """Yield the steps that let a thread be started, but no process."""
    yield from _steps((EQUAL, 0, 4, call), (LOAD, 0, 0, ARGUMENTS), (ANY_BIT, 1, 0, CLONE_THREAD))
    yield from _steps((RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW))


def _steps(*steps: tuple[int, int, int, int]) -> Iterable[bytes]:
    """Encode instructions: code, jump if true, jump if false, operand."""
    return (struct.pack("=HBBI", *step) for step in steps)


def lower_limit(limit: int, value: int, ceiling: int | None = None) -> None:
    """Lower a limit of this process to the value, or leave it where it is lower already.

    ``ceiling`` is the value that cannot be exceeded afterwards, by default the same.

    Why: a process may not raise what its user's shell (``ulimit``) or a service manager allowed it.
    """
    allowed = resource.getrlimit(limit)[1]
    hard = value if ceiling is None else ceiling
    if allowed != resource.RLIM_INFINITY:
        value = min(value, allowed)
        hard = allowed if hard == resource.RLIM_INFINITY else min(hard, allowed)
    resource.setrlimit(limit, (value, hard))
