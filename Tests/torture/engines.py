"""Where the database of a try is: how it is filled again, and what it holds."""
import atexit
import glob
import json
import os
import pwd
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEEDBED = os.environ.get("SEEDBED", str(ROOT / ".build/debug/seedbed"))
# No command takes a hundredth of it.
PATIENCE = 120
# The databases of two runs on one server have names of their own.
OWN = f"io_{os.getpid()}"


def run(arguments, folder, url=None, faults=None):
    """What a command ended with; a status of None is one that came to no end."""
    environment = dict(os.environ, **({"DATABASE_URL": url} if url else {}), **(faults or {}))
    process = subprocess.Popen(
        [SEEDBED, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        errors="replace", env=environment, start_new_session=True)
    try:
        output, errors = process.communicate(timeout=PATIENCE)
        return subprocess.CompletedProcess(arguments, process.returncode, output, errors)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
        return subprocess.CompletedProcess(arguments, None, output, errors)


class SQLite:
    """A project whose database is a file in its folder."""

    name = "sqlite"

    def __init__(self, folder):
        self.folder, self.url = folder, None

    def keep(self, prepared):
        pass

    def forget(self):
        pass

    def fill(self, prepared):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(prepared, self.folder)
        if (self.folder / "io.sqlite").exists():
            remark(self.folder, "io.sqlite", self.url)

    def contents(self):
        """Every row of every table; a column is (table, name)."""
        # To look at the files would already mend them, so a copy is looked at.
        seen = self.folder.with_name(self.folder.name + "-seen")
        shutil.rmtree(seen, ignore_errors=True)
        shutil.copytree(self.folder, seen)
        if not (seen / "io.sqlite").exists():
            return {}
        connection = sqlite3.connect(seen / "io.sqlite")
        columns = {("integrity", "check"): connection.execute("PRAGMA integrity_check").fetchone()}
        for table, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
            columns[(table, "")] = [sql]
            rows = connection.execute(f'SELECT * FROM "{table}"')
            names = [name for name, *_ in rows.description]
            ordered = sorted(rows.fetchall(), key=repr)
            for place, name in enumerate(names):
                columns[(table, name)] = [row[place] for row in ordered]
        connection.close()
        return columns


class Postgres:
    """A project whose database is on a server, and filled from a template."""

    name = "postgres"

    def __init__(self, folder):
        self.folder, self.database = folder, f"{OWN}_{folder.name}"
        self.url = f"{server()}/{self.database}"
        psql("postgres", self.gone(), f"CREATE DATABASE {self.database}")

    def gone(self):
        return f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)"

    def forget(self):
        psql("postgres", self.gone(), f"DROP DATABASE IF EXISTS {OWN}_kept WITH (FORCE)")

    def keep(self, prepared):
        """What is in the database now is what the tries begin with."""
        psql(
            "postgres", f"DROP DATABASE IF EXISTS {OWN}_kept WITH (FORCE)",
            f"CREATE DATABASE {OWN}_kept TEMPLATE {self.database}")

    def fill(self, prepared):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(prepared, self.folder)
        has_facts = psql(
            "postgres", self.gone(), f"CREATE DATABASE {self.database} TEMPLATE {OWN}_kept",
            f"\\c {self.database}", "SELECT count(*) FROM pg_class WHERE relname = 'seedbed_facts'")
        if has_facts.split()[-1] != "0":
            remark(self.folder, self.url, self.url)

    def contents(self):
        """The values of every column as text, sorted; a column is (table, name)."""
        asked = psql(
            self.database,
            r"""SELECT coalesce(string_agg(format(
                  'SELECT %L, %L, coalesce(json_agg(%I::text ORDER BY %I::text COLLATE "C"), ''[]'') FROM %I',
                  relname, attname, attname, attname, relname), ' UNION ALL '), 'SELECT 1 WHERE false')
                FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                AND attnum > 0 AND NOT attisdropped""")
        rows = (line.split("|", 2) for line in psql(self.database, asked).splitlines() if "|" in line)
        return {(table, column): json.loads(values) for table, column, values in rows}


def remark(folder, shown, url):
    """The mark of a copied database is the other's, where it had one."""
    made = run(["db", "mark", "--i-know-this-is", shown], folder, url)
    assert made.returncode == 0, made.stderr


def psql(database, *commands):
    each = [part for command in commands for part in ("-c", command)]
    made = subprocess.run(
        ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", f"{server()}/{database}", *each],
        capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return made.stdout


SERVER = os.environ.get("PG")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def server():
    """The address of the server: the one that PG names, or one of our own; None without PostgreSQL."""
    global SERVER
    if SERVER:
        return SERVER
    newest = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    if not newest:
        return None
    folder, port = tempfile.mkdtemp(), free_port()
    # A server is not started by root.
    user = []
    if os.getuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        name = "postgres" if "postgres" in names else "nobody"
        shutil.chown(folder, name)
        user = ["runuser", "-u", name, "--"]
    data = f"{folder}/data"

    def stop():
        subprocess.run(
            [*user, f"{newest[-1]}/pg_ctl", "-D", data, "-m", "immediate", "-s", "stop"], cwd="/")
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    subprocess.run(
        [*user, f"{newest[-1]}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync",
         "-E", "UTF8", "--locale=C.UTF-8"], cwd="/", check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*user, f"{newest[-1]}/pg_ctl", "-D", data, "-s", "-w", "-l", f"{folder}/log", "-o",
         f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off", "start"], cwd="/", check=True)
    SERVER = f"postgres://postgres@127.0.0.1:{port}"
    return SERVER
