# engines: postgres
sql 'create table users(id serial primary key, name text not null)'
seedbed db mark --i-know-this-is "$DATABASE_URL"
seedbed seed load a
sql "insert into users(name) values ('New')"
equal "$(sql 'select max(id) from users')" 3
