"""A small shop on SQLite for the tests: orders that are placed, and what two customers may see of them."""

import argparse
import json
import random
import sqlite3
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--database", required=True)
parser.add_argument("--fault", default="")
options = parser.parse_args()


BOOT = random.randrange(10**9)


def rows(sql, *values):
    connection = sqlite3.connect(options.database)
    connection.row_factory = sqlite3.Row
    try:
        with connection:
            return [dict(row) for row in connection.execute(sql, values)]
    finally:
        connection.close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536

    def log_message(self, *arguments):
        pass

    def send(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/health":
            return self.send(200, {})
        if options.fault == "makes-table":
            rows("create table if not exists a_seen (id integer primary key, page text unique)")
            rows("create table if not exists seen (id integer primary key, page text)")
            rows("insert into a_seen (page) values (null)")
        if self.path.startswith("/open/"):
            return self.send(200, rows("select count(*) as n from " + self.path.removeprefix("/open/"))[0])
        if self.path == "/boot":
            return self.send(200, {"n": BOOT})
        customer = (self.headers.get("authorization") or "").removeprefix("Bearer ")
        if not rows("select id from customers where id = ?", customer):
            return self.send(401, {})
        if options.fault == "counts-visits":
            rows("insert into visits default values")
        if options.fault == "makes-table":
            rows("create index if not exists by_item on orders (item)")
        if options.fault == "drops":
            rows("drop table if exists archive")
            if rows("select 1 as one from pragma_table_info('visits') where name = 'page'"):
                rows("alter table visits drop column page")
        if self.path == "/orders":
            mine = "" if options.fault == "leak" else " where customer_id = '%s'" % customer
            return self.send(200, {"orders": rows("select id, item from orders%s order by id" % mine)})
        if self.path == "/count":
            mine = "" if options.fault == "count" else " where customer_id = '%s'" % customer
            return self.send(200, rows("select count(*) as orders from orders" + mine)[0])
        found = rows("select id, item from orders where id = ?", self.path.split("/")[-1])
        self.send(200, found[0]) if found else self.send(404, {})

    def do_POST(self):
        given = json.loads(self.rfile.read(int(self.headers["content-length"])))
        name = "order-of-" + given["item"]
        if options.fault != "forgets":
            rows("insert into orders values (?, 'ada', ?)", name, given["item"])
        if options.fault == "spills":
            rows("update customers set name = 'changed' where id = 'bob'")
        self.send(201, {"id": name})


ThreadingHTTPServer(("127.0.0.1", options.port), Handler).serve_forever()
