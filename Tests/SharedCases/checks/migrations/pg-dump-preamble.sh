# engines: postgres
seedbed migrate up
equal "$(sql "select to_regclass('public.x') is not null")" t
equal "$(sql "select manner from public.seedbed_migrations")" applied
