"""A small service for the tests: honest endpoints, and every kind of fake the proof has to find.

Its database is a JSON file: {"items": [{"name": ..., "visits": ...}], "token": ..., "rows": [...]}.
"""

import argparse
import datetime
import json
import os
import random
import signal
import ssl
import sys
import threading
import time
import uuid
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--data", required=True)
parser.add_argument("--dies", action="store_true")
parser.add_argument("--never-ready", action="store_true")
parser.add_argument("--ignore-term", action="store_true")
parser.add_argument("--says-goodbye", action="store_true")
parser.add_argument("--certificate", help="answers over TLS: NAME.crt and NAME.key")
parser.add_argument("--together", type=int, default=1, help="how many held calls are waited for")
options = parser.parse_args()

if options.dies:
    print("cannot open the database", flush=True)
    sys.exit(3)
if options.ignore_term:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)

def goodbye(number, frame):
    open(options.data + ".ended", "w").close()
    os._exit(0)


if options.says_goodbye:
    signal.signal(signal.SIGTERM, goodbye)

AT_BOOT = random.randrange(10**12)
ATTEMPTS = {}
LOGINS = []
MARKER = options.data + ".seen"
HELD = {"now": 0, "most": 0}
CHANGE = threading.Condition()
with open(options.data + ".lives", "a+") as file:
    file.write("another\n")
    file.seek(0)
    LIVES = len(file.readlines())


def data():
    with open(options.data) as file:
        return json.load(file)


def failing_query():
    try:
        raise RuntimeError("no such table")
    except RuntimeError:
        return 72


def sticky():
    """Remembers for ever that it has once seen the other data."""
    count = len(data()["items"])
    if count != 3:
        open(MARKER, "w").close()
    return {"count": count, "seen": os.path.exists(MARKER)}


def held(path):
    """Answers when as many calls as may be are there at once, and writes down how many there were."""
    with CHANGE:
        HELD["now"] += 1
        HELD["most"] = max(HELD["most"], HELD["now"])
        with open(options.data + ".most", "a") as file:
            file.write("%d\n" % HELD["most"])
        CHANGE.notify_all()
        CHANGE.wait_for(lambda: HELD["most"] >= options.together, timeout=5)
    time.sleep(0.03)
    with CHANGE:
        HELD["now"] -= 1
    return {"held": path}


def items(**generated):
    return {"items": [dict(item, **{name: make(place) for name, make in generated.items()})
                      for place, item in enumerate(data()["items"])]}


def visits():
    return sum(item["visits"] for item in data()["items"])


ANSWERS = {
    "/api/total": lambda: {"items": len(data()["items"]), "visits": visits()},
    "/api/items": lambda: items(),
    "/api/noisy": lambda: {"visits": visits(), "request": {"id": str(uuid.uuid4())},
                           "generated_at": datetime.datetime.now(datetime.UTC).isoformat()},
    "/api/shuffled": lambda: {"tags": random.sample([i["name"] for i in data()["items"]],
                                                    len(data()["items"]))},
    "/api/private": lambda: {"visits": visits()},
    "/api/unguarded": lambda: {"visits": visits()},
    "/api/random": lambda: {"score": random.randrange(10**12)},
    "/api/boot": lambda: {"score": AT_BOOT},
    "/api/seeded": lambda: {"score": random.Random(42).randrange(10**6)},
    "/api/row-count": lambda: {"score": random.Random(len(data()["rows"])).randrange(10**6)},
    "/api/constant": lambda: {"score": 17},
    "/api/date": lambda: {"score": datetime.date.today().toordinal() % 97},
    "/api/literal": lambda: {"visits": visits(), "score": failing_query()},
    "/api/clamp-wide": lambda: {"score": max(1000, min(visits(), 5000))},
    "/api/clamp-narrow": lambda: {"score": max(90, min(visits(), 95))},
    "/api/list-random": lambda: items(score=lambda place: random.randrange(10**12)),
    "/api/list-seeded": lambda: items(score=lambda place: random.Random(place).randrange(100)),
    "/api/golden-constant": lambda: {"visits": 60},
    "/api/empty-list": lambda: {"visits": visits(), "recent": []},
    "/api/sticky": sticky,
    "/api/two-lives": lambda: {"young": LIVES <= 2},
    "/api/large": lambda: {"items": [{"name": "item %d" % n, "visits": n} for n in range(100)]},
    "/api/static": lambda: {"units": ["visit", "click"]},
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536

    def log_message(self, *arguments):
        pass

    def send(self, status, body, kind="application/json", headers={}):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def echo(self):
        """What was asked, as it came."""
        length = int(self.headers.get("content-length") or 0)
        wanted = ["content-type", "x-trace", "cookie", "authorization", "x-api-key"]
        self.send(200, json.dumps({
            "method": self.command, "path": self.path,
            "headers": {name: self.headers[name] for name in wanted if self.headers[name]},
            "body": self.rfile.read(length).decode()}), headers={"x-build": "7"})

    def do_PUT(self):
        self.echo()

    def endless(self, part, pause, encoding=None):
        """Parts without an end, until nobody reads them."""
        self.send_response(200)
        self.send_header("content-type", "application/json")
        if encoding:
            self.send_header("content-encoding", encoding)
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(part)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    def do_GET(self):
        if self.path == "/drip":
            return self.endless(b" ", 0.01)
        if self.path == "/flood":
            return self.endless(b" " * 65536, 0)
        if self.path == "/bomb":
            body = zlib.compressobj(9, zlib.DEFLATED, 31)
            packed = b"".join(body.compress(b" " * 10**6) for _ in range(4)) + body.flush()
            return self.send(200, packed, headers={"content-encoding": "gzip"})
        if self.path == "/many":
            return self.send(200, "[" + "1," * 999 + "1]")
        if self.path == "/brotli":
            return self.send(200, bytes([139, 1, 128, 1, 2, 3]), headers={"content-encoding": "br"})
        if self.path == "/nothing.txt":
            return self.send(200, b"", kind="text/plain")
        if self.path.startswith("/echo"):
            return self.echo()
        if self.path == "/flaky":
            ATTEMPTS[self.path] = ATTEMPTS.get(self.path, 0) + 1
            return self.send(503 if ATTEMPTS[self.path] % 3 else 200, "{}")
        if self.path == "/moved":
            return self.send(302, "", headers={"location": "/echo/here", "set-cookie": "seen=1; Path=/"})
        if self.path == "/logo":
            return self.send(200, bytes([137, 80, 78, 71, 0, 255]), "image/png")
        if self.path == "/health":
            return self.send(503 if options.never_ready else 200, "{}")
        if self.path == "/api/private":
            if self.headers.get("authorization") != "Bearer " + data()["token"]:
                return self.send(401, "{}")
        if self.path.startswith("/api/held"):
            return self.send(200, json.dumps(held(self.path)))
        if self.path == "/api/slow":
            time.sleep(0.2)
            return self.send(200, '{"slow": true}')
        if self.path == "/api/broken":
            return self.send(200, '{"visits": 60,}')
        if self.path == "/api/page":
            return self.send(200, "<p>hello</p>", "text/html; charset=utf-8")
        if self.path == "/api/fails" and len(data()["items"]) != 3:
            return self.send(500, "{}")
        if self.path == "/api/fails":
            return self.send(200, json.dumps({"visits": visits()}))
        if self.path == "/api/crash":
            os._exit(4)
        if self.path == "/api/drop":
            self.close_connection = True
            return self.connection.close()
        answer = ANSWERS.get(self.path.split("?")[0])
        if answer is None:
            return self.send(404, '{"error": "not found"}')
        self.send(200, json.dumps(answer()))

    def do_POST(self):
        if self.path == "/login":
            LOGINS.append(self.path)
            given = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if given.get("password") != "s3cret-of-ada":
                return self.send(403, "{}")
            return self.send(200, json.dumps({"token": "token-%d" % len(LOGINS)}),
                             headers={"set-cookie": "session=abc; HttpOnly"})
        if self.path != "/api/items":
            return self.send(404, "{}")
        now = data()
        now["items"].append({"name": "new", "visits": 1})
        with open(options.data, "w") as file:
            json.dump(now, file)
        self.send(201, json.dumps({"count": len(now["items"])}))


ThreadingHTTPServer.request_queue_size = 64
server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
if options.certificate:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate + ".crt", options.certificate + ".key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
