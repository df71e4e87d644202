# engines: sqlite postgres
printed seedbed seed check
ends 0
says "a: changed by SQL, and checked when it is loaded"
seedbed migrate up --test
printed seedbed seed check
ends 0
silent "changed by SQL"
seedbed seed load
equal "$(sql "select nick from a")" z
cat > migrations/2.yaml <<'END'
about: An index on what SQL made
up:
  - create_index: {table: a, columns: [nick]}
END
seedbed migrate up
sed -i 's/nick: z/nock: z/' seeds/s.yaml
printed seedbed seed check
ends 2
says "'nock' is not a column of a; did you mean 'nick'?"
