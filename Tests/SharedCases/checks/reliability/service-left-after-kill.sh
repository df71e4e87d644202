# engines: sqlite
cp -r "$ROOT"/{golden,migrations,seeds,seedbed.yaml} .
export TMPDIR=$PWD/tmp DATABASE_URL=$PWD/example.sqlite
mkdir -p tmp
seedbed up --test --skip-verify --quiet --report up.html --database "$DATABASE_URL"
services() { pgrep -f "ReferenceService.*$PWD" || true; }
gone() { # waits until no service runs
  for _ in $(seq 300); do
    [ -n "$(services)" ] || return 0
    sleep 0.1
  done
  echo "the service still runs"
  exit 1
}
seedbed verify run --quiet --database "$DATABASE_URL" >/dev/null 2>&1 &
run=$!
for _ in $(seq 600); do
  [ -z "$(services)" ] || break
  sleep 0.05
done
[ -n "$(services)" ]
equal "$(ls tmp)" ""
watchers=$(pgrep -P $run -f 'read -r target')
equal "$(echo "$watchers" | wc -l)" 2
kill -KILL $run
kill -KILL $(echo "$watchers" | head -n 1)
gone
if command -v strace >/dev/null; then
  for call in pipe2 clone clone3 vfork; do
    strace -f -o /dev/null -e trace=$call -e inject=$call:signal=SIGKILL:when=2 \
      seedbed verify run --quiet --filter overview --database "$DATABASE_URL" >/dev/null 2>&1 || true
    gone
  done
fi
equal "$(ls tmp)" ""
