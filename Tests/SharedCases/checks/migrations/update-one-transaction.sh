# engines: postgres
sed -i 's/1000000/1000/' migrations/1.yaml
seedbed migrate up
equal "$(sql "select distinct n from a")" X
cat > migrations/3.yaml <<'END'
about: In pieces
up:
  - update: {table: a, set: {n: "lower(n)"}, batch: 100}
END
printed seedbed migrate up
ends 2
says "unknown key 'batch'"
later "an update is one statement until it can be told to go in pieces"
