# engines: sqlite postgres
printed seedbed up --test --skip-verify
ends 0
printed seedbed up --test --skip-verify
ends 0
says '1 of them there already'
equal "$(sql 'select count(*) from a')" 1
