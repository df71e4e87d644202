# engines: sqlite postgres
printed seedbed migrate up
ends 2
says "COMMIT would end or divide the transaction"
says "migrations/1.yaml:3:"
equal "$(sql "select count(*) from $([ "$ENGINE" = sqlite ] && echo sqlite_schema || echo pg_class) where $([ "$ENGINE" = sqlite ] && echo name || echo relname) = 'x'")" 0
printed seedbed migrate plan
ends 2
