# engines: sqlite postgres
printed seedbed migrate up
ends 0
rm migrations/2.yaml
printed seedbed migrate up
ends 2
says "the migration '2' was applied, and its file is gone"
later "the migration '2' was applied, and its file is gone"
