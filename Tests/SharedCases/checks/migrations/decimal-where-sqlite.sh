# engines: sqlite postgres
printed seedbed migrate up
ends 0
if [ "$ENGINE" = sqlite ]; then equal "$(sql 'select big from a')" 1; else equal "$(sql 'select big from a')" t; fi
