"""A model hub on this machine with the API that a pull needs: ranges, and connections that can be interrupted."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LATER = "fedcba9876543210fedcba9876543210fedcba98"


class HubServer(ThreadingHTTPServer):
    """Serves `files` as repository `maker/model`; sends at most `limit` bytes of files if it is set."""

    daemon_threads = True

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.commit = files, COMMIT
        self.limit: int | None = None
        self.lies: dict[str, bytes] = {}
        self.ranges: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: HubServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # the base class's name
        """Write no log."""

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.split("?")[0]
        if re.fullmatch(r"/api/models/maker/model(/revision/[\w.-]+)?", path):
            return self._send(json.dumps(self._info()).encode(), {"Content-Type": "application/json"}, with_body=with_body)
        if re.fullmatch(r"/api/models/maker/model/tree/[\w.-]+", path):
            return self._send(json.dumps(self._tree()).encode(), {"Content-Type": "application/json"}, with_body=with_body)
        found = re.fullmatch(r"/maker/model/resolve/([\w.-]+)/(.+)", path)
        if found and found[2] in self.server.files:
            return self._send_file(found[2], found[1], with_body=with_body)
        return self._send(b"", {"X-Error-Code": "EntryNotFound"}, status=404, with_body=with_body)

    def _info(self) -> dict[str, object]:
        rows = [{"rfilename": row["path"], **row} for row in self._tree()]
        return {"_id": "1", "id": "maker/model", "modelId": "maker/model", "sha": self.server.commit, "siblings": rows}

    def _tree(self) -> list[dict[str, object]]:
        return [
            {
                "type": "file", "path": name, "size": len(data), "oid": "0" * 40, "blobId": "0" * 40,
                "lfs": {"oid": _sha(data), "sha256": _sha(data), "size": len(data), "pointerSize": 130},
            }
            for name, data in self.server.files.items()
        ]  # fmt: skip

    def _send_file(self, name: str, revision: str, *, with_body: bool) -> None:
        told = self.server.files[name]
        data = self.server.lies.get(name, told)
        head = {
            "X-Repo-Commit": revision,
            "ETag": f'"{_sha(told)}"',
            "X-Linked-Etag": f'"{_sha(told)}"',
            "Accept-Ranges": "bytes",
        }
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked and with_body:
            start = int(asked[1])
            self.server.ranges.append(self.headers["Range"])
            head["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            return self._send(data[start:], head, status=206, with_body=True)
        return self._send(data, head, with_body=with_body)

    def _send(self, data: bytes, head: dict[str, str], *, status: int = 200, with_body: bool) -> None:
        self.send_response(status)
        for name, value in (head | {"Content-Length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        if not with_body:
            return
        limit = self.server.limit if "/resolve/" in self.path else None
        self.wfile.write(data[:limit])
        if limit is not None:
            self.server.limit = max(0, limit - len(data))
            self.close_connection = limit < len(data)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def hub_server(files: dict[str, bytes]) -> Iterator[HubServer]:
    server = HubServer(files)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
