# engines: postgres
seedbed migrate up
equal "$(sql "select string_agg(id, ',' order by id) from public.seedbed_migrations")" 0,1,2
equal "$(sql "select count(*) from pg_class where relname = 'seedbed_migrations'")" 1
equal "$(sql "select to_regclass('other.t') is not null and to_regclass('public.b') is not null")" t
printed seedbed migrate up
ends 0
says "nothing to do: 3 migrations applied"
