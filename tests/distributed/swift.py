"""OpenStack Swift with its S3 interface: an object store without conditional put.

Its programs come from Debian (``swift-proxy``, ``swift-account``, ``swift-container`` and
``swift-object``). One proxy and one server of each kind listen on the loopback network, with one
copy of each object, and keep everything in one folder. ``/etc/swift`` is another folder for them: a
mount in a namespace of their own.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cluster import listens
from local_servers import free_port, wait_for

STORING = ("account", "container", "object")
PROGRAMS = ("swift-ring-builder", *(f"swift-{kind}-server" for kind in (*STORING, "proxy")))
KEY, SECRET = "griffier:key", "griffiersecret"

HASHES = """[swift-hash]
swift_hash_path_prefix = griffier
swift_hash_path_suffix = griffier
[storage-policy:0]
name = one
default = yes
"""
SERVER = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
user = root
workers = 0
mount_check = false
devices = {folder}/devices
swift_dir = {folder}/etc
recon_cache_path = {folder}
log_level = ERROR
"""
STORAGE = """[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
# tempauth asks for a cache; without a server behind it nothing is kept. Swift's own limits (half a
# second for a connection) are those of a quiet network.
PROXY = """[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth bulk slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
conn_timeout = 20
node_timeout = 60
recoverable_node_timeout = 60
error_suppression_limit = 1000
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_griffier_key = griffiersecret .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
"""
ELSEWHERE = (
    *("unshare", "--mount", "--propagation", "private"),
    *("bash", "-c", 'mount --bind "$1" /etc/swift && exec "$2" "$3"', "-"),
)
"""Command that runs a program with another folder as /etc/swift: folder, program, its settings."""


def missing_programs() -> list[str]:
    """Return the programs of Swift that are not on this machine."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Run Swift on a folder; yield the endpoint of its S3 interface."""
    places = folder / "etc"
    places.mkdir()
    (folder / "devices" / "disk").mkdir(parents=True)
    (places / "swift.conf").write_text(HASHES)
    ports = {kind: free_port() for kind in (*STORING, "proxy")}
    for kind, port in ports.items():
        part = PROXY if kind == "proxy" else STORAGE.format(kind=kind)
        settings = SERVER.format(port=port, folder=folder) + part
        (places / f"{kind}.conf").write_text(settings)
    for kind in STORING:
        _make_ring(places / f"{kind}.builder", ports[kind])
    with (folder / "swift.log").open("wb") as log:
        servers = [
            subprocess.Popen(
                [*ELSEWHERE, places, f"swift-{kind}-server", places / f"{kind}.conf"],
                stdout=log,
                stderr=log,
            )
            for kind in ports
        ]
    try:
        wait_for(lambda: all(listens(port) for port in ports.values()), "Swift")
        yield f"http://127.0.0.1:{ports['proxy']}"
    finally:
        for server in servers:
            server.kill()
            server.wait()


def _make_ring(builder: Path, port: int) -> None:
    """Write the file that tells the proxy where the one server of a kind is."""
    for command in (
        ("create", "4", "1", "0"),
        ("add", f"r1z1-127.0.0.1:{port}/disk", "1"),
        ("rebalance",),
    ):
        subprocess.run(
            ["swift-ring-builder", builder, *command], stdout=subprocess.DEVNULL, check=True
        )
