# What a check may use. It stands in a copy of the case's folder; ENGINE is sqlite or postgres, and
# DATABASE_URL names an empty database of that engine. Where the case's own seedbed.yaml names another
# database, `prepare` lets it name ${DATABASE_URL}.
export PATH=$(dirname "$S"):$PATH:/usr/sbin:/sbin NO_COLOR=1 TERM=dumb SEEDBED_MASK_KEY="a key for the masks of the cases, 32 bytes" SWIFT_BACKTRACE=enable=no

prepare() {
  if [ "$ENGINE" = postgres ]; then
    psql -qAt "$PG/postgres" -c "create database $CASE_DATABASE"
    export DATABASE_URL=$PG/$CASE_DATABASE
  else
    FILE=$(sed -n 's/^database: .*[^A-Za-z0-9_.]\([A-Za-z0-9_]*\.sqlite\).*/\1/p; s/^database: \([a-z]*\.sqlite\)$/\1/p' \
      seedbed.yaml 2>/dev/null | head -n 1 || true)
    FILE=${FILE:-case.sqlite}
    export DATABASE_URL=sqlite:$FILE FILE
  fi
  if [ -f seedbed.yaml ]; then sed -i 's/^database: .*/database: ${DATABASE_URL}/' seedbed.yaml; fi
}

# sql STATEMENT: rows, columns separated by |.
sql() {
  if [ "$ENGINE" = postgres ]; then psql -qAt -v ON_ERROR_STOP=1 "$DATABASE_URL" -c "$1"; else sqlite3 "$FILE" "$1"; fi
}

# printed COMMAND…: runs it, keeps what it prints in $out and its status in $status.
printed() {
  status=0
  out=$("$@" 2>&1) || status=$?
  echo "\$ $* [status $status]"
  echo "$out"
}

# says TEXT / silent TEXT: whether the last command printed it.
says() { case "$out" in *"$1"*) ;; *) echo "it does not say: $1"; exit 1 ;; esac; }
silent() { case "$out" in *"$1"*) echo "it says: $1"; exit 1 ;; esac; }

# ends STATUS: of the last command.
ends() { [ "$status" = "$1" ] || { echo "status $status, not $1"; exit 1; }; }

# equal GOT WANTED
equal() { [ "$1" = "$2" ] || { echo "got:    $1"; echo "wanted: $2"; exit 1; }; }

# later WHAT: the feature comes later, and the command refused it with this message.
later() { echo "$1"; exit 10; }
