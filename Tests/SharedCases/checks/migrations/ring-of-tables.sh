# engines: sqlite postgres
seedbed migrate up --test --quiet
seedbed seed check
seedbed seed load
equal "$(sql 'select t.name from teams t join players p on p.id = t.captain_id and p.team_id = t.id')" T
