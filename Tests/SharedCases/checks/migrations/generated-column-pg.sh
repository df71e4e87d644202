# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed seed load
[ "$ENGINE" = sqlite ] || equal "$(sql 'select g from a')" X
equal "$(sql 'select n from a')" x
