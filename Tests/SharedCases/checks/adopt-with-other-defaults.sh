# engines: sqlite
./make-input
refused() {
  printed seedbed migrate up
  ends 3
  says "$1"
  rm migrations/2026010$2-*
}
printed seedbed migrate plan
says "pending, would adopt what is there if it is the same"
refused "without_default: column 't' has no default, not the default 'x'" 1
refused "time_default: column 'at' has the default CURRENT_TIMESTAMP, not the default 'never'" 2
refused "checked: column 'x' has the check (x <> ')' and flag = 1), not (x <> ')' AND flag = 2)" 3
refused "also_unique: (t) is unique there and not in the migration" 4
