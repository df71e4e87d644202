# engines: sqlite postgres
seedbed migrate up --test --quiet
printed seedbed backfill run; ends 0
# Without a word on escapes the bytes are the value.
equal "$(sql 'select a from t')" 'a\tb\\c'
sed -i 's/quote: none/quote: none, escape: "\\\\"/' seeds/history/b.yaml
printed seedbed backfill check; ends 2; says "unknown key 'escape'"
later "a dialect has no key for an escape character yet, and says so"
