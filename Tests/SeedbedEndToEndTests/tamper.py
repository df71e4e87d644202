"""Stands between the tool and a service, and changes what its serializer wrote: `tamper.py FAULT PORT -- COMMAND…`.

The service is started on a port of its own, which takes the place of `PORT` in its command.
"""

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

fault, port, _, *command = sys.argv[1:]
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    behind = free.getsockname()[1]
service = subprocess.Popen([str(behind) if word == port else word for word in command])
remembered = {}


def end(*_):
    service.terminate()
    service.wait()
    sys.exit(0)


signal.signal(signal.SIGTERM, end)


def changed(path, answer):
    if fault == "dropped" and path == "/api/dashboard/overview":
        del answer["paid"]
    if fault == "swapped" and path == "/api/dashboard/usage":
        rows = answer["by_service"]
        rows[0], rows[1] = rows[1], rows[0]
    if fault == "off-by-one" and path == "/api/dashboard/overview":
        answer["page_visits"] += 1
    if fault == "cached" and path == "/api/dashboard/overview":
        answer = remembered.setdefault(path, answer)
    if fault == "another-tenant" and path == "/api/dashboard/activity":
        answer["latest"].append(dict(answer["latest"][0], user_id="someone-else"))
    return answer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        headers = {k: v for k, v in self.headers.items() if k.lower() in ("accept", "authorization")}
        asked = urllib.request.Request("http://127.0.0.1:%d%s" % (behind, self.path), headers=headers)
        try:
            answer = urllib.request.urlopen(asked)
        except urllib.error.HTTPError as refused:
            answer = refused
        except OSError:
            return self.send(503, "text/plain", b"")
        body = answer.read()
        if answer.status == 200 and self.path.startswith("/api/"):
            body = json.dumps(changed(self.path, json.loads(body))).encode()
        self.send(answer.status, answer.headers["content-type"] or "text/plain", body)

    def send(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()
